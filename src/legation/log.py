"""A ledger as one look at its files finds it: proved line by line, and never changed here (storage.md 2).

A line is good if it is canonical, at its position, of the ledger's source, and its batch goes on; the log is the
longest run of whole batches. What lies behind it in the last segment is the tail: torn if a crash of ours can have left
it, foreign if another program must have written it. Anything else that is wrong is damage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import orjson

from legation.disk import Disk, closing, regular
from legation.errors import Damaged, NoLedger, NotUnderstood
from legation.fact import LONGEST_LINE, Batch, NotCanonical, decode
from legation.segments import SEAL, Segment, checkpoint_in, name_of, pieces, segments_in
from legation.succession import ADOPTED
from legation.tree import Checkpoint, Frontier, Known, leaf, origin

NOTHING = Known(0, (), 0)


@dataclass(frozen=True, slots=True)
class Log:
    """A ledger as one look found it: all of it is proved unless `damage` says where that ends."""

    source: str
    segments: tuple[Segment, ...]
    frontier: Frontier
    end: int
    checkpoint: Checkpoint | None
    torn: int = 0
    damage: Damaged | None = None
    keyed: bool = False

    @property
    def size(self) -> int:
        return self.frontier.size

    @property
    def signed(self) -> bool:
        """Is it signed, so that only the holder of its key may seal it? One whose checkpoint is lost is still."""
        return bool(self.checkpoint.signatures) if self.checkpoint else self.keyed

    @property
    def sealed(self) -> bool:
        return self.checkpoint is not None and self.checkpoint.size == self.size

    @property
    def behind(self) -> int:
        """How many lines the checkpoint does not tell of."""
        return self.size - (self.checkpoint.size if self.checkpoint else 0)

    def spans(self) -> Iterator[tuple[Segment, int]]:
        """Yield the segments with the position of the last proved line in each."""
        for segment, following in zip_longest(self.segments, self.segments[1:]):
            yield segment, min(following.first - 1 if following else self.size, self.size)

    def remarks(self) -> Iterator[str]:
        """Yield what a reader should be told, though it keeps nobody from reading."""
        if self.torn:
            yield f"the last {self.torn:,} bytes are of an append that was never finished; they are passed over"
        if not self.checkpoint and not self.damage:
            yield "the checkpoint is missing, so nothing tells whether lines were lost"

    def without_tail(self) -> Log:
        """Return the log as it stands when its torn tail has been cut."""
        *before, last = self.segments
        return replace(self, segments=(*before, last._replace(length=self.end - last.start)), torn=0)

    @property
    def known(self) -> Known:
        return Known(self.size, tuple(self.frontier.peaks), self.end)


def look(disk: Disk, directory: int, place: str, known: Known = NOTHING, proved: Checkpoint | None = None) -> Log:
    """Read what the files hold behind what is known of them; the directory is locked meanwhile.

    `known` is trusted if it fits the files and a checkpoint vouches for it: one that is not older, or `proved`, the one
    it has been compared with already. Whenever that leads to damage, everything is read again without it.
    Raises NoLedger if the directory holds none, and Damaged if nothing in it tells whose ledger it is.
    """
    checkpoint, unreadable = checkpoint_in(disk, directory)
    segments, planted = segments_in(disk, directory)
    if not (checkpoint or unreadable or segments or planted):
        raise NoLedger(place)
    vouched = checkpoint and (checkpoint == proved or checkpoint.size >= known.size)
    if known.size and not (vouched and _fits(disk, directory, segments, known)):
        known = NOTHING
    walk = _Walk(checkpoint, known)
    try:
        walk.through(disk, directory, segments)
        walk.compare()
        torn = _torn(disk, directory, segments, walk)
        if wrong_name := unreadable or planted:
            raise _DamageError(*wrong_name)
    except _DamageError as wrong:
        if known.size:
            return look(disk, directory, place)
        proven = Frontier() if wrong.everything else walk.frontier
        damage = Damaged(str(Path(place, wrong.name)), wrong.what, proven.size)
        if not walk.source:
            raise damage from None
        return Log(walk.source, tuple(segments), proven, walk.end if proven.size else 0, checkpoint, damage=damage)
    if not walk.source:
        raise Damaged(place, "there is neither a checkpoint nor a line to tell whose ledger this is", 0)
    return Log(walk.source, tuple(segments), walk.frontier, walk.end, checkpoint, torn, keyed=walk.keyed)


def stamp(disk: Disk, directory: int, log: Log) -> object:
    """Return what changes as soon as another program appends, seals, or puts other files in the place of these."""
    names = {name_of(log.size + 1), *(segment.name for segment in log.segments[-1:])}
    return tuple(_glance(disk, directory, name) for name in (".", SEAL, *sorted(names)))


def _glance(disk: Disk, directory: int, name: str) -> object:
    try:
        found = disk.stat(name, directory)
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if name == "." else (found.st_ino, found.st_size, found.st_mtime_ns)


class _DamageError(Exception):
    """Something that no crash explains: the file's name, what is wrong, and whether it casts doubt on every line."""

    def __init__(self, name: str, what: str, everything: bool = False) -> None:
        self.name, self.what, self.everything = name, what, everything


