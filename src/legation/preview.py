"""What an append would change, seen before it is made: every row of every view that would read differently.

The lines are folded into the read model inside a transaction that is taken back, so only they cost anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from legation.loading import Load
from legation.projection import Key
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.row_source import RowSource
from legation.store import Head, Line, Store, lines
from legation.tables import text_key
from legation.tree import Frontier, leaf
from legation.upcast import fact_of
from legation.view import VIEWS


class Changed(NamedTuple):
    """One cell that would read differently: empty `old` for a new row, empty `new` for one that goes."""

    view: str
    row: str
    field: str
    old: str
    new: str


class Touched(NamedTuple):
    """One row of a projection that would change."""

    projection: str
    key: Key


class Ahead:
    """A store as it would stand with more lines behind its own; it cannot be written to."""

    def __init__(self, store: Store, events: Sequence[Mapping[str, Any]]) -> None:
        """Take the store and the events, complete but for position and batch."""
        self._store, self._size = store, store.head().size
        self.entries = lines(events, self._size, store.source)

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

    def more(self) -> Iterator[Line]:
        """Yield the lines to come."""
        for i, entry in enumerate(self.entries, 1):
            yield Line(self._size + i, f"+{i}", entry)


@contextmanager
def ahead(model: ReadModel, path: Path, events: Sequence[Mapping[str, Any]], day: str) -> Iterator[Reading]:
    """Open the ledger as it would read on `day` with `events` appended; nothing of it stays.

    `path` is where the tables of `model` lie: they are opened once more, so that `model` reads on undisturbed.
    """
    to_come = Ahead(model.store, events)
    trial = ReadModel(to_come, path)  # type: ignore[arg-type]
    trial.db.execute("begin immediate")
    try:
        placed = [(fact_of(line.entry), line.place) for line in to_come.more()]
        Load(trial.db, model.size, lambda: placed, trial.facts_at).run()
        trial.remember(size=str(model.size + len(placed)))
        yield Reading(trial, day)
    finally:
        trial.db.execute("rollback")
        trial.db.close()


def touched(before: Reading, after: Reading) -> list[Touched]:
    """Return the rows that differ between two moments of which one follows the other, sorted."""
    db = after.model.db
    facts = set(range(before.position + 1, after.position + 1)) | _toggled(before, after)
    found: set[tuple[str, str]] = set()
    for position in facts:
        found |= set(db.execute("select projection, key from touches where position = ?", (position,)).fetchall())
    for id_ in {i for i in {*before.identity.same, *after.identity.same}
                if before.identity.same.get(i, i) != after.identity.same.get(i, i)}:  # fmt: skip
        found |= set(db.execute("select projection, key from parts where id = ?", (id_,)).fetchall())
    return sorted({Touched(name, at.identity.resolve(text_key(key))) for name, key in found for at in (before, after)})


def changes(before: Reading, after: Reading) -> Iterator[Changed]:
    """Yield every cell of every view that reads differently, for the rows that differ."""
    rows = touched(before, after)
    for name, view_type in VIEWS.items():
        view = view_type()
        keys = {row.key for row in rows if row.projection == view.projection}
        old, new = RowSource(view, before), RowSource(view, after)
        chosen = dict.fromkeys(key for key in (*old.keys, *new.keys) if keys and view.row_key(key) in keys)
        for key in chosen:
            was = old.line(key).entry.cells if old.position_of(key) is not None else ()
            now = new.line(key).entry.cells if new.position_of(key) is not None else ()
            label = (now or was)[0] or key
            if not (was and now):
                yield Changed(name, key, "", " · ".join(filter(None, was)), " · ".join(filter(None, now)))
                continue
            for column, left, right in zip(view.columns, was, now, strict=True):
                if left != right:
                    yield Changed(name, label, column.title, left, right)


def _toggled(before: Reading, after: Reading) -> set[int]:
    """Return the positions of older facts that count on one side only."""
    dead = {p for (p,) in after.model.db.execute("select distinct position from dead")}
    return {p for p in dead if p <= before.position and before.counts(p) != after.counts(p)}
