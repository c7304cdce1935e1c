"""What was promised, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation import outcome
from legation.claim import Claims, first, union
from legation.dates import OPEN_END, sort_key
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, Row, projection
from legation.steps import States, step


@dataclass(frozen=True, slots=True)
class Followup(Row):
    """One promise: every claim about it, and every word on its outcome."""

    dated: ClassVar[frozenset[str]] = frozenset({"on", "updates"})

    by: Claims = ()
    group: Claims = ()
    with_: Claims = ()
    to: Claims = ()
    action: Claims = ()
    summary: Claims = ()
    strength: Claims = ()
    on: Claims = ()
    due: Claims = ()
    due_basis: Claims = ()
    due_vague: Claims = ()
    condition: Claims = ()
    place: Claims = ()
    about: Claims = ()
    engagement: Claims = ()
    updates: Claims = ()
    supersedes: Claims = ()

    def label(self) -> str:
        """Return the summary recorded first."""
        return first(self.summary) or ""

    def order(self) -> str:
        """Return the due date as text that sorts; what has none comes last."""
        dues = outcome.due_on(self.due, self.updates, OPEN_END).current
        return "".join(sort_key(dues[0][0] if dues else None, 0)[:4])


_SAID = (
    "by", "group", "to", "action", "summary", "strength", "due", "due_basis", "due_vague", "condition", "place",
    "about", "engagement",
)  # fmt: skip


@projection(Followup)
def followups(fact: Fact) -> Iterator[Change[Followup]]:
    """Fold promises and what became of them; an update that names a successor touches it too."""
    match fact.type, fact.data:
        case "commitment.made", {"commitment": key}:
            yield key, _promised
        case "followup.updated", {"target": key} if kind(key) == "com":
            yield key, _updated
    match fact.type, fact.data:
        case "followup.updated", {"successor": key} if kind(key) == "com":
            yield key, _superseding


def state(row: Followup, day: str) -> States:
    """Return what may have become of it by the end of `day`; sure if only one state is possible (domain.md 8)."""
    return outcome.state(row.on, row.due, row.updates, addressees(row), day)


def by_addressee(row: Followup, day: str) -> tuple[tuple[str, States], ...]:
    """Return the states for each addressee; empty unless an update speaks of one alone, all others under no name."""
    return outcome.by_addressee(row.on, row.due, row.updates, addressees(row), day)


def due(row: Followup, day: str = OPEN_END) -> outcome.Due:
    """Return the due date on `day`, and all due dates told by then, moved ones too."""
    return outcome.due_on(row.due, row.updates, day)


def addressees(row: Followup) -> tuple[str, ...]:
    """Return to whom it was promised; where nobody is named, those who promised it to each other."""
    return tuple(who for who, _ in union(row.to) or union((*row.by, *row.with_)))


def _promised(row: Followup, fact: Fact) -> Followup:
    for who in fact.data.get("with", ()):
        row = row.add(fact, with_=who)
    return row.keep(fact, *_SAID).add(fact, on=fact.data.get("on", ""))


def _updated(row: Followup, fact: Fact) -> Followup:
    return row.add(fact, updates=step(fact, "target"))


def _superseding(row: Followup, fact: Fact) -> Followup:
    return row.add(fact, supersedes=fact.data["target"])
