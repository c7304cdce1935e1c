"""Whether two engagements may be one: same class and place, days that overlap, and a person who led or came to both."""

from __future__ import annotations

from typing import NamedTuple, cast

from legation.claim import single, union
from legation.dates import OPEN_END, OPEN_START, parse
from legation.ids import kind
from legation.projections import engagements
from legation.projections.engagements import Engagement
from legation.projections.registry import Entity
from legation.reading import Reading

_LEADS = frozenset({"head", "chair", "host", "visitor", "guest"})


class Account(NamedTuple):
    """Where and when an engagement was, of what class, who led or came to it, and what it is a part of."""

    first: str
    last: str
    key: str
    where: tuple[str, str]
    heads: frozenset[str]
    at: tuple[int, ...]
    whole: str


def account(at: Reading, key: str) -> Account | None:
    """Return what is told of one engagement; None if its class, place or days are not known."""
    row = cast("Engagement", at.row("engagements", key))
    date, class_ = engagements.when(row), single(row.class_).value
    place = single(row.place).value or single(row.destination).value or single(row.venue).value
    on = parse(date.value) if date.value else None
    if not (class_ and place and on and on.s_lo != OPEN_START and on.e_hi != OPEN_END):
        return None
    return Account(on.s_lo, on.e_hi, key, (class_, place), _heads(row), date.at, single(row.parent).value or "")


def shared(at: Reading, one: Account, other: Account) -> list[str]:
    """Return the persons by whom two engagements look like one; none if they are apart, or are judged to be.

    Day and place alone are not enough: one ministry may hold two meetings on one day.
    """
    apart = one.where != other.where or one.last < other.first or other.last < one.first
    related = other.key == one.whole or one.key == other.whole or distinct(at, one.key, other.key)
    return [] if apart or related else sorted(one.heads & other.heads)


def distinct(at: Reading, one: str, other: str) -> bool:
    """Tell whether somebody judged that two ids are not one."""
    matches = cast("Entity", at.row("registry", one)).matches
    return any(
        c.value["verdict"] == "distinct" and {c.value["entity"], c.value["other"]} == {one, other} for c in matches
    )


def _heads(row: Engagement) -> frozenset[str]:
    attended = (c.value for c in row.attendance if c.counts and c.value.get("presence", "present") == "present")
    led = [value["participant"] for value in attended if "participant" in value and value.get("function") in _LEADS]
    named = [who for who, _ in (*union(row.visitors), *union(row.hosts))]
    return frozenset(who for who in (*led, *named) if kind(who) == "person")
