"""What the first events of a ledger say, for several ends at once, worked out in the plainest way.

It is what a read model is held against, so it shares nothing with the driver, the tables and the readings but the folds
of the projections, their rows, and how dates narrow (house.md 4 and domain.md 13.1 say what must come out). The log is
read for all ends together, and only those rows are kept that somebody wants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple, TypeAlias, TypeVar

import orjson

from legation.claim import Claim, dated
from legation.dates import parse
from legation.fact import Fact
from legation.projection import PROJECTIONS, Key, Row

R = TypeVar("R", bound=Row)
RowKey: TypeAlias = tuple[str, Key]
Rows: TypeAlias = dict[RowKey, tuple[Row, tuple[int, ...]]]
Read: TypeAlias = Callable[[], Iterable[Fact]]
Wanted: TypeAlias = Callable[[str, Key], bool]
Touch: TypeAlias = tuple[str, Key, Callable[[Any, Fact], Any]]


class Record(NamedTuple):
    """An event about other events, or about who is who: `named` are the ids it decides on, of a match also `keep`."""

    position: int
    id: str
    type: str
    named: tuple[str, ...]


class Prefix:
    """The first events up to `position`: the ids of those that do not count, and the surviving id of each joined id."""

    def __init__(self, position: int, records: Sequence[Record]) -> None:
        """Decide from all records of a ledger; those behind the position are not looked at."""
        self.position = position
        known = [record for record in records if record.position <= position]
        self.dead = _dead(known)
        self.same = _same(r.named for r in known if r.type == "entity.matched" and r.id not in self.dead)

    def counts(self, fact: Fact) -> bool:
        """Tell whether a fact is among the first ones and not taken back by them."""
        return fact.position <= self.position and fact.id not in self.dead

    def resolved(self, key: Key) -> Key:
        """Return a key with survivors in place of ids."""
        return tuple([self.same.get(part, part) for part in key])


def records(facts: Iterable[Fact]) -> list[Record]:
    """Return the records among facts, in order."""
    told = []
    for fact in facts:
        data, named = fact.data, tuple[str, ...]()
        if fact.type in {"record.retracted", "record.assessed"}:
            named = (data["target"], data["other"]) if "other" in data else (data["target"],)
        elif fact.type == "entity.matched" and data["verdict"] == "same":
            named = (data["entity"], data["other"], data["keep"])
        else:
            continue
        told.append(Record(fact.position, fact.id, fact.type, named))
    return told


def _dead(known: Sequence[Record]) -> set[str]:
    dead: set[str] = set()
    # Who takes something back stands behind it: from the last to the first, each is decided before it decides.
    for record in reversed(known):
        if record.type == "record.retracted" and record.id not in dead:
            dead.add(record.named[0])
    for record in known:
        if record.type == "record.assessed" and dead.intersection(record.named):
            dead.add(record.id)
    return dead


def _same(matches: Iterable[tuple[str, ...]]) -> dict[str, str]:
    above: dict[str, str] = {}  # from each id to another one of its class, in the end to the one that has the survivor
    survivor: dict[str, str] = {}

    def top(id_: str) -> str:
        while above.setdefault(id_, id_) != id_:
            above[id_] = id_ = above[above[id_]]
        return id_

    for entity, other, keep in matches:
        one, two = top(entity), top(other)
        if one == two:
            survivor[one] = keep
        else:
            stays, goes = (one, two) if keep == entity else (two, one)
            above[goes] = stays
            survivor.setdefault(stays, stays)
    return {id_: survivor[top(id_)] for id_ in list(above)}


@dataclass(slots=True)
class Kept:
    """What was kept of one reading: the rows wanted at each end, with the positions they rest on, ids as written.

    `keys` are all wanted keys that any event of the ledger touches; `places` where the events lie that records name;
    `told` what the events of these rows say of their own day: when they were recorded, which documents they cite.
    """

    rows: list[Rows]
    keys: set[RowKey] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)
    told: dict[int, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


class Prefixes:
    """The first events of one ledger up to each of several ends; `read` gives all facts in order, as often as asked."""

    def __init__(self, positions: Iterable[int], read: Read) -> None:
        """Read the log once, for its records."""
        self._read, self.records = read, records(read())
        self.ends = [Prefix(position, self.records) for position in sorted(set(positions))]
        self._joined = {id_ for end in self.ends for id_ in end.same}
        self._named = {id_ for record in self.records for id_ in (record.id, *record.named)}
        self._handing = {id_ for r in self.records if r.type == "record.assessed" for id_ in (r.id, *r.named)}
        self._empty: dict[str, Row] = {name: projection.row() for name, projection in PROJECTIONS.items()}

    def kept(self, wanted: Wanted, names: Iterable[str] = tuple(PROJECTIONS)) -> Kept:
        """Read the log once more and fold the rows of these projections that are wanted, by their surviving keys."""
        projections = [PROJECTIONS[name] for name in names]
        kept = Kept([{} for _ in self.ends])
        touched: dict[str, list[RowKey]] = {}  # by the id of an event that an assessment names
        for fact in self._read():
            changes = [(p.name, key, change) for p in projections for key, change in p.changes(fact)]
            handed = [row for id_ in _assessed(fact) for row in touched.get(id_, ())]
            if fact.id in self._named:
                kept.places[fact.id] = fact.position
            if fact.id in self._handing:
                touched[fact.id] = [*((name, key) for name, key, _ in changes), *handed]
            own = [(name, key, change) for name, key, change in changes if self._may_be(wanted, name, key)]
            also = [(name, key, _assess) for name, key in handed if self._may_be(wanted, name, key)]
            if own or also:
                kept.told[fact.position] = fact.recordedtime[:10], _documents(fact)
                kept.keys |= {(name, key) for name, key, _ in (*own, *also) if wanted(name, key)}
                self._fold(kept, fact, own, also, wanted)
        return kept

    def _may_be(self, wanted: Wanted, name: str, key: Key) -> bool:
        """Tell whether a key as written is wanted, or may become a key that is."""
        return wanted(name, key) or any(part in self._joined for part in key)

    def _fold(self, kept: Kept, fact: Fact, own: Sequence[Touch], also: Sequence[Touch], wanted: Wanted) -> None:
        # Ends that had the same row before have the same one afterwards: it is made once.
        made: dict[tuple[int, int], tuple[Row, Row]] = {}
        for end, rows in zip(self.ends, kept.rows, strict=True):
            if not end.counts(fact):
                continue
            told = {(name, end.resolved(key)) for name, key, _ in own}
            for i, (name, key, change) in enumerate((*own, *also)):
                at = name, end.resolved(key)
                # A row that the assessment touches itself, or that two of its events touch, is told of it once.
                if not wanted(*at) or (i >= len(own) and at in told):
                    continue
                told.add(at)
                old, positions = rows.get(at) or (self._empty[name], ())
                if (i, id(old)) not in made:
                    made[i, id(old)] = old, change(old, fact)
                _, new = made[i, id(old)]
                rows[at] = new, positions if positions[-1:] == (fact.position,) else (*positions, fact.position)

    def ready(self, kept: Kept) -> list[dict[RowKey, Row]]:
        """Return the rows as readers judge them: survivors in place of ids, the undated dated, the outweighed marked.

        Reads the log once more for the documents by which something may be dated.
        """
        cited = {document for _, documents in kept.told.values() for document in documents}
        keys = {("sources", end.resolved((document,))) for end in self.ends for document in cited}
        sources = self.kept(lambda name, key: (name, key) in keys, ("sources",))
        return [
            {at: _Reader(end, kept, found).ready(row) for at, (row, _) in rows.items()}
            for end, rows, found in zip(self.ends, kept.rows, sources.rows, strict=True)
        ]


class _Reader:
    """What turns rows into what is judged, at one end, with the documents known there."""

    def __init__(self, end: Prefix, kept: Kept, sources: Rows) -> None:
        self._end, self._kept, self._sources = end, kept, sources

    def ready(self, row: R) -> R:
        """Return one row as readers see it."""
        lost = {self._kept.places[c.value["other"]] for c in row.assessed if c.value["verdict"] == "outweighs"}
        said: dict[str, tuple[Claim, ...]] = {}
        for name in (one.name for one in fields(row)):
            claims: dict[bytes, Claim] = {}
            for at, written, weight in getattr(row, name):
                value = written if name in row.as_written else _replaced(written, self._end.same)
                if name in row.dated:
                    value = self._dated(value, at)
                read = Claim(at, value, "outweighed" if at in lost and weight in {"certain", "probable"} else weight)
                claims.setdefault(orjson.dumps(tuple(read), option=orjson.OPT_SORT_KEYS), read)
            said[name] = tuple(claims.values())
        return replace(row, **said)

    def _dated(self, value: Any, at: int) -> Any:
        if value == "":
            return f"[..{self._told_by(at)}]"
        if isinstance(value, dict) and "on" not in value:
            return {**value, "on": f"[..{self._told_by(at)}]", "undated": True}
        return value

    def _told_by(self, at: int) -> str:
        """Return the first of the days on which an event was recorded and its documents were published."""
        recorded, documents = self._kept.told[at]
        days = [recorded]
        for document in documents:
            found = self._sources.get(("sources", self._end.resolved((document,))))
            published = dated(self.ready(found[0]).published).value if found else None  # type: ignore[attr-defined]
            days += [parse(published).e_hi] if published else []
        return min(days)


def _replaced(value: Any, same: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return same.get(value, value)
    if isinstance(value, dict):
        return {name: _replaced(member, same) for name, member in value.items()}
    if isinstance(value, list | tuple):
        members = [_replaced(member, same) for member in value]
        # Two who have become one are named once; the same number twice is still two numbers.
        return members if members == list(value) else [m for i, m in enumerate(members) if m not in members[:i]]
    return value


def _assessed(fact: Fact) -> tuple[str, ...]:
    """Return the ids of the events that an assessment names."""
    if fact.type != "record.assessed":
        return ()
    return tuple(fact.data[name] for name in ("target", "other") if name in fact.data)


def _assess(row: Row, fact: Fact) -> Row:
    return row.assess(fact)


def _documents(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece["document"] for piece in fact.data.get("evidence", ())))
