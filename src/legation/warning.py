"""What a warning is: something odd that real records hold, told and never refused (domain.md 11.4).

A file on the shelf offers a function of its name that yields what is odd at one moment: a fault with a code from W1 to
W12, whose `field` is the id of what it is about, with the positions it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from legation.errors import Fault
from legation.fact import Fact
from legation.reading import Reading
from legation.shelf import Shelf, same

Warning_: TypeAlias = Callable[[Reading], Iterator[Fault]]

WARNINGS: Shelf[Warning_] = Shelf("legation.warnings", same)


def warnings(at: Reading) -> list[Fault]:
    """Return everything that is odd at a moment, by number and then by what it is about."""
    found = (fault for warn in WARNINGS.values() for fault in warn(at))
    return sorted(dict.fromkeys(found), key=lambda fault: (int(fault.code[1:]), fault.field, fault.what))


def told(at: Reading, *types: str) -> Iterator[Fact]:
    """Yield the facts of some types that count at this moment, in the order of the ledger."""
    marks = ", ".join("?" * len(types))
    query = f"select position from ids where type in ({marks}) and position <= ? order by position"
    found = at.model.db.execute(query, (*types, at.position)).fetchall()
    return (at.fact(position) for (position,) in found if at.counts(position))


def odd(code: str, id_: str, what: str, expected: str, positions: Iterable[int], remedy: str = "") -> Fault:
    """Return a warning about the thing `id_`, with the events it rests on in the order of the ledger."""
    return Fault(code, what, expected, remedy, id_, positions=tuple(sorted(set(positions))))


def resolved(at: Reading, id_: str) -> str:
    """Return the id that `id_` goes on as at this moment."""
    return at.identity.resolve((id_,))[0]
