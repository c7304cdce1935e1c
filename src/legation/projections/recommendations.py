"""What was advised, to whom, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.claim import Claims
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, many, projection
from legation.undertaking import Undertaking, superseding, updated


@dataclass(frozen=True, slots=True)
class Recommendation(Undertaking):
    """One piece of advice, however often it is repeated; `to_group` are addressees whom nobody names."""

    to_group: Claims = many("addressees nobody names: {label, count, comparator}")

    def order(self) -> str:
        """Return where it stands in the ledger, so that advice keeps the order of the report that gives it."""
        return f"{min((claim.at for claim in self.summary), default=0):012}"


_SAID = ("by", "group", "to", "to_group", "summary", "about", "strength", "due", "engagement")


@projection(Recommendation, "recommendation.made", "followup.updated", recommendation=("id", "the piece of advice"))
def recommendations(fact: Fact) -> Iterator[Change[Recommendation]]:
    """Fold advice and what became of it; an update that names a successor touches it too."""
    match fact.type, fact.data:
        case "recommendation.made", {"recommendation": key}:
            yield key, _advised
        case "followup.updated", {"target": key} if kind(key) == "rec":
            yield key, updated
    match fact.type, fact.data:
        case "followup.updated", {"successor": key} if kind(key) == "rec":
            yield key, superseding


def _advised(row: Recommendation, fact: Fact) -> Recommendation:
    return row.keep(fact, *_SAID).add(fact, on=fact.data.get("on", ""))
