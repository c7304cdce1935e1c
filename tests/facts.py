"""Facts built by hand, and the rows that a projection folds from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from legation.fact import Fact
from legation.projection import Key, Projection, Row

R = TypeVar("R", bound=Row)


def fact(position: int, type: str, /, *, certainty: str = "certain", denied: bool = False, **data: Any) -> Fact:  # noqa: A002
    """Return a fact with one piece of evidence, unless `data` brings `evidence` or a `reason`."""
    piece = {
        "document": "doc:rec-2024", "lines": [6, 6], "span_sha256": "0" * 64, "voice": "body", "stance": "asserted",
        "certainty": certainty, "polarity": "denied" if denied else "affirmed",
    }  # fmt: skip
    said = data if {"evidence", "reason"} & data.keys() else {**data, "evidence": [piece]}
    return Fact(
        position, f"e{position}", type, "", f"2024-07-17T10:00:{position % 60:02}.000Z", "ana.ruiz", "b/1/1", said
    )


def rows(projection: Projection[R], facts: Iterable[Fact]) -> dict[Key, R]:
    """Return every row that the facts touch, folded in the order of position."""
    folded: dict[Key, R] = {}
    for one in sorted(facts, key=lambda fact: fact.position):
        for key, change in projection.changes(one):
            folded[key] = change(folded.get(key, projection.row()), one)
    return folded


def row(projection: Projection[R], *facts: Fact) -> R:
    """Return the row of the first key that the first fact touches."""
    return rows(projection, facts)[projection.changes(facts[0])[0][0]]
