"""R5: a line that stays never points to something that nobody created any more.

E501  a retraction takes away what created an id that live lines name
E502  the end of a match takes away what stood behind an id that live lines name
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legation.after import After, is_match
from legation.errors import Fault
from legation.event_type import creates
from legation.fact import Fact
from legation.payload import shown

_SHOWN = 8


def nothing_is_orphaned(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that what a retraction leaves without a creator is no longer named, whichever way it lost it."""
    for ended in after.ended.get(fact.position, ()):
        code = "E502" if is_match(ended) else "E501"
        left = [(id_, _dependants(id_, after)) for id_ in sorted(_lost(ended, after)) if not after.creators(id_)]
        for id_, dependants in left:
            if dependants and id_ not in after.unclear:
                parts = "what made it one with another" if is_match(ended) else "what created it"
                what = (
                    f"{shown(id_)} would lose {parts}, yet {_listed(dependants)} name{'s' * (len(dependants) == 1)} it"
                )
                remedy = "retract those too, or create the id anew, in the same append"
                yield Fault(code, what, "no live line that names it", remedy, "data.target")


def _lost(ended: Fact, after: After) -> set[str]:
    """Return the ids that may have lost their creator with this fact."""
    if is_match(ended):
        return set(after.before.members(ended.data["entity"]))
    created = creates(ended.type, ended.data)
    return set(after.members(created)) if created else set()


def _dependants(id_: str, after: After) -> list[Fact]:
    """Return the older live facts that refer to the id; new ones are asked by R1."""
    return [
        fact
        for fact in after.naming(id_)
        if not after.new(fact) and any(reference.value == id_ for reference in after.references(fact))
    ]


def _listed(facts: Iterable[Fact]) -> str:
    told = [f"{fact.type} at {fact.position}" for fact in facts]
    rest = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    return ", ".join(told[:_SHOWN]) + rest
