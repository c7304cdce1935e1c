"""A ledger kept open for writing: rules ask the read model, and of the newest events the memory.

To bring the tables up to date costs more than an append. So they follow now and then, or when somebody else has
written; what was appended since is kept as facts, over which rules are asked as they are over the lines of one append.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from legation import ledger
from legation.after import After
from legation.documents import Documents
from legation.jsonlines import Given
from legation.known import Known
from legation.store import Head, Store

_MOST = 5_000  # events that are kept beside the tables


class Tables(Known, Protocol):
    """What may be asked of a ledger, and follows it when told to: the read model."""

    def catch_up(self) -> int:
        """Follow the ledger to its head."""


class Writer:
    """One who appends again and again."""

    def __init__(self, store: Store, model: Tables) -> None:
        """Take the ledger and its read model, which may be behind."""
        self._store, self._model = store, model
        self._newest, self._head = After(model), Head(-1, b"")

    def append(
        self,
        events: Sequence[Given],
        documents: Documents | None = None,
        *,
        actor: str = "",
        clock: ledger.Clock = ledger.now,
    ) -> ledger.Taken:
        """Append events as one batch, all or none; raises what `ledger.append` raises."""
        taken = ledger.append(self._store, events, self._known_at, documents, actor=actor, clock=clock)
        if taken.facts:
            self._newest.take(taken.facts)
            head = self._store.head()
            # Who wrote between the two is not known here: then the tables have to follow.
            self._head = head if head.size == taken.facts[-1].position else Head(-1, b"")
        return taken

    def _known_at(self, size: int) -> After:
        if self._store.head() != self._head or len(self._newest.lines) > _MOST:
            self._model.catch_up()
            self._newest, self._head = After(self._model), self._store.head()
        return self._newest
