"""The ledger as the screen reads it: one store, and a read model for every thread that asks.

Two threads on one SQLite connection would see each other's half-done work, so none is shared. Files of tables are
shared through SQLite itself; tables in memory are built once a thread.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path

from legation.documents import Documents
from legation.errors import Damaged
from legation.memo import Memo
from legation.read_model import Progress, ReadModel
from legation.reading import Reading
from legation.sealing import Seals
from legation.store import Store
from legation.tables import fingerprint
from legation.tui.sound import as_far_as_it_holds
from legation.view import View

_READINGS = 3  # moments whose answers are kept: two that are compared, and the end of the ledger
_FACTS = 500  # that a thread keeps at hand
_PAGES = 2 << 20  # bytes of tables that a thread keeps at hand
_STEPS = 500  # of SQLite's machine, after which one asks whether to go on: well below a millisecond


class Abandoned(Exception):
    """What was asked of the tables is no longer wanted."""


class Reader:
    """Hands out readings; may be used by several threads."""

    def __init__(self, open_store: Callable[[], Store], path: Path | None, documents: Documents | None = None) -> None:
        """Take the way to the store, used when first needed, the file of the tables (None: in memory), and texts."""
        self._open_store, self._path, self._first_path = open_store, path, path
        self._documents, self.seals, self._memo = documents or Documents(), Seals(), Memo()
        self._opening = threading.Lock()
        self._own = threading.local()
        self.damage: Damaged | None = None

    @property
    def store(self) -> Store:
        """The ledger itself; raises NoLedger or Damaged."""
        with self._opening:
            return self._store

    @cached_property
    def _store(self) -> Store:
        return self._open_store()

    @property
    def model(self) -> ReadModel:
        """The read model of this thread."""
        if not hasattr(self._own, "model"):
            self._own.model = ReadModel(self.store, self._path, facts=_FACTS)
            self._own.model.db.execute(f"pragma cache_size = -{_PAGES // 1024}")
            self._own.model.documents, self._own.model.seals = self._documents, self.seals
            self._own.model.memo = self._memo
        model: ReadModel = self._own.model
        return model

    @contextmanager
    def heeding(self, unwanted: Callable[[], bool]) -> Iterator[None]:
        """Let what this thread asks of the tables end as soon as it is `unwanted`, which may wait; raises Abandoned.

        What is written into the tables is written to its end.
        """

        def asked() -> bool:
            return not self.model.db.in_transaction and unwanted()

        self.model.db.set_progress_handler(asked, _STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise Abandoned from None
            raise
        finally:
            self.model.db.set_progress_handler(None, 0)

    def ready(self) -> int:
        """Return how much of the ledger can be read at once, from tables that were filled before; 0 if nothing can."""
        usable = self._path and self.model.meta("code") == fingerprint()
        return self.model.size if usable else 0

    def keep_to_what_holds(self, damage: Damaged) -> None:
        """Read only what can be proved of a damaged ledger from now on, from tables of its own."""
        with self._opening:
            self._store = as_far_as_it_holds(self._store)
            self.damage, self._own = damage, threading.local()
            self._path = self._path and self._path.with_suffix(".sound.sqlite")

    def again(self) -> Reader:
        """Return a reader that opens the ledger anew, as if it had never been seen."""
        return Reader(self._open_store, self._first_path)

    def catch_up(self, progress: Progress | None = None) -> int:
        """Take in what was appended, and return the position of the last event; raises Damaged."""
        self.model.catch_up(progress)
        return self.model.size

    def position(self, known_by: int | datetime | None, end: int) -> int:
        """Return the position that `known_by` stands for: at most `end`, which None follows."""
        if isinstance(known_by, datetime):
            return min(self.reading("", end).model.position_at(known_by), end)
        return end if known_by is None else min(known_by, end)

    def reading(self, day: str, position: int) -> Reading:
        """Return the ledger as of `day`, known by `position`; what this thread found out by a position is kept."""
        if self.model.size < position:
            self.model.catch_up()
        kept: dict[tuple[str, int, int], Reading] = self._own.__dict__.setdefault("readings", {})
        mark = (day, position, self.model.size)
        if mark not in kept:
            last = next((at for at in reversed(kept.values()) if at.position == position), None)
            kept[mark] = last.on(day) if last else Reading(self.model, day, position)
            while len(kept) > _READINGS:
                del kept[next(iter(kept))]
        kept[mark] = kept.pop(mark)  # the one asked for last is the last to go
        return kept[mark]

    def ids(self, view: View, at: Reading) -> Sequence[str] | None:
        """Return what `view.ids` answers, which is the same on all days; None where lines do not come from rows."""
        if view.follows:
            return None
        return self.model.kept((view.name, at.position), lambda: view.ids(at))
