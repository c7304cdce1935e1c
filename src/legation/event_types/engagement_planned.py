"""Something lies ahead, moved or fell through."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.event_type import Sourced
from legation.fields import Edtf, Maybe, MeetingKind, Occasion, OrgRef, PartyRef, PlaceRef, PromiseRef, Some, VisitKind


class EngagementPlanned(Occasion, Sourced):
    """Something lies ahead, moved or fell through; an account of the thing itself closes the plan.

    Source: domain.md 5.4 and 13.2.
    """

    type = "engagement.planned"
    subject = "engagement"

    kind: Literal[MeetingKind, VisitKind, "election", "review", "tournament"]
    status: Literal["proposed", "scheduled", "postponed", "cancelled"]
    on: Maybe[Edtf] = Field(None, description="when the plan was stated")
    place: Maybe[PlaceRef] = None
    parties: Maybe[Some[OrgRef]] = None
    visitors: Maybe[Some[PartyRef]] = None
    destination: Maybe[PlaceRef] = None
    arises_from: Maybe[PromiseRef] = None

    examples = (
        {
            "engagement": "eng:summit-of-the-americas-2022",
            "kind": "summit",
            "status": "scheduled",
            "when": "2022-06",
            "place": "place:los-angeles",
            "series": "series:summit-of-the-americas",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [19, 19],
                    "item": "6",
                    "span_sha256": "f52fb73dd438bce9274cec66224f51d65c3579346be0645d512180ea5df5a4c8",
                    "voice": "body",
                    "stance": "inferred",
                    "rule": "year-from-heading",
                    "basis": [],
                }
            ],
        },
        {
            "engagement": "eng:migration-talks-february",
            "kind": "talks",
            "status": "scheduled",
            "when": "[2023-02,2024-02]",
            "parties": ["org:mexico", "org:united-states"],
            "arises_from": "com:february-round",
            "evidence": [
                {
                    "document": "doc:migration-talks",
                    "lines": [23, 23],
                    "span_sha256": "70de1e74682a03141ab3f050d5c8d9de97ea6f12615cc8e9dbc5e4f2314bec9f",
                    "voice": "body",
                    "stance": "inferred",
                    "rule": "tenure-bounds",
                    "basis": [],
                }
            ],
        },
    )
