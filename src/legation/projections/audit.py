"""What changed the record itself: retractions and matches, each under its own position, with reason and actor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation.claim import Claims
from legation.fact import Fact
from legation.projection import Change, Row, projection


@dataclass(frozen=True, slots=True)
class Record(Row):
    """One retraction or match: what it names, what it decides, why, and who did it when."""

    # A match joins two ids; read with survivors in their place it would join one with itself.
    as_written: ClassVar[frozenset[str]] = frozenset({"entity", "other", "keep_"})

    target: Claims = ()  # the id of an event
    ground: Claims = ()
    replaced_by: Claims = ()
    entity: Claims = ()
    other: Claims = ()
    verdict: Claims = ()
    keep_: Claims = ()
    reason: Claims = ()
    actor: Claims = ()
    recorded: Claims = ()

    def order(self) -> str:
        """Return the position as text that sorts."""
        return f"{max((claim.at for claim in self.actor), default=0):012}"


@projection(Record)
def audit(fact: Fact) -> Iterator[Change[Record]]:
    """Fold retractions and matches under their positions."""
    if fact.type in {"record.retracted", "entity.matched"}:
        yield str(fact.position), _recorded


def _recorded(row: Record, fact: Fact) -> Record:
    row = row.keep(fact, "target", "ground", "replaced_by", "entity", "other", "verdict", "reason")
    return row.add(fact, keep_=fact.data.get("keep"), actor=fact.actor, recorded=fact.recordedtime)
