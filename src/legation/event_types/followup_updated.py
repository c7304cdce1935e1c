"""What became of a promise or of advice."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import Is, iff
from legation.event_type import Sourced
from legation.fields import EarlierEvent, Edtf, EngagementRef, Maybe, PartyRef, PromiseRef, Text


class FollowupUpdated(Sourced):
    """What became of a promise or of advice.

    Source: domain.md 5.6 and 8.
    """

    type = "followup.updated"
    subject = "target"

    target: PromiseRef
    state: Literal[
        "accepted", "noted", "rejected", "in_progress", "partly_fulfilled", "fulfilled", "rescheduled", "superseded",
        "withdrawn", "lapsed",
    ]  # fmt: skip
    on: Edtf
    party: Maybe[PartyRef] = Field(None, description="only this addressee")
    engagement: Maybe[EngagementRef] = Field(None, description="the engagement that fulfilled it")
    by: Maybe[EarlierEvent] = Field(None, description="the event that fulfilled it")
    due: Maybe[Edtf] = None
    successor: Maybe[PromiseRef] = None
    detail: Maybe[Text] = None

    conditions = (
        iff("due", when=Is("state", "rescheduled")),
        iff("successor", when=Is("state", "superseded")),
    )
    examples = (
        {
            "target": "com:february-round",
            "state": "fulfilled",
            "on": "2024-02",
            "engagement": "eng:migration-talks-february",
            "evidence": [
                {
                    "document": "doc:migration-talks",
                    "lines": [23, 23],
                    "span_sha256": "70de1e74682a03141ab3f050d5c8d9de97ea6f12615cc8e9dbc5e4f2314bec9f",
                    "voice": "body",
                    "stance": "inferred",
                    "rule": "next-named-month",
                    "basis": [],
                    "certainty": "possible",
                }
            ],
        },
        {
            "target": "com:otay-ii-opening",
            "state": "rescheduled",
            "on": "2024",
            "due": "2025",
            "evidence": [
                {
                    "document": "doc:migration-talks",
                    "lines": [21, 21],
                    "span_sha256": "8bf292a9be1aa342b17402c68936bce9648bca14c22b826b4f879f518a010257",
                    "voice": "body",
                    "stance": "asserted",
                    "certainty": "possible",
                }
            ],
        },
    )
