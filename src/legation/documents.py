"""A document found by its hash: its lines, and the hash of a span of them (domain.md 3).

A document is its bytes; where they lie is nobody's business but this file's. Directories are only ever read, no link
in them is followed, and nothing but regular files of a sensible size is opened.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from legation.ids import slug

LARGEST = 64 * 2**20
_HELD = 64 * 2**20  # bytes of text kept in memory
_FRESH = 2.0  # seconds for which a look into the directories is believed
_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK

Lines: TypeAlias = tuple[bytes, ...]


class Measure(NamedTuple):
    """What `source.registered` says about the bytes of a document."""

    sha256: str
    bytes: int
    lines: int


class _Seen(NamedTuple):
    path: str
    size: int
    mtime: int


class Documents:
    """The documents at hand: the files below some directories, asked for by SHA-256."""

    def __init__(self, directories: Iterable[str | os.PathLike[str]] = ()) -> None:
        self._directories = tuple(os.path.realpath(directory) for directory in directories)
        self._hashes: dict[_Seen, str] = {}
        self._texts: OrderedDict[str, tuple[Lines, int]] = OrderedDict()
        self._held = 0
        self._files: tuple[_Seen, ...] = ()
        self._looked = -_FRESH

    @property
    def folders(self) -> Sequence[str]:
        """The directories that are looked into."""
        return self._directories

    def __bool__(self) -> bool:
        """Tell whether there is any directory to look into."""
        return bool(self._directories)

    def lines(self, sha256: str, size: int | None = None) -> Lines | None:
        """Return the lines of the document with this hash, as bytes; None if no file holds it.

        `size`, if known, is its number of bytes: files of another size are then not read at all.
        """
        if sha256 in self._texts:
            self._texts.move_to_end(sha256)
            return self._texts[sha256][0]
        for seen in self._listing():
            if size in {None, seen.size} and self._hashes.get(seen, sha256) == sha256:
                raw = _read(Path(seen.path))
                if raw is not None and self._noted(seen, raw) == sha256:
                    return self._kept(sha256, split(raw), len(raw))
        return None

    def named(self, *names: str) -> str:
        """Return the hash of a file that bears one of these names, whatever it holds; empty if there is none.

        How names end, their case and their blanks are not looked at.
        """
        wanted = {slug(name) for name in names} - {slug("")}
        alike = (seen for seen in self._listing() if slug(Path(seen.path).stem) in wanted)
        return next(filter(None, map(self._hash_of, alike)), "")

    def _hash_of(self, seen: _Seen) -> str:
        if seen not in self._hashes and (raw := _read(Path(seen.path))) is not None:
            return self._noted(seen, raw)
        return self._hashes.get(seen, "")

    def _noted(self, seen: _Seen, raw: bytes) -> str:
        """Return the hash of what was read, and remember it if the file is still the one that was listed."""
        digest = hashlib.sha256(raw).hexdigest()
        if len(raw) == seen.size:
            self._hashes[seen] = digest
        return digest

    def _listing(self) -> tuple[_Seen, ...]:
        now = time.monotonic()
        if now - self._looked >= _FRESH:
            self._files = tuple(seen for directory in self._directories for seen in _walk(directory))
            self._looked = now
            known = set(self._files)
            self._hashes = {seen: digest for seen, digest in self._hashes.items() if seen in known}
        return self._files

    def _kept(self, sha256: str, lines: Lines, size: int) -> Lines:
        self._texts[sha256] = lines, size
        self._held += size
        while self._held > _HELD and len(self._texts) > 1:
            self._held -= self._texts.popitem(last=False)[1][1]
        return lines


def split(raw: bytes) -> Lines:
    """Return the pieces between LF bytes; an empty last piece is not a line (domain.md 3.1)."""
    pieces = raw.split(b"\n")
    if not pieces[-1]:
        pieces.pop()
    return tuple(pieces)


def span_sha256(lines: Sequence[bytes], a: int, b: int) -> str:
    """Return the hash of lines `a` to `b`, both counted from 1 and included; IndexError outside (domain.md 3.3)."""
    if not 1 <= a <= b <= len(lines):
        raise IndexError(f"lines {a} to {b} of {len(lines)}")
    return hashlib.sha256(b"\n".join(lines[a - 1 : b])).hexdigest()


def measure(path: str | os.PathLike[str]) -> Measure:
    """Return hash, bytes and lines of a file, for its registration; OSError if it is none, or is too large."""
    raw = _read(Path(path), follow=True)
    if raw is None:
        raise OSError(f"{os.fspath(path)} is not a regular file of at most {LARGEST:,} bytes")
    return Measure(hashlib.sha256(raw).hexdigest(), len(raw), len(split(raw)))


def _walk(directory: str) -> Iterator[_Seen]:
    if not Path(directory).is_dir():
        return
    for folder, folders, names, handle in os.fwalk(directory):
        folders.sort()
        for name in sorted(names):
            try:
                found = os.stat(name, dir_fd=handle, follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST:
                yield _Seen(os.path.join(folder, name), found.st_size, found.st_mtime_ns)  # noqa: PTH118


def _read(path: Path, *, follow: bool = False) -> bytes | None:
    """Return the bytes of a regular file; None for anything else, and for what cannot be read unless `follow`."""
    try:
        handle = os.open(path, _OPEN & ~os.O_NOFOLLOW if follow else _OPEN)
    except OSError:
        if follow:
            raise
        return None
    with open(handle, "rb") as file:  # noqa: PTH123 a handle has no path
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        raw = file.read(LARGEST + 1)
    return raw if len(raw) <= LARGEST else None
