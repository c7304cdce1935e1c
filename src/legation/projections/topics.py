"""What was on the table: one row for each topic and each engagement, or document, that dealt with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.claim import Claims
from legation.fact import Fact
from legation.projection import Change, Row, projection


@dataclass(frozen=True, slots=True)
class Discussion(Row):
    """What of a topic was dealt with in one place, and who brought it up."""

    topic: Claims = ()
    aspect: Claims = ()
    raised_by: Claims = ()
    on: Claims = ()


@projection(Discussion)
def topics(fact: Fact) -> Iterator[Change[Discussion]]:
    """Fold a topic under the engagement at which it was discussed, else under each document that deals with it."""
    match fact.type, fact.data:
        case "topic.discussed", {"topic": topic, "engagement": engagement}:
            yield (topic, engagement), _discussed
        case "topic.discussed", {"topic": topic, "evidence": pieces}:
            for document in dict.fromkeys(piece["document"] for piece in pieces):
                yield (topic, document), _discussed


def _discussed(row: Discussion, fact: Fact) -> Discussion:
    return row.keep(fact, "topic", "aspect", "raised_by", "on")
