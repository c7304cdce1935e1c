"""Somebody promised something."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import AtLeastOne, Is, iff
from legation.event_type import Sourced
from legation.fields import AnyRef, Edtf, EngagementRef, Group, Maybe, NewCommitment, PartyRef, PlaceRef, Some, Text


class CommitmentMade(Sourced):
    """Somebody promised something, in words of our own.

    Source: domain.md 5.6 and 8.
    """

    type = "commitment.made"
    subject = "commitment"

    commitment: NewCommitment
    by: Maybe[Some[PartyRef]] = None
    group: Maybe[Group] = None
    action: Literal["meet", "visit", "establish", "publish", "fund", "build", "legislate", "share", "continue", "other"]
    summary: Text
    strength: Literal["agreed", "pledged", "intends", "seeks"]
    due_basis: Literal["stated", "inferred", "vague", "none"]
    with_: Maybe[Some[PartyRef]] = Field(None, alias="with")
    to: Maybe[Some[PartyRef]] = None
    engagement: Maybe[EngagementRef] = Field(None, description="where it was made")
    on: Maybe[Edtf] = None
    due: Maybe[Edtf] = None
    due_vague: Maybe[Literal["promptly", "soon", "coming_months", "ongoing"]] = None
    condition: Maybe[Text] = None
    place: Maybe[PlaceRef] = None
    about: Maybe[Some[AnyRef]] = None

    conditions = (
        AtLeastOne("by", "group"),
        iff("due", when=Is("due_basis", "stated", "inferred")),
        iff("due_vague", when=Is("due_basis", "vague")),
    )
    examples = (
        {
            "commitment": "com:february-round",
            "by": ["org:mexico", "org:united-states"],
            "action": "meet",
            "summary": "The two sides sit down again for another round.",
            "strength": "agreed",
            "engagement": "eng:migration-talks-washington",
            "on": "[2022-12..2024-02]",
            "due_basis": "inferred",
            "due": "[2023-02,2024-02]",
            "about": ["topic:migration"],
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
        {
            "commitment": "com:otay-ii-opening",
            "by": ["org:mexico", "org:united-states"],
            "action": "build",
            "summary": "The new crossing is put to use.",
            "strength": "intends",
            "due_basis": "vague",
            "due_vague": "promptly",
            "place": "place:otay-ii",
            "evidence": [
                {
                    "document": "doc:migration-talks",
                    "lines": [21, 21],
                    "span_sha256": "8bf292a9be1aa342b17402c68936bce9648bca14c22b826b4f879f518a010257",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "commitment": "com:talks-with-guatemala",
            "by": ["org:mexico", "org:united-states"],
            "with": ["org:guatemala"],
            "action": "meet",
            "summary": "They want to talk with Guatemala about closer work.",
            "strength": "seeks",
            "due_basis": "none",
            "evidence": [
                {
                    "document": "doc:migration-talks",
                    "lines": [15, 15],
                    "span_sha256": "ad1b33304f3e9221eacf70d69f842898bad7564f3f47f1aea63dd285279e1c8c",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
