"""W5: two engagements that may be one: same type, overlapping dates, same place, and a person who led or came to both.

Day and place alone are not enough: one ministry may hold two meetings on one day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, cast

from legation.claim import single, union
from legation.dates import OPEN_END, OPEN_START, parse
from legation.errors import Fault
from legation.ids import kind
from legation.projections import engagements
from legation.projections.engagements import Engagement
from legation.projections.registry import Entity
from legation.reading import Reading
from legation.warning import said

_HEADS = frozenset({"head", "chair", "host", "visitor", "guest"})


class _Account(NamedTuple):
    first: str
    last: str
    key: str
    heads: frozenset[str]
    at: tuple[int, ...]
    whole: str


def likely_duplicates(at: Reading) -> Iterator[Fault]:
    """Yield the pairs of engagements that nobody has judged yet."""
    places: dict[tuple[str, str], list[_Account]] = defaultdict(list)
    for (key,), row in at.rows("engagements"):
        row = cast("Engagement", row)
        date, class_ = engagements.when(row), single(row.class_).value
        place = single(row.place).value or single(row.destination).value or single(row.venue).value
        on = parse(date.value) if date.value else None
        if class_ and place and on and on.s_lo != OPEN_START and on.e_hi != OPEN_END:
            whole = single(row.parent).value or ""
            places[class_, place].append(_Account(on.s_lo, on.e_hi, key, _heads(row), date.at, whole))
    for accounts in places.values():
        yield from _pairs(at, sorted(accounts))


def _pairs(at: Reading, accounts: list[_Account]) -> Iterator[Fault]:
    for i, one in enumerate(accounts):
        for other in accounts[i + 1 :]:
            if other.first > one.last:
                break
            shared = sorted(one.heads & other.heads)
            apart = one.key in {other.whole} or other.key in {one.whole} or _distinct(at, one.key, other.key)
            if shared and not apart:
                names = " and ".join(map(at.name, shared))
                what = f"{other.key} overlaps it in time and place, with {names} in both ({said((*one.at, *other.at))})"
                yield Fault(
                    "W5", what, "one id for one engagement", "judge them: entity.matched, same or distinct", one.key
                )


def _heads(row: Engagement) -> frozenset[str]:
    attended = (c.value for c in row.attendance if c.counts and c.value.get("presence", "present") == "present")
    led = [value["participant"] for value in attended if "participant" in value and value.get("function") in _HEADS]
    named = [who for who, _ in (*union(row.visitors), *union(row.hosts))]
    return frozenset(who for who in (*led, *named) if kind(who) == "person")


def _distinct(at: Reading, one: str, other: str) -> bool:
    matches = cast("Entity", at.row("registry", one)).matches
    return any(
        c.value["verdict"] == "distinct" and {c.value["entity"], c.value["other"]} == {one, other} for c in matches
    )
