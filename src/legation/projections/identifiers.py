"""Outside identifiers: whom a number or page of another register stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.claim import Claims
from legation.fact import Fact
from legation.projection import Change, Row, many, one, projection


@dataclass(frozen=True, slots=True)
class Identifier(Row):
    """One value in one scheme, and every id it was given to."""

    exact: Claims = one("id", "what it stands for")
    close: Claims = many("what it nearly stands for")


@projection(
    Identifier,
    "entity.identified",
    scheme=("text", "the register or site"),
    value=("text", "the number or name it has there"),
)
def identifiers(fact: Fact) -> Iterator[Change[Identifier]]:
    """Fold `entity.identified` under (scheme, value)."""
    match fact.type, fact.data:
        case "entity.identified", {"scheme": scheme, "value": value}:
            yield (scheme, value), _identified


def _identified(row: Identifier, fact: Fact) -> Identifier:
    return row.add(fact, **{fact.data.get("match", "exact"): fact.data["entity"]})
