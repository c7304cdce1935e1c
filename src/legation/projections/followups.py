"""What was promised, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.claim import Claims, union
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, many, one, projection
from legation.undertaking import Undertaking, by_due_date, superseding, updated


@dataclass(frozen=True, slots=True)
class Followup(Undertaking):
    """One promise: every claim about it, and every word on its outcome."""

    with_: Claims = many("with whom")
    action: Claims = one("text", "what is to be done: meet, visit, publish …")
    due_basis: Claims = one("text", "stated, inferred, vague or none")
    due_vague: Claims = one("text", "promptly, soon, coming_months or ongoing")
    condition: Claims = one("text", "on what condition")
    place: Claims = one("id", "where it is to be done")

    def addressees(self) -> tuple[str, ...]:
        """Return to whom it was promised; where nobody is named, those who promised it to each other."""
        return tuple(who for who, _ in union(self.to) or union((*self.by, *self.with_)))

    def order(self) -> str:
        """Return the due date as text that sorts."""
        return by_due_date(self)


_SAID = (
    "by", "group", "to", "action", "summary", "strength", "due", "due_basis", "due_vague", "condition", "place",
    "about", "engagement",
)  # fmt: skip


@projection(Followup, "commitment.made", "followup.updated", commitment=("id", "the promise"))
def followups(fact: Fact) -> Iterator[Change[Followup]]:
    """Fold promises and what became of them; an update that names a successor touches it too."""
    match fact.type, fact.data:
        case "commitment.made", {"commitment": key}:
            yield key, _promised
        case "followup.updated", {"target": key} if kind(key) == "com":
            yield key, updated
    match fact.type, fact.data:
        case "followup.updated", {"successor": key} if kind(key) == "com":
            yield key, superseding


def _promised(row: Followup, fact: Fact) -> Followup:
    for who in fact.data.get("with", ()):
        row = row.add(fact, with_=who)
    return row.keep(fact, *_SAID).add(fact, on=fact.data.get("on", ""))
