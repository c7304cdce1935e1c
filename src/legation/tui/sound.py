"""A damaged ledger as far as it holds: a store that ends at the last event that can be proved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from legation.store import Head, Line, Store
from legation.tree import Frontier, Known


def as_far_as_it_holds(store: Store) -> Store:
    """Return the lines of a store, whose damage has been met, up to what is proved of it."""
    return cast("Store", _Sound(store))


class _Sound:
    """The damage is met again by whoever asks for anything but the proved lines: who would append, or verify."""

    def __init__(self, store: Store) -> None:
        self._store, self._known = store, store.known()

    def head(self) -> Head:
        """Return where the proof ends."""
        return Head(self._known.size, Frontier(self._known.size, self._known.peaks).root())

    def known(self) -> Known:
        """Return what has been proved."""
        return self._known

    def read(self, after: int = 0, upto: int | None = None) -> Iterator[Line]:
        """Yield the proved lines behind a position."""
        end = self._known.size if upto is None else min(upto, self._known.size)
        return self._store.read(after, end) if end > after else iter(())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)
