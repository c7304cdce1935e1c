"""What the time bar draws of the days: how much happened when, and what lies beside the moment (screens.md 3, 8.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from typing import Literal, NamedTuple

from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.literal import Shown, literal
from legation.moment import parse_day
from legation.timeline import Density, Stop, Timeline
from legation.words import counted

Step = Literal["day", "week", "month", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "year")
ZOOMS = (-3, 8)  # how often the days in sight can be doubled and halved

_HEIGHTS = " ▁▂▃▄▅▆▇█"
_MOST = 0.95  # of all events lie within the bar
_LONGEST = 15  # years; further days move the bar instead of stretching it
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_APART = 9  # cells from one label to the next
_FEW = 760  # days; fewer are told by months, or days


class At(NamedTuple):
    """Where a moment stands on either clock: its day, and the last event that may be used."""

    day: str
    position: int


@dataclass(frozen=True, slots=True)
class Track:
    """The bar from `first` to `last` in equal cells; `before` and `after` count the events beyond it."""

    first: str
    last: str
    position: int
    cells: tuple[Density, ...]
    before: int
    after: int
    zoom: int = 0

    def spot(self, at: At) -> int:
        """Return the cell of a moment."""
        return self.cell(at.day)

    @property
    def _days(self) -> int:
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1

    def holds(self, day: str) -> bool:
        """Tell whether the day lies on the bar."""
        return self.first <= day <= self.last

    def cell(self, day: str) -> int:
        """Return the cell of a day, the nearest end for one beyond the bar."""
        day = min(max(day, self.first), self.last)
        return (date.fromisoformat(day) - date.fromisoformat(self.first)).days * len(self.cells) // self._days

    def days(self, cell: int) -> tuple[str, str]:
        """Return the first and last day of a cell."""
        first = date.fromisoformat(self.first)
        low, high = (-(-c * self._days // len(self.cells)) for c in (cell, cell + 1))
        if low == high:  # a day takes several cells
            low, high = low - 1, low
        return (first + timedelta(low)).isoformat(), (first + timedelta(max(low, high - 1))).isoformat()

    def heights(self) -> str:
        """Return one character a cell: how many events on a log scale, `?` where all are only possible."""
        return drawn(self.cells)

    def labels(self) -> str:
        """Return the years where they begin, or of a short bar months or days."""
        if self._days > _FEW:
            return self.years()
        first = date.fromisoformat(self.first)
        days = [first + timedelta(n) for n in range(self._days)]
        room = len(self.cells) / self._days * _APART  # how much of a label one day has room for
        every = next((n for n in (1, 2, 3, 6) if 30 * len(self.cells) * n >= _APART * self._days), 12)
        if len(self.cells) * 5 >= _APART * self._days:
            return labelled(len(self.cells), ((self.cell(d.isoformat()), f"{d.day} {_MONTHS[d.month - 1]}")
                                              for d in days if d.weekday() == 0 or room >= _APART * 9))  # fmt: skip
        return labelled(len(self.cells), (
            (self.cell(d.isoformat()), str(d.year) if d.month == 1 else _MONTHS[d.month - 1])
            for d in days if d.day == 1 and (d.month - 1) % every == 0
        ))  # fmt: skip

    def years(self) -> str:
        """Return the years where they begin: all, or every second, fifth … as fits."""
        line = [" "] * len(self.cells)
        low, high = int(self.first[:4]), int(self.last[:4])
        every = next((n for n in (1, 2, 5, 10, 20) if len(line) * n >= 6 * (high - low + 1)), 50)
        for year in (year for year in range(low, high + 1) if year % every == 0):
            start = self.cell(f"{year:04}-01-01")
            if start + 4 <= len(line):
                line[start : start + 4] = f"{year:04}"
        return "".join(line)

    def beyond(self) -> Shown:
        """Say how many events lie before and after the bar; empty if none do."""
        parts = []
        if self.before:
            parts.append(f"◂ {self.before:,} before {self.first[:4] if not self.zoom else in_words(self.first)}")
        if self.after:
            parts.append(f"{self.after:,} after {self.last[:4] if not self.zoom else in_words(self.last)} ▸")
        return literal(" · ".join(parts))


@dataclass(frozen=True, slots=True)
class Here:
    """The moment on the bar in words: what it holds, and the stops on either side.

    Where it is compared with another, `between` says how much lies between the two.
    """

    at: At
    holds: Shown
    earlier: Shown
    later: Shown
    between: Shown


def track(timeline: Timeline, day: str, cells: int, last: object = None, zoom: int = 0) -> Track:
    """Return the bar for a moment, the `last` one if it still serves; each `zoom` halves the days in sight."""
    known = timeline.at.position
    serves = isinstance(last, Track) and (last.position, len(last.cells), last.zoom) == (known, cells, zoom)
    if isinstance(last, Track) and serves and last.holds(day):
        return last
    low, high = window(timeline.years(), int(day[:4]))
    first, end = zoomed(f"{low:04}-01-01", f"{high:04}-12-31", day, zoom)
    return Track(first, end, known, tuple(timeline.heights(first, end, cells)), *timeline.beyond(first, end), zoom)


def zoomed(first: str, last: str, day: str, zoom: int) -> tuple[str, str]:
    """Return the ends of a bar with half as many days for each `zoom`, or twice as many, and `day` in its middle."""
    if not zoom:
        return first, last
    low, high = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    length = max(1, round((high - low) / 2**zoom))
    low = min(max(1, date.fromisoformat(day).toordinal() - length // 2), date.max.toordinal() - length)
    return date.fromordinal(max(1, low)).isoformat(), date.fromordinal(
        min(low + length, date.max.toordinal())
    ).isoformat()


def drawn(cells: Sequence[Density]) -> str:
    """Return one character a cell: how many events on a log scale, `?` where all are only possible."""
    most = max((d.sure for d in cells), default=0)
    scale = 8 / log(1 + most) if most else 0
    return "".join(
        _HEIGHTS[max(1, round(log(1 + d.sure) * scale))] if d.sure else "?" if d.possible else " " for d in cells
    )


def labelled(width: int, labels: Iterable[tuple[int, str]]) -> str:
    """Write labels at their cells, leaving out those for which there is no room."""
    line = ""
    for cell, label in labels:
        if (not line or cell >= len(line) + 2) and cell + len(label) <= width:
            line = line.ljust(cell) + label
    return line.ljust(width)


def window(years: Mapping[int, int], year: int) -> tuple[int, int]:
    """Return the first and last year of the bar: nearly all events, and the year of the moment."""
    if not years:
        return year - 1, year + 1
    low, high, most = min(years), max(years), sum(years.values()) * _MOST
    while high - low > 2:
        inner = [(years.get(low, 0), low + 1, high), (years.get(high, 0), low, high - 1)]
        lost, *ends = min(inner)
        left = sum(count for y, count in years.items() if low <= y <= high) - lost
        if left < most and high - low < _LONGEST:
            break
        low, high = ends
    if max(high, year) - min(low, year) < _LONGEST:
        return min(low, year), max(high, year)
    length = high - low
    return max(1, min(year - length // 2, 9999 - length)), min(9999, max(year + length - length // 2, 1 + length))


def here(timeline: Timeline, day: str, other: str = "") -> Here:
    """Say what happened on a day and next to it, and how much between it and an `other` day."""
    earlier, later = (told(timeline, stop) for stop in (timeline.before(day), timeline.after(day)))
    holds = literal(f"{on_this_day(len(timeline.events_on(day)))} this day")
    between = f"{counted(timeline.days_between(day, other), 'day')} with events between A and B" if other else ""
    return Here(At(day, timeline.at.position), holds, earlier, later, literal(between))


def told(timeline: Timeline, stop: Stop | None) -> Shown:
    """Say which day a stop is and what happens on it; empty for no stop."""
    if not stop:
        return Shown("")
    position, edge = timeline.told(stop)
    name = timeline.at.name(timeline.at.fact(position).subject)
    return literal(f"{in_words(stop.day)}, {name}{f' {edge}' if edge else ''}")


def on_this_day(events: int) -> str:
    """Say how many events a day has."""
    return counted(events, "event") if events else "no dated event"


def stepped(day: str, step: Step, count: int) -> str:
    """Return the day `count` steps away; the calendar ends where it ends."""
    try:
        return parse_day(f"{count:+}{step[0]}", date.fromisoformat(day))
    except NotUnderstood:
        return day
