"""Segments: the files of a ledger, found and read as they lie (storage.md 1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from legation.disk import Disk, closing, regular
from legation.fact import LONGEST_LINE, NotCanonical
from legation.note import LONGEST_NOTE
from legation.tree import Checkpoint

SEAL = "checkpoint"
_CHUNK = 1 << 18
_OPEN_FILES = 64
_GLANCE = 2_048  # Most lines are shorter.
_NAME = re.compile(r"\d{12}\.jsonl", re.ASCII)


class Segment(NamedTuple):
    """One file: the position of its first line, how many bytes of the log lie before it, and how many it holds."""

    first: int
    start: int
    length: int

    @property
    def name(self) -> str:
        return name_of(self.first)

    @property
    def end(self) -> int:
        return self.start + self.length


def name_of(first: int) -> str:
    """Return the name of the segment that begins at a position."""
    return f"{first:012d}.jsonl"


def pieces(read: Callable[[int, int], bytes], start: int, end: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield (offset, line without its newline, had it a newline) from `start` to `end`; `read` takes count and offset.

    Of a line that is too long only the beginning is kept, enough to be refused, so memory stays flat.
    """
    offset, at, rest, dropped = start, start, b"", 0
    while at < end and (chunk := read(min(_CHUNK, end - at), at)):
        at += len(chunk)
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield offset, line, True
            offset += len(line) + 1 + dropped
            dropped = 0
        if len(rest) > LONGEST_LINE + 1:
            dropped += len(rest) - LONGEST_LINE - 1
            rest = rest[: LONGEST_LINE + 1]
    if rest:
        yield offset, rest, False


def line_at(read: Callable[[int, int], bytes], offset: int) -> bytes:
    """Return the line that begins at an offset; empty if none does."""
    low = max(offset - 1, 0)
    for count in (_GLANCE, LONGEST_LINE + 2):
        found = read(count, low)
        end = found.find(b"\n", offset - low)
        if end >= 0:
            return found[offset - low : end] if offset == 0 or found[:1] == b"\n" else b""
    return b""


class Opened:
    """The segments that single lines were read from, kept open: the next line is likely to lie in one of them."""

    def __init__(self, disk: Disk) -> None:
        self._disk, self._fds = disk, dict[int, int]()

    def line(self, segment: Segment, directory: int, offset: int) -> bytes:
        """Return the line that begins at an offset; empty if none does. Raises OSError."""
        if segment.first not in self._fds:
            if len(self._fds) >= _OPEN_FILES:
                self.close()
            self._fds[segment.first] = regular(self._disk, segment.name, directory)
        return line_at(lambda count, at: self._disk.read(self._fds[segment.first], count, at), offset)

    def close(self) -> None:
        """Let go of all of them."""
        while self._fds:
            self._disk.close(self._fds.popitem()[1])


def segments_in(disk: Disk, directory: int) -> tuple[list[Segment], tuple[str, str] | None]:
    """List the segments, and what stands in a segment's place but is none."""
    found: list[Segment] = []
    planted = None
    start = 0
    for name in sorted(name for name in disk.names(directory) if name.endswith(".jsonl")):
        if not _NAME.fullmatch(name):
            planted = name, "no segment is named so"
            continue
        found.append(Segment(int(name[:12]), start, disk.stat(name, directory).st_size))
        start = found[-1].end
    return found, planted


def checkpoint_in(disk: Disk, directory: int) -> tuple[Checkpoint | None, tuple[str, str] | None]:
    """Read the checkpoint, and say what is wrong with it."""
    try:
        with closing(disk, regular(disk, SEAL, directory)) as fd:
            return Checkpoint.parse(disk.read(fd, LONGEST_NOTE + 1, 0)), None
    except FileNotFoundError:
        return None, None
    except OSError as error:
        return None, (SEAL, f"it cannot be read: {error.strerror}")
    except NotCanonical as error:
        return None, (SEAL, str(error))
