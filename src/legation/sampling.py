"""Positions and rows drawn at random, at which a read model is held against a plain replay of the events up to there.

What is stored for the past is only which facts touched what, so no comparison of tables can find a fault in how rows
are folded from it. On a large ledger not every row can be asked for at every position: of each projection about as many
are drawn as `ROWS`, by their keys, so that the replay need not keep the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import chain
from random import Random

from legation.comparing import Parting, first_claim
from legation.prefixes import Kept, Prefix, Prefixes, Read, RowKey, Rows
from legation.projection import PROJECTIONS, Key, Row
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.tables import key_text

ROWS = 50  # of each projection, at each position
_WHOLE = 1 << 32


def drawn(size: int, number: int, seed: int) -> list[int]:
    """Return that many positions of a ledger, or all, each once and in order; the same ones for the same seed."""
    return sorted(Random(seed).sample(range(1, size + 1), min(number, size)))


class Samples:
    """A read model and a plain replay side by side at some positions; `asked` counts the rows that were compared."""

    def __init__(self, model: ReadModel, day: str, positions: list[int], read: Read, seed: int) -> None:
        """Take the read model, the day its readings are made for, and the facts of its ledger in order."""
        self._model, self._day, self._seed = model, day, seed
        self.asked = 0
        told: dict[str, int] = dict(model.db.execute("select projection, count(*) from rows group by 1").fetchall())
        self._below: dict[str, int] = {name: _WHOLE * ROWS // max(told.get(name, 0), ROWS) for name in PROJECTIONS}
        self._prefixes = Prefixes(positions, read)

    def partings(self) -> Iterator[Parting]:
        """Yield all in which readings differ from the replay: who is who, what counts, which rows there are, what each
        rests on, and what it says."""
        kept = self._prefixes.kept(self._wanted)
        for end, rows, ready in zip(self._prefixes.ends, kept.rows, self._prefixes.ready(kept), strict=True):
            at = Reading(self._model, self._day, end.position)
            self.asked += len(rows)
            told = (
                self._who(at, end),
                self._counting(at, end, kept),
                self._keys(at, rows),
                self._rows(at, end, kept, rows, ready),
            )
            for position, place in chain.from_iterable(told):
                yield Parting(position, f"{place} as known by #{end.position}")

    def _wanted(self, name: str, key: Key) -> bool:
        if self._below[name] == _WHOLE:
            return True
        digest = blake2b(f"{self._seed} {name} {key_text(key)}".encode(), digest_size=4).digest()
        return int.from_bytes(digest, "big") < self._below[name]

    def _who(self, at: Reading, end: Prefix) -> Iterator[Parting]:
        same = at.identity.same
        for id_ in sorted({*same, *end.same}):
            if same.get(id_) != end.same.get(id_):
                naming = (r.position for r in self._prefixes.records if r.type == "entity.matched" and id_ in r.named)
                yield Parting(min(naming, default=end.position), f"who is who ({id_})")

    def _counting(self, at: Reading, end: Prefix, kept: Kept) -> Iterator[Parting]:
        dead = {kept.places[id_] for id_ in end.dead if id_ in kept.places}
        for position in sorted({*kept.places.values(), 1, end.position, end.position + 1}):
            if at.counts(position) != (position <= end.position and position not in dead):
                yield Parting(position, "what counts")

    def _keys(self, at: Reading, rows: Rows) -> Iterator[Parting]:
        for name in (name for name, below in self._below.items() if below == _WHOLE):
            told = {(name, key) for key in at.keys(name)}
            for row in sorted(told ^ {row for row in rows if row[0] == name}):
                positions = rows[row][1] if row in rows else at.evidence(name, *row[1])
                yield Parting(min(positions, default=at.position), f"keys ({_named(row)})")

    def _rows(self, at: Reading, end: Prefix, kept: Kept, rows: Rows, ready: Mapping[RowKey, Row]) -> Iterator[Parting]:
        # Also rows that nobody has spoken of yet: they must be empty.
        for name, key in sorted({*kept.keys, *rows}):
            if end.resolved(key) != key:
                continue
            _, positions = rows.get((name, key), (None, ()))
            found = at.evidence(name, *key)
            said, mine = at.row(name, *key).encode(), (ready.get((name, key)) or PROJECTIONS[name].row()).encode()
            if found != list(positions):
                apart = set(found) ^ set(positions)
                yield Parting(min(apart, default=end.position), f"evidence ({_named((name, key))})")
            elif said != mine:
                yield Parting(first_claim(said, mine) or end.position, f"rows ({_named((name, key))})")


def _named(row: RowKey) -> str:
    return " ".join((row[0], *row[1]))
