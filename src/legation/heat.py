"""How many things fall into each month or day: surely, or only possibly (screens.md 8.10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from legation.dates import OPEN_END, OPEN_START, Edtf, Span, day_after

MONTH, DAY = 7, 10  # letters of a month and of a day
_WIDEST = {MONTH: 2, DAY: 7}  # parts; a date that may lie in more of them is too wide to be drawn
_LONGEST = 366  # parts that one thing may last over


class Count(NamedTuple):
    """The keys of what surely falls into some days, and of what may."""

    sure: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, those that are sure first."""
        return (*self.sure, *self.possible)

    @property
    def sign(self) -> str:
        """The count as one sign."""
        if not self.sure:
            return "?" if self.possible else "·"
        return str(len(self.sure)) if len(self.sure) < 10 else "+"


class Shift(NamedTuple):
    """What falls into some days at A, and at B."""

    a: Count
    b: Count

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what came, went, or became more or less sure: those of B first."""
        apart = set(self.a.sure) ^ set(self.b.sure) | set(self.a.possible) ^ set(self.b.possible)
        return tuple(key for key in dict.fromkeys((*self.b.keys, *self.a.keys)) if key in apart)

    @property
    def sign(self) -> str:
        """The difference as a sign: `+2`, `−1`, `++` for ten or more, `+?` of what is only possible, `~` as many."""
        if not self.keys:
            return "·"
        if more := len(self.b.sure) - len(self.a.sure):
            sign = "+" if more > 0 else "−"
            return f"{sign}{abs(more) if abs(more) < 10 else sign}"
        more = len(self.b.possible) - len(self.a.possible)
        return f"{'+' if more > 0 else '−'}?" if more else "~"


def shifts(a: Mapping[str, Count], b: Mapping[str, Count]) -> dict[str, Shift]:
    """Return what differs between two counts, by the month or day."""
    both = {part: Shift(a.get(part, Count()), b.get(part, Count())) for part in {*a, *b}}
    return {part: shift for part, shift in both.items() if shift.keys}


def heat(told: Iterable[tuple[str, tuple[Edtf, ...]]], unit: int) -> tuple[dict[str, Count], int]:
    """Count keys by the months or days (`unit`) of their dates; also how many have no date, or too wide a one."""
    counts: dict[str, Count] = {}
    wider = 0
    for key, dates in told:
        found = parts(dates, unit)
        wider += not found
        for part, sure in found.items():
            count = counts.get(part, Count())
            counts[part] = (
                Count((*count.sure, key), count.possible) if sure else Count(count.sure, (*count.possible, key))
            )
    return counts, wider


def parts(dates: tuple[Edtf, ...], unit: int) -> dict[str, bool]:
    """Return the months or days that dates fall into, True where surely; none if one of them is too wide.

    Several dates are accounts that disagree, so none of theirs is sure.
    """
    found = [_parts(on, unit) for on in dates]
    if not found or not all(found):
        return {}
    sure = len(found) == 1
    return {part: told[part] and sure for told in found for part in told}


def _parts(on: Edtf, unit: int) -> dict[str, bool]:
    """Return the parts of one date: those of what lasted that it surely spans, else each it may be in."""
    spans: tuple[Span, ...]
    if on.kind == "extent":
        lo, hi = (on.s_hi, on.e_lo) if on.s_hi <= on.e_lo else (on.s_lo, on.e_hi)
        spans, sure, most = ((lo, hi),), on.s_lo[:unit] == on.s_hi[:unit] and on.e_lo[:unit] == on.e_hi[:unit], _LONGEST
    else:
        spans, most = on.alternatives, _WIDEST[unit]
        sure = on.s_lo[:unit] == on.e_hi[:unit] and not on.qualifier
    found: dict[str, bool] = {}
    for lo, hi in spans:
        if OPEN_START in (lo, hi) or OPEN_END in (lo, hi):
            return {}
        told = list(_between(lo, hi, unit, most + 1))
        if len(told) > most:
            return {}
        found |= dict.fromkeys(told, sure)
    return found


def _between(lo: str, hi: str, unit: int, most: int) -> Iterator[str]:
    """Yield the months or days from `lo` to `hi`, at most so many."""
    part = lo[:unit]
    while part <= hi[:unit] and most:
        yield part
        part, most = _next(part), most - 1


def _next(part: str) -> str:
    if len(part) == DAY:
        return day_after(part)
    year, month = int(part[:4]), int(part[5:7])
    return f"{year + month // 12:04}-{month % 12 + 1:02}"
