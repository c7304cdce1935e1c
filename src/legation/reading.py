"""The read model at one moment: rows, names and facts as of a day, known by a position (domain.md 2, 13.1).

A row at the head is taken as it is stored. At an earlier position it is that row without what came later. Only where
other facts counted then, or other ids were one, is it folded again from them: nothing is stored for the past.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from legation.claim import dated
from legation.dates import parse
from legation.fact import Fact
from legation.growing import Growing
from legation.ids import is_id
from legation.knowledge import Knowledge
from legation.preparing import prepared
from legation.projection import PROJECTIONS, Key, Projection, Row
from legation.read_model import ReadModel
from legation.replay import Identity, Match, fold, survivors
from legation.roll import Roll
from legation.tables import key_text, text_key

R = TypeVar("R", bound=Row)
_MOST_COUNTED = 50_000
_MOST_ROWS = 1_000  # kept at a time
_MOST_UNDER = 100  # long lists of keys kept at a time


class Reading:
    """What the ledger says as of `day` (YYYY-MM-DD), known by `position`; rows come ready to be judged."""

    def __init__(self, model: ReadModel, day: str, position: int | None = None) -> None:
        """Take the moment; without a position, or with one past the end, it is the head."""
        self.model, self.day = model, day
        self.size = model.size
        self.position = self.size if position is None else min(position, self.size)
        self.knowledge = Knowledge()
        self._naming: set[str] = set()

    def known(self, position: int) -> Reading:
        """Return the same day as known by another position."""
        return Reading(self.model, self.day, position)

    def on(self, day: str) -> Reading:
        """Return another day as known by the same position; what is found out of either serves both."""
        other = Reading(self.model, day, self.position)
        other.knowledge = self.knowledge
        return other

    def row(self, projection: str, *key: str) -> Row:
        """Return the row of a key; the empty row if nobody has spoken of it.

        Ids are those that survive at this moment, claims that an assessment outweighs say so, and steps without a day
        carry the day by which their document, or the ledger, told of them.
        """
        mark, rows = (projection, self.identity.resolve(key)), self.knowledge.rows
        if mark not in rows:
            if len(rows) >= _MOST_ROWS:  # who goes through all of a long ledger sees each once
                rows.clear()
            rows[mark] = self._prepared(self._folded(*mark))
        return rows[mark]

    def glimpse(self, projection: str, key: str, *fields: str) -> Row:
        """Return a row as `row` does, of which only some fields are asked for: others may be empty. It is not kept."""
        mark = (projection, self.identity.resolve((key,)))
        return self.knowledge.rows.get(mark) or self._prepared(self._folded(*mark, (*fields, "assessed")))

    def keys(self, projection: str) -> list[Key]:
        """Return the keys of all rows of a projection, sorted as its rows order themselves, then by name.

        At an earlier position they are sorted by what is known at the head, as far as that tells of them.
        """
        return list(map(text_key, self._texts(projection)))

    def ids(self, projection: str, kind: str = "") -> Sequence[str]:
        """Return the first parts of these keys in their order, each once; only those of one kind, if it is given."""
        roll = self.model.kept(("roll", projection, kind), lambda: Roll(self.model, projection, kind))
        return roll.standing(self.model, self.position, self.identity)

    def _texts(self, projection: str) -> Iterable[str]:
        """Give the keys of all rows as the tables hold them; at the head a million are not held here."""
        if not self._is_head:
            return Roll(self.model, projection, whole=True).standing(self.model, self.position, self.identity)
        told = self.model.db.execute(
            "select r.key from rows r left join names n on n.id = r.key where r.projection = ? "
            "order by r.sort, coalesce(n.folded, ''), r.key",
            (projection,),
        )
        return (text for (text,) in told)

    def doubtful(self, projection: str) -> list[Key]:
        """Return the keys of the rows that may be contested: more than are, none too few."""
        if self._is_head:
            told = "select key from rows where projection = ? and doubt <> '' order by key"
            return [text_key(text) for (text,) in self.model.db.execute(told, (projection,))]
        return [key for key in self.keys(projection) if self._folded(projection, key).doubtful()]

    def rows(self, projection: str) -> Iterator[tuple[Key, Row]]:
        """Yield every key of a projection with its row, in the order of `keys`."""
        return ((key, self.row(projection, *key)) for key in self.keys(projection))

    def evidence(self, projection: str, *key: str) -> list[int]:
        """Return the positions of the facts that touched a row and count at this moment, in order."""
        told = "select position from touches where projection = ? and key = ?"
        written = self.identity.written(self.identity.resolve(key))
        return sorted({p for each in written for p in self._counting(told, projection, key_text(each))})

    def keys_holding(self, projection: str, id_: str) -> set[Key]:
        """Return the keys that hold `id_`, or an id joined with it, in any part; some may stand on nothing now."""
        told = "select key from parts where projection = ? and id = ?"
        return {
            self.identity.resolve(text_key(text))
            for member in self.identity.members(id_)
            for (text,) in self.model.db.execute(told, (projection, member))
        }

    def keys_under(self, projection: str, id_: str) -> list[Key]:
        """Return the keys of the rows whose first part is `id_`, or an id joined with it, as their facts came."""
        under, mark = self.knowledge.under, (projection, self.identity.same.get(id_, id_))
        if mark not in under:
            if len(under) >= _MOST_UNDER:
                under.clear()
            found = {key: self.evidence(projection, *key) for key in self.keys_holding(projection, id_)}
            keys = (key for key, at in found.items() if at and key[0] == mark[1])
            under[mark] = sorted(keys, key=lambda key: (found[key], key))
        return under[mark]

    def counts(self, position: int) -> bool:
        """Tell whether the fact at `position` is known at this moment and not retracted."""
        if position > self.position:
            return False
        counted = self.knowledge.counted
        if position not in counted:
            if len(counted) >= _MOST_COUNTED:
                counted.clear()
            told = "select 1 from dead where position = ? and since <= ? and (until is null or ? < until)"
            counted[position] = not self.model.db.execute(told, (position, self.position, self.position)).fetchone()
        return counted[position]

    def fact(self, position: int) -> Fact:
        """Return the fact at a position."""
        return self.model.fact(position)

    def facts(self) -> Iterator[Fact]:
        """Yield every fact known at this moment, retracted ones too, in order of position."""
        return map(self.fact, range(1, self.position + 1))

    def newer(self) -> list[int]:
        """Return the positions of the events that count at this moment, and that a later version wrote, in order.

        No row shows what they tell.
        """
        return [p for p in self.model.newer() if self.counts(p)]

    def naming(self, id_: str) -> list[Fact]:
        """Return the facts that mention `id_`, or an id joined with it, and count at this moment."""
        return self._telling("select position from mentions where id = ?", id_)

    def about(self, id_: str) -> list[Fact]:
        """Return the facts whose subject is `id_`, or an id joined with it, and that count at this moment."""
        return self._telling("select position from ids where subject = ?", id_)

    def _telling(self, positions: str, id_: str) -> list[Fact]:
        members = self.identity.members(id_)
        return [self.fact(p) for p in sorted({p for member in members for p in self._counting(positions, member)})]

    def _counting(self, positions: str, *values: str) -> list[int]:
        """Return those of the positions that a query gives which count at this moment."""
        told = f"""select position from ({positions}) p where position <= ? and not exists (select 1 from dead d
            where d.position = p.position and since <= ? and (until is null or ? < until))"""
        return [p for (p,) in self.model.db.execute(told, (*values, *[self.position] * 3))]

    def name(self, id_: str) -> str:
        """Return what to call an id at this moment: its name, title or summary, `#12` for an event, else itself."""
        if not is_id(id_):
            event = self.model.event(id_)
            return f"#{event.position}" if event else id_
        survivor = self.identity.same.get(id_, id_)
        return self._named(survivor) or self._headline(survivor) or survivor

    def _headline(self, id_: str) -> str:
        if id_ in self._naming:  # identity can make a meeting a part of itself
            return ""
        self._naming.add(id_)
        try:
            rows = (self.row(projection, id_) for projection in self._projections_of(id_))
            return next(filter(None, (row.headline(self.name) for row in rows)), "")
        finally:
            self._naming.discard(id_)

    def _named(self, id_: str) -> str:
        if self._is_head:
            found = self.model.db.execute("select name from names where id = ?", (id_,)).fetchone()
            return str(found[0]) if found else ""
        names = self.knowledge.names
        if id_ not in names:
            if len(names) >= _MOST_ROWS:
                names.clear()
            named = (name for name in self._projections_of(id_) if PROJECTIONS[name].row.label is not Row.label)
            labels = (self._folded(projection, (id_,)).label() for projection in named)
            names[id_] = next(filter(None, labels), "")
        return names[id_]

    def _projections_of(self, id_: str) -> list[str]:
        """Return the projections with a row of this id, under whichever of its ids the facts wrote it."""
        told = "select projection from parts where id = ? and key = ?"
        members = self.identity.members(id_)
        return sorted({p for member in members for (p,) in self.model.db.execute(told, (member, member))})

    def told_by(self, position: int) -> str:
        """Return the latest day on which what a fact tells can have happened, if it gives no day itself.

        It is the day its document was published, else the day it was recorded (domain.md 13.1).
        """
        fact = self.fact(position)
        days = [fact.recordedtime[:10]]
        for piece in fact.data.get("evidence", ()):
            published = getattr(self.row("sources", piece["document"]), "published", ())
            if text := dated(published).value:
                days.append(parse(text).e_hi)
        return min(days)

    @property
    def identity(self) -> Identity:
        """Who is who at this moment."""
        if self.knowledge.identity is None:
            self.knowledge.identity = self._joined()
        return self.knowledge.identity

    def _joined(self) -> Identity:
        if self._is_head:
            return self.model.identity()
        matches = set(self._counting("select position from matches"))
        told = self.model.db.execute("select position, entity, other, keep from matches order by position")
        return Identity(survivors(match for match in map(Match._make, told) if match.position in matches))

    @property
    def _is_head(self) -> bool:
        """Tell whether the tables still stand at this moment: they may have caught up with more since."""
        return self.position >= self.size and self.position == self.model.size

    def _folded(self, projection: str, key: Key, fields: Collection[str] = ()) -> Row:
        """Return a row as it was folded, ids as written; only some fields of it may be asked for."""
        made: Projection[Row] = PROJECTIONS[projection]
        body = self._stored(projection, key)
        if body is not None:
            return made.row.decode(body, self.position, fields) if body else made.row()
        facts = map(self.fact, self.evidence(projection, *key))
        return fold(made, facts, lambda written: self.identity.resolve(written) == key, Growing()).row(made.row)

    def _stored(self, projection: str, key: Key) -> bytes | None:
        """Return the row as the tables have it, empty if they have none; None if it was another one at this moment."""
        told = f"""select coalesce((select body from rows where projection = ?1 and key = ?2), x''),
            exists (select 1 from spells where projection = ?1 and key = ?2)
            or exists (select 1 from same where id in ({", ".join("?" * len(key))}))"""
        body: bytes
        body, asked = self.model.db.execute(told, (projection, key_text(key), *key)).fetchone()
        plain = not asked and self.identity.same.keys().isdisjoint(key)  # nothing of it was ever struck or joined
        return body if plain or self._is_head or self._only_grew(projection, key) else None

    def _only_grew(self, projection: str, key: Key) -> bool:
        """Tell whether all that came of a row since this moment is more of the same: a fold only adds.

        It is another row where a fact that had touched it has begun or ceased to count, or its ids were joined anew.
        """
        now = self.model.identity()
        if any(self.identity.members(part) != now.members(part) for part in key) or now.resolve(key) != key:
            return False
        told = """select 1 from touches t join dead d on d.position = t.position where t.projection = ?1 and t.key = ?2
            and t.position <= ?3 and (d.since > ?3 or d.until > ?3) limit 1"""
        asked = ((projection, key_text(written), self.position) for written in now.written(key))
        return not any(self.model.db.execute(told, values).fetchone() for values in asked)

    def _prepared(self, row: R) -> R:
        others = (claim.value["other"] for claim in row.assessed if claim.value["verdict"] == "outweighs")
        outweighed = {fact.position for other in others if (fact := self.model.event(other))}
        return prepared(row, self.identity.same, outweighed, self.told_by)
