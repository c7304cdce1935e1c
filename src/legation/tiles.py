"""A ledger as files for any web server and any client of transparency logs (C2SP tlog-tiles).

Full tiles never change and partial ones never do either: a wider one is another file. The checkpoint is written last,
so whoever reads it finds all that it speaks of.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from legation.errors import LedgerBusy, NotWritable, PublishedDiffers
from legation.fact import NotCanonical
from legation.tree import Checkpoint, Frontier, leaf

WIDTH = 256
_CHECKPOINT = "checkpoint"


class Tile(NamedTuple):
    """One file: its path, and its bytes: hashes, or entries each behind its length in two bytes."""

    path: str
    data: bytes


class Published(NamedTuple):
    """What a publication wrote: how many files were new, and how many stood there already."""

    new: int
    kept: int


def tiles(entries: Iterable[bytes]) -> Iterator[Tile]:
    """Yield the tiles and the entry bundles of a log, each as soon as it is full, the partial ones in the end."""
    levels, counts = [Frontier()], [0]  # of the tile that each level is at
    hashes, bundle = [bytearray()], bytearray()
    for entry in entries:
        bundle += len(entry).to_bytes(2, "big") + entry
        level, hashed = 0, leaf(entry)
        while True:
            levels[level].append(hashed)
            hashes[level] += hashed
            if levels[level].size < WIDTH:
                break
            if level == 0:
                yield Tile(f"tile/entries/{_numbered(counts[0])}", bytes(bundle))
                bundle.clear()
            yield Tile(f"tile/{level}/{_numbered(counts[level])}", bytes(hashes[level]))
            hashed = levels[level].root()
            levels[level], hashes[level] = Frontier(), bytearray()
            counts[level] += 1
            level += 1
            if level == len(levels):
                levels, counts, hashes = [*levels, Frontier()], [*counts, 0], [*hashes, bytearray()]
    if bundle:
        yield Tile(f"tile/entries/{_numbered(counts[0])}.p/{levels[0].size}", bytes(bundle))
    for level, frontier in enumerate(levels):
        if frontier.size:
            yield Tile(f"tile/{level}/{_numbered(counts[level])}.p/{frontier.size}", bytes(hashes[level]))


def publish(directory: Path, entries: Callable[[int], Iterable[bytes]], checkpoint: Checkpoint) -> Published:
    """Publish the log of a checkpoint; `entries` gives the first so many lines, each without its newline.

    Writes only what is new. Raises PublishedDiffers if what stands there is not the beginning of it, LedgerBusy, and
    NotWritable.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with _locked(directory):
            _compare(directory, entries, checkpoint)
            new = kept = 0
            for tile in tiles(entries(checkpoint.size)):
                if _put(directory, tile):
                    new += 1
                else:
                    kept += 1
            _replace(directory / _CHECKPOINT, checkpoint.note())
            _tidy(directory)
    except OSError as error:
        raise NotWritable(str(directory), error.strerror or str(error)) from None
    return Published(new, kept)


def _compare(directory: Path, entries: Callable[[int], Iterable[bytes]], checkpoint: Checkpoint) -> None:
    """Refuse unless the log is the one published there, grown or the same, and is what its checkpoint says."""
    place, elsewhere = str(directory), "name an empty directory, or find out which of the two is right"
    if any(directory.glob("*.jsonl")):
        raise PublishedDiffers(place, "a ledger itself lies there", "name another directory")
    old = None
    with suppress(FileNotFoundError):
        try:
            old = Checkpoint.parse((directory / _CHECKPOINT).read_bytes())
        except NotCanonical as error:
            raise PublishedDiffers(place, f"its checkpoint cannot be read ({error})", elsewhere) from None
    if old and old.origin != checkpoint.origin:
        raise PublishedDiffers(place, f"another log is published there, {old.origin}", "name another directory")
    if old and old.size > checkpoint.size:
        what = f"{old.size:,} events are published there, and only {checkpoint.size:,} are sealed here"
        raise PublishedDiffers(place, what, "get the newer copy of the ledger, or seal it: legation seal")
    frontier = Frontier()
    roots = {0: frontier.root()}
    for entry in entries(checkpoint.size):
        frontier.append(leaf(entry))
        if old and frontier.size == old.size:
            roots[old.size] = frontier.root()
    if old and roots[old.size] != old.root:
        raise PublishedDiffers(place, f"the {old.size:,} events published there are others than these", elsewhere)
    if frontier.root() != checkpoint.root:
        raise PublishedDiffers(place, "the events here are not those of their checkpoint", "ask legation verify")


def _put(directory: Path, tile: Tile) -> bool:
    """Write a file that is not there yet and tell so; refuse if it is there and says something else."""
    path = directory / tile.path
    try:
        if path.read_bytes() == tile.data:
            return False
    except (FileNotFoundError, NotADirectoryError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, tile.data)
        return True
    what = f"{tile.path} holds other bytes than the ledger says"
    raise PublishedDiffers(str(directory), what, "find out which is right; what is published is never overwritten")


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    with _opened(path.parent) as fd:
        os.fsync(fd)


def _tidy(directory: Path) -> None:
    """Take away partial tiles whose full tile is there, as the specification allows: they would pile up."""
    for partial in sorted((directory / "tile").rglob("*.p")):
        if re.fullmatch(r"\d{3}\.p", partial.name, re.ASCII) and partial.with_suffix("").is_file():
            shutil.rmtree(partial)


def _numbered(number: int) -> str:
    """Write the index of a tile in groups of three digits, all but the last marked: x001/x234/067."""
    told = f"{number % 1000:03}"
    while number := number // 1000:
        told = f"x{number % 1000:03}/{told}"
    return told


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    with _opened(directory) as fd:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LedgerBusy(str(directory), 0) from None
        yield


@contextmanager
def _opened(directory: Path) -> Iterator[int]:
    fd = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield fd
    finally:
        os.close(fd)