class _Walk:
    """The way along the lines: what has been proved so far, and what must come next."""

    def __init__(self, checkpoint: Checkpoint | None, known: Known) -> None:
        self.checkpoint = checkpoint
        self.source = checkpoint.source if checkpoint else ""
        self.frontier = Frontier(known.size, known.peaks)
        self.end = known.end
        self.stopped = ""
        self.keyed = False  # complete wherever the checkpoint is missing, as nothing is trusted to be known then
        self._ahead, self._batch = self.frontier.copy(), Batch("", 0, 0)
        # Only what has been compared with this checkpoint before may reach beyond it.
        self._sealed = checkpoint.root if checkpoint and known.size > checkpoint.size else None
        self._note_root()

    def through(self, disk: Disk, directory: int, segments: Sequence[Segment]) -> None:
        """Prove all whole batches; stop at the tail of the last segment."""
        for segment in segments:
            if segment.end < self.end or (segment.end == self.end and segment.length):
                continue
            if segment.start >= self.end and segment.first != self.frontier.size + 1:
                raise _DamageError(
                    segment.name, f"the file begins at {segment.first}, where {self.frontier.size + 1} belongs"
                )
            self._one(disk, directory, segment)
            if self.stopped and segment is not segments[-1]:
                raise _DamageError(segment.name, self.stopped)

    def compare(self) -> None:
        """Hold the log against its checkpoint, the floor below which nothing may be missing."""
        checkpoint, size = self.checkpoint, self.frontier.size
        if not checkpoint:
            return
        if size < checkpoint.size:
            where = self.stopped or f"the files hold {size:,} whole"
            raise _DamageError("", f"the checkpoint tells of {checkpoint.size:,} events, but {where}")
        if self._sealed != checkpoint.root:
            raise _DamageError(
                SEAL, f"its root is not that of the {checkpoint.size:,} lines there are", everything=True
            )

    def _one(self, disk: Disk, directory: int, segment: Segment) -> None:
        with _opened(disk, directory, segment.name) as fd:
            start = max(self.end - segment.start, 0)
            for offset, entry, whole in pieces(lambda n, at: disk.read(fd, n, at), start, segment.length):
                place = segment.start + offset
                try:
                    if not whole:
                        raise NotCanonical("the last line has no end")
                    self._take(entry, place + len(entry) + 1)
                except NotCanonical as error:
                    self._stop(f"the line at byte {offset:,} of {segment.name} is none of ours: {error}")
                    return
        if self._ahead.size != self.frontier.size:
            self._stop(f"{segment.name} ends within a batch of {self._batch.n:,} lines")
        elif self.end != segment.end:
            self._stop(f"{segment.name} became shorter while it was read")

    def _take(self, entry: bytes, end: int) -> None:
        """Take the line that ends before byte `end`; raise NotCanonical if it is not the one that comes next."""
        line, size = decode(entry), self._ahead.size
        position, batch, source = _place(line)
        if position != size + 1:
            raise NotCanonical(f"it says position {position}, where {size + 1} belongs")
        if size == self.frontier.size:
            self._batch = Batch(batch.id, 0, batch.n)
        self._batch = Batch(self._batch.id, self._batch.i + 1, self._batch.n)
        if batch != self._batch:
            raise NotCanonical(f"it is of batch {batch}, where {self._batch} belongs")
        if source != self.source:
            if self.source or size:
                raise NotCanonical(f"its source is {source[:80]!r}, not {self.source!r}")
            try:
                origin(source)
            except NotUnderstood as error:
                raise NotCanonical(str(error)) from None
            self.source = source
        self.keyed = self.keyed or line.get("type") == ADOPTED
        self._ahead.append(leaf(entry))
        self._note_root()
        if batch.i == batch.n:
            self.frontier, self.end = self._ahead.copy(), end

    def _note_root(self) -> None:
        if self.checkpoint and self._ahead.size == self.checkpoint.size:
            self._sealed = self._ahead.root()

    def _stop(self, why: str) -> None:
        self.stopped, self._ahead = why, self.frontier.copy()


