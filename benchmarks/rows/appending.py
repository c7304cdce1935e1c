"""Writing, durable and with all rules on, as one writer that stays open does it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from benchmarks.keeping import kept
from benchmarks.measure import Ratio, medians, rate, workshop
from benchmarks.rebuild import rebuilt
from benchmarks.worlds import Event, world
from legation.jsonlines import Given
from legation.read_model import ReadModel, cache_path
from legation.stores.files import Files
from legation.writer import Writer as Open

MOST = 100_000
# What it is called, the events of one turn, how many are appended at a time, turns, goal.
_ROWS = (
    ("append 1 event, durable", 100, 1, 7, 1.0),
    ("append 1,000 events as one batch", 1_000, 1_000, 5, 2.0),
)
_MORE = sum(count * (runs + 1) for _, count, _, runs, _ in _ROWS)


class Writer:
    """A ledger that is a copy of the kept one, open, with its read model; it goes on with the same world."""

    def __init__(self, folder: Path, size: int) -> None:
        rebuilt(size)
        place, tables = folder / "events", folder / "tables.sqlite"
        shutil.copytree(kept(size), place)
        shutil.copy(cache_path(str(kept(size))), tables)
        self.store = Files.open(str(place))
        self.model = ReadModel(self.store, tables)
        self._writer = Open(self.store, self.model)

    def append(self, events: Sequence[Event]) -> None:
        """Append the events as one batch, under all rules."""
        self._writer.append([Given(event, "world") for event in events])

    def close(self) -> None:
        """Seal the ledger and let go."""
        self.store.close()
        self.model.db.close()


def measure(sizes: Sequence[int]) -> Iterator[Ratio]:
    """Compare with those who save the same events, as durably, in aggregates."""
    for size in (size for size in sizes if size <= MOST):
        with workshop() as folder:
            yield from _one(folder, size)


def _one(folder: Path, size: int) -> Iterator[Ratio]:
    from benchmarks.peers import asynchronous, library

    following = iter(list(islice(chain.from_iterable(world(size + _MORE)), size, None)))
    writers: list[Any] = [Writer(folder, size), library.Peer(folder), asynchronous.Peer(folder)]
    for what, count, each, runs, goal in _ROWS:
        turns = [list(islice(following, count)) for _ in range(runs + 1)]
        works = [partial(_append, writer, iter(turns), each) for writer in writers]
        ours, *theirs = medians(*works, runs=runs)
        for name, took, wanted in zip(("eventsourcing", "eventsource-py"), theirs, (goal, None), strict=True):
            told = f"{rate(count, ours)} to {rate(count, took)}"
            yield Ratio(f"{what}, all rules on", name, took / ours, wanted, size, told, at_least=True)
    for writer in writers:
        writer.close()


def _append(writer: Any, turns: Iterator[list[Event]], each: int) -> None:
    events = next(turns)
    for start in range(0, len(events), each):
        writer.append(events[start : start + each])
