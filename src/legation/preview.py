"""What an append would change, seen before it is made: every line of every view that would read differently.

The events are folded into the read model inside a transaction that is taken back, so only they cost anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from legation.changes import Change, differences
from legation.errors import Fault
from legation.loading import Load
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.stirring import Stirred
from legation.store import Head, Line, Store, lines
from legation.tree import Frontier, leaf
from legation.twins import twins

Events = Sequence[Mapping[str, Any]]


class Ahead:
    """A store as it would stand with more events behind its own; only what reading asks of a store is answered."""

    def __init__(self, store: Store, events: Events) -> None:
        """Take the store and the events, complete but for position and batch."""
        self._store, self.size = store, store.head().size
        self.entries = lines(events, self.size, store.source)

    def head(self) -> Head:
        """Return size and root as they would be."""
        known = self._store.known()
        frontier = Frontier(known.size, known.peaks)
        for entry in self.entries:
            frontier.append(leaf(entry))
        return Head(frontier.size, frontier.root())

    def line(self, place: str) -> bytes:
        """Return the line at a place; those to come lie at `+1`, `+2` …"""
        return self.entries[int(place) - 1] if place.startswith("+") else self._store.line(place)

    def more(self) -> list[Line]:
        """Return the lines to come."""
        return [Line(self.size + i, f"+{i}", entry) for i, entry in enumerate(self.entries, 1)]


class Preview(NamedTuple):
    """What events would change: lines of views, rows of projections; and what they may repeat."""

    changes: list[Change]
    rows: list[tuple[str, str]]
    twins: list[Fault]


def preview(model: ReadModel, events: Events, day: str) -> Preview:
    """Return what `events` would change, as of `day`, and what they may repeat.

    `model` must be caught up; it is left as it is, and so is the ledger.
    """
    with _ahead(model, events) as (trial, size):
        before, after = Reading(trial, day, size), Reading(trial, day)
        rows = sorted(Stirred(before, after).rows())
        return Preview(list(differences(before, after)), rows, list(twins(after, size)))


@contextmanager
def _ahead(model: ReadModel, events: Events) -> Iterator[tuple[ReadModel, int]]:
    """Open the tables once more and fold the events into them; nothing of it stays."""
    to_come = Ahead(model.store, events)
    trial = ReadModel(to_come, model.path)  # type: ignore[arg-type]
    trial.db.execute("begin immediate")
    try:
        Load(trial.db, to_come.size, to_come.more, trial.facts_at).run()
        trial.remember(size=str(to_come.size + len(to_come.entries)))
        yield trial, to_come.size
    finally:
        trial.db.execute("rollback")
        trial.db.close()
