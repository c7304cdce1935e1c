"""`eventsource-py` on SQLite: a repository of aggregates, awaited; WAL mode and a full flush at each commit."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from eventsource import AggregateRepository, AggregateRoot, DomainEvent, SQLiteEventStore, register_event
from pydantic import BaseModel

from benchmarks.worlds import Event

NAME = "eventsource-py"
_PAGE = 1_000


class Told(BaseModel):
    """What was told of each thing, counted: the least that a fold can do."""

    told: dict[str, int] = {}


@register_event
class Recorded(DomainEvent):
    """One event of ours."""

    aggregate_type: str = "Ledger"
    type_: str
    subject: str
    actor: str
    data: dict[str, Any]


class Ledger(AggregateRoot[Told]):
    """An aggregate that counts."""

    aggregate_type = "Ledger"

    def _get_initial_state(self) -> Told:
        return Told()

    def _apply(self, event: DomainEvent) -> None:
        if self._state is None:
            self._state = Told()
        if isinstance(event, Recorded):
            told = self._state.told
            told[event.subject] = told.get(event.subject, 0) + 1

    def record(self, one: Event) -> None:
        """Take one event in."""
        version = self.get_next_version()
        self.apply_event(
            Recorded(
                aggregate_id=self.aggregate_id, aggregate_version=version,
                type_=one["type"], subject=one["subject"], actor=one["actor"], data=one["data"],
            )
        )  # fmt: skip


class Peer:
    """One repository with its database in a folder."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.Runner()
        self._store = SQLiteEventStore(str(folder / "eventsource.sqlite"))
        self._repository = AggregateRepository(
            event_store=self._store, aggregate_factory=Ledger, aggregate_type="Ledger"
        )
        self._ids = [uuid4()]
        self._ledger = self._repository.create_new(self._ids[-1])

    def append(self, events: Sequence[Event]) -> None:
        """Save the events at once."""
        if self._ledger.version >= _PAGE:
            self._ids.append(uuid4())
            self._ledger = self._repository.create_new(self._ids[-1])
        for one in events:
            self._ledger.record(one)
        self._loop.run(self._repository.save(self._ledger))

    def replay(self) -> None:
        """Take every aggregate out of its events."""
        for id_ in self._ids:
            self._loop.run(self._repository.load(id_))

    def close(self) -> None:
        """Let go of the database and the loop."""
        self._loop.run(self._store.close())
        self._loop.close()
