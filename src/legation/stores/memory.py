"""A ledger in memory, found by its name as long as anybody holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import RLock
from typing import ClassVar, Self
from weakref import WeakValueDictionary

from legation.errors import Damaged, LedgerExists, LedgerMoved, NoLedger, NotSealed
from legation.store import Appended, Event, Head, Line, Piece, Sign, lines
from legation.tree import Checkpoint, Frontier, Known, leaf, origin


class _Log:
    """The lines of one ledger, shared by all stores that opened it."""

    def __init__(self, source: str) -> None:
        self.source, self.origin = source, origin(source)
        self.lock = RLock()
        self.entries: list[bytes] = []
        self.frontier = Frontier()
        self.writing = False
        self.signed: Checkpoint | None = None


class Memory:
    """A store for tests and trials: everything a store promises but surviving the process."""

    _logs: ClassVar[WeakValueDictionary[str, _Log]] = WeakValueDictionary()

    def __init__(self, source: str = "tag:example.org,2026:memory", log: _Log | None = None) -> None:
        """Start a ledger without a name."""
        self._log = log or _Log(source)
        self.notices: list[str] = []

    @classmethod
    def create(cls, place: str, source: str) -> Self:
        """Start a ledger of this name."""
        if place in cls._logs:
            raise LedgerExists(place)
        store = cls(source)
        cls._logs[place] = store._log
        return store

    @classmethod
    def open(cls, place: str, known: Known | None = None) -> Self:
        """Find a ledger by its name."""
        log = cls._logs.get(place)
        if not log:
            raise NoLedger(place)
        return cls(log=log)

    @property
    def source(self) -> str:
        return self._log.source

    def head(self) -> Head:
        """Return size and root."""
        with self._log.lock:
            return Head(self._log.frontier.size, self._log.frontier.root())

    def known(self) -> Known:
        """Return size and peaks; there are no bytes to skip."""
        with self._log.lock:
            return Known(self._log.frontier.size, tuple(self._log.frontier.peaks), 0)

    def checkpoint(self) -> Checkpoint:
        """Return the checkpoint that was signed last, or else that of the head: memory is always sealed."""
        return self._log.signed or Checkpoint(self._log.origin, *self.head())

    def read(self, after: int = 0, upto: int | None = None) -> Iterator[Line]:
        """Yield the lines behind a position."""
        size = self.head().size
        for position in range(after + 1, (size if upto is None else min(upto, size)) + 1):
            yield Line(position, str(position), self._log.entries[position - 1])

    def line(self, place: str) -> bytes:
        """Return the line at a place."""
        if not place.isdecimal() or not 0 < int(place) <= len(self._log.entries):
            raise Damaged("memory", f"no line lies at {place!r}", len(self._log.entries))
        return self._log.entries[int(place) - 1]

    def append(self, make: Callable[[int], Sequence[Event]], expect: int | None = None) -> Appended:
        """Append what `make` returns, as one batch."""
        with self._log.lock:
            if self._log.writing:
                raise RuntimeError("append was called while an append was being made")
            size = self._log.frontier.size
            if expect is not None and expect != size:
                raise LedgerMoved(expect, size)
            self._log.writing = True
            try:
                entries = lines(make(size), size, self.source)
            finally:
                self._log.writing = False
            for entry in entries:
                self._log.frontier.append(leaf(entry))
            self._log.entries += entries
            return Appended(size + 1, size + len(entries), sealed=self.checkpoint().size == self._log.frontier.size)

    def seal(self, sign: Sign | None = None, expect: int | None = None) -> Checkpoint:
        """Return the checkpoint of the head, signed and kept if it is to be."""
        with self._log.lock:
            size, seal = self._log.frontier.size, self.checkpoint()
            if expect is not None and expect != size:
                raise LedgerMoved(expect, size)
            if sign:
                self._log.signed = seal = sign(Checkpoint(self._log.origin, *self.head()))
            if seal.size != size:
                raise NotSealed(size - seal.size)
            return seal

    def pieces(self) -> Iterator[Piece]:
        """Yield all lines, as of one file."""
        for line in self.read():
            yield Piece("memory", 1, line.position, line.entry, whole=True)

    def close(self) -> None:
        """Let go of the ledger."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
