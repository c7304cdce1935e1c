"""Since when, and until when, anything that counts has touched a written key: kept where the row does not tell.

Most rows stand from their first fact on. It is otherwise for keys that a fact has touched which was struck, for a time
or for good, and for keys with an id that was ever matched with another.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from legation.tables import text_key

_Spell: TypeAlias = tuple[int, int | None]
# To ask for each key once would make SQLite go through all of them in order, instead of through the positions.
_TOUCHED_BY_STRUCK = """select projection, key from touches
    where position in (select value from json_each(:toggled))"""
_WITH_MATCHED = """select projection, key from parts where id in (
    select entity from matches where position > :size union select other from matches where position > :size)"""
_TOUCHED_ANEW = "select projection, key from touches where position > :size"
_MATCHED = """select entity from matches where entity in (select value from json_each(?1))
    union select other from matches where other in (select value from json_each(?1))"""


def settle(db: sqlite3.Connection, size: int, toggled: Collection[int]) -> None:
    """Write the spells of every key for which they may be others than when the tables stood at `size`.

    `toggled` are the positions of facts that began or ceased to count since.
    """
    known = {"size": size, "toggled": json.dumps(sorted(toggled))}
    changed = {row for told in (_TOUCHED_BY_STRUCK, _WITH_MATCHED) for row in db.execute(told, known)}
    if size:
        touched = set(db.execute(_TOUCHED_ANEW, known))
        parts = {part for _, text in touched for part in text_key(text)}
        matched = {id_ for (id_,) in db.execute(_MATCHED, (json.dumps(sorted(parts)),))}
        changed |= {row for row in touched if not matched.isdisjoint(text_key(row[1])) or _kept(db, *row)}
    for projection, text in sorted(changed):
        db.execute("delete from spells where projection = ? and key = ?", (projection, text))
        spells = _joined(_each(db, projection, text))
        db.executemany("insert into spells values (?, ?, ?, ?)", ((projection, text, *spell) for spell in spells))


def standing(db: sqlite3.Connection, projection: str, position: int) -> Iterator[str]:
    """Yield the keys that something touched which counted at a position, of those that have spells."""
    told = "select key from spells where projection = ?1 and since <= ?2 and (until is null or ?2 < until)"
    return (text for (text,) in db.execute(told, (projection, position)))


def _kept(db: sqlite3.Connection, projection: str, text: str) -> bool:
    told = "select 1 from spells where projection = ? and key = ? limit 1"
    return db.execute(told, (projection, text)).fetchone() is not None


def _each(db: sqlite3.Connection, projection: str, text: str) -> Iterator[_Spell]:
    """Yield the spells of each fact that touched a key, up to the first that never ceased to count."""
    told = """select t.position, d.since, d.until from touches t left join dead d on d.position = t.position
        where t.projection = ? and t.key = ? order by t.position, d.since"""
    for position, struck in groupby(db.execute(told, (projection, text)), key=itemgetter(0)):
        began: int | None = position
        for _, ceased, again in struck:
            if ceased is None:
                break
            if began is not None and began < ceased:
                yield began, ceased
            began = again
        if began is not None:
            yield began, None
        if began == position:
            return


def _joined(spells: Iterable[_Spell]) -> Iterator[_Spell]:
    """Yield spells as one where they meet or overlap."""
    since: int | None = None
    until: int | None = 0
    for began, ceased in sorted(spells, key=itemgetter(0)):
        if since is not None and (until is None or began <= until):
            until = None if until is None or ceased is None else max(until, ceased)
            continue
        if since is not None:
            yield since, until
        since, until = began, ceased
    if since is not None:
        yield since, until
