"""What changed the record itself: retractions, matches and keys, each under its own position, with reason and actor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation.claim import Claims
from legation.fact import Fact
from legation.projection import Change, Row, one, projection


@dataclass(frozen=True, slots=True)
class Record(Row):
    """One retraction, match or key: what it names, what it decides, why, and who did it when."""

    # A match joins two ids; read with survivors in their place it would join one with itself.
    as_written: ClassVar[frozenset[str]] = frozenset({"entity", "other", "keep_"})

    target: Claims = one("text", "the id of the event that is retracted")
    ground: Claims = one("text", "on what ground")
    replaced_by: Claims = one("text", "the id of the event that stands in its place")
    entity: Claims = one("id", "one of the two ids that are judged")
    other: Claims = one("id", "the other id")
    verdict: Claims = one("text", "same or distinct")
    keep_: Claims = one("id", "the id that goes on")
    verifier: Claims = one("text", "the public key that vouches for the ledger from here on")
    reason: Claims = one("text", "why, in words")
    actor: Claims = one("text", "who recorded it")
    recorded: Claims = one("text", "when it was recorded, UTC")

    def order(self) -> str:
        """Return the position as text that sorts."""
        return f"{max((claim.at for claim in self.actor), default=0):012}"


@projection(Record, position=("integer", "the event that is the retraction or match, or takes up the key"))
def audit(fact: Fact) -> Iterator[Change[Record]]:
    """Fold retractions, matches and keys under their positions."""
    if fact.type in {"record.retracted", "entity.matched", "key.adopted"}:
        yield str(fact.position), _recorded


def _recorded(row: Record, fact: Fact) -> Record:
    row = row.keep(fact, "target", "ground", "replaced_by", "entity", "other", "verdict", "verifier", "reason")
    return row.add(fact, keep_=fact.data.get("keep"), actor=fact.actor, recorded=fact.recordedtime)
