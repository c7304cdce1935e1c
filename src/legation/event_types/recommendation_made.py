"""Somebody advised somebody."""

from __future__ import annotations

from typing import Literal

from legation.conditions import AtLeastOne
from legation.event_type import Sourced
from legation.fields import (
    AddresseeRef,
    AnyRef,
    Edtf,
    EngagementRef,
    Group,
    Maybe,
    NewRecommendation,
    PartyRef,
    Some,
    Text,
)


class RecommendationMade(Sourced):
    """Somebody advised somebody, in words of our own.

    Source: domain.md 5.6 and 8.
    """

    type = "recommendation.made"
    subject = "recommendation"

    recommendation: NewRecommendation
    by: Maybe[Some[PartyRef]] = None
    group: Maybe[Group] = None
    to: Maybe[Some[AddresseeRef]] = None
    to_group: Maybe[Group] = None
    summary: Text
    about: Some[AnyRef]
    strength: Literal["must", "should", "could"]
    engagement: Maybe[EngagementRef] = None
    on: Maybe[Edtf] = None
    due: Maybe[Edtf] = None

    conditions = (AtLeastOne("by", "group"), AtLeastOne("to", "to_group"))
    examples = (
        {
            "recommendation": "rec:essential-sectors-working-group",
            "group": {"label": "former ambassadors of both countries"},
            "to": ["org:mexico", "org:united-states"],
            "summary": "Found a group, companies included, that settles which industries count as vital.",
            "about": ["topic:supply-chains"],
            "strength": "should",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [188, 190],
                    "span_sha256": "b8c59858eb54e7d05742f3b7b51b6d31dcbad5fd8c80be740ee01c41a70c6711",
                    "voice": "author",
                    "stance": "asserted",
                }
            ],
        },
    )
