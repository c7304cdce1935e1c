"""Proofs as files: that an event is part of a log (C2SP tlog-proof), that a log is the beginning of it (storage.md 3).

Each ends with a signed checkpoint: without a signature of a key one believes, a proof proves nothing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import NamedTuple

from legation.fact import NotCanonical
from legation.note import base64, number
from legation.tree import Checkpoint, consistent, includes, leaf

LONGEST_PROOF = 262_144
_HEADER = "c2sp.org/tlog-proof@v1"
_MOST_HASHES = 128  # a path has at most two for each level of a tree of 2^63 leaves


class Inclusion(NamedTuple):
    """The line at a position, from 1, is part of the tree of a checkpoint; `extra` may hold what was hashed."""

    position: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint
    extra: bytes = b""

    def raw(self) -> bytes:
        """Write it as a tlog-proof."""
        extra = [f"extra {b64encode(self.extra).decode()}"] if self.extra else []
        return _written([_HEADER, *extra, f"index {self.position - 1}"], self.path, self.checkpoint)

    def shows(self, entry: bytes) -> bool:
        """Tell whether it proves that an entry is part of the tree."""
        return includes(self.checkpoint.root, self.checkpoint.size, self.position - 1, leaf(entry), self.path)


class Consistency(NamedTuple):
    """The tree of `old` leaves is the beginning of the tree of a checkpoint."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    def raw(self) -> bytes:
        """Write it: `old N`, the hashes, an empty line, the checkpoint."""
        return _written([f"old {self.old}"], self.path, self.checkpoint)

    def shows(self, root: bytes) -> bool:
        """Tell whether it proves that the tree begins with one of this root."""
        return consistent(self.old, root, self.checkpoint.size, self.checkpoint.root, self.path)


def parse(raw: bytes) -> Inclusion | Consistency:
    """Read a proof of either kind; raise NotCanonical for anything that is not written the one way it can be."""
    if len(raw) > LONGEST_PROOF:
        raise NotCanonical(f"a proof of more than {LONGEST_PROOF:,} bytes")
    head, gap, note = raw.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise NotCanonical("what stands above the checkpoint of a proof is ASCII") from None
    checkpoint = Checkpoint.parse(note, ours=False) if gap else None
    if not checkpoint or not checkpoint.signatures:
        raise NotCanonical("a proof ends with a signed checkpoint, below an empty line")
    if lines[0] != _HEADER:
        return Consistency(_labelled("old", lines.pop(0)), _path(lines), checkpoint)
    del lines[0]
    extra = base64(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else b""
    index = _labelled("index", lines.pop(0) if lines else "")
    return Inclusion(index + 1, _path(lines), checkpoint, extra)


def _written(head: Sequence[str], path: Sequence[bytes], checkpoint: Checkpoint) -> bytes:
    lines = [*head, *(b64encode(hashed).decode() for hashed in path), "", ""]
    return "\n".join(lines).encode() + checkpoint.note()


def _labelled(label: str, line: str) -> int:
    word, _, rest = line.partition(" ")
    if word != label:
        raise NotCanonical(f"{line[:80]!r} is not `{label} N`; a proof begins with {_HEADER}, or with old N")
    return number(rest)


def _path(lines: Sequence[str]) -> tuple[bytes, ...]:
    path = tuple(map(base64, lines))
    if len(path) > _MOST_HASHES or any(len(hashed) != 32 for hashed in path):
        raise NotCanonical(f"a proof has at most {_MOST_HASHES} hashes, each of 32 bytes")
    return path
