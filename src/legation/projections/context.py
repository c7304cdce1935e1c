"""What happened outside engagements and is their context: one row for each event around and each thing it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.claim import Claims
from legation.dates import OPEN_START, parse, sort_key
from legation.fact import Fact
from legation.projection import Change, Row, many, one, projection

AHEAD, OPEN, PAST = "ahead", "open", "past"


@dataclass(frozen=True, slots=True)
class Occurrence(Row):
    """One account of something that happened; two accounts of one thing are only joined by an assessment."""

    kind: Claims = one("text", "election, crisis, disaster …")
    summary: Claims = one("text", "what happened, in words")
    when: Claims = one("date", "when it happened")
    place: Claims = one("id", "where")
    actors: Claims = many("who did it")
    engagement: Claims = one("id", "the plan that it realised")

    def order(self) -> str:
        """Return the date as text that sorts; what is known by its latest day sorts by that, the undated come last."""
        text = _when(self)
        s_lo, e_hi, s_hi, e_lo, _ = sort_key(parse(text) if text else None, 0)
        return "".join((s_hi if s_lo == OPEN_START else s_lo, e_hi, s_hi, e_lo))


@projection(
    Occurrence,
    "occurrence.reported",
    about=("id", "what it is about"),
    position=("integer", "the event that tells of it"),
)
def context(fact: Fact) -> Iterator[Change[Occurrence]]:
    """Fold an event around into one row for each thing that it is about."""
    match fact.type, fact.data:
        case "occurrence.reported", {"about": ids}:
            for id_ in ids:
                yield (id_, str(fact.position)), _happened


def lies(row: Occurrence, day: str, told_by: str) -> str:
    """Tell how it lies to the end of `day`: surely `ahead`, surely `past`, or `open`.

    What is told has begun by the day `told_by`, unless its date says that it was foreseen.
    """
    on = parse(_when(row) or f"[..{told_by}]")
    if on.s_lo > day:
        return AHEAD
    begun = min(on.s_hi, told_by) if told_by >= on.s_lo else on.s_hi
    return PAST if begun <= day and not on.qualifier else OPEN


def _when(row: Occurrence) -> str:
    return next((claim.value for claim in row.when), "")


def _happened(row: Occurrence, fact: Fact) -> Occurrence:
    return row.keep(fact, "kind", "summary", "when", "place", "actors", "engagement")
