"""What a rule is: a function of a line and of the ledger with the whole append taken in; what it yields is wrong.

It is asked of every line that the append makes count: those of its own lines that nothing in it retracts, and older
ones that it restores. So a correction is one append, in whatever order its lines stand (domain.md 11.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from legation.after import After
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown
from legation.shelf import Shelf, same

Rule: TypeAlias = Callable[[Fact, After], Iterator[Fault]]

RULES: Shelf[Rule] = Shelf("legation.rules", same)


def broken(after: After) -> Iterator[tuple[Fact, Fault]]:
    """Yield everything that the lines taken in break, each with the line that is to blame."""
    rules = tuple(RULES.values())
    for line in after.lines:
        if after.live(line):
            for rule in rules:
                for fault in rule(line, after):
                    yield line, fault
        for older in after.restored.get(line.position, ()):
            for rule in rules:
                for fault in rule(older, after):
                    what = f"would bring back {shown(older.id)} at {older.position}, where {fault.field}: {fault.what}"
                    yield line, replace(fault, what=what, field="data.target")
