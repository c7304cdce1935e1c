"""W4: a gap between holders of one seat, or a head of mission of whom no start is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import cast

from legation.claim import union
from legation.dates import OPEN_END, OPEN_START
from legation.errors import Fault
from legation.projections.offices import Office, one_seat, tenures
from legation.projections.people import Person, limits
from legation.reading import Reading
from legation.tenure import Tenure
from legation.warning import odd


def gaps(at: Reading) -> Iterator[Fault]:
    """Yield the days on which a seat surely was empty between two holders, and heads of mission without a start."""
    lives = limits({key[0]: cast("Person", row) for key, row in at.rows("people")})
    for (office,), row in at.rows("offices"):
        row = cast("Office", row)
        titular = [tenure for tenure in tenures(row, lives) if tenure.capacity == "titular"]
        if one_seat(row):
            yield from _between(at, office, titular)
        if union(row.accredited_to):
            for tenure in titular:
                if not tenure.milestones:
                    what = f"{at.name(tenure.person)} heads a mission, and no start is recorded"
                    start = "the day on which credentials were presented, or another start"
                    yield odd("W4", office, what, start, tenure.at)


def _between(at: Reading, office: str, titular: list[Tenure]) -> Iterator[Fault]:
    for one, other in pairwise(titular):
        left, came = one.e_hi, other.s_lo
        if left.day != OPEN_END and came.day != OPEN_START and _day_after(left.day) < came.day:
            days = f"from {_day_after(left.day)} until {came.day}"
            names = f"{at.name(one.person)} and {at.name(other.person)}"
            what = f"nobody is known {days}, between {names}"
            yield odd("W4", office, what, "one holder after the other", (*left.at, *came.at))


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day < OPEN_END[:4] + "-12-31" else day