def _place(line: dict[str, Any]) -> tuple[int, Batch, str]:
    position, batch, source = line.get("position"), line.get("batch"), line.get("source")
    if type(position) is not int or not isinstance(batch, str) or not isinstance(source, str):
        raise NotCanonical("it lacks a position, a batch or a source")
    return position, Batch.parse(batch), source


def _torn(disk: Disk, directory: int, segments: Sequence[Segment], walk: _Walk) -> int:
    """Return the length of a torn tail; a foreign one is damage.

    A crash of ours leaves lines of the one batch that comes next, and bytes that are no JSON object at all.
    """
    if not segments or segments[-1].end == walk.end:
        return 0
    last, size, ours = segments[-1], walk.frontier.size, None
    with _opened(disk, directory, last.name) as fd:
        for offset, entry, whole in pieces(lambda n, at: disk.read(fd, n, at), walk.end - last.start, last.length):
            if not whole or not is_object(entry):
                continue
            try:
                position, batch, source = _place(decode(entry))
            except NotCanonical:
                next_one = False
            else:
                ours = ours or (batch.id, batch.n)
                next_one = position - batch.i == size and ours == (batch.id, batch.n) and source == walk.source
            if not next_one:
                what = f"another program wrote the line at byte {offset:,}, which cannot follow event {size:,}"
                raise _DamageError(last.name, f"{what} ({walk.stopped})")
    return last.end - walk.end


@contextmanager
def _opened(disk: Disk, directory: int, name: str) -> Iterator[int]:
    try:
        with closing(disk, regular(disk, name, directory)) as fd:
            yield fd
    except OSError as error:
        raise _DamageError(name, f"it cannot be read: {error.strerror}") from None


def is_object(entry: bytes) -> bool:
    """Tell whether the bytes are a JSON object, however it is written."""
    try:
        return isinstance(orjson.loads(entry), dict)
    except orjson.JSONDecodeError:
        return False


def _fits(disk: Disk, directory: int, segments: Sequence[Segment], known: Known) -> bool:
    """Tell whether the line that ends where the known part ends is the one that belongs there."""
    segment = next((s for s in segments if s.start < known.end <= s.end), None)
    if not segment:
        return False
    at = known.end - segment.start
    low = max(at - LONGEST_LINE - 2, 0)
    try:
        with _opened(disk, directory, segment.name) as fd:
            *_, last, end = b"\n", *disk.read(fd, at - low, low).split(b"\n")
        return end == b"" and _place(decode(last))[0] == known.size
    except (_DamageError, NotCanonical):
        return False
