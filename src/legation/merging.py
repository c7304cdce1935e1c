"""What a branch or copy of a ledger holds beyond it: the events behind the beginning that both share.

They are appended anew: an event keeps its id, type, data and actor, and gets another position, batch and recordedtime.
Where it stood is kept in `mergedfrom`, with the leaf hash of that line, so that whoever holds the other branch can
prove it. A line whose event is known here already says nothing new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from legation.errors import Damaged, Fault
from legation.fact import Batch, NotCanonical, decode
from legation.jsonlines import Given
from legation.store import Line, Store
from legation.tree import Frontier, leaf

_KEPT = ("specversion", "id", "type", "subject", "actor", "dataschema", "data")


class Beyond(NamedTuple):
    """How many lines both share, and the root over these; the events behind them; the lines that cannot be taken."""

    common: int
    root: bytes
    events: tuple[Given, ...]
    left: tuple[Fault, ...] = ()


def beyond(ours: Store, theirs: Store, place: str) -> Beyond:
    """Return what `theirs`, a sound ledger at `place`, holds behind the beginning that it shares with `ours`."""
    shared = _shared(ours, theirs)
    lines = theirs.read(shared.size)
    events = tuple(_given(decode(line.entry), line.entry, place, line.position) for line in lines)
    return Beyond(shared.size, shared.root(), events)


def salvage(ours: Store, theirs: Store, place: str) -> Beyond:
    """Return the same of a damaged ledger, such as two branches in one text: only appends of which every line is there.

    The lines are taken as they lie; those of ours among them are known here by their ids.
    """
    shared = _shared(ours, theirs)
    left: list[Fault] = []
    batches: defaultdict[str, dict[int, tuple[Batch, Given]]] = defaultdict(dict)
    for number, piece in enumerate(theirs.pieces(), 1):
        if number <= shared.size:
            continue
        try:
            line = decode(piece.entry)
            batch, position = Batch.parse(str(line.get("batch"))), line.get("position")
            if not piece.whole or line.get("source") != theirs.source or type(position) is not int:
                raise NotCanonical("the line has no end, or is not of this ledger")
        except NotCanonical as error:
            left.append(Fault("D05", f"left out: {error}").at(piece.file, piece.number))
            continue
        batches[batch.id].setdefault(batch.i, (batch, _given(line, piece.entry, place, position)))
    events: list[Given] = []
    for lines in batches.values():
        batch, first = next(iter(lines.values()))
        if len(lines) == batch.n and all(one.n == batch.n for one, _ in lines.values()):
            events += (given for _, given in sorted(lines.values(), key=lambda found: found[0].i))
        else:
            what = f"left out: {len(lines):,} of the {batch.n:,} lines that were appended together are there"
            left.append(Fault("D08", what).at(place, first.line))
    return Beyond(shared.size, shared.root(), tuple(events), tuple(left))


def _shared(ours: Store, theirs: Store) -> Frontier:
    """Return the tree over the lines that both begin with."""
    frontier = Frontier()
    for one, other in zip_longest(_proved(ours), _proved(theirs)):
        if not one or not other or one.entry != other.entry:
            break
        frontier.append(leaf(one.entry))
    return frontier


def _proved(store: Store) -> Iterator[Line]:
    """Yield the lines up to where the ledger can be proved."""
    lines: Iterable[Line] = store.read()
    try:
        yield from lines
    except Damaged:
        return


def _given(line: dict[str, Any], entry: bytes, place: str, position: int) -> Given:
    was = line.get("mergedfrom") or f"{position}/{line.get('recordedtime')}/{leaf(entry).hex()}"
    return Given({name: line[name] for name in _KEPT if name in line}, place, position, was)
