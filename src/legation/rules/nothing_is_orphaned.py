"""R5: a line that stays never points to something that nobody created any more.

E501  a retraction takes away what created an id that live lines name
E502  the end of a match takes away what stood behind an id that live lines name
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legation.after import After, is_match
from legation.errors import Fault
from legation.event_type import creates
from legation.fact import Fact
from legation.payload import shown
from legation.words import what

_SHOWN = 8


class Orphan(NamedTuple):
    """An id that nothing creates any more, the event whose end came to that, and the live lines that name it."""

    id: str
    ended: Fact
    dependants: Sequence[Fact]


def nothing_is_orphaned(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that what a retraction leaves without a creator is no longer named, whichever way it lost it."""
    for orphan in orphans(fact, after):
        match, told = is_match(orphan.ended), orphan.dependants
        lost = "what made it one with another" if match else "what created it"
        found = f"{shown(orphan.id)} would lose {lost}, yet {_listed(told)} name{'s' * (len(told) == 1)} it"
        remedy = (
            "`legation retract` with --with-dependants strikes those too; or create the id anew, in the same append"
        )
        yield Fault("E502" if match else "E501", found, "no live line that names it", remedy, "data.target")


def orphans(fact: Fact, after: After) -> Iterator[Orphan]:
    """Yield what a retraction leaves without a creator though it is named; what depends on those lines is not asked."""
    for ended in after.ended.get(fact.position, ()):
        for id_ in sorted(_lost(ended, after)):
            if id_ not in after.unclear and not after.creators(id_) and (told := _dependants(id_, after)):
                yield Orphan(id_, ended, told)


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


def _listed(facts: Sequence[Fact]) -> str:
    told = [f"#{fact.position} ({what(fact)})" for fact in facts]
    rest = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    return ", ".join(told[:_SHOWN]) + rest
