"""To whom advice is given: recommendations by addressee."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from legation.claim import union
from legation.plot import COUNTED
from legation.plots._bars import Groups, bars, largest_first
from legation.projections.recommendations import Recommendation
from legation.reading import Reading
from legation.view import View
from legation.words import spoken


@bars(COUNTED)
def addressees(view: View, keys: Sequence[str], at: Reading) -> Groups:
    """Count how many recommendations go to each; one to several is counted with each of them."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        row = cast("Recommendation", at.row("recommendations", key))
        named = [at.name(who) for who, _ in union(row.to)]
        for name in dict.fromkeys((*named, *(spoken(group, at.name) for group, _ in union(row.to_group)))) or (
            "nobody named",
        ):
            groups.setdefault(name, []).append(key)
    return Groups(largest_first(groups), ("advice to several is counted with each of them",))
