"""Who said what on what: one row for each statement, each thing it is about and each who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation.claim import Claims
from legation.dates import parse, sort_key
from legation.fact import Fact
from legation.projection import Change, Row, many, one, projection

NOBODY = "-"  # stands for the holder where only a group spoke


@dataclass(frozen=True, slots=True)
class Statement(Row):
    """One account of what somebody holds."""

    dated: ClassVar[frozenset[str]] = frozenset({"on"})

    group: Claims = many("who nobody names: {label, count, comparator}")
    stance: Claims = one("text", "supports, urges, warns …")
    summary: Claims = one("text", "what was said, in words")
    on: Claims = one("date", "when it was said")
    engagement: Claims = one("id", "where it was said")
    addressees: Claims = many("to whom")

    def order(self) -> str:
        """Return the day on which it was said as text that sorts; the undated come last."""
        on = next((claim.value for claim in self.on if claim.value), "")
        return "".join(sort_key(parse(on) if on else None, 0)[:4])


@projection(
    Statement,
    "position.voiced",
    about=("id", "what it is about"),
    holder=("id", "who holds it; `-` where only a group spoke"),
    position=("integer", "the event that tells of it"),
)
def positions(fact: Fact) -> Iterator[Change[Statement]]:
    """Fold a statement into one row for each holder and each thing it is about."""
    match fact.type, fact.data:
        case "position.voiced", {"about": ids}:
            for holder in fact.data.get("holders", (NOBODY,)):
                for id_ in ids:
                    yield (id_, holder, str(fact.position)), _said


def _said(row: Statement, fact: Fact) -> Statement:
    kept = row.keep(fact, "group", "stance", "summary", "engagement", "addressees")
    return kept.add(fact, on=fact.data.get("on", ""))
