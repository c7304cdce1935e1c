"""W12: a figure that contradicts another of the same thing, or a share or change that does not say of what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from legation.claim import weight
from legation.errors import Fault
from legation.fact import Fact
from legation.reading import Reading
from legation.warning import resolved, said, told

_OPEN = Decimal("Infinity")


def figures_apart(at: Reading) -> Iterator[Fault]:
    """Yield figures without a base where they need one, and pairs whose intervals do not meet (domain.md 10)."""
    alike: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in told(at, "figure.reported"):
        data = fact.data
        if data["nature"] in {"share", "change"} and "base" not in data:
            of = "of what it is a share" if data["nature"] == "share" else "since when it changed"
            what = (
                f"{data['measure']} {data.get('value', '')}".strip() + f" does not say {of} ({said((fact.position,))})"
            )
            yield Fault("W12", what, "a base", field=data["about"])
        if "value" in data and weight(fact) in {"certain", "probable"}:
            place = resolved(at, data["place"]) if "place" in data else ""
            key = (
                resolved(at, data["about"]),
                data["measure"],
                data["unit"],
                data["nature"],
                place,
                data.get("period", ""),
            )
            alike[key].append(fact)
    for (about, measure, *_), facts in alike.items():
        for one, other in combinations(facts, 2):
            if not _meet(one, other):
                values = f"{_said(one)} and {_said(other)}"
                what = f"{measure} is {values} ({said((one.position, other.position))})"
                yield Fault("W12", what, "figures that can both be true", "assess them: record.assessed", about)


def _meet(one: Fact, other: Fact) -> bool:
    """Tell whether one number can satisfy both; a vague one satisfies anything."""
    left, right = _interval(one), _interval(other)
    if left is None or right is None:
        return True
    (a, a_in, b, b_in), (c, c_in, d, d_in) = left, right
    low, low_open = max((a, not a_in), (c, not c_in))
    high, high_closed = min((b, b_in), (d, d_in))
    return low < high or (low == high and high_closed and not low_open)


def _interval(fact: Fact) -> tuple[Decimal, bool, Decimal, bool] | None:
    """Return the low end, whether it is included, the high end, whether it is included; None for about and unknown."""
    value = Decimal(fact.data["value"])
    match fact.data.get("comparator", "eq"):
        case "eq":
            return value, True, value, True
        case "gt":
            return value, False, _OPEN, False
        case "ge":
            return value, True, _OPEN, False
        case "lt":
            return -_OPEN, False, value, False
        case "le":
            return -_OPEN, False, value, True
        case _:
            return None


def _said(fact: Fact) -> str:
    comparator = fact.data.get("comparator", "eq")
    return fact.data["value"] if comparator == "eq" else f"{comparator} {fact.data['value']}"
