"""How often people met, day by day: for each month that holds anything, its weeks by weekdays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from legation.dates import in_words
from legation.heat import DAY, Count, Shift, heat, shifts
from legation.plot import COUNTED, Band, Cell, Plot, Side, drawing
from legation.plots.months import counting, dated, notes, notes_apart, shifting
from legation.reading import Reading
from legation.view import View

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_GAP = 2
_NO, _SAME = Count(), Shift(Count(), Count())


def _apart(view: View, a: Side, b: Side, room: int) -> Plot:
    """Draw how many more or fewer meetings and visits fall on each day at B than at A."""
    (old, wide), (new, wider) = (heat(dated(*side), DAY) for side in (a, b))
    found = shifts(old, new)

    def cell(day: str, number: str) -> Cell:
        shift = found.get(day, _SAME)
        return shifting(shift, f"{number} {shift.sign:<2}", in_words(day), day)

    return _calendar(found, cell, 5, notes_apart(wide, wider))


@drawing(COUNTED, _apart)
def days(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw how many meetings and visits fall on each day, with the number of the day before the count."""
    counts, wider = heat(dated(keys, at), DAY)

    def cell(day: str, number: str) -> Cell:
        count = counts.get(day, _NO)
        return counting(count, f"{number} {count.sign}", in_words(day), view.one, day)

    return _calendar(counts, cell, 4, notes("on that day", wider))


def _calendar(
    days: Iterable[str], cell: Callable[[str, str], Cell], wide: int, told: tuple[str, ...]
) -> Plot:  # fmt: skip
    """Return the weeks of every month of some days; `cell` makes one of a day and its number, `wide` cells wide."""
    bands: list[Band] = []
    for month in sorted({day[:7] for day in days}):
        bands += [Band(in_words(month)), *_weeks(month, cell, wide)]
    scale = "".join(name.ljust(wide + _GAP) for name in _WEEKDAYS).rstrip()
    return Plot(tuple(bands), scale, told, gap=_GAP, grid=True, label=3)


def _weeks(month: str, cell: Callable[[str, str], Cell], wide: int) -> Iterator[Band]:
    first = date.fromisoformat(f"{month}-01")
    monday = first - timedelta(days=first.weekday())
    blank = Cell(" " * wide, "")
    while monday <= first or monday.isoformat()[:7] == month:
        week = [(monday + timedelta(days=i)).isoformat() for i in range(7)]
        yield Band("", tuple(cell(day, f"{int(day[8:]):>2}") if day[:7] == month else blank for day in week))
        monday += timedelta(days=7)
