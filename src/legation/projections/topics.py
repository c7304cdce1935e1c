"""What was on the table: one row for each topic and each engagement, or document, that dealt with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.claim import Claims
from legation.fact import Fact
from legation.projection import Change, Row, many, one, projection


@dataclass(frozen=True, slots=True)
class Discussion(Row):
    """What of a topic was dealt with in one place, and who brought it up."""

    topic: Claims = one("id", "the topic, as it was named")
    aspect: Claims = many("what of it was discussed")
    raised_by: Claims = many("who brought it up")
    on: Claims = one("date", "when")


@projection(
    Discussion,
    "topic.discussed",
    about=("id", "the topic"),
    at=("id", "the engagement at which it was discussed, else the document that deals with it"),
)
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
