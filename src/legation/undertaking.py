"""What a promise and a piece of advice have in common: who to whom, by when, and what became of it (domain.md 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeVar

from legation import outcome
from legation.claim import Claims, first, union
from legation.dates import OPEN_END
from legation.dates import sort_key as date_key
from legation.fact import Fact
from legation.projection import Row, many, one
from legation.steps import States, step


@dataclass(frozen=True, slots=True)
class Undertaking(Row):
    """Every claim about one of them, and every word on its outcome; `updates` and `on` are steps in time."""

    dated: ClassVar[frozenset[str]] = frozenset({"on", "updates"})
    single: ClassVar[frozenset[str]] = frozenset({"strength"})
    narrowed: ClassVar[frozenset[str]] = frozenset({"on", "due"})

    by: Claims = many("who promised or advised it")
    group: Claims = many("who nobody names: {label, count, comparator}")
    to: Claims = many("to whom")
    summary: Claims = one("text", "what, in words")
    strength: Claims = one("text", "how firmly")
    on: Claims = one("date", "when it was said")
    due: Claims = one("date", "by when")
    about: Claims = many("what it is about")
    engagement: Claims = one("id", "where it was said")
    updates: Claims = many("every word on its outcome: {type, state, on, due, successor …}")
    supersedes: Claims = many("what it took the place of")

    def label(self) -> str:
        """Return the summary recorded first."""
        return first(self.summary) or ""

    def addressees(self) -> tuple[str, ...]:
        """Return who is to act, or to whom it was promised."""
        return tuple(who for who, _ in union(self.to))


U = TypeVar("U", bound=Undertaking)


def by_due_date(row: Undertaking) -> str:
    """Return the due date as text that sorts; what has none comes last."""
    dues = outcome.due_on(row.due, row.updates, OPEN_END).current
    return "".join(date_key(dues[0][0] if dues else None, 0)[:4])


def state(row: Undertaking, day: str) -> States:
    """Return what may have become of it by the end of `day`; sure if only one state is possible (domain.md 8)."""
    return outcome.state(row.on, row.due, row.updates, row.addressees(), day)


def by_addressee(row: Undertaking, day: str) -> tuple[tuple[str, States], ...]:
    """Return the states for each addressee; empty unless an update speaks of one alone, all others under no name."""
    return outcome.by_addressee(row.on, row.due, row.updates, row.addressees(), day)


def due(row: Undertaking, day: str = OPEN_END) -> outcome.Due:
    """Return the due date on `day`, and all due dates told by then, moved ones too."""
    return outcome.due_on(row.due, row.updates, day)


def updated(row: U, fact: Fact) -> U:
    """Fold a word on what became of it."""
    return row.add(fact, updates=step(fact, "target"))


def superseding(row: U, fact: Fact) -> U:
    """Fold that it took the place of another."""
    return row.add(fact, supersedes=fact.data["target"])
