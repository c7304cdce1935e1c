"""What the time bar draws: how much happened when, and what lies on either side of the moment (screens.md 3, 8.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from typing import Literal

from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.literal import Shown, literal
from legation.moment import parse_day
from legation.timeline import Density, Stop, Timeline
from legation.words import counted

Step = Literal["day", "week", "month", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "year")

_HEIGHTS = " ▁▂▃▄▅▆▇█"
_MOST = 0.95  # of all events lie within the bar
_LONGEST = 15  # years; further days move the bar instead of stretching it


@dataclass(frozen=True, slots=True)
class Track:
    """The bar from `first` to `last` in equal cells; `before` and `after` count the events beyond it."""

    first: str
    last: str
    position: int
    cells: tuple[Density, ...]
    before: int
    after: int

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
        return (first + timedelta(low)).isoformat(), (first + timedelta(max(low, high - 1))).isoformat()

    def heights(self) -> str:
        """Return one character a cell: how many events on a log scale, `?` where all are only possible."""
        most = max((d.sure for d in self.cells), default=0)
        scale = 8 / log(1 + most) if most else 0
        return "".join(
            _HEIGHTS[max(1, round(log(1 + d.sure) * scale))] if d.sure else "?" if d.possible else " "
            for d in self.cells
        )

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
            parts.append(f"◂ {self.before:,} before {self.first[:4]}")
        if self.after:
            parts.append(f"{self.after:,} after {self.last[:4]} ▸")
        return literal(" · ".join(parts))


@dataclass(frozen=True, slots=True)
class Here:
    """The moment on the bar in words: what happened on its day, and the stops on either side."""

    day: str
    events: int
    earlier: Shown
    later: Shown


def track(timeline: Timeline, day: str, cells: int, last: Track | None = None) -> Track:
    """Return the bar for a moment, the `last` one if it still serves."""
    if last and last.position == timeline.at.position and len(last.cells) == cells and last.holds(day):
        return last
    years = timeline.years()
    low, high = window(years, int(day[:4]))
    first, end = f"{low:04}-01-01", f"{high:04}-12-31"
    before = sum(count for year, count in years.items() if year < low)
    after = sum(count for year, count in years.items() if year > high)
    return Track(first, end, timeline.at.position, tuple(timeline.heights(first, end, cells)), before, after)


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


def here(timeline: Timeline, day: str) -> Here:
    """Say what happened on a day and next to it."""
    return Here(
        day, len(timeline.events_on(day)), told(timeline, timeline.before(day)), told(timeline, timeline.after(day))
    )


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
