"""What an append does to the files of a ledger, and what recovery does before it (storage.md 2).

Whoever gives a log holds the lock since he looked at it; OSError is raised as the system raises it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from fcntl import LOCK_EX
from hashlib import sha256
from pathlib import Path

from legation.disk import Disk, closing, lock, regular, unfit, write_all
from legation.errors import LedgerExists, NotWritable
from legation.log import Log
from legation.segments import SEAL, Segment
from legation.tree import Checkpoint, leaf, origin

LONGEST_SEGMENT = 1 << 20
_CHUNK = 1 << 18
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def begin(disk: Disk, place: str, seal: Checkpoint) -> None:
    """Start a ledger: a directory with the checkpoint of no line in it; raise LedgerExists or NotWritable."""
    if why := unfit(disk, place):
        raise NotWritable(place, why)
    try:
        disk.make_directory(place)
        with closing(disk, disk.directory(place)) as directory:
            disk.lock(directory, LOCK_EX)
            names = sorted(set(disk.names(directory)) - {f".{SEAL}.tmp"})
            if any(name == SEAL or name.endswith(".jsonl") for name in names):
                raise LedgerExists(place)
            if names:
                raise NotWritable(place, f"it holds other files ({', '.join(names[:3])}); name an empty directory")
            write_seal(disk, directory, seal)
        with closing(disk, disk.directory(str(Path(place).resolve().parent))) as parent:
            disk.sync(parent)
    except OSError as error:
        raise NotWritable(place, error.strerror or str(error)) from None


def write(disk: Disk, directory: int, log: Log, entries: Sequence[bytes]) -> Log:
    """Write one batch, make it durable, and return the log with it; or leave nothing of it (steps 5 to 8)."""
    data = b"\n".join((*entries, b""))
    last = log.segments[-1] if log.segments else None
    new = last is None or (last.length > 0 and last.length + len(data) > LONGEST_SEGMENT)
    before = log.segments if new else log.segments[:-1]
    segment = Segment(log.size + 1, log.end, 0) if last is None or new else last
    with closing(disk, _own(disk, directory, segment.name, _NEW if new else os.O_WRONLY | os.O_APPEND)) as fd:
        found = disk.fstat(fd)
        if found.st_size != segment.length:
            raise OSError(0, f"{segment.name} changed under the lock: another program writes here")
        try:
            write_all(disk, fd, data)
            disk.sync_data(fd)
            if segment.length == 0:
                disk.sync(directory)
            if disk.stat(segment.name, directory).st_ino != found.st_ino:
                raise OSError(0, f"{segment.name} was replaced while it was written (by git?); append again")
        except BaseException as error:
            _take_back(disk, fd, segment.length, error)
            raise
    frontier = log.frontier.copy()
    for entry in entries:
        frontier.append(leaf(entry))
    grown = segment._replace(length=segment.length + len(data))
    return replace(log, segments=(*before, grown), frontier=frontier, end=grown.end)


def _take_back(disk: Disk, fd: int, length: int, error: BaseException) -> None:
    try:
        disk.truncate(fd, length)
    except OSError:
        what = f"{error}; what was written could not be taken back: look whether the events are there"
        raise OSError(0, what) from error


def seal(disk: Disk, directory: int, log: Log, sign: Callable[[Checkpoint], Checkpoint] | None = None) -> Log:
    """Write the checkpoint of what is flushed, signed by `sign`, and return the log with it (step 9)."""
    sealed = Checkpoint(origin(log.source), log.size, log.frontier.root())
    sealed = sign(sealed) if sign else sealed
    write_seal(disk, directory, sealed)
    return replace(log, checkpoint=sealed)


def write_seal(disk: Disk, directory: int, seal: Checkpoint) -> None:
    """Put a checkpoint in the place of the one before, or leave that one (step 9)."""
    temporary = f".{SEAL}.tmp"
    with suppress(FileNotFoundError):
        disk.unlink(temporary, directory)
    with closing(disk, disk.open(temporary, directory, _NEW)) as fd:
        write_all(disk, fd, seal.note())
        disk.sync(fd)
    disk.rename(temporary, SEAL, directory)
    disk.sync(directory)


def flush(disk: Disk, directory: int, log: Log, above: int) -> None:
    """Make the lines above a position durable: a crash may have come between their writing and their flush."""
    for segment, last in log.spans():
        if last > above:
            with closing(disk, regular(disk, segment.name, directory)) as fd:
                disk.sync(fd)
    disk.sync(directory)


def set_aside(disk: Disk, directory: int, log: Log) -> tuple[Log, str]:
    """Move a torn tail to a file of its own; return the log without it, and that file's name."""
    last, unfinished = log.segments[-1], "torn-unfinished"
    with suppress(FileNotFoundError):
        disk.unlink(unfinished, directory)
    with closing(disk, _own(disk, directory, last.name, os.O_RDWR)) as fd:
        at, digest = log.end - last.start, sha256()
        with closing(disk, disk.open(unfinished, directory, _NEW)) as copy:
            while chunk := disk.read(fd, _CHUNK, at):
                digest.update(chunk)
                write_all(disk, copy, chunk)
                at += len(chunk)
            disk.sync(copy)
        aside = f"torn-{log.size}-{digest.hexdigest()[:16]}"
        disk.rename(unfinished, aside, directory)
        disk.sync(directory)
        disk.truncate(fd, log.end - last.start)
        disk.sync_data(fd)
    return log.without_tail(), aside


def put_seal_aside(disk: Disk, place: str, patience: float = 10.0) -> str:
    """Give a checkpoint that cannot be read another name, and return that name; takes the lock itself."""
    with closing(disk, disk.directory(place)) as directory:
        lock(disk, directory, LOCK_EX, place, patience)
        with closing(disk, regular(disk, SEAL, directory)) as fd:
            digest = sha256(disk.read(fd, _CHUNK, 0)).hexdigest()
        aside = f"torn-{SEAL}-{digest[:16]}"
        disk.rename(SEAL, aside, directory)
        disk.sync(directory)
    return aside


def _own(disk: Disk, directory: int, name: str, flags: int) -> int:
    """Open a segment to change it; fail if that would change a file of another name too."""
    fd = regular(disk, name, directory, flags)
    if disk.fstat(fd).st_nlink == 1:
        return fd
    disk.close(fd)
    raise OSError(0, f"{name} is a hard link: writing would change its other name too")
