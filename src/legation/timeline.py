"""The days on which something begins or ends, as one moment knows them: what `first`, `,` and the time bar go by.

A day is sure, or the middle of a short range of days (screens.md 3). Only sure days are stops.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, Literal, NamedTuple
from weakref import WeakKeyDictionary

from legation.ids import kind
from legation.indexing import stops_of
from legation.knowledge import Knowledge
from legation.reading import Reading

Edge = Literal["", "begins", "ends"]

# SQLite looks a range up by one bound on either side; with a second one it may read on from the farther.
_COUNTED = """from stops where position <= :known and day between :first and :last and not exists (
    select 1 from dead
    where dead.position = stops.position and since <= :known and (until is null or :known < until))"""

_EACH_DAY = """select day, count(distinct iif(sure, position, null)), count(distinct iif(sure, null, position)) {}
    group by day order by day"""
_DENSE: WeakKeyDictionary[Knowledge, list[tuple[str, int, int]]] = WeakKeyDictionary()


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
        return self._stop(self._day("select day {} and sure and day <> :last order by day desc", last=day))

    def after(self, day: str) -> Stop | None:
        """Return the first stop after `day`."""
        return self._stop(self._day("select day {} and sure and day <> :first order by day", first=day))

    def events_on(self, day: str) -> list[int]:
        """Return the positions of the events that surely begin or end on `day`, in order."""
        told = self._rows("select distinct position {} and sure order by position", first=day, last=day)
        return [position for (position,) in told]

    def days_between(self, one: str, other: str) -> int:
        """Count the days with a sure event behind the earlier and up to the later of two days."""
        low, high = sorted((one, other))
        [(count,)] = self._rows("select count(distinct day) {} and sure and day <> :first", first=low, last=high)
        return int(count)

    def beyond(self, first: str, last: str) -> tuple[int, int]:
        """Count the events that surely begin or end on each day before `first`, and on each behind `last`."""
        before = sum(sure for day, sure, _ in self._dense if day < first)
        return before, sum(sure for day, sure, _ in self._dense if day > last)

    def heights(self, first: str, last: str, cells: int) -> list[Density]:
        """Count the events of each day from `first` to `last`, both included, in that many parts of equal length.

        An event that begins on one day and ends on another counts on both.
        """
        start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
        sure, possible = [0] * cells, [0] * cells
        for day, is_sure, may_be in self._dense:
            if first <= day <= last:
                cell = (date.fromisoformat(day).toordinal() - start) * cells // (end - start + 1)
                sure[cell] += is_sure
                possible[cell] += may_be
        return [Density(*told) for told in zip(sure, possible, strict=True)]

    def years(self) -> dict[int, int]:
        """Return how many events surely begin or end on the days of each year that has any, in order."""
        years: Counter[int] = Counter()
        for day, sure, _ in self._dense:
            if sure:
                years[int(day[:4])] += sure
        return dict(years)

    @property
    def _dense(self) -> list[tuple[str, int, int]]:
        """The days in order, with how many events begin or end on each: surely, and only possibly."""
        known = self.at.knowledge
        if known not in _DENSE:
            stored = self.at.position == self.at.model.size
            told = "select * from days order by day" if stored else _EACH_DAY
            _DENSE[known] = self._rows(told)
        return _DENSE[known]

    def told(self, stop: Stop) -> tuple[int, Edge]:
        """Return the event that says best what a stop is about, and which end of it the day is, if it has two."""
        engagements = (p for p in stop.positions if kind(self.at.fact(p).subject) == "eng")
        position = next(engagements, stop.positions[0])
        days = {day for day, _, sure in stops_of(self.at.fact(position)) if sure}
        if len(days) < 2:
            return position, ""
        return position, "begins" if stop.day == min(days) else "ends" if stop.day == max(days) else ""

    def _stop(self, day: str | None) -> Stop | None:
        if not day:
            return None
        sure = "select position {} and sure group by position order by max(account) desc, position"
        told = self._rows(sure, first=day, last=day)
        return Stop(day, tuple(position for (position,) in told))

    def _day(self, query: str, **values: Any) -> str | None:
        found = self._rows(query + " limit 1", **values)
        return str(found[0][0]) if found else None

    def _rows(self, query: str, **values: Any) -> list[Any]:
        named = {"known": self.at.position, "first": "0001-01-01", "last": "9999-12-31", **values}
        return self.at.model.db.execute(query.format(_COUNTED), named).fetchall()
