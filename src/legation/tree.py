"""The Merkle tree over the lines: root, inclusion and consistency proofs, checkpoint (storage.md 3).

Shape and hashes are those of RFC 6962, verification follows RFC 9162, the text of a checkpoint is C2SP tlog-checkpoint.
A hash is 32 bytes; leaf indices count from 0, so the leaf of position p has index p − 1.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from legation.errors import NotUnderstood
from legation.fact import NotCanonical
from legation.note import LONGEST_NOTE, Note, Signature, base64, number

EMPTY = sha256(b"").digest()


def leaf(entry: bytes) -> bytes:
    """Return the hash of one line, given without its newline."""
    return sha256(b"\0" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash that joins two subtrees."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees that a tree falls into, largest first: all that appending needs to know."""

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        """Take the number of leaves and one hash for each bit set in it; raise NotCanonical if they do not fit."""
        self.size, self.peaks = size, list(peaks)
        if size < 0 or size.bit_count() != len(self.peaks) or any(len(peak) != 32 for peak in self.peaks):
            raise NotCanonical(f"no frontier of {size} leaves")

    def append(self, hashed: bytes) -> None:
        """Add one leaf, given as its hash."""
        size = self.size
        while size & 1:
            hashed = node(self.peaks.pop(), hashed)
            size >>= 1
        self.peaks.append(hashed)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            root = node(peak, root)
        return root

    def copy(self) -> Frontier:
        """Return a frontier that can grow without this one."""
        return Frontier(self.size, self.peaks)


class Known(NamedTuple):
    """The beginning of a log that was proved before: its size, its peaks, and the byte behind its last newline."""

    size: int
    peaks: tuple[bytes, ...]
    end: int

    def text(self) -> str:
        """Write it as one word."""
        return ".".join((str(self.size), str(self.end), *(peak.hex() for peak in self.peaks)))

    @classmethod
    def parse(cls, text: str) -> Known:
        """Read what `text` wrote; raise NotCanonical for anything else."""
        try:
            size, end, *peaks = text.split(".")
            known = cls(int(size), tuple(map(bytes.fromhex, peaks)), int(end))
        except ValueError:
            raise NotCanonical(f"no proved beginning: {text[:80]!r}") from None
        Frontier(known.size, known.peaks)
        return known


# Proofs. Each is a list of roots of neighbouring ranges of leaves, so one pass over the leaves makes any of them.


def inclusion(leaves: Iterable[bytes], index: int, size: int) -> list[bytes]:
    """Prove that a leaf is part of the tree of the first `size` leaves (RFC 6962 2.1.1); ValueError if it is not."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    low, high = 0, size
    ranges = []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    return _roots(leaves, ranges[::-1])


def consistency(leaves: Iterable[bytes], old: int, new: int) -> list[bytes]:
    """Prove that the tree of `old` leaves is the beginning of that of `new` (RFC 6962 2.1.2).

    Empty if they are equal, or the old one has no leaf.
    """
    if not 0 <= old <= new:
        raise ValueError(f"no proof leads from {old} to {new} leaves")
    low, high = 0, new if old else 0
    ranges = []
    while old < high:
        middle = low + _split(high - low)
        if old <= middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    if low:
        ranges.append((low, high))
    return _roots(leaves, ranges[::-1])


def includes(root: bytes, size: int, index: int, hashed: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether `proof` shows that the leaf is part of the tree (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    here, last, found = index, size - 1, hashed
    for other in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            found = node(other, found)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            found = node(found, other)
        here, last = here >> 1, last >> 1
    return last == 0 and found == root


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether `proof` shows that the new tree begins with the old one (RFC 9162 2.1.4.2).

    Equal sizes and an old tree of none need the empty proof.
    """
    if not 0 <= old <= new:
        return False
    if old == 0:
        return old_root == EMPTY and not proof
    if old == new:
        return old_root == new_root and not proof
    path = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    if not proof:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old_found = new_found = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old_found, new_found = node(other, old_found), node(other, new_found)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            new_found = node(new_found, other)
        here, last = here >> 1, last >> 1
    return last == 0 and old_found == old_root and new_found == new_root


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return int(1 << (size - 1).bit_length() - 1)


def _roots(leaves: Iterable[bytes], ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    found = {}
    rest, at = iter(leaves), 0
    for low, high in sorted(ranges):
        frontier = Frontier()
        for hashed in islice(rest, low - at, high - at):
            frontier.append(hashed)
        if frontier.size != high - low:
            raise ValueError(f"there are fewer than {high} leaves")
        found[low, high], at = frontier.root(), high
    return [found[low, high] for low, high in ranges]


# The checkpoint, and the name it bears.

_TAG = re.compile(r"tag:([A-Za-z0-9._@-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*,;=:@%/?-]*)", re.ASCII)


def origin(source: str) -> str:
    """Return the name a ledger's checkpoint bears: its `source` without the scheme.

    Only tag URIs (RFC 4151) are sources, so that the name alone tells the source of a ledger that has no line yet.
    Raises NotUnderstood for others.
    """
    match = _TAG.fullmatch(source) if len(source) <= 200 else None
    if not match:
        raise NotUnderstood(source[:80], "name for a ledger, which is a tag URI such as tag:example.org,2026:desk")
    return match[1]


class Checkpoint(NamedTuple):
    """The size and root of a log at a moment, under the log's name, and who vouches for them: nobody if unsigned."""

    origin: str
    size: int
    root: bytes
    signatures: tuple[Signature, ...] = ()

    @property
    def source(self) -> str:
        """The `source` of the ledger."""
        return f"tag:{self.origin}"

    def text(self) -> bytes:
        """Write the three lines that a signature is about."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n".encode()

    def note(self) -> bytes:
        """Write it with its signatures, if it has any."""
        return Note(self.text(), self.signatures).raw() if self.signatures else self.text()

    @classmethod
    def parse(cls, raw: bytes, ours: bool = True) -> Checkpoint:
        """Read what `note` wrote; raise NotCanonical for anything else, names that no ledger of ours has included."""
        if len(raw) > LONGEST_NOTE:
            raise NotCanonical("the checkpoint is too long")
        note = Note.parse(raw) if b"\n\n" in raw else Note(raw, ())
        lines = note.text.split(b"\n")
        if len(lines) != 4 or lines[3]:
            raise NotCanonical("a checkpoint has three lines: origin, size, root")
        try:
            text = [line.decode() for line in lines]
            checkpoint = cls(text[0], number(text[1]), base64(text[2]), note.signatures)
            if ours:
                origin(checkpoint.source)
        except (UnicodeDecodeError, NotCanonical, NotUnderstood):
            raise NotCanonical("the origin, size or root of the checkpoint cannot be read") from None
        if len(checkpoint.root) != 32 or not checkpoint.origin:
            raise NotCanonical("a checkpoint has an origin, and a root of 32 bytes")
        return checkpoint
