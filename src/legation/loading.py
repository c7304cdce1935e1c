"""New lines into the tables of the read model: index them, decide what counts and who is who, fold the rows.

The tail is read twice. The first reading indexes every fact and collects the records and matches, so that the second
folds each live fact straight into its final row; a rebuild is the same thing with the whole ledger as its tail.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from legation.fact import Fact
from legation.growing import Growing
from legation.ids import fold as folded
from legation.ids import kind
from legation.indexing import Index, stops_of, turns_of
from legation.projection import PROJECTIONS, Key, Projection, Row
from legation.replay import Identity, Liveness, Match, fold, survivors
from legation.tables import INDEXES_OF_EVENTS, INDEXES_OF_ROWS, key_text, text_key

_ROWS_HELD = 20_000
_MARKS = 1 << 23  # bytes
_EVENTS_HELD = 10_000

RowKey = tuple[str, Key]
Placed = tuple[Fact, str]


class Load:
    """One catching up: everything between the size the tables stand at and the end of the ledger."""

    def __init__(
        self,
        db: sqlite3.Connection,
        size: int,
        read: Callable[[], Iterable[Placed]],
        fetch: Callable[[Iterable[int]], Iterator[Fact]],
    ) -> None:
        """Take the tables at `size`, the facts behind it with their places (read twice), and facts by position."""
        self._db, self._size, self._read, self._fetch = db, size, read, fetch
        self._concerned: dict[str, list[Projection[Any]]] = {}
        self._held: dict[RowKey, Growing] = {}
        self._spoken: set[tuple[str, str]] = set()
        self._kept = bytearray(_MARKS)  # of the rows written, by their hashes: most new rows need not be looked for
        self._touches: list[tuple[str, str, int]] = []
        self._parts: set[tuple[str, str, str]] = set()

    def run(self) -> None:
        """Bring the tables to the end of the ledger; the caller holds the transaction."""
        with _without_collection():
            self._run()

    def _run(self) -> None:
        records = list(self._indexed())
        toggled = self._liveness(records)
        self._dead = {p for (p,) in self._db.execute("select position from dead where until is null")}
        self._anew = self._identity(records, toggled)
        for fact, _ in self._read():
            self._take(fact)
        self._flush()
        for name, key in sorted(self._anew):
            self._fold_anew(name, key)
        self._flush()
        self._build(INDEXES_OF_ROWS)

    def _indexed(self) -> Iterator[Fact]:
        """Index every new fact; yield the records and matches among them."""
        ids, mentions, spoken, stops, turns = [], [], [], [], []
        for fact, place in self._read():
            at = fact.position
            ids.append((at, fact.id, fact.type, fact.subject, fact.recordedtime, fact.batch, place))
            index = Index.of(fact)
            mentions += [(id_, at) for id_ in {*index.named, *index.marks}]
            if index.spoken:
                spoken.append((at, folded("\n".join(index.spoken))))
            stops += [(day, at, account, sure) for day, account, sure in stops_of(fact)]
            turns += [(day, at) for day in turns_of(fact, index.dates)]
            if fact.type.startswith("record.") or fact.type == "entity.matched":
                yield fact
            if len(ids) >= _EVENTS_HELD:
                self._index(ids, mentions, spoken, stops, turns)
        self._index(ids, mentions, spoken, stops, turns)
        self._build(INDEXES_OF_EVENTS)

    def _build(self, indexes: Iterable[str]) -> None:
        for index in indexes:
            self._db.execute(index)

    def _index(self, *columns: list[Any]) -> None:
        statements = (
            "insert into ids values (?, ?, ?, ?, ?, ?, ?)",
            "insert into mentions values (?, ?)",
            "insert into search (rowid, text) values (?, ?)",
            "insert or ignore into stops values (?, ?, ?, ?)",
            "insert into turns values (?, ?)",
        )
        for statement, rows in zip(statements, columns, strict=True):
            self._db.executemany(statement, sorted(rows))
            rows.clear()

    def _position(self, event_id: str | None) -> int | None:
        found = self._db.execute("select position from ids where id = ?", (event_id,)).fetchone()
        return found and int(found[0])

    def _liveness(self, records: list[Fact]) -> set[int]:
        """Decide what counts now; return the positions that were toggled."""
        judged = [f for f in records if f.type in {"record.retracted", "record.assessed"}]
        if not judged:
            return set()
        for fact in judged:
            target, other = self._position(fact.data["target"]), self._position(fact.data.get("other"))
            if fact.type == "record.retracted":
                self._db.execute("insert into retractions values (?, ?)", (fact.position, target))
            else:
                self._db.execute("insert into assessments values (?, ?, ?)", (fact.position, target, other))
        liveness, toggled = Liveness(), set[int]()
        told = self._db.execute(
            "select position, 0, target, null from retractions union all "
            "select position, 1, target, other from assessments order by 1"
        )
        for position, assessed, target, other in told.fetchall():
            named = [event for event in (target, other) if event is not None]
            changed = liveness.assess(position, named) if assessed else liveness.retract(position, target)
            if position > self._size:
                toggled |= changed
        self._db.execute("delete from dead")
        self._db.executemany("insert into dead values (?, ?, ?)", [*liveness.intervals, *liveness.open()])
        return toggled

    def _identity(self, records: list[Fact], toggled: set[int]) -> set[RowKey]:
        """Decide who is who now; return the rows that have to be folded from their facts again."""
        before = Identity(dict(self._db.execute("select id, survivor from same")))
        self._who = before
        matches = [f for f in records if f.type == "entity.matched" and f.data["verdict"] == "same"]
        self._db.executemany(
            "insert into matches values (?, ?, ?, ?)",
            [(f.position, f.data["entity"], f.data["other"], f.data["keep"]) for f in matches],
        )
        known = {p for (p,) in self._db.execute("select position from matches")} if toggled else set()
        anew: set[RowKey] = set()
        if matches or toggled & known:
            live = self._db.execute("select position, entity, other, keep from matches order by position")
            same = survivors(m for m in map(Match._make, live) if m.position not in self._dead)
            self._who = Identity(same)
            for id_ in {i for i in {*before.same, *same} if before.same.get(i, i) != same.get(i, i)}:
                for name, text in self._db.execute("select projection, key from parts where id = ?", (id_,)):
                    anew |= {(name, who.resolve(text_key(text))) for who in (before, self._who)}
            self._db.execute("delete from same")
            self._db.executemany("insert into same values (?, ?)", same.items())
        for position in toggled:
            if position <= self._size:
                anew |= {(name, self._who.resolve(key)) for name, key in self._touched(position)}
        return anew

    def _touched(self, *positions: int) -> Iterator[RowKey]:
        self._build(INDEXES_OF_ROWS)
        marks = ", ".join("?" * len(positions))
        told = self._db.execute(f"select distinct projection, key from touches where position in ({marks})", positions)
        return ((name, text_key(text)) for name, text in told.fetchall())

    def _take(self, fact: Fact) -> None:
        """Write down which rows `fact` touches and, if it counts, fold it into those that stand."""
        live = fact.position not in self._dead
        taken: set[RowKey] = set()
        for projection in self._concerned.get(fact.type) or self._concerning(fact.type):
            for key, change in projection.changes(fact):
                row_key = self._touch(projection.name, key, fact.position)
                taken.add(row_key)
                if live and row_key not in self._anew:
                    self._change(row_key, fact, change)
        if fact.type == "record.assessed":
            self._write_touches()
            named = self._db.execute("select target, other from assessments where position = ?", (fact.position,))
            for name, key in self._touched(*named.fetchone()):
                row_key = self._touch(name, key, fact.position)
                if live and row_key not in self._anew | taken:
                    taken.add(row_key)
                    self._change(row_key, fact, Growing.assess)
        if len(self._held) > _ROWS_HELD:
            self._flush()

    def _concerning(self, type_: str) -> list[Projection[Any]]:
        return self._concerned.setdefault(type_, [p for p in PROJECTIONS.values() if p.concerns(type_)])

    def _touch(self, name: str, key: Key, position: int) -> RowKey:
        text = key_text(key)
        self._touches.append((name, text, position))
        if (name, text) not in self._spoken:
            self._spoken.add((name, text))
            self._parts.update((part, name, text) for part in key if kind(part))
        return name, self._who.resolve(key)

    def _change(self, row_key: RowKey, fact: Fact, change: Callable[[Any, Fact], Any]) -> None:
        row = self._held.get(row_key)
        if row is None:
            name, key = row_key
            told = "select first, last, body from rows where projection = ? and key = ?"
            kept = self._size or self._kept[hash(row_key) % _MARKS]
            stored = kept and self._db.execute(told, (name, key_text(key))).fetchone()
            row = self._held[row_key] = Growing(*stored) if stored else Growing()
        row.first, row.last = row.first or fact.position, fact.position
        change(row, fact)

    def _fold_anew(self, name: str, key: Key) -> None:
        """Fold a row from all live facts that touched it, or take it away if there are none."""
        told = "select position from touches where projection = ? and key = ?"
        touched = {p for k in self._who.written(key) for (p,) in self._db.execute(told, (name, key_text(k)))}
        positions = sorted(touched - self._dead)
        # A key that identity has made another one keeps no row of its own.
        if not positions or self._who.resolve(key) != key:
            self._db.execute("delete from rows where projection = ? and key = ?", (name, key_text(key)))
            self._name(name, key, "")
            return
        row = fold(PROJECTIONS[name], self._fetch(positions), lambda written: self._who.resolve(written) == key)
        self._held[name, key] = Growing(positions[0], positions[-1], row.encode())

    def _write_touches(self) -> None:
        # In the order of their keys, neighbours land on the same pages: several times as fast where tables are large.
        self._db.executemany("insert or ignore into touches values (?, ?, ?)", sorted(self._touches))
        self._db.executemany("insert or ignore into parts values (?, ?, ?)", sorted(self._parts))
        self._touches.clear()
        self._parts.clear()
        self._spoken.clear()

    def _flush(self) -> None:
        self._write_touches()
        rows = []
        for (name, key), row in self._held.items():
            if row.first:
                kind_of = PROJECTIONS[name].row
                body, order, doubt, label = row.stored(kind_of)
                rows.append((name, key_text(key), row.first, row.last, order, doubt, body))
                if kind_of.label is not Row.label:
                    self._name(name, key, label)
        self._db.executemany("insert or replace into rows values (?, ?, ?, ?, ?, ?, ?)", sorted(rows))
        for row_key in self._held:
            self._kept[hash(row_key) % _MARKS] = 1
        self._held.clear()

    def _name(self, projection: str, key: Key, label: str) -> None:
        """Keep what a row calls its id, or forget what it called it before."""
        if PROJECTIONS[projection].row.label is Row.label:
            return
        if label:
            self._db.execute(
                "insert or replace into names values (?, ?, ?, ?)", (*key, projection, label, folded(label))
            )
        else:
            self._db.execute("delete from names where id = ? and projection = ?", (*key, projection))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the collector of cyclic garbage from looking at what is loaded again and again: it holds no cycles."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
