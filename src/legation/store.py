"""What a store is: head, read, append on condition; and `verify`, which believes none of them.

Nothing here assumes a directory: a place, a batch and a checkpoint mean the same wherever the lines are kept.

E090  bytes that no line is written in
E091  a line that is not at its position
E092  a batch that is not whole
E093  a line of another ledger
E094  a file whose name promises another position
E095  fewer lines than were sealed
E096  other lines than those that were sealed
E097  a file that cannot be read to its end
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os import urandom
from typing import Any, NamedTuple, Protocol, Self

from legation.errors import Damaged, Fault, Refused
from legation.fact import Batch, NotCanonical, decode, encode
from legation.tree import Checkpoint, Frontier, Known, leaf

Event = Mapping[str, Any]
Sign = Callable[[Checkpoint], Checkpoint]  # puts signatures on a checkpoint, or raises a LegationError


class Head(NamedTuple):
    """How many lines a log has, and the root of the tree over them."""

    size: int
    root: bytes


class Line(NamedTuple):
    """One line: its position from 1, a small text by which the store finds it again, its bytes without the newline."""

    position: int
    place: str
    entry: bytes


class Appended(NamedTuple):
    """The positions an append took; none if `last` < `first`; `sealed` if the checkpoint tells of them already."""

    first: int
    last: int
    sealed: bool


class Piece(NamedTuple):
    """A line as it lies there: file, the position the file's name promises for its first line, number in the file."""

    file: str
    first: int
    number: int
    entry: bytes
    whole: bool


