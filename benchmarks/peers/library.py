"""`eventsourcing` on SQLite: an application that saves aggregates, and takes them out of their events again.

Its connections run in WAL mode with SQLite's own default of a full flush at each commit, so a save is as durable as an
append of ours. The aggregate is held open, as our writer is: it is never loaded in order to be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from benchmarks.worlds import Event

NAME = "eventsourcing"
_PAGE = 1_000


class Ledger(Aggregate):
    """What was told of each thing, counted: the least that a fold can do."""

    @event("Opened")
    def __init__(self) -> None:
        self.told: dict[str, int] = {}

    @event("Recorded")
    def record(self, type_: str, subject: str, actor: str, data: dict[str, Any]) -> None:
        """Take one event in."""
        self.told[subject] = self.told.get(subject, 0) + 1


class Peer:
    """One application with its database in a folder."""

    def __init__(self, folder: Path) -> None:
        name = str(folder / "eventsourcing.sqlite")
        self._app: Application[Any] = Application(
            env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": name}
        )
        self._ids = [self._open()]

    def _open(self) -> Any:
        self._ledger = Ledger()
        self._app.save(self._ledger)
        return self._ledger.id

    def append(self, events: Sequence[Event]) -> None:
        """Save the events at once."""
        if self._ledger.version >= _PAGE:
            self._ids.append(self._open())
        for one in events:
            self._ledger.record(one["type"], one["subject"], one["actor"], one["data"])
        self._app.save(self._ledger)

    def replay(self) -> None:
        """Take every aggregate out of its events."""
        for id_ in self._ids:
            self._app.repository.get(id_)

    def follow(self) -> dict[str, int]:
        """Read the log of all events in their order, and fold them outside of aggregates."""
        told: dict[str, int] = {}
        start, recorder, mapper = 1, self._app.recorder, self._app.mapper
        while page := recorder.select_notifications(start, _PAGE):
            for stored in page:
                one = mapper.to_domain_event(stored)
                if isinstance(one, Ledger.Recorded):
                    told[one.subject] = told.get(one.subject, 0) + 1
            start = page[-1].id + 1
        return told

    def close(self) -> None:
        """Let go of the database."""
        self._app.close()
