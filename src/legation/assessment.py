"""What an editor judged of two events: which of them stands, or how they stand to each other (domain.md 12.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from legation.fact import Fact
from legation.projection import Row
from legation.reading import Reading

CONTRADICTED = "Contested: an editor reads another account as contradicting it. None is struck."


def assessments(at: Reading) -> list[Fact]:
    """Return every assessment that counts, in the order of the ledger."""
    query = "select position from assessments where position <= ? order by position"
    found = at.model.db.execute(query, (at.position,)).fetchall()
    return [at.fact(position) for (position,) in found if at.counts(position)]


def judged(said: Mapping[str, Any], at: Reading) -> set[int]:
    """Return the positions of the events that an assessment is about: one or two."""
    named = (at.model.event(said[name]) for name in ("target", "other") if name in said)
    return {fact.position for fact in named if fact}


def is_contradicted(row: Row) -> bool:
    """Tell whether an editor reads an account of it as contradicting another one."""
    return any(claim.value["verdict"] == "contradicts" for claim in row.assessed)


def beside(row: Row, position: int, at: Reading) -> Iterator[int]:
    """Yield the assessments that touch a row, and the events they hold against the one at `position`."""
    for claim in row.assessed:
        yield from judged(claim.value, at) - {position}
        yield claim.at
