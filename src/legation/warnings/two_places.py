"""W2: a person is in two places on one day, or attends after a recorded death."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby
from typing import NamedTuple, cast

from legation.claim import dated, single
from legation.dates import parse
from legation.errors import Fault
from legation.ids import kind
from legation.places import surroundings
from legation.projections import engagements
from legation.projections.attendance import Attendance, presence
from legation.projections.engagements import Engagement
from legation.projections.people import Person
from legation.projections.registry import Entity, attribute
from legation.reading import Reading
from legation.warning import odd


class _Presence(NamedTuple):
    engagement: str
    day: str
    place: str
    at: tuple[int, ...]


def two_places(at: Reading) -> Iterator[Fault]:
    """Yield persons who were surely present in places far apart on one day, and presences after a death."""
    present: dict[str, list[_Presence]] = defaultdict(list)
    for (who, engagement), row in at.rows("attendance"):
        told = presence(cast("Attendance", row))
        if kind(who) == "person" and told.value == "present":
            present[who] += _presences(at, engagement, told.at)
    for who, presences in present.items():
        yield from _after_death(at, who, presences)
        for day, presences_on in groupby(sorted(presences, key=_day), key=_day):
            for one, other in combinations(presences_on, 2):
                if _apart(at, one, other):
                    what = f"in {at.name(one.place)} and in {at.name(other.place)} on {day}"
                    yield odd("W2", who, what, "one place at a time", (*one.at, *other.at))


def _day(presence: _Presence) -> str:
    return presence.day


def _presences(at: Reading, key: str, attended: tuple[int, ...]) -> Iterator[_Presence]:
    row = cast("Engagement", at.row("engagements", key))
    date = engagements.when(row)
    on = parse(date.value) if date.value else None
    if on and on.s_lo == on.e_hi and not on.qualifier and single(row.format).value != "remote":
        place = single(row.place).value or single(row.destination).value or ""
        yield _Presence(key, on.s_lo, place, (*attended, *date.at))


def _apart(at: Reading, one: _Presence, other: _Presence) -> bool:
    """Tell whether two engagements are at places of which neither lies in the other, as far as that is recorded."""
    if not (one.place and other.place) or one.place == other.place:
        return False
    around = {place: list(surroundings(at, place)) for place in (one.place, other.place)}
    if any(_class(at, place) == "venue" and not outer for place, outer in around.items()):
        return False
    return one.place not in around[other.place] and other.place not in around[one.place]


def _class(at: Reading, place: str) -> str:
    return str(attribute(cast("Entity", at.row("registry", place)), "class").value)


def _after_death(at: Reading, who: str, presences: list[_Presence]) -> Iterator[Fault]:
    death = dated(cast("Person", at.row("people", who)).death)
    if death.value:
        for one in presences:
            if parse(death.value).e_hi < one.day:
                what = f"present on {one.day}, after the death recorded for {death.value}"
                yield odd("W2", who, what, "presence before the death", (*one.at, *death.at))
