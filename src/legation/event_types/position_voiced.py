"""Somebody says what they think."""

from __future__ import annotations

from typing import Literal

from legation.conditions import AtLeastOne
from legation.event_type import Sourced
from legation.fields import AnyRef, Edtf, EngagementRef, Group, Maybe, PartyRef, Some, Text


class PositionVoiced(Sourced):
    """Somebody says what they think, in words of our own.

    Source: domain.md 5.5.
    """

    type = "position.voiced"
    subject = "about"

    holders: Maybe[Some[PartyRef]] = None
    group: Maybe[Group] = None
    about: Some[AnyRef]
    stance: Literal[
        "supports", "praises", "thanks", "greets", "affirms", "offers", "urges", "demands", "warns", "opposes",
        "rejects", "assesses", "predicts", "reports",
    ]  # fmt: skip
    summary: Text
    engagement: Maybe[EngagementRef] = None
    addressees: Maybe[Some[AnyRef]] = None
    on: Maybe[Edtf] = None

    conditions = (AtLeastOne("holders", "group"),)
    examples = (
        {
            "holders": ["person:jennifer-granholm"],
            "about": ["agreement:mx-electricity-reform"],
            "stance": "warns",
            "summary": "The draft law may set back clean power and climate work.",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [645, 647],
                    "span_sha256": "d4b9fa6a35877ec37f163a8d912c5fbf03c40594a12582d872b0e16a1ab27c40",
                    "voice": "author",
                    "stance": "asserted",
                }
            ],
        },
        {
            "holders": ["org:mexico"],
            "about": ["office:texas-governor"],
            "stance": "rejects",
            "summary": "What Texas does at the border costs migrants their lives.",
            "evidence": [
                {
                    "document": "doc:migration-talks",
                    "lines": [19, 19],
                    "span_sha256": "61220045ddd818ab9fc625c739097cbc8e7d0c0c74438d711d88a7aeb1e8e714",
                    "voice": "speaker",
                    "speaker": "org:mexico",
                    "stance": "asserted",
                    "certainty": "possible",
                }
            ],
        },
    )
