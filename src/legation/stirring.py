"""What may read otherwise at one moment than at another: more than does, none too few (screens.md 5, storage.md 6).

Between two positions, facts come, and others begin or cease to count. Between two days, facts turn: what is computed
from them passes a bound of theirs. What such facts touch or name may read otherwise, and so may what shows one of
these: by its name, through an office or a gathering that is shared, or as the occasion at which it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from legation.brief import called
from legation.gatherings import gathered
from legation.holders import sharing
from legation.indexing import Index
from legation.reading import Reading
from legation.tables import text_key

_AT_ONCE = 500  # values in one query


class Stirred:
    """The facts that tell the difference between two readings of one read model, and the ids they may reach."""

    def __init__(self, before: Reading, after: Reading) -> None:
        """Take the two moments, in either order."""
        self.before, self.after = before, after
        self._db = after.model.db
        self.positions = self._recorded() | self._turned()

    @cached_property
    def _reached(self) -> set[int]:
        return self.positions | self._borrowing()

    def _recorded(self) -> set[int]:
        low, high = sorted((self.before.position, self.after.position))
        toggled = "select position from dead where since > ? and since <= ? or until > ? and until <= ?"
        found = {p for (p,) in self._db.execute(toggled, (low, high, low, high))}
        return found | set(range(low + 1, high + 1))

    def _turned(self) -> set[int]:
        low, high = sorted((self.before.day, self.after.day))
        if low == high:
            return set()
        upto = max(self.before.position, self.after.position)
        told = "select distinct position from turns where day between ? and ? and position <= ?"
        return {p for (p,) in self._db.execute(told, (low, high, upto))}

    def _borrowing(self) -> set[int]:
        """Return the facts dated by a document of which these tell, or by a meeting that they or such facts tell of."""
        joined = self._naming(self._joined())
        citing = joined | self._naming(self._touched("sources", self.positions))
        return citing | self._naming(self._touched("engagements", self.positions | citing))

    def _touched(self, projection: str, positions: Iterable[int]) -> set[str]:
        told = f"select distinct key from touches where projection = '{projection}' and position in"
        return {key for (key,) in self._asked(told, positions)}

    def _naming(self, ids: Iterable[str]) -> set[int]:
        return {p for (p,) in self._asked("select position from mentions where id in", self._members(ids))}

    def rows(self) -> set[tuple[str, str]]:
        """Return (projection, id) of the rows that these facts touched, and of those that identity made others."""
        found = set(self._asked("select distinct projection, key from touches where position in", self.positions))
        found |= set(self._asked("select distinct projection, key from parts where id in", self._joined()))
        return {(projection, text_key(key)[0]) for projection, key in found}

    def ids(self) -> set[str]:
        """Return the ids whose lines may read otherwise."""
        rows = self.rows()
        ids = {id_ for _, id_ in rows} | self._joined()
        ids |= {id_ for position in self._reached for id_ in Index.of(self.after.fact(position)).named}
        for at in (self.before, self.after):
            ids |= gathered(at, ids)
        ids |= self._showing(ids)
        for at in (self.before, self.after):
            ids |= sharing(at, (id_ for projection, id_ in rows if projection in {"offices", "people"}))
            ids |= {at.identity.resolve((id_,))[0] for id_ in ids}
        return ids

    def _joined(self) -> set[str]:
        """Return the ids that survive as others at one moment than at the other."""
        one, two = self.before.identity.same, self.after.identity.same
        apart = {id_ for id_ in {*one, *two} if one.get(id_, id_) != two.get(id_, id_)}
        return {member for id_ in apart for at in (self.before, self.after) for member in at.identity.members(id_)}

    def events(self, ids: Iterable[str]) -> set[int]:
        """Return the events of which something else may be told: these, those they speak of, and all that name one of
        `ids` that is called otherwise."""
        named = {p for (p,) in self._asked("select position from mentions where id in", self.renamed(ids))}
        told = "select position from ids where type like 'record.%' and position in"
        records = [self.after.fact(p) for (p,) in self._asked(told, self.positions)]
        spoken = (self.after.model.event(mark) for fact in records for mark in Index.of(fact).marks)
        return self.positions | named | {fact.position for fact in spoken if fact}

    def renamed(self, ids: Iterable[str]) -> set[str]:
        """Return those of `ids` that are called otherwise, or are others."""
        return {
            id_
            for id_ in ids
            if called(self.before, id_) != called(self.after, id_)
            or self.before.identity.resolve((id_,)) != self.after.identity.resolve((id_,))
        }

    def _showing(self, ids: Iterable[str]) -> set[str]:
        """Return what shows one of `ids` that is called otherwise than before, or is another one; and so on."""
        told = "select distinct t.key from mentions m join touches t on t.position = m.position where m.id in"
        found, todo = set[str](), set(ids)
        while todo:
            shown = {text_key(key)[0] for (key,) in self._asked(told, self.renamed(todo))}
            todo = shown - found - set(ids)
            found |= shown
        return found

    def _members(self, ids: Iterable[str]) -> set[str]:
        return {member for id_ in ids for at in (self.before, self.after) for member in at.identity.members(id_)}

    def _asked(self, query: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
        wanted = list(values)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            yield from self._db.execute(f"{query} ({', '.join('?' * len(some))})", some).fetchall()
