"""Whether the numbers of a series fit together: editions counted, against how often it comes (domain.md 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from legation.claim import union
from legation.dates import before, parse
from legation.ids import kind
from legation.projections import engagements
from legation.projections.engagements import Engagement
from legation.projections.series import Series
from legation.reading import Reading
from legation.steps import Positions


class Count(NamedTuple):
    """An edition that somebody counted, in a year that is known."""

    ordinal: int
    year: int
    edition: str
    at: Positions


class Odd(NamedTuple):
    """What does not fit, what would have been expected, and the events it rests on."""

    what: str
    expected: str
    at: Positions


def counts(at: Reading, series: str) -> list[Count]:
    """Return the editions that are counted, the lowest number first."""
    row = cast("Series", at.row("series", series))
    found = []
    for claim in row.ordinals:
        number = {"nth": claim.value.get("ordinal"), "first": 1}.get(claim.value["claim"])
        of = claim.value["of"]
        if number and kind(of) == "eng" and claim.counts and "scope" not in claim.value:
            date = engagements.when(cast("Engagement", at.row("engagements", of)))
            if year := _year(date.value):
                found.append(Count(number, year, of, (claim.at, *date.at)))
    return sorted(found)


def oddities(at: Reading, series: str) -> Iterator[Odd]:
    """Yield the counts that the cadence of a series, a namesake, or an earlier edition contradicts."""
    found = counts(at, series)
    if found:
        yield from _against_cadence(at, series, found)
        yield from _namesakes(found)
        yield from _before_the_first(at, series, found[0])


def cadence(at: Reading, series: str) -> tuple[str, Positions]:
    """Return how often it comes, as an ISO 8601 duration, with the positions that say so; empty if nobody does."""
    row = cast("Series", at.row("series", series))
    return next(iter(union(row.cadence)), ("", ()))


def _against_cadence(at: Reading, series: str, found: Sequence[Count]) -> Iterator[Odd]:
    said, where = cadence(at, series)
    match = re.fullmatch(r"P([1-9][0-9]?)Y", said)
    years, base = int(match[1]) if match else 0, found[0]
    for count in found[1:]:
        if years and count.edition != base.edition and (count.year - base.year) % years == 0:
            expected = base.ordinal + (count.year - base.year) // years
            if count.ordinal != expected:
                what = f"number {count.ordinal} in {count.year}, with number {base.ordinal} in {base.year} and one each"
                what += f" {'year' if years == 1 else f'{years} years'}"
                yield Odd(what, f"number {expected}", (*base.at, *count.at, *where))


def _namesakes(found: Sequence[Count]) -> Iterator[Odd]:
    for one, other in pairwise(found):
        if one.ordinal == other.ordinal and one.year != other.year:
            what = f"two editions are number {one.ordinal}: {one.edition} and {other.edition}"
            yield Odd(what, "one edition for a number", (*one.at, *other.at))


def _before_the_first(at: Reading, series: str, first: Count) -> Iterator[Odd]:
    if first.ordinal != 1:
        return
    for claim in cast("Series", at.row("series", series)).editions:
        when = claim.value.get("when")
        told = when and claim.value["type"] != "engagement.planned"
        if told and before(parse(when), parse(f"{first.year:04}")) == "certain":
            what = f"an edition {when} lies before the first, {first.edition}"
            yield Odd(what, "no edition before the first", (*first.at, claim.at))


def _year(date: str | None) -> int:
    on = parse(date) if date else None
    return int(on.s_lo[:4]) if on and on.s_lo[:4] == on.e_hi[:4] else 0
