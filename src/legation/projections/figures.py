"""Numbers and what they measure: every observation as it was made, and which of them cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from legation.claim import Claim, Claims
from legation.dates import parse, sort_key
from legation.fact import Fact
from legation.projection import Change, Row, many, projection
from legation.quantity import Interval, Pairs, Said, apart, common, comparator, disagree, interval, not_begun
from legation.steps import Positions

_SAID = ("value", "comparator", "unit", "nature", "direction", "compared_to", "period", "place", "base")
_NEEDS_BASE = frozenset({"share", "change"})
_AHEAD = frozenset({"projection", "target"})


@dataclass(frozen=True, slots=True)
class Figure(Row):
    """What was observed of one measure of one thing, each observation whole."""

    dated: ClassVar[frozenset[str]] = frozenset({"observations"})  # by when it was told

    observations: Claims = many(
        "each observation: {value, comparator, unit, nature, direction, compared_to, period, place, base}"
    )


@dataclass(frozen=True, slots=True)
class Number:
    """One number: all observations that agree in unit, nature, place and period (empty: none is given)."""

    unit: str
    nature: str
    place: str
    period: str
    observations: Claims

    @property
    def at(self) -> Positions:
        """The positions of the observations that count."""
        return tuple(claim.at for claim in self.observations if claim.counts)

    @property
    def contested(self) -> Pairs:
        """The pairs of observations that cannot both be true; none: the number is not contested.

        Their intervals do not meet, their directions differ, or they compare it otherwise with the same thing; or one
        denies what the other says.
        """
        return apart(self.observations, _contradict, _what)

    def left(self, compared_to: str = "") -> Interval | None:
        """Return the interval that all values leave; None if none is exact enough to give one, or if they do not meet.

        Values that compare it with something speak of another number than those that do not.
        """
        told = (claim.value for claim in self.observations if claim.counts and _scale(claim.value) == compared_to)
        return common(filter(None, map(interval, told)))

    def lies_ahead(self, day: str) -> bool:
        """Tell whether it lies surely after `day`, unless it is one that looks ahead itself."""
        return self.nature not in _AHEAD and not_begun(self.period, self.observations, day)


@projection(
    Figure,
    "figure.reported",
    about=("id", "what the number says something of"),
    measure=("text", "what it measures"),
)
def figures(fact: Fact) -> Iterator[Change[Figure]]:
    """Fold each observation into the row of what it is about and what it measures."""
    match fact.type, fact.data:
        case "figure.reported", {"about": about, "measure": measure}:
            yield (about, measure), _observed


def numbers(row: Figure) -> tuple[Number, ...]:
    """Return the numbers that the observations tell of, in the order of their periods; those without one come last."""
    alike: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in row.observations:
        place, period = claim.value.get("place", ""), claim.value.get("period", "")
        alike.setdefault((claim.value["unit"], claim.value["nature"], place, period), []).append(claim)
    found = (Number(*key, tuple(claims)) for key, claims in alike.items())
    return tuple(sorted(found, key=_by_period))


def baseless(row: Figure) -> Claims:
    """Return the shares that do not say of what, and the changes that do not say since when."""
    return tuple(c for c in row.observations if c.value["nature"] in _NEEDS_BASE and "base" not in c.value)


def _by_period(number: Number) -> tuple[Any, ...]:
    period = parse(number.period) if number.period else None
    return (*sort_key(period, 0), number.place, number.nature, number.unit)


def _contradict(one: Said, other: Said) -> bool:
    if "direction" in one and "direction" in other and one["direction"] != other["direction"]:
        return True
    if _scale(one) != _scale(other):
        return False
    if "value" in one or "value" in other:
        return disagree(interval(one), interval(other))
    return bool(_scale(one)) and comparator(one) != comparator(other)


def _scale(said: Said) -> str:
    return str(said.get("compared_to", ""))


def _what(said: Said) -> tuple[Any, ...]:
    return interval(said) or said.get("value"), comparator(said), said.get("direction"), _scale(said)


def _observed(row: Figure, fact: Fact) -> Figure:
    return row.add(fact, observations={name: fact.data[name] for name in _SAID if name in fact.data})
