"""The rows of projections while many facts are folded into them, and the touches that they leave.

Rows that have not been touched while many others came to be held are written down and let go of, so memory stays flat.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from legation.fact import Fact
from legation.growing import Growing
from legation.ids import fold as folded
from legation.ids import kind
from legation.indexing import Indexes
from legation.projection import PROJECTIONS, Key, Projection, Row
from legation.replay import Identity
from legation.store import Line
from legation.tables import key_text, text_key
from legation.upcast import fact_of

ROWS_HELD = 20_000
EVENTS_HELD = 10_000

RowKey = tuple[str, Key]
Stored = tuple[str, str, int, int, str, str, bytes]  # as the table `rows` has it

_MARKS = 1 << 23  # bits that tell which rows may have been written


class Folding:
    """One projection's share of a load."""

    def __init__(self, db: sqlite3.Connection, projection: Projection[Any], fresh: bool) -> None:
        """Take the tables; `fresh` says that they hold nothing yet."""
        self._db, self.name, self.fold, self._kind = db, projection.name, projection.fold, projection.row
        self.held: dict[Key, Growing] = {}
        self._older: dict[Key, Growing] = {}
        self._done: dict[Key, Stored] = {}
        self._touches: dict[Key, int | list[int]] = {}
        self._names: dict[str, str] = {}
        self._written = bytearray(_MARKS // 8) if fresh else None

    def touch(self, key: Key, position: int) -> None:
        """Note that a fact touched a key as written; a fact that does it twice follows itself."""
        touches = self._touches
        found = touches.get(key)
        if found is None:
            touches[key] = position
        elif type(found) is int:
            if found != position:
                touches[key] = [found, position]
        elif found[-1] != position:  # type: ignore[index]
            found.append(position)  # type: ignore[union-attr]

    def bring(self, key: Key) -> Growing:
        """Hold a row that is not held: as it was let go of or written, else an empty one."""
        row = self._older.pop(key, None)
        if row is None:
            done = self._done.pop(key, None)
            row = Growing(done[2], done[3], done[6]) if done else self._stored(key)
        self.held[key] = row
        return row

    def done(self, key: Key) -> None:
        """Make a row that is held ready to be written; few are held again, so what it was made of need not be kept."""
        self._done[key] = self._ready(key, self.held.pop(key))

    def _ready(self, key: Key, row: Growing) -> Stored:
        body, order, doubt, label = row.stored(self._kind)
        text = key_text(key)
        if self._kind.label is not Row.label:
            self._names[text] = label
        return self.name, text, row.first, row.last, order, doubt, body

    def _stored(self, key: Key) -> Growing:
        mark = hash(key) % _MARKS
        if self._written is not None and not self._written[mark >> 3] & 1 << (mark & 7):
            return Growing()
        told = "select first, last, body from rows where projection = ? and key = ?"
        stored = self._db.execute(told, (self.name, key_text(key))).fetchone()
        return Growing(*stored) if stored else Growing()

    def write_touches(self) -> Iterator[tuple[str, str]]:
        """Write down which facts touched what; yield (id, key) for the ids that the keys contain, keys in order."""
        if not self._touches:
            return iter(())
        # In the order of their keys, neighbours land on the same pages: several times as fast where tables are large.
        touched = sorted((key_text(key), key) for key in self._touches)
        rows = ((self.name, text, at) for text, key in touched for at in _listed(self._touches[key]))
        self._db.executemany("insert into touches values (?, ?, ?)", rows)
        self._touches = {}
        return ((part, text) for text, key in touched for part in dict.fromkeys(key) if kind(part))

    def let_go(self) -> None:
        """Write down the rows that were not touched since this was last done."""
        if not self._older and not self._done:
            self._older, self.held = self.held, self._older
            return
        rows = [self._ready(key, row) for key, row in self._older.items() if row.first]
        rows += self._done.values()
        self._db.executemany("insert or replace into rows values (?, ?, ?, ?, ?, ?, ?)", sorted(rows))
        self._name()
        if self._written is not None:
            for mark in (hash(key) % _MARKS for key in (*self._older, *self._done)):
                self._written[mark >> 3] |= 1 << (mark & 7)
        self._older, self.held = self.held, {}
        self._done.clear()

    def _name(self) -> None:
        """Keep what rows call their ids, or forget what they called them before."""
        if not self._names:
            return
        unnamed = [(text, self.name) for text, label in self._names.items() if not label]
        named = [(text, self.name, label, folded(label)) for text, label in sorted(self._names.items()) if label]
        self._db.executemany("delete from names where id = ? and projection = ?", unnamed)
        self._db.executemany("insert or replace into names values (?, ?, ?, ?)", named)
        self._names.clear()

    def take_away(self, key: Key) -> None:
        """Delete a row that is written."""
        self._db.execute("delete from rows where projection = ? and key = ?", (self.name, key_text(key)))
        self._db.execute("delete from names where id = ? and projection = ?", (key[0], self.name))


def _listed(positions: int | list[int]) -> list[int]:
    return [positions] if isinstance(positions, int) else positions


class Decided(NamedTuple):
    """What was decided of all facts before the first is folded: which are dead, what is judged of which, who is who.

    `judged` gives, by the position of an assessment, the positions of the events it names. The rows `anew` are folded
    from their facts when all is known, so nothing is folded into them meanwhile.
    """

    dead: Collection[int] = frozenset()
    judged: Mapping[int, Sequence[int]] = MappingProxyType({})
    who: Identity = Identity({})
    anew: Collection[RowKey] = frozenset()


class Folds:
    """Some projections, all of whose rows grow as facts are taken in."""

    def __init__(self, db: sqlite3.Connection, size: int, names: Iterable[str], decided: Decided) -> None:
        """Take the tables, which stand at `size`, and the names of the projections."""
        self._db, self._size, self._decided = db, size, decided
        self.each = {name: Folding(db, PROJECTIONS[name], size == 0) for name in names}
        self._concerned: dict[str, list[Folding]] = {}
        self._held = 0
        self._touched: dict[int, list[RowKey]] = {p: [] for events in decided.judged.values() for p in events}

    def take(self, fact: Fact) -> None:
        """Write down which rows `fact` touches and, if it counts, fold it into those that stand."""
        position, anew, resolve = fact.position, self._decided.anew, self._decided.who.resolve
        live, waited = position not in self._decided.dead, self._touched.get(position)
        here, judges, taken = str(position), fact.type == "record.assessed", set[RowKey]()
        for folding in self._concerned.get(fact.type) or self._concerning(fact.type):
            own: set[Key] | None = None
            for written, change in folding.fold(fact):
                key: Key = written if isinstance(written, tuple) else (written,)
                folding.touch(key, position)
                if waited is not None:
                    waited.append((folding.name, key))
                key = resolve(key)
                if judges:
                    taken.add((folding.name, key))
                if live and not (anew and (folding.name, key) in anew):
                    self._change(folding, key, fact, change)
                    if key[-1] == here:  # no other fact touches such a row, unless an assessment names this one
                        own = {key} if own is None else own | {key}
            if own:
                for key in own:
                    folding.done(key)
        if judges:
            self._assess(fact, live, taken)
        if self._held > ROWS_HELD:
            self._let_go()

    def _assess(self, fact: Fact, live: bool, taken: set[RowKey]) -> None:
        named = self._decided.judged[fact.position]
        for name, key in dict.fromkeys(row_key for event in named for row_key in self._rows_of(event)):
            self.each[name].touch(key, fact.position)
            if fact.position in self._touched:
                self._touched[fact.position].append((name, key))
            row_key = (name, self._decided.who.resolve(key))
            if live and row_key not in self._decided.anew and row_key not in taken:
                taken.add(row_key)
                self._change(self.each[name], row_key[1], fact, Growing.assess)

    def _rows_of(self, position: int) -> Iterable[RowKey]:
        """Return the rows, as written, that a fact touched which is in the tables, or was waited for."""
        return self._touched[position] if position > self._size else touched_by(self._db, position)

    def _concerning(self, type_: str) -> list[Folding]:
        found = [folding for name, folding in self.each.items() if PROJECTIONS[name].concerns(type_)]
        return self._concerned.setdefault(type_, found)

    def _change(self, folding: Folding, key: Key, fact: Fact, change: Callable[[Any, Fact], Any]) -> None:
        row = folding.held.get(key)
        if row is None:
            row = folding.bring(key)
            self._held += 1
        row.first, row.last = row.first or fact.position, fact.position
        change(row, fact)

    def _let_go(self) -> None:
        for folding in self.each.values():
            folding.let_go()
        self._held = 0

    def write_touches(self) -> None:
        """Write down all touches, and which written keys contain which ids."""
        parts: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for name, folding in sorted(self.each.items()):
            for part, text in folding.write_touches():
                parts[part].append((part, name, text))
        rows = (row for part in sorted(parts) for row in parts[part])
        self._db.executemany("insert or ignore into parts values (?, ?, ?)", rows)

    def write(self) -> None:
        """Write down all that is held."""
        self.write_touches()
        self._let_go()
        self._let_go()


def touched_by(db: sqlite3.Connection, position: int) -> list[RowKey]:
    """Return the rows, as written, that a fact in the tables touched."""
    told = db.execute("select distinct projection, key from touches where position = ?", (position,))
    return [(name, text_key(text)) for name, text in told.fetchall()]


def fold_all(folds: Folds, lines: Iterable[Line], indexes: Indexes | None = None) -> None:
    """Fold the facts of all lines, and index them if asked to."""
    for number, line in enumerate(lines, 1):
        fact = fact_of(line.entry)
        if indexes:
            indexes.take(fact, line.place)
        folds.take(fact)
        if number % EVENTS_HELD == 0:
            if indexes:
                indexes.write()
            folds.write_touches()
    if indexes:
        indexes.write()
    folds.write()
