"""Two ids are judged the same or distinct."""

from __future__ import annotations

from typing import Literal

from legation.conditions import Echoes, Is, Kinds, iff
from legation.event_type import Editorial
from legation.fields import MatchableRef, Maybe, Text
from legation.ids import ENTITY_KINDS


class EntityMatched(Editorial):
    """Two ids are judged the same or distinct, for a reason.

    Source: domain.md 4.3 and 5.1.
    """

    type = "entity.matched"
    subject = "entity"

    entity: MatchableRef
    other: MatchableRef
    verdict: Literal["same", "distinct"]
    keep: Maybe[MatchableRef] = None
    reason: Text

    conditions = (
        Kinds("entity", "other", {kind: (kind,) for kind in (*ENTITY_KINDS, "eng", "com", "rec")}, code="E201"),
        iff("keep", when=Is("verdict", "same")),
        Echoes("keep", "entity", "other"),
    )
    examples = (
        {
            "entity": "eng:kerry-mexico-city-2022-02",
            "other": "eng:climate-envoy-2022-02",
            "verdict": "same",
            "keep": "eng:kerry-mexico-city-2022-02",
            "reason": "One envoy, one city and one day in both accounts.",
        },
        {
            "entity": "eng:ibwc-follow-up-11",
            "other": "eng:bicentennial-committee-2022-04-27",
            "verdict": "distinct",
            "reason": "Two meetings of one day in one ministry, on other matters and with other people.",
        },
    )
