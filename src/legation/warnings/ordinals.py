"""W9: a count that does not fit the series it counts in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, cast

from legation.claim import weight
from legation.dates import before, parse
from legation.errors import Fault
from legation.ids import kind
from legation.projections import engagements
from legation.projections.engagements import Engagement
from legation.projections.registry import Entity, attribute
from legation.reading import Reading
from legation.warning import resolved, said, told


class _Count(NamedTuple):
    """An edition that somebody counted."""

    ordinal: int
    year: int
    edition: str
    at: tuple[int, ...]


def ordinals(at: Reading) -> Iterator[Fault]:
    """Yield the counts that the cadence of a series, a namesake, or an earlier edition contradicts."""
    counts: dict[str, list[_Count]] = defaultdict(list)
    for fact in told(at, "ordinal.claimed"):
        series, of = fact.data.get("series"), resolved(at, fact.data["of"])
        number = {"nth": fact.data.get("ordinal"), "first": 1}.get(fact.data["claim"])
        if series and number and kind(of) == "eng" and weight(fact) in {"certain", "probable"}:
            date = engagements.when(cast("Engagement", at.row("engagements", of)))
            if year := _year(date.value):
                counts[resolved(at, series)].append(_Count(number, year, of, (fact.position, *date.at)))
    for series, found in counts.items():
        found.sort()
        yield from _against_cadence(at, series, found)
        yield from _namesakes(series, found)
        yield from _before_the_first(at, series, found[0])


def _against_cadence(at: Reading, series: str, counts: list[_Count]) -> Iterator[Fault]:
    base, years, where = counts[0], *_cadence(at, series)
    for count in counts[1:]:
        if years and count.edition != base.edition and (count.year - base.year) % years == 0:
            expected = base.ordinal + (count.year - base.year) // years
            if count.ordinal != expected:
                rests = said((*base.at, *count.at, *where))
                what = f"number {count.ordinal} in {count.year}, with number {base.ordinal} in {base.year} and one each"
                what += f" {'year' if years == 1 else f'{years} years'} ({rests})"
                yield Fault("W9", what, f"number {expected}", field=series)


def _namesakes(series: str, counts: list[_Count]) -> Iterator[Fault]:
    for one, other in pairwise(counts):
        if one.ordinal == other.ordinal and one.year != other.year:
            both = f"{one.edition} and {other.edition}"
            what = f"two editions are number {one.ordinal}: {both} ({said((*one.at, *other.at))})"
            yield Fault("W9", what, "one edition for a number", field=series)


def _before_the_first(at: Reading, series: str, first: _Count) -> Iterator[Fault]:
    if first.ordinal != 1:
        return
    for fact in told(at, "meeting.held", "visit.made"):
        when = fact.data.get("when")
        mine = when and resolved(at, fact.data.get("series", "")) == series
        if mine and before(parse(when), parse(f"{first.year:04}")) == "certain":
            what = f"an edition {when} lies before the first, {first.edition} ({said((*first.at, fact.position))})"
            yield Fault("W9", what, "no edition before the first", field=series)


def _cadence(at: Reading, series: str) -> tuple[int, tuple[int, ...]]:
    """Return the years from one edition to the next, with the positions that say so; 0 if it is none or unknown."""
    row = cast("Entity", at.row("registry", series))
    agreed = attribute(row, "cadence")
    said_ = [(agreed.value, agreed.at)] if agreed.value else []
    said_ += [(c.value.get("value"), (c.at,)) for c in row.descriptions if c.counts and c.value["aspect"] == "cadence"]
    for value, where in said_:
        if match := re.fullmatch(r"P([1-9][0-9]?)Y", value or ""):
            return int(match[1]), where
    return 0, ()


def _year(date: str | None) -> int:
    on = parse(date) if date else None
    return int(on.s_lo[:4]) if on and on.s_lo[:4] == on.e_hi[:4] else 0
