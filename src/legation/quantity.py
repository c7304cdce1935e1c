"""A number as a source gives it: exact, more than, about; the interval it stands for, and how it reads (domain.md 10).

A number that is only about so much, or told without a word on how exact it is, stands for no interval: it contradicts
nothing. Numbers are compared and added exactly, and printed as they were written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Context, Decimal
from functools import reduce
from itertools import combinations
from typing import Any, NamedTuple, TypeAlias

from legation.claim import Claim, Claims
from legation.dates import parse
from legation.words import COMPARATORS, COUNTED, grouped, listed, unit

Said: TypeAlias = Mapping[str, Any]
Pairs: TypeAlias = tuple[tuple[Claim, Claim], ...]

_EXACT = Context(prec=100)  # digits; a number of the ledger has at most 40
# How a count, and how any other number, is told to stand to another, by comparator.
_RELATION = {
    "lt": ("fewer than", "less than"), "gt": ("more than",) * 2, "eq": ("as many as", "as much as"),
    "le": ("at most as many as", "at most as much as"), "ge": ("at least as many as", "at least as much as"),
    "approx": ("about as many as", "about as much as"), "unknown": ("compared with",) * 2,
}  # fmt: skip


class End(NamedTuple):
    """Where an interval ends, and whether the number there is in it."""

    number: Decimal
    closed: bool

    def __str__(self) -> str:
        return grouped(f"{self.number:f}")


class Interval(NamedTuple):
    """The numbers that an account leaves; an end that is None is open for ever."""

    low: End | None = None
    high: End | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether it leaves no number."""
        if not self.low or not self.high or self.low.number < self.high.number:
            return False
        return self.low.number > self.high.number or not (self.low.closed and self.high.closed)

    @property
    def is_exact(self) -> bool:
        """Tell whether it leaves one number."""
        return bool(self.low and self.high and self.low == self.high and self.low.closed)

    def __str__(self) -> str:
        if self.is_exact:
            return str(self.low)
        low = f"{COMPARATORS['ge' if self.low.closed else 'gt']} {self.low}" if self.low else ""
        high = f"{COMPARATORS['le' if self.high.closed else 'lt']} {self.high}" if self.high else ""
        return listed(filter(None, (low, high)))


def interval(said: Said, field: str = "value") -> Interval | None:
    """Return the interval that an account leaves of the number in `field`; None if it gives none, or none exactly."""
    if field not in said:
        return None
    number = Decimal(said[field])
    here, past = End(number, closed=True), End(number, closed=False)
    match comparator(said):
        case "eq":
            return Interval(here, here)
        case "gt":
            return Interval(low=past)
        case "ge":
            return Interval(low=here)
        case "lt":
            return Interval(high=past)
        case "le":
            return Interval(high=here)
        case _:
            return None


def comparator(said: Said) -> str:
    """Return how exact an account is with its number; `eq` if it does not say."""
    return str(said.get("comparator", "eq"))


def common(intervals: Iterable[Interval]) -> Interval | None:
    """Return the interval that lies in all of them; None if there are none, or if they do not meet."""
    given = list(intervals)
    met = reduce(_meet, given, Interval())
    return met if given and not met.is_empty else None


def disagree(one: Interval | None, other: Interval | None) -> bool:
    """Tell whether no number can be in both; where one is unknown, any can."""
    return bool(one and other and common((one, other)) is None)


def added(intervals: Iterable[Interval]) -> Interval:
    """Return what numbers from each of these intervals can add up to."""
    return reduce(_sum, intervals)


def apart(claims: Claims, contradict: Callable[[Said, Said], bool], said: Callable[[Said], object]) -> Pairs:
    """Return the claims that cannot both hold: two that count and contradict, or one and the denial of what it says."""
    counted = [claim for claim in claims if claim.counts]
    denied = [claim for claim in claims if claim.weight == "denied"]
    twins = ((claim, denial) for claim in counted for denial in denied if said(claim.value) == said(denial.value))
    return (*(pair for pair in combinations(counted, 2) if contradict(pair[0].value, pair[1].value)), *twins)


def not_begun(period: str, told: Claims, day: str) -> bool:
    """Tell whether what is told of a period lies surely after `day`, because the period does.

    What was told before its period begins looks ahead: it may have been known on any day.
    """
    if not period or (begins := parse(period).s_lo) <= day:
        return False
    return all(parse(claim.value["on"]).e_hi >= begins for claim in told if "on" in claim.value)


def recorded(said: Said, among: Callable[[str], str]) -> str:
    """Print what one account says, its number as it was written; `among` says of an id to what it is compared.

    `more than 800,000,000,000 USD`, `up 234 percent`, `fewer than in Costa Rica`, or `down` for a direction alone.
    """
    way = str(said.get("direction", ""))
    other = among(said["compared_to"]) if "compared_to" in said else ""
    if "value" in said:
        number = (COMPARATORS[comparator(said)], grouped(said["value"]), unit(said["unit"], said["value"]))
        return " ".join(filter(None, (way, *number))) + (f", compared with {other}" if other else "")
    if other:
        than = _RELATION[comparator(said)][said["unit"] not in COUNTED]
        return " ".join(filter(None, (f"{way}," if way else "", than, other)))
    return way


def in_words(found: Interval, of: str) -> str:
    """Print an interval with its unit: `at least 3 and less than 9 months`."""
    number = f"{found.low.number:f}" if found.is_exact and found.low else ""
    return " ".join(filter(None, (str(found), unit(of, number))))


def _meet(one: Interval, other: Interval) -> Interval:
    lows = [end for end in (one.low, other.low) if end]
    highs = [end for end in (one.high, other.high) if end]
    return Interval(
        max(lows, key=lambda end: (end.number, not end.closed), default=None),
        min(highs, key=lambda end: (end.number, end.closed), default=None),
    )


def _sum(one: Interval, other: Interval) -> Interval:
    return Interval(_further(one.low, other.low), _further(one.high, other.high))


def _further(one: End | None, other: End | None) -> End | None:
    if not one or not other:
        return None
    return End(_EXACT.add(one.number, other.number), one.closed and other.closed)
