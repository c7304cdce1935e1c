"""The scale of lanes: which days a cell stands for, and what is written above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeAlias

from legation.dates import OPEN_END, OPEN_START

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months
_SHARE = 0.75  # of the lanes that must begin in sight
_YEAR = 5  # cells; what a year needs above them

Cells: TypeAlias = Sequence[tuple[str, str]]  # the first and the last day of each


def cells_of(begun: Sequence[str], day: str, room: int, early: str = OPEN_END) -> tuple[list[tuple[str, str]], int]:
    """Return the first and last day of every cell up to `day`, and the months of each: the fewest that show most lanes
    from their beginning, and the day `early`. The first cell is no earlier than the January before the first of them.
    """
    dates = sorted((d for d in begun if OPEN_START < d <= day and d != OPEN_END), reverse=True) or [day]
    most = min(early, dates[min(len(dates) - 1, int(len(dates) * _SHARE))])
    end = _month(day)
    months = next((m for m in _STEPS if (end - _month(most)) // m < room), _STEPS[-1])
    first = max(end - end % months - (room - 1) * months, _month(dates[-1][:4] + "-01") // months * months, 12)
    starts = range(first, end + 1, months)
    return [(_first(m), min(day, _last(m + months))) for m in starts], months


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _first(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}-01"


def _last(after: int) -> str:
    return (date.fromisoformat(_first(after)) - timedelta(days=1)).isoformat()


def until(day: str, cells: Cells) -> list[tuple[str, str]]:
    """Return the cells up to a day."""
    return [(first, min(last, day)) for first, last in cells if first <= day]


def moments(cells: Cells, a: str, b: str) -> str:
    """Return A and B above their cells, and the days between them."""
    at_a, at_b = (next(i for i, (first, last) in enumerate(cells) if day <= last) for day in (a, b))
    if at_a == at_b:
        return f"{' ' * at_a}AB"
    left, right = sorted((at_a, at_b))
    ends = "AB" if at_a < at_b else "BA"
    return f"{' ' * left}{ends[0]}{'═' * (right - left - 1)}{ends[1]}"


def years(cells: Cells) -> str:
    """Return the years above the cells in which they begin, as far as they have room."""
    line = ""
    for i, (first, last) in enumerate(cells):
        starts = i == 0 or cells[i - 1][1][:4] != last[:4]
        if (
            starts
            and (first[5:7] == "01" or i)
            and (not line or len(line) + 1 <= i)
            and i + _YEAR - 1 <= len(cells) + 3
        ):
            line = line.ljust(i) + last[:4]
    return line
