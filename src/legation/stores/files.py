"""A ledger in a directory: segments of JSON lines, and the checkpoint that seals them (storage.md 1 and 2).

The log is the truth: a batch is committed by the newline that ends it and durable by one flush. The checkpoint follows
and never leads. What files hold is proved in `log.py`, what is done to them in `commit.py`; here is who may, and when.
"""

from __future__ import annotations

import fcntl
import os
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Self

from legation import commit
from legation.disk import Disk, closing, lock, regular
from legation.errors import Damaged, LedgerMoved, LegationError, NoLedger, NotSealed, NotWritable
from legation.log import NOTHING, Log, look, stamp
from legation.segments import Opened, Segment, pieces
from legation.store import Appended, Event, Head, Line, Piece, Sign, lines
from legation.tree import EMPTY, Checkpoint, Known, origin


class Files:
    """The default store.

    One flush an append: in a burst the checkpoint follows at most every `pause` seconds, and on `close` at the latest.
    `patience` is how many seconds to wait for the lock.
    """

    def __init__(
        self, place: str, known: Known | None = None, *,
        disk: Disk | None = None, patience: float = 10.0, pause: float = 1.0,
    ) -> None:  # fmt: skip
        """Open the ledger at `place`; reading it changes nothing there."""
        self.notices: list[str] = []
        self.place, self._offered = str(place), known or NOTHING
        self._disk, self._patience, self._pause = disk or Disk(), patience, pause
        self._mutex, self._directory, self._opened = RLock(), -1, Opened(self._disk)
        self._writing, self._flushed, self._sealed_at = False, -1, float("-inf")
        self._log: Log | None = None
        self._stamp: object = None
        self._ends = {self._offered.size: self._offered.end}  # of the log as it was: where what came behind begins
        self._see()

    @classmethod
    def create(cls, place: str, source: str, *, disk: Disk | None = None) -> Self:
        """Start a ledger in a directory that is empty or not there yet."""
        commit.begin(disk or Disk(), place, Checkpoint(origin(source), 0, EMPTY))
        return cls(place, disk=disk)

    @classmethod
    def open(cls, place: str, known: Known | None = None) -> Self:
        """Open a ledger with the usual settings."""
        return cls(place, known)

    @property
    def source(self) -> str:
        return self._seen.source

    def head(self) -> Head:
        """Look again, and return size and root of what is committed."""
        log = self._see()
        if log.damage:
            raise log.damage
        return Head(log.size, log.frontier.root())

    def known(self) -> Known:
        """Return what has been proved, with the byte where it ends counted over all segments."""
        return self._seen.known

    def checkpoint(self) -> Checkpoint | None:
        """Return the checkpoint as it was last seen."""
        return self._seen.checkpoint

    def read(self, after: int = 0, upto: int | None = None) -> Iterator[Line]:
        """Yield the committed lines behind a position."""
        log = self._see() if upto is None or upto > self._seen.size else self._seen
        size = log.size if upto is None else min(upto, log.size)
        begin = self._ends.get(after, 0)
        self._ends = {after: begin, log.size: log.end}
        for segment, last in log.spans():
            if segment.first > size:
                break
            if last <= after:
                continue
            start, position = self._start(segment, after, begin)
            for offset, entry, whole in self._pieces(segment, start, min(segment.end, log.end) - segment.start):
                if position == size or not whole:
                    break
                position += 1
                if position > after:
                    yield Line(position, f"{position}:{segment.start + offset}", entry)
            if position < min(last, size):
                raise Damaged(self._file(segment), "the file became shorter while it was read", position)
        if log.damage and (upto is None or upto > log.size):
            raise log.damage

    def _start(self, segment: Segment, after: int, begin: int) -> tuple[int, int]:
        """Return from which byte of a segment to read what is behind `after`, and the position before that byte."""
        mark = b'"position":%d,' % (after + 1)
        with self._mutex:
            if segment.start < begin < segment.end and mark in self._entry(segment, begin - segment.start):
                return begin - segment.start, after
        return 0, segment.first - 1

    def line(self, place: str) -> bytes:
        """Return the line at a place: position and byte, as `read` gave them."""
        position, _, byte = place.partition(":")
        at = int(byte) if position.isdecimal() and byte.isdecimal() else -1
        with self._mutex:
            log = self._seen if at < self._seen.end else self._see()
            entry = b""
            if 0 <= at < log.end:
                segment = log.segments[bisect_right(log.segments, at, key=lambda s: s.start) - 1]
                entry = self._entry(segment, at - segment.start)
        if f',"position":{position},'.encode() not in entry or not (entry[:1] == b"{" and entry[-1:] == b"}"):
            raise Damaged(self.place, f"event {position[:20]} is not at byte {byte[:20]}, where it was", 0)
        return entry

    def append(self, make: Callable[[int], Sequence[Event]], expect: int | None = None) -> Appended:
        """Append what `make` returns, as one batch."""
        with self._mutex, self._recovered(expect) as log:
            self._writing = True
            try:
                entries = lines(make(log.size), log.size, log.source)
            finally:
                self._writing = False
            if entries:
                self._stamp = None
                with self._refusing():
                    self._log = commit.write(self._disk, self._directory, log, entries)
                self._flushed = self._log.size
                if time.monotonic() - self._sealed_at >= self._pause:
                    self._seal()
                self._stamp = stamp(self._disk, self._directory, self._log)
            return Appended(log.size + 1, log.size + len(entries), self._seen.sealed)

    def seal(self, sign: Sign | None = None, expect: int | None = None) -> Checkpoint:
        """Recover what a crash left, and write the checkpoint of the head."""
        with self._mutex, self._recovered(expect) as log:
            if (sign or not log.sealed) and not self._seal(sign):
                raise NotWritable(self.place, self.notices[-1]) if not log.signed or sign else NotSealed(log.behind)
            self._stamp = stamp(self._disk, self._directory, self._seen)
            assert self._seen.checkpoint, "a sealed log has one"
            return self._seen.checkpoint

    def pieces(self) -> Iterator[Piece]:
        """Yield all bytes of the log once more; if it is damaged, those behind it as well."""
        log = self._see()
        for segment in log.segments:
            length = segment.length if log.damage else min(segment.end, log.end) - segment.start
            for number, (_, entry, whole) in enumerate(self._pieces(segment, 0, length), 1):
                yield Piece(self._file(segment), segment.first, number, entry, whole)

    def close(self) -> None:
        """Seal what this object appended, unless the ledger is signed, and let go of the files."""
        with self._mutex:
            if self._log and self._flushed == self._log.size and not (self._seen.sealed or self._seen.signed):
                with suppress(LegationError):
                    self.seal()
            self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __del__(self) -> None:
        self._let_go()

    @property
    def _seen(self) -> Log:
        assert self._log, "the constructor looks before anybody asks"
        return self._log

    def _see(self) -> Log:
        """Look at the files, unless an append of ours is being made: then nothing moves."""
        with self._mutex:
            if self._writing:
                return self._seen
            with self._locked(fcntl.LOCK_SH):
                return self._look()

    def _look(self) -> Log:
        log = self._log
        if log and not log.damage:
            if stamp(self._disk, self._directory, log) == self._stamp:
                return log
            known, proved = log.known, log.checkpoint
        else:
            known, proved = self._offered, None
        try:
            self._log = log = look(self._disk, self._directory, self.place, known, proved)
        except OSError as error:
            raise Damaged(self.place, f"it cannot be read: {error.strerror}", 0) from None
        self._stamp = stamp(self._disk, self._directory, log)
        self._flushed = min(self._flushed, log.size)
        for remark in log.remarks():
            self._note(f"{self.place}: {remark}")
        return log

    def _note(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    def _file(self, segment: Segment) -> str:
        return os.path.join(self.place, segment.name)  # noqa: PTH118 asked for every line

    def _pieces(self, segment: Segment, start: int, length: int) -> Iterator[tuple[int, bytes, bool]]:
        try:
            with self._mutex:
                fd = regular(self._disk, segment.name, self._directory)
            with closing(self._disk, fd):
                yield from pieces(lambda count, at: self._disk.read(fd, count, at), start, length)
        except OSError as error:
            raise Damaged(self._file(segment), f"it cannot be read: {error.strerror}", segment.first - 1) from None

    def _entry(self, segment: Segment, offset: int) -> bytes:
        """Return the line that begins at an offset; empty if none does."""
        try:
            return self._opened.line(segment, self._directory, offset)
        except OSError as error:
            raise Damaged(self._file(segment), f"it cannot be read: {error.strerror}", segment.first - 1) from None

    def _let_go(self) -> None:
        self._opened.close()
        if self._directory >= 0:
            self._disk.close(self._directory)
            self._directory = -1

    @contextmanager
    def _locked(self, operation: int) -> Iterator[None]:
        """Hold the lock of the directory, opened anew: another may have been put in its place (step 1)."""
        try:
            directory = self._disk.directory(self.place)
        except FileNotFoundError:
            raise NoLedger(self.place) from None
        except OSError as error:
            raise Damaged(self.place, f"no directory that can be opened ({error.strerror})", 0) from None
        self._let_go()
        self._directory = directory
        lock(self._disk, directory, operation, self.place, self._patience)
        try:
            yield
        finally:
            with suppress(OSError):
                self._disk.lock(directory, fcntl.LOCK_UN)

    @contextmanager
    def _recovered(self, expect: int | None) -> Iterator[Log]:
        """Hold the lock over a log without damage, tail or unflushed batches (storage.md 2, steps 1 to 3)."""
        if self._writing:
            raise RuntimeError("a ledger cannot be written while an append to it is being made")
        with self._locked(fcntl.LOCK_EX):
            log = self._look()
            if log.damage:
                raise log.damage
            if log.torn:
                self._stamp = None
                with self._refusing():
                    self._log, aside = commit.set_aside(self._disk, self._directory, log)
                self._note(f"{Path(self.place, aside)}: {log.torn:,} bytes of an append that was never finished")
                self._stamp = stamp(self._disk, self._directory, log)
            floor = log.checkpoint.size if log.checkpoint else -1
            if floor < 0 or log.size > max(floor, self._flushed):
                with self._refusing():
                    commit.flush(self._disk, self._directory, log, floor)
                self._flushed = log.size
                if self._seal() and floor < 0:
                    self._note(f"{self.place}: the lost checkpoint was written anew, for {log.size:,} events")
                self._stamp = stamp(self._disk, self._directory, log)
            if expect not in {None, log.size}:
                raise LedgerMoved(expect or 0, log.size)
            yield self._seen

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise NotWritable(self.place, error.strerror or str(error)) from None

    def _seal(self, sign: Sign | None = None) -> bool:
        """Write the checkpoint of what is flushed (step 9); a failure is noted and undoes nothing."""
        if (log := self._seen).signed and not sign:
            return False
        self._sealed_at = time.monotonic()
        try:
            self._log = commit.seal(self._disk, self._directory, log, sign)
        except OSError as error:
            self._note(f"{self.place}: the events up to {log.size:,} are kept, but not sealed yet ({error.strerror})")
            return False
        return True
