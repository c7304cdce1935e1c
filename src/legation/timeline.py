"""The days on which something begins or ends, as one moment knows them: what `first`, `,` and the time bar go by.

A day is sure, or the middle of a short range of days (screens.md 3). Only sure days are stops.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from legation.ids import kind
from legation.indexing import stops_of
from legation.reading import Reading

Edge = Literal["", "begins", "ends"]

_COUNTED = """from stops where position <= :known and day between '0001-01-01' and '9999-12-31' and not exists (
    select 1 from dead
    where dead.position = stops.position and since <= :known and (until is null or :known < until))"""


class Stop(NamedTuple):
    """A day with the events that begin or end on it, accounts before plans."""

    day: str
    positions: tuple[int, ...]


class Density(NamedTuple):
    """How many events begin or end within some days, surely and only possibly."""

    sure: int
    possible: int


class Timeline:
    """The days that a ledger tells of, at one moment; days are YYYY-MM-DD."""

    def __init__(self, reading: Reading) -> None:
        """Take the moment; only its `known by` matters here."""
        self.at = reading

    def first_day(self) -> str | None:
        """Return the first day on which a recorded event begins or ends."""
        return self._day("select day {} and sure order by day")

    def last_day(self) -> str | None:
        """Return the last such day that is an account, not a plan."""
        return self._day("select day {} and sure and account order by day desc")

    def days(self) -> list[str]:
        """Return every day on which a recorded event surely begins or ends, in order."""
        return [str(day) for (day,) in self._rows("select distinct day {} and sure order by day")]

    def day_of(self, position: int) -> str | None:
        """Return the first sure day of the event at `position`; None if it has none or does not count."""
        if not 1 <= position <= self.at.position or not self.at.counts(position):
            return None
        return min((day for day, _, sure in stops_of(self.at.fact(position)) if sure), default=None)

    def before(self, day: str) -> Stop | None:
        """Return the last stop before `day`."""
        return self._stop(self._day("select day {} and sure and day < :day order by day desc", day=day))

    def after(self, day: str) -> Stop | None:
        """Return the first stop after `day`."""
        return self._stop(self._day("select day {} and sure and day > :day order by day", day=day))

    def events_on(self, day: str) -> list[int]:
        """Return the positions of the events that surely begin or end on `day`, in order."""
        told = self._rows("select distinct position {} and sure and day = :day order by position", day=day)
        return [position for (position,) in told]

    def days_between(self, one: str, other: str) -> int:
        """Count the days with a sure event behind the earlier and up to the later of two days."""
        low, high = sorted((one, other))
        [(count,)] = self._rows("select count(distinct day) {} and sure and day > :low and day <= :high",
                                low=low, high=high)  # fmt: skip
        return int(count)

    def beyond(self, first: str, last: str) -> tuple[int, int]:
        """Count the events that surely begin or end before `first`, and those that do behind `last`."""
        told = (
            "select count(distinct iif(day < :first, position, null)), count(distinct iif(day > :last, position, null))"
        )
        [(before, after)] = self._rows(told + " {} and sure", first=first, last=last)
        return int(before), int(after)

    def heights(self, first: str, last: str, cells: int) -> list[Density]:
        """Count the events from `first` to `last`, both included, in that many parts of equal length."""
        told = self._rows(
            """select cast((julianday(day) - julianday(:first)) * :cells / (julianday(:last) - julianday(:first) + 1)
            as integer) as cell, count(distinct iif(sure, position, null)), count(distinct iif(sure, null, position))
            {} and day between :first and :last group by cell""",
            first=first, last=last, cells=cells,
        )  # fmt: skip
        counts = {cell: Density(sure, possible) for cell, sure, possible in told}
        return [counts.get(cell, Density(0, 0)) for cell in range(cells)]

    def years(self) -> dict[int, int]:
        """Return how many events surely begin or end in each year that has any, in order."""
        told = self._rows(
            "select cast(substr(day, 1, 4) as integer) as year, count(distinct position) {} and sure group by year"
        )
        return {int(year): int(count) for year, count in told}

    def told(self, stop: Stop) -> tuple[int, Edge]:
        """Return the event that says best what a stop is about, and which end of it the day is, if it has two."""
        position = min(stop.positions, key=lambda p: (kind(self.at.fact(p).subject) != "eng", stop.positions.index(p)))
        days = {day for day, _, sure in stops_of(self.at.fact(position)) if sure}
        if len(days) < 2:
            return position, ""
        return position, "begins" if stop.day == min(days) else "ends" if stop.day == max(days) else ""

    def _stop(self, day: str | None) -> Stop | None:
        if not day:
            return None
        told = self._rows(
            "select position {} and sure and day = :day group by position order by max(account) desc, position", day=day
        )
        return Stop(day, tuple(position for (position,) in told))

    def _day(self, query: str, **values: Any) -> str | None:
        found = self._rows(query + " limit 1", **values)
        return str(found[0][0]) if found else None

    def _rows(self, query: str, **values: Any) -> list[Any]:
        named = {"known": self.at.position, **values}
        return self.at.model.db.execute(query.format(_COUNTED), named).fetchall()
