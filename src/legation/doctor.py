"""What is wrong with the files of a ledger, found by looking at each of them and at every line; it changes nothing."""

from __future__ import annotations

import fcntl
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from legation.damage import KINDS, Kind
from legation.disk import Disk, closing, lock, regular, unfit
from legation.errors import Damaged, NoLedger
from legation.fact import Batch, NotCanonical, decode
from legation.log import Log, is_object, look
from legation.note import LONGEST_NOTE
from legation.segments import SEAL, Segment, checkpoint_in, pieces, segments_in
from legation.tree import Checkpoint, Frontier, leaf

_MARKS = re.compile(rb"(<{7}|>{7}|\|{7}) |={7}\r?\Z")
_ON_THEIR_WAY = (f".{SEAL}.tmp", "torn-unfinished")
_PATIENCE = 10.0  # seconds
_NONE = Batch("", 0, 0)


class Ailment(NamedTuple):
    """One thing that is wrong: its code, the file and line, what was found there."""

    code: str
    place: str
    what: str

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found: whose ledger it is, how many events are proved, how many are sealed, and all that is wrong."""

    source: str
    size: int
    sealed: int
    ailments: tuple[Ailment, ...]

    @property
    def grave(self) -> bool:
        return any(ailment.kind.grave for ailment in self.ailments)


def examine(place: str, disk: Disk | None = None) -> Examined:
    """Look at every file and, if there is damage, at every line; raises NoLedger, LedgerBusy and OSError."""
    disk = disk or Disk()
    try:
        directory = disk.directory(place)
    except FileNotFoundError:
        raise NoLedger(place) from None
    except OSError as error:
        return Examined("", 0, 0, (Ailment("D17", place, f"no directory that can be opened ({error.strerror})"),))
    with closing(disk, directory):
        lock(disk, directory, fcntl.LOCK_SH, place, _PATIENCE)
        found = list(_around(disk, directory, place))
        try:
            log = look(disk, directory, place)
        except Damaged as damaged:
            found += _of_checkpoint(disk, directory, None)
            found += _Lines(disk, directory, None).ailments()
            return Examined("", 0, 0, (*found, Ailment("D19", place, damaged.what)))
        found += _of_checkpoint(disk, directory, log)
        if log.damage:
            found += _Lines(disk, directory, log).ailments()
            if not any(ailment.kind.grave for ailment in found):
                found.append(Ailment("D99", log.damage.place, log.damage.what))
        elif log.torn:
            last = log.segments[-1]
            where = f"{last.name}, byte {log.end - last.start:,}"
            found.append(Ailment("D01", where, f"{log.torn:,} bytes behind event {log.size:,}"))
    sealed = log.checkpoint.size if log.checkpoint else 0
    return Examined(log.source, log.size, sealed, tuple(found))


def _around(disk: Disk, directory: int, place: str) -> Iterator[Ailment]:
    """Yield what is wrong with the place and with the names in it."""
    if why := unfit(disk, place):
        yield Ailment("D23", place, why)
    segments, _ = segments_in(disk, directory)
    ours = {segment.name for segment in segments} | {SEAL}
    for name in sorted(disk.names(directory)):
        if name.startswith("torn-") and name not in _ON_THEIR_WAY:
            yield Ailment("D21", name, f"{disk.stat(name, directory).st_size:,} bytes")
        elif name in ours or name in _ON_THEIR_WAY:
            yield from _of_file(disk, directory, name)
        elif name.endswith(".jsonl"):
            yield Ailment("D16", name, "no segment is named so")


def _of_file(disk: Disk, directory: int, name: str) -> Iterator[Ailment]:
    found = disk.stat(name, directory)
    if not stat.S_ISREG(found.st_mode):
        kinds = {stat.S_IFLNK: "a symbolic link", stat.S_IFIFO: "a pipe", stat.S_IFDIR: "a directory"}
        yield Ailment("D17", name, kinds.get(stat.S_IFMT(found.st_mode), "a device or socket"))
    elif name in _ON_THEIR_WAY:
        yield Ailment("D22", name, f"{found.st_size:,} bytes")
    else:
        if found.st_nlink > 1:
            yield Ailment("D24", name, f"it has {found.st_nlink} names")
        try:
            with closing(disk, regular(disk, name, directory)) as fd:
                disk.read(fd, 1, 0)
        except OSError as error:
            yield Ailment("D18", name, error.strerror or str(error))


def _of_checkpoint(disk: Disk, directory: int, log: Log | None) -> Iterator[Ailment]:
    checkpoint, unreadable = checkpoint_in(disk, directory)
    if checkpoint and log and not log.damage and log.size > checkpoint.size:
        yield Ailment("D20", SEAL, f"it tells of {checkpoint.size:,} events, {log.size:,} are there")
    if not checkpoint and not unreadable:
        yield Ailment("D10", SEAL, f"{log.size if log else 0:,} events are there")
    if unreadable:
        try:
            with closing(disk, regular(disk, SEAL, directory)) as fd:
                text = disk.read(fd, LONGEST_NOTE, 0)
        except OSError:
            return  # what stands in its place was told by its name
        marked = any(map(_MARKS.match, text.split(b"\n")))
        yield Ailment("D03" if marked else "D11", SEAL, unreadable[1] if text else "it is empty")


@dataclass(slots=True)
class _Met:
    """The first place at which something was met, and how often it was met."""

    place: str
    what: str
    count: int = 1


@dataclass(slots=True)
class _Lines:
    """The lines of a damaged ledger, looked at one after the other: what each says, and what should have come."""

    disk: Disk
    directory: int
    log: Log | None
    checkpoint: Checkpoint | None = None
    source: str = ""
    met: dict[str, _Met] = field(default_factory=dict)
    next: int = 1
    # None behind a line that cannot be read: nobody knows what should come next.
    batch: Batch | None = _NONE
    sound: Frontier = field(default_factory=Frontier)
    sealed: bytes = b""

    def ailments(self) -> list[Ailment]:
        """Read all segments; return each kind of damage once, at its first place."""
        self.checkpoint, _ = checkpoint_in(self.disk, self.directory)
        self.source = self.checkpoint.source if self.checkpoint else ""
        segments, _ = segments_in(self.disk, self.directory)
        self._note_root()
        for segment in segments:
            try:
                with closing(self.disk, regular(self.disk, segment.name, self.directory)) as fd:
                    self._segment(segment, fd)
            except OSError:
                self.batch = None  # what stands in its place was told by its name
            self._broken_off(segment.name)
        self._against_checkpoint(segments)
        return [Ailment(code, met.place, met.what + _more(met.count)) for code, met in sorted(self.met.items())]

    def _segment(self, segment: Segment, fd: int) -> None:
        read = pieces(lambda count, at: self.disk.read(fd, count, at), 0, segment.length)
        for number, (offset, entry, whole) in enumerate(read, 1):
            place = f"{segment.name}, line {number:,} (byte {offset:,})"
            self._line(entry, whole, place, segment.first if number == 1 else 0, segment.start + offset)
            self.sound.append(leaf(entry))
            self._note_root()

    def _line(self, entry: bytes, whole: bool, place: str, named: int, at: int) -> None:
        behind = self.log is not None and self._sealed_is_there() and at >= self.log.end
        if _MARKS.match(entry):
            self._meet("D03", place, f"found {entry[:40].decode(errors='replace')!r}")
            return
        try:
            line = decode(entry.removesuffix(b"\r"))
            if entry.endswith(b"\r"):
                self._meet("D06", place, "the line ends with CR LF")
            elif not whole:
                raise NotCanonical("the line has no end")
        except NotCanonical as error:
            self._meet("D02" if behind and is_object(entry) else "D05", place, str(error))
            self.next, self.batch = self.next + 1, None
            return
        position, source = line.get("position"), line.get("source")
        self.source = self.source or str(source)
        if source != self.source:
            self._meet("D09", place, f"its source is {str(source)[:80]!r}")
            if position == self.next:  # it stands in the place of one of ours
                self.next, self.batch = self.next + 1, None
            return
        if type(position) is not int:
            self._meet("D02" if behind else "D05", place, "it says no position")
            self.next, self.batch = self.next + 1, None
            return
        self._in_order(position, str(line.get("batch")), place, named, behind)

    def _in_order(self, position: int, text: str, place: str, named: int, behind: bool) -> None:
        """Hold position and batch of a line against what should have come; `named` is what its file's name says."""
        try:
            batch = Batch.parse(text)
        except NotCanonical as error:
            self._meet("D05", place, str(error))
            self.next, self.batch = max(self.next, position + 1), None
            return
        last, self.batch = self.batch, batch
        if position < self.next:
            self._meet("D04", place, f"it says position {position:,}, which is taken")
        elif position > self.next:
            code = "D02" if behind else "D15" if named == position else "D07"
            self._meet(code, place, f"it says position {position:,}, where {self.next:,} belongs")
        elif named and named != position:
            self._meet("D16", place, f"the file is named for position {named:,}, and begins with {position:,}")
        elif last and batch != (last._replace(i=last.i + 1) if last.i < last.n else Batch(batch.id, 1, batch.n)):
            self._meet("D02" if behind else "D08", place, f"it is of batch {batch}, behind {last}")
        self.next = max(self.next, position + 1)

    def _broken_off(self, name: str) -> None:
        """Say so if the batch is not at its end where its file is: a batch never spans two."""
        if self.batch and self.batch.i != self.batch.n:
            self._meet("D08", name, f"the file ends with line {self.batch.i:,} of a batch of {self.batch.n:,}")
        self.batch = _NONE

    def _against_checkpoint(self, segments: Sequence[Segment]) -> None:
        checkpoint, size = self.checkpoint, self.sound.size
        if not checkpoint:
            return
        strange = self.met.get("D09")
        if strange and strange.count == size:
            self.met = {"D12": _Met(SEAL, f"it is of {checkpoint.source!r}; of the lines, {strange.what[4:]}")}
        elif size < checkpoint.size:
            there = f"{size:,} lines are there" if segments else "no file of lines is there"
            self._meet("D13", SEAL, f"it tells of {checkpoint.size:,} events, {there}")
        elif not self.met and self.sealed != checkpoint.root:
            self._meet("D14", SEAL, f"the root of the first {checkpoint.size:,} lines is {self.sealed.hex()}")

    def _sealed_is_there(self) -> bool:
        """Tell whether all that was sealed is proved: then what lies behind was never part of the ledger."""
        return bool(self.log and self.log.size and self.log.size >= (self.checkpoint or self.log.frontier).size)

    def _note_root(self) -> None:
        if self.checkpoint and self.sound.size == self.checkpoint.size:
            self.sealed = self.sound.root()

    def _meet(self, code: str, place: str, what: str) -> None:
        if code in self.met:
            self.met[code].count += 1
        else:
            self.met[code] = _Met(place, what)


def _more(count: int) -> str:
    return f", and so on {count - 1:,} more time{'s' if count > 2 else ''}" if count > 1 else ""
