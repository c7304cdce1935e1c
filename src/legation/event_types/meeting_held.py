"""People sat together."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.event_type import Sourced
from legation.fields import Encounter, Maybe, MeetingKind, OrgRef, PlaceRef, Some


class MeetingHeld(Encounter, Sourced):
    """People sat together, in one place or far apart.

    Source: domain.md 5.4.
    """

    type = "meeting.held"
    subject = "engagement"

    kind: MeetingKind
    place: Maybe[PlaceRef] = None
    format: Maybe[Literal["in_person", "remote", "hybrid"]] = None
    parties: Maybe[Some[OrgRef]] = Field(None, description="the sides")

    examples = (
        {
            "engagement": "eng:border-forum-2022-05-12",
            "kind": "forum",
            "title": "Strategic Border Infrastructure Forum",
            "when": "2022-05-12",
            "place": "place:tijuana",
            "parties": ["org:mexico", "org:united-states"],
            "hosts": ["person:marcelo-ebrard", "person:ken-salazar"],
            "purpose": "To show what both sides do to renew the crossings.",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [46, 46],
                    "item": "15",
                    "span_sha256": "8063e831ae0cd5c883d6f1e41869f1a3e881278e4d843f05df4bb0bba9232e4f",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "engagement": "eng:rec-2024-opening",
            "kind": "ceremony",
            "when": "2024-01-08",
            "parent": "eng:rec-2024",
            "evidence": [
                {
                    "document": "doc:rec-2024",
                    "lines": [12, 12],
                    "span_sha256": "055c4e71d729a9ebb7b4c99292f609cff6451a56f3cb05dfa43d52cd5ce2a7b1",
                    "voice": "body",
                    "stance": "inferred",
                    "rule": "opening-day",
                    "basis": [],
                }
            ],
        },
    )
