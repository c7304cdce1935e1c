"""Two read models of one ledger held side by side, table by table: where they part, and at which event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import orjson

from legation.read_model import ReadModel
from legation.tables import TABLES

_WORD = {(True, False): "too many:", (False, True): "missing:", (True, True): "otherwise:"}
# Of what is remembered of the making, only this decides what answers say.
_OF = {"meta": "where name in ('size', 'root', 'known', 'code')"}
# The first event behind a row that names none itself; columns that name one.
_FIRST = {
    "days": "select min(position) from stops where day = :day",
    "same": "select min(position) from matches where :id in (entity, other)",
    "names": "select min(first) from rows where projection = :projection and key = :id",
    "parts": "select min(position) from touches where projection = :projection and key = :key",
}
_POSITIONS = ("position", "first", "since", "rowid")
_RANK = {type(None): 0, int: 1, float: 1, str: 2, bytes: 3}  # as SQLite sorts them

Found: TypeAlias = tuple[Any, ...]
Columns: TypeAlias = dict[str, Any]


class Parting(NamedTuple):
    """A place where what is kept is not what the ledger says: the first event concerned (0: none is), and the place."""

    position: int
    place: str


def unsound(model: ReadModel) -> str:
    """Return what SQLite itself finds wrong with the tables, their indexes and the full text; empty if nothing."""
    try:
        found = str(model.db.execute("pragma integrity_check(1)").fetchone()[0])
        model.db.execute("insert into search (search) values ('integrity-check')")
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" else found


def partings(kept: ReadModel, anew: ReadModel) -> Iterator[Parting]:
    """Yield every row of every table in which a read model differs from one made anew."""
    for table in TABLES:
        yield from _partings(table, kept, anew)


def rows_of(model: ReadModel, table: str) -> int:
    """Count the rows of a table."""
    return int(model.db.execute(f"select count(*) from {table}").fetchone()[0])


def _partings(table: str, kept: ReadModel, anew: ReadModel) -> Iterator[Parting]:
    told = dict(anew.db.execute(f"select name, pk from pragma_table_info('{table}')").fetchall())
    keys = sorted(filter(told.get, told), key=told.__getitem__) or ["rowid"]  # full text has no other key
    columns = [*keys, *(column for column in told if column not in keys)]
    query = f"select {', '.join(columns)} from {table} {_OF.get(table, '')} order by {', '.join(keys)}"
    try:
        for pair in _apart(kept.db.execute(query), anew.db.execute(query), len(keys)):
            old, new = (dict(zip(columns, row, strict=True)) if row else None for row in pair)
            row = new or old or {}
            name = " ".join(str(row[key]) for key in keys if key not in _POSITIONS).replace("\x1f", " ")
            place = f"{table} ({_WORD[bool(old), bool(new)]}{' ' if name else ''}{name})"
            yield Parting(_event(table, old, new, anew), place)
    except sqlite3.DatabaseError as error:
        yield Parting(0, f"{table} (cannot be read: {error})")


def _apart(one: Iterator[Found], other: Iterator[Found], keys: int) -> Iterator[tuple[Found | None, Found | None]]:
    """Yield the rows that two sorted results do not share, those with the same key as a pair."""
    old, new = next(one, None), next(other, None)
    while old is not None or new is not None:
        if old == new:
            old, new = next(one, None), next(other, None)
            continue
        first = [_rank(row[:keys]) if row is not None else None for row in (old, new)]
        mine = first[0] is not None and (first[1] is None or first[0] <= first[1])
        theirs = first[1] is not None and (first[0] is None or first[1] <= first[0])
        yield old if mine else None, new if theirs else None
        old, new = next(one, None) if mine else old, next(other, None) if theirs else new


def _rank(key: Found) -> list[tuple[int, Any]]:
    return [(_RANK[type(value)], value) for value in key]


def _event(table: str, old: Columns | None, new: Columns | None, anew: ReadModel) -> int:
    """Return the first event that has to do with a difference; 0 if none is known to."""
    row = new or old or {}
    if table == "rows" and old and new and (position := first_claim(old["body"], new["body"])):
        return position
    if asked := _FIRST.get(table):
        return int(anew.db.execute(asked, row).fetchone()[0] or 0)
    places = [one[name] for one in (old, new) if one for name in _POSITIONS if isinstance(one.get(name), int)]
    return min(places, default=0)


def first_claim(one: bytes, other: bytes) -> int:
    """Return the first position at which one of two encoded rows claims what the other does not; 0 if neither does."""
    try:
        told = [
            {(claim[0], orjson.dumps([name, claim])) for name, claims in orjson.loads(body).items() for claim in claims}
            for body in (one, other)
        ]
        return min((int(position) for position, _ in told[0] ^ told[1]), default=0)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):  # somebody else wrote one of them
        return 0
