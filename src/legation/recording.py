"""What was recorded when, and together with what: the days and batches that the other clock goes by (screens.md 3)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from legation.fact import Batch
from legation.reading import Reading
from legation.words import counted, what

_LOOKED_AT = 50  # events whose kinds are looked at, to say what a batch is about
_NAMED = 200  # documents among which that of a batch is looked for


class Appended(NamedTuple):
    """The first and last position of what was appended together."""

    first: int
    last: int


class Recording:
    """A ledger up to its end, as it was recorded."""

    def __init__(self, at: Reading) -> None:
        """Take a reading; only its position, up to which it asks, and its names matter here."""
        self.at, self.end = at, at.position

    def day(self, position: int) -> str:
        """Return the day on which an event was recorded; empty before the first."""
        return self.at.fact(position).recordedtime[:10] if 1 <= position <= self.end else ""

    def batch(self, position: int) -> Appended | None:
        """Return the batch of an event, as far as it is known; None if there is no such event."""
        if not 1 <= position <= self.end:
            return None
        batch = Batch.parse(self.at.fact(position).batch)
        first = position - batch.i + 1
        return Appended(first, min(self.end, first + batch.n - 1))

    def stepped(self, position: int, by: int, *, batch: bool = False) -> int:
        """Return the position one event, or one batch, before (-1) or behind (1); it stays within the ledger.

        Batches end where they ended: from within one, a step goes to its end or to that of the batch before.
        """
        if not batch:
            return min(max(position + by, 0), self.end)
        beside = self.batch(position + 1 if by > 0 else position)
        if not beside:
            return position
        return beside.last if by > 0 else beside.first - 1

    def batches(self) -> list[Appended]:
        """Return all batches, in order."""
        told = self.at.model.db.execute(
            "select position, batch from ids where batch like '%/1/%' and position <= ? order by position", (self.end,)
        )
        found = ((position, Batch.parse(text)) for position, text in told)
        return [Appended(p, min(self.end, p + batch.n - 1)) for p, batch in found if batch.i == 1]

    def documents(self) -> int:
        """Return how many documents were registered."""
        return sum(1 for _ in self._documents())

    def known_by(self, *days: str) -> list[int]:
        """Return for each day the last position recorded on it or before."""
        positions = range(1, self.end + 1)
        return [bisect_right(positions, day, key=self._recorded) for day in days]

    def _recorded(self, position: int) -> str:
        told = self.at.model.db.execute("select recordedtime from ids where position = ?", (position,))
        return str(told.fetchone()[0])[:10]

    def about(self, batch: Appended) -> str:
        """Say what a batch is about: the document it rests on, else what kind of events it holds."""
        documents = islice(self._documents(), _NAMED)
        cited = [id_ for position, id_ in documents if batch.first <= position <= batch.last or self._cites(batch, id_)]
        if len(cited) == 1:
            return self.at.name(cited[0])
        if cited:
            return counted(len(cited), "document")
        count = batch.last - batch.first + 1
        kinds = {what(self.at.fact(p)) for p in range(batch.first, min(batch.last + 1, batch.first + _LOOKED_AT))}
        return kinds.pop() if len(kinds) == 1 else counted(count, "event")

    def _cites(self, batch: Appended, document: str) -> bool:
        told = "select 1 from mentions where id = ? and position between ? and ? limit 1"
        return self.at.model.db.execute(told, (document, *batch)).fetchone() is not None

    def _documents(self) -> Iterator[tuple[int, str]]:
        """Yield the documents with the events that registered them first, in order."""
        told = "select position, subject from ids where type = 'source.registered' and position <= ? order by position"
        found = set[str]()
        for position, subject in self.at.model.db.execute(told, (self.end,)):
            if subject not in found:
                found.add(subject)
                yield position, subject