class Store(Protocol):
    """One ledger. An object may be used by several threads; a lock of its own lets one in at a time.

    `source` is that of all its lines; `notices` are sentences about what was passed over or could not be done.
    """

    notices: list[str]

    @classmethod
    def create(cls, place: str, source: str) -> Self:
        """Start a ledger; raise LedgerExists, NotWritable, or NotUnderstood if `source` is no tag URI."""

    @classmethod
    def open(cls, place: str, known: Known | None = None) -> Self:
        """Open a ledger, reading only what lies behind `known` if that still fits; raise NoLedger or Damaged."""

    @property
    def source(self) -> str:
        """The CloudEvents `source` of the ledger."""

    def head(self) -> Head:
        """Look again, and return the end of what is committed; raise Damaged if that is not all there is."""

    def known(self) -> Known:
        """Return what has been proved, to be handed to `open` another time."""

    def checkpoint(self) -> Checkpoint | None:
        """Return the checkpoint as it was last seen; None if there is none that can be read."""

    def read(self, after: int = 0, upto: int | None = None) -> Iterator[Line]:
        """Yield the committed lines behind a position, in order; without `upto`, raise Damaged where they break off."""

    def line(self, place: str) -> bytes:
        """Return the line that `read` found at this place; raise Damaged if another stands there now."""

    def append(self, make: Callable[[int], Sequence[Event]], expect: int | None = None) -> Appended:
        """Append as one batch the events that `make` returns when told the size; all or none, and durable.

        `make` runs under the lock and may read this store, which stands still meanwhile. It leaves out `position` and
        `batch`; what it raises is raised, and nothing is written then. An empty answer appends nothing.
        Raises LedgerMoved if `expect` is not the size, Refused for events that cannot be lines, LedgerBusy,
        NotWritable or Damaged.
        """

    def seal(self, sign: Sign | None = None, expect: int | None = None) -> Checkpoint:
        """Recover what a crash left, and write the checkpoint of the head, signed by `sign`.

        A signed ledger is sealed by this alone: nobody without its key writes over a signature. Raises NotSealed for
        one who tries, LedgerMoved if `expect` is not the size, and what `append` raises.
        """

    def pieces(self) -> Iterator[Piece]:
        """Yield all bytes of the log once more, in order; if it is damaged, those behind it as well."""

    def close(self) -> None:
        """Seal what this object appended, unless the ledger is signed, and let go of everything."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...


def lines(events: Sequence[Event], size: int, source: str) -> list[bytes]:
    """Return events as the lines of one new batch behind `size`; raise Refused with all that cannot be lines."""
    batch, faults, done = urandom(8).hex(), list[Fault](), list[bytes]()
    for i, event in enumerate(events, 1):
        if event.get("source") != source:
            what = f"the source is {str(event.get('source'))[:80]!r}"
            faults.append(Fault("E093", what, f"{source!r}, the ledger's own", field="source", line=i))
        try:
            done.append(encode({**event, "position": size + i, "batch": str(Batch(batch, i, len(events)))}))
        except NotCanonical as error:
            faults.append(Fault("E090", str(error), "what a line can hold", line=i))
    if faults:
        raise Refused(faults)
    return done


class Report(NamedTuple):
    """What `verify` found: size and root of the lines as they lie, the checkpoint they were held against, faults.

    `roots` are those of the beginnings of the log that were asked for, as far as it reaches, by their sizes.
    """

    size: int
    root: bytes
    checkpoint: Checkpoint | None
    faults: tuple[Fault, ...]
    roots: Mapping[int, bytes]


def verify(
    store: Store,
    each: Callable[[bytes, dict[str, Any]], Iterable[Fault]] | None = None,
    sizes: Collection[int] = (),
) -> Report:
    """Read every byte again and return all that is wrong.

    E090 line, E091 position, E092 batch, E093 source, E094 name of a segment, E095 lines missing, E096 root, E097 what
    else keeps the store from being read. `each` is asked about every canonical line, as bytes and decoded, for faults
    of its own, which then name its position. Nothing here is shared with the writing but the layout.
    """
    faults, damage = list[Fault](), None
    try:
        store.head()
    except Damaged as error:
        damage = error
    checkpoint = store.checkpoint()
    audit = _Audit(store.source)
    roots, wanted = {0: audit.frontier.root()}, {*sizes, checkpoint.size if checkpoint else 0}
    try:
        for piece in store.pieces():
            faults += (fault.at(piece.file, piece.number) for fault in audit.piece(piece, each))
            if audit.frontier.size in wanted:
                roots[audit.frontier.size] = audit.frontier.root()
    except Damaged as error:
        damage = error
    faults += audit.broken_off()
    size, root = audit.frontier.size, audit.frontier.root()
    if checkpoint and size < checkpoint.size:
        what = f"the checkpoint tells of {checkpoint.size:,} lines, {size:,} are there"
        faults.append(Fault("E095", what, "no fewer lines than were sealed", "restore the files"))
    elif checkpoint and roots[checkpoint.size] != checkpoint.root:
        what = f"the root of the first {checkpoint.size:,} lines is {roots[checkpoint.size].hex()}"
        faults.append(Fault("E096", what, f"{checkpoint.root.hex()}, as the checkpoint says", "restore the files"))
    if damage and not faults:
        faults.append(Fault("E097", damage.what, "a ledger that can be read", "restore the file", file=damage.place))
    return Report(size, root, checkpoint, tuple(faults), roots)


class _Audit:
    """What has been read so far, and what should come next."""

    def __init__(self, source: str) -> None:
        self.frontier = Frontier()
        self._source, self._file = source, ""
        # None behind a line that cannot be read: nobody knows what should come next.
        self._batch: Batch | None = Batch("", 0, 0)
        # How far the positions have run ahead of the lines: one lost line is one fault.
        self._lost = 0

    def piece(self, piece: Piece, each: Callable[[bytes, dict[str, Any]], Iterable[Fault]] | None) -> Iterator[Fault]:
        """Yield what is wrong with a line where it stands."""
        begins = piece.file != self._file
        if begins:
            yield from self.broken_off()
        self._file = piece.file
        self.frontier.append(leaf(piece.entry))
        try:
            if not piece.whole:
                raise NotCanonical("the line has no end")
            line = decode(piece.entry)
        except NotCanonical as error:
            yield Fault("E090", str(error), "a canonical line")
            self._batch = None
            return
        position, wanted, source = line.get("position"), self.frontier.size + self._lost, line.get("source")
        if type(position) is not int or position != wanted:
            yield Fault("E091", f"position {position}", str(wanted), field="position")
        if type(position) is int:
            self._lost = position - self.frontier.size
        if begins and position != piece.first:
            yield Fault("E094", f"the file begins with position {position}", f"{piece.first}, as it is named")
        if source != self._source:
            yield Fault("E093", f"the source is {str(source)[:80]!r}", repr(self._source), field="source")
        yield from self._next(str(line.get("batch")))
        if each:
            yield from (replace(fault, positions=(wanted,)) for fault in each(piece.entry, line))

    def _next(self, text: str) -> Iterator[Fault]:
        last = self._batch
        try:
            self._batch = batch = Batch.parse(text)
        except NotCanonical as error:
            self._batch = None
            yield Fault("E092", str(error), "<id>/<i>/<n>", field="batch")
            return
        wanted = Batch(last.id, last.i + 1, last.n) if last and last.i < last.n else Batch(batch.id, 1, batch.n)
        if last and batch != wanted:
            yield Fault("E092", f"batch {batch}", str(wanted), field="batch")

    def broken_off(self) -> Iterator[Fault]:
        """Yield a fault if the batch is not at its end."""
        if self._batch and self._batch.i != self._batch.n:
            yield Fault("E092", f"batch {self._batch} breaks off", f"{self._batch.n:,} lines", file=self._file)
        self._batch = Batch("", 0, 0)
