"""New lines into the tables of the read model: decide what counts and who is who, index them, fold the rows.

The tail is read twice. The first reading skims it for the records and matches, so that the second folds each live fact
straight into its final row; a rebuild is the same thing with the whole ledger as its tail.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator

from legation import spells
from legation.collecting import without_collection
from legation.fact import Fact
from legation.folding import Decided, Folding, Folds, RowKey, fold_all, touched_by
from legation.growing import Growing
from legation.indexing import Indexes, stops_of
from legation.partner import Partner
from legation.projection import PROJECTIONS, Key
from legation.replay import Identity, Liveness, Match, fold, survivors
from legation.skimming import Skimmed
from legation.store import Line
from legation.tables import INDEXES_OF_EVENTS, INDEXES_OF_ROWS, key_text, text_key

Assist = Callable[[Decided], Partner]


class Load:
    """One catching up: everything between the size the tables stand at and the end of the ledger."""

    def __init__(
        self,
        db: sqlite3.Connection,
        size: int,
        read: Callable[[], Iterable[Line]],
        fetch: Callable[[Iterable[int]], Iterator[Fact]],
        assist: Assist | None = None,
    ) -> None:
        """Take the tables at `size`, the lines behind it (read twice), and facts by position.

        `assist` starts a second process that takes its share of all that there is: only where the tables are empty.
        """
        self._db, self._size, self._read, self._fetch, self._assist = db, size, read, fetch, assist
        self._indexes = Indexes(db)

    def run(self) -> None:
        """Bring the tables to the end of the ledger; the caller holds the transaction."""
        with without_collection():
            self._run()

    def _run(self) -> None:
        skimmed = Skimmed(self._read())
        toggled, judged = self._liveness(skimmed)
        # Without a record among the new lines none of them is dead, and no older row changes.
        told = self._db.execute("select position from dead where until is null") if skimmed.records else ()
        dead = {p for (p,) in told}
        who, anew = self._identity(skimmed.records, toggled, dead)
        decided = Decided(dead, judged, who, anew)
        partner = self._assist(decided) if self._assist else None
        try:
            folds = self._all_folded(decided, partner)
        finally:
            if partner:
                partner.stop()
        for name, key in sorted(anew):
            self._fold_anew(folds.each[name], key, who, dead)
        folds.write()
        self._build(INDEXES_OF_ROWS)
        spells.settle(self._db, self._size, toggled)
        self._count_days(toggled)

    def _count_days(self, toggled: Collection[int]) -> None:
        """Count what happens on each day again on which something new does, or something that counts otherwise now."""
        facts = self._fetch(sorted(position for position in toggled if position <= self._size))
        days = self._indexes.days | {day for fact in facts for day, *_ in stops_of(fact)}
        only = "and day in (select value from json_each(:days))" if self._size else ""
        counted = f"""select day, count(distinct iif(sure, position, null)), count(distinct iif(sure, null, position))
            from stops where day between '0001-01-01' and '9999-12-31' {only} and not exists
            (select 1 from dead where dead.position = stops.position and until is null) group by day"""
        for change in (f"delete from days where true {only}", f"insert into days {counted}"):
            self._db.execute(change, {"days": json.dumps(sorted(days))})

    def _all_folded(self, decided: Decided, partner: Partner | None) -> Folds:
        theirs = partner.names if partner else frozenset[str]()
        folds = Folds(self._db, self._size, set(PROJECTIONS) - theirs, decided)
        fold_all(folds, self._read(), self._indexes)
        self._build(INDEXES_OF_EVENTS)
        if partner and not partner.hand_over(self._db):
            fold_all(Folds(self._db, self._size, theirs, decided), self._read())
        return folds

    def _build(self, indexes: Iterable[str]) -> None:
        if self._size == 0:  # else they are there already
            for index in indexes:
                self._db.execute(index)

    def _positions(self, skimmed: Skimmed, facts: Iterable[Fact]) -> dict[str, int]:
        """Return where the events stand that records name."""
        named = {fact.data[name] for fact in facts for name in ("target", "other") if name in fact.data}
        told = "select position from ids where id = ?"
        before = ((id_, self._db.execute(told, (id_,)).fetchone()) for id_ in named) if self._size else ()
        return {id_: int(found[0]) for id_, found in before if found} | skimmed.positions(named)

    def _liveness(self, skimmed: Skimmed) -> tuple[set[int], dict[int, tuple[int, ...]]]:
        """Decide what counts now; return the positions that were toggled, and what new assessments name."""
        records = [f for f in skimmed.records if f.type in {"record.retracted", "record.assessed"}]
        judged: dict[int, tuple[int, ...]] = {}
        if not records:
            return set(), judged
        positions = self._positions(skimmed, records)
        for fact in records:
            target, other = positions.get(fact.data["target"]), positions.get(fact.data.get("other", ""))
            if fact.type == "record.retracted":
                self._db.execute("insert into retractions values (?, ?)", (fact.position, target))
            else:
                self._db.execute("insert into assessments values (?, ?, ?)", (fact.position, target, other))
                judged[fact.position] = tuple(p for p in (target, other) if p)
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
        return toggled, judged

    def _identity(self, records: list[Fact], toggled: set[int], dead: Collection[int]) -> tuple[Identity, set[RowKey]]:
        """Decide who is who now; return it with the rows that have to be folded from their facts again."""
        who = before = Identity(dict(self._db.execute("select id, survivor from same")))
        matches = [f for f in records if f.type == "entity.matched" and f.data["verdict"] == "same"]
        self._db.executemany(
            "insert into matches values (?, ?, ?, ?)",
            [(f.position, f.data["entity"], f.data["other"], f.data["keep"]) for f in matches],
        )
        known = {p for (p,) in self._db.execute("select position from matches")} if toggled else set()
        anew: set[RowKey] = set()
        if matches or toggled & known:
            live = self._db.execute("select position, entity, other, keep from matches order by position")
            same = survivors(m for m in map(Match._make, live) if m.position not in dead)
            who = Identity(same)
            for id_ in {i for i in {*before.same, *same} if before.same.get(i, i) != same.get(i, i)}:
                for name, text in self._db.execute("select projection, key from parts where id = ?", (id_,)):
                    anew |= {(name, one.resolve(text_key(text))) for one in (before, who)}
            self._db.execute("delete from same")
            self._db.executemany("insert into same values (?, ?)", same.items())
        for position in toggled:
            if position <= self._size:
                anew |= {(name, who.resolve(key)) for name, key in touched_by(self._db, position)}
        return who, anew

    def _fold_anew(self, folding: Folding, key: Key, who: Identity, dead: set[int]) -> None:
        """Fold a row from all live facts that touched it, or take it away if there are none."""
        told = "select position from touches where projection = ? and key = ?"
        written = who.written(key)
        touched = {p for k in written for (p,) in self._db.execute(told, (folding.name, key_text(k)))}
        positions = sorted(touched - dead)
        # A key that identity has made another one keeps no row of its own.
        if not positions or who.resolve(key) != key:
            folding.take_away(key)
        else:
            facts = self._fetch(positions)
            row = Growing(positions[0], positions[-1])
            folding.held[key] = fold(PROJECTIONS[folding.name], facts, lambda written: who.resolve(written) == key, row)
