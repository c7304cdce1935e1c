"""Which events are meant: between two positions, of some types, that name a thing, that cite a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.ids import KINDS
from legation.lookup import find
from legation.reading import Reading
from legation.upcast import names

_TYPE = "type in ({})"
_MENTIONED = "position in (select position from mentions where id in ({}))"


class Choice:
    """The events asked for, retracted ones too; each is read when its turn comes."""

    def __init__(
        self, at: Reading, first: int, last: int, types: Sequence[str] = (), about: str = "", document: str = ""
    ) -> None:
        """Take positions, both included, and words for types, a thing and a document; none of these leaves all.

        A family such as `role` stands for all of its types. Raises NotUnderstood, and Ambiguous, for what names nothing
        or too much.
        """
        self.first, self.last = first, min(last, at.position)
        self._at = at
        self._cited = at.identity.members(find(at, document, "doc")) if document else ()
        named = at.identity.members(find(at, about, *KINDS)) if about else ()
        self._query, self._values = "from ids where position between ? and ?", list[Any]()
        for test, wanted in ((_TYPE, types_named(at, types)), (_MENTIONED, named), (_MENTIONED, self._cited)):
            if wanted:
                self._query += f" and {test.format(', '.join('?' * len(wanted)))}"
                self._values += wanted

    @property
    def most(self) -> int:
        """How many events there may be: no more than these."""
        [found] = self._at.model.db.execute(f"select count(*) {self._query}", (self.first, self.last, *self._values))
        return int(found[0])

    def onward(self, after: int = 0) -> Iterator[Fact]:
        """Yield the events behind a position, the oldest first."""
        return self._told(max(self.first, after + 1), self.last, "position")

    def backward(self, before: int | None = None) -> Iterator[Fact]:
        """Yield the events before a position, or all, the newest first."""
        last = self.last if before is None else min(self.last, before - 1)
        return self._told(self.first, last, "position desc")

    def _told(self, first: int, last: int, order: str) -> Iterator[Fact]:
        query = f"select position {self._query} order by {order}"
        for (position,) in self._at.model.db.execute(query, (first, last, *self._values)):
            fact = self._at.fact(position)
            # Whoever names a document need not cite it.
            if not self._cited or any(piece["document"] in self._cited for piece in fact.data.get("evidence", ())):
                yield fact


def types_named(at: Reading, asked: Sequence[str]) -> list[str]:
    """Return the names of the types asked for, those of a family in its place; raises NotUnderstood."""
    if not asked:
        return []
    told = at.model.db.execute("select distinct type from ids").fetchall()
    known = {*names(), *(name for (name,) in told)}
    chosen: list[str] = []
    for word in asked:
        found = sorted(name for name in known if word in {name, name.partition(":")[0], name.partition(".")[0]})
        if not found:
            from difflib import get_close_matches

            families = {name.partition(".")[0] for name in known}
            raise NotUnderstood(word, "event type", get_close_matches(word, sorted(known | families), n=3))
        chosen += found
    return list(dict.fromkeys(chosen))
