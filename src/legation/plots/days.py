"""How often people met, day by day: for each month that holds anything, its weeks by weekdays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from legation.dates import in_words
from legation.heat import DAY, Count, heat
from legation.plot import COUNTED, Band, Cell, Plot, drawing
from legation.plots.months import counting, dated, notes
from legation.reading import Reading
from legation.view import View

_WEEKDAYS = "Mo    Tu    We    Th    Fr    Sa    Su"


@drawing(COUNTED)
def days(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw how many meetings and visits fall on each day, with the number of the day before the count."""
    counts, wider = heat(dated(keys, at), DAY)
    bands: list[Band] = []
    for month in sorted({day[:7] for day in counts}):
        bands += [Band(in_words(month)), *_weeks(month, counts, view.one)]
    return Plot(tuple(bands), _WEEKDAYS, notes("on that day", wider), gap=2, grid=True, label=3)


def _weeks(month: str, counts: dict[str, Count], one: str) -> Iterator[Band]:
    first = date.fromisoformat(f"{month}-01")
    monday = first - timedelta(days=first.weekday())
    while monday <= first or monday.isoformat()[:7] == month:
        week = [monday + timedelta(days=i) for i in range(7)]
        yield Band("", tuple(_cell(day.isoformat(), month, counts, one) for day in week))
        monday += timedelta(days=7)


def _cell(day: str, month: str, counts: dict[str, Count], one: str) -> Cell:
    if day[:7] != month:
        return Cell("    ", "")
    count = counts.get(day, Count())
    return counting(count, f"{int(day[8:]):>2} {count.sign}", in_words(day), one, day)
