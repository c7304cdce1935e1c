"""Something happens outside engagements."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.event_type import Sourced
from legation.fields import AnyRef, Edtf, EngagementRef, Maybe, PartyRef, PlaceRef, Some, Text


class OccurrenceReported(Sourced):
    """Something happens outside engagements and is their context.

    Source: domain.md 5.7 and 10.
    """

    type = "occurrence.reported"
    subject = "about"

    about: Some[AnyRef]
    kind: Literal[
        "election", "crisis", "crime", "arrest", "legislation", "policy", "conflict", "disaster", "trend", "other"
    ]
    summary: Text
    when: Maybe[Edtf] = None
    place: Maybe[PlaceRef] = None
    actors: Maybe[Some[PartyRef]] = None
    engagement: Maybe[EngagementRef] = Field(None, description="the plan it realises")

    examples = (
        {
            "about": ["place:colorado-river-basin", "topic:water-conservation"],
            "kind": "disaster",
            "summary": "Two decades with too little rain have left the river low.",
            "when": "/2022-04-27",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [37, 37],
                    "item": "12",
                    "span_sha256": "8cb2143fca14847e8170fee85894c851d70bf0e8d72a7cdfb0fb8d89e261c5f9",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
