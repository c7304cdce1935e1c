"""Who has rows in a projection, in their order at the head, and which of them stood at an earlier position.

What stands at the head stood from its first fact on. Only what was struck or matched at any time is asked for, and
there is little of it, so an earlier position costs about as much as the head.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator, Sequence

from legation import spells
from legation.compact import chosen, gathered
from legation.growing import Growing
from legation.ids import fold as folded
from legation.projection import PROJECTIONS, Key, Projection, Row
from legation.read_model import ReadModel
from legation.replay import Identity, Match, fold, survivors
from legation.tables import SEPARATOR, key_text, text_key

_MOST_FOLDED = 200  # keys without a row now, for what they were sorted by
_NEVER = 0xFFFFFFFF  # no row stands from here on: its spells tell

_HAVE = """select key from rows where projection = :projection
    and key in (select value from json_each(:asked))"""
# Rows at the head, keys that stand where another has its row, and keys of which the head knows nothing.
_LISTED = """with listed (key, first, sort, name) as (
    select r.key, iif(r.key in (select value from json_each(:asked)), :never, r.first), r.sort, coalesce(n.folded, '')
        from rows r left join names n on n.id = r.key
        where r.projection = :projection and r.key >= :from and r.key < :to
    union all select json_extract(value, '$[0]'), :never, r.sort, coalesce(n.folded, '') from json_each(:beside)
        join rows r on r.projection = :projection and r.key = json_extract(value, '$[1]')
        left join names n on n.id = r.key
    union all select json_extract(value, '$[0]'), :never, json_extract(value, '$[1]'), json_extract(value, '$[2]')
        from json_each(:gone))
    select key, first from listed order by sort, name, key"""


class Roll:
    """One list: the first parts of the keys of a projection, each once, or with `whole` the keys in full."""

    def __init__(self, model: ReadModel, projection: str, kind: str = "", *, whole: bool = False) -> None:
        """List what the tables hold, or only ids of one kind."""
        self._projection, self._whole = projection, whole
        self._from, self._to = (f"{kind}:", f"{kind};") if kind else ("", "\U0010ffff")
        firsts: dict[str, int] = {}
        keys = self._asked(model)
        for text, first in self._ordered(model, keys):
            id_ = self._listed(text)
            if first < firsts.get(id_, _NEVER + 1):
                firsts[id_] = first
        asked = {self._listed(key_text(key)) for key in keys}
        self._places = {id_: n for n, id_ in enumerate(firsts) if id_ in asked}
        self._first, self._texts = array("I", firsts.values()), gathered(firsts)

    def standing(self, model: ReadModel, position: int, identity: Identity) -> Sequence[str]:
        """Return what stood at a position, at which `identity` told who is who."""
        told = spells.standing(model.db, self._projection, position)
        texts = (key_text(identity.resolve(text_key(text))) for text in told)
        ids = {self._listed(text) for text in texts if self._from <= text < self._to}
        asked = [n for n in map(self._places.__getitem__, ids) if self._first[n] > position]
        stood = [n for n, first in enumerate(self._first) if first <= position]
        return chosen(self._texts, sorted(stood + asked) if asked else stood)

    def _listed(self, text: str) -> str:
        return text if self._whole else text.partition(SEPARATOR)[0]

    def _asked(self, model: ReadModel) -> set[Key]:
        """Return the keys with spells, and those as which they can ever have stood."""
        matches = model.db.execute("select position, entity, other, keep from matches order by position")
        ever = Identity(survivors(map(Match._make, matches)))
        told = model.db.execute("select distinct key from spells where projection = ?", (self._projection,))
        keys = {key for (text,) in told for key in ever.written(text_key(text))}
        return {key for key in keys if self._from <= key_text(key) < self._to}

    def _ordered(self, model: ReadModel, keys: Collection[Key]) -> Iterator[tuple[str, int]]:
        """Yield all keys in their order, and from which position on each stands that has no spells.

        One that has no row now stands as it stood last; of many, where the row is with which it was joined, if any is.
        """
        now = model.identity()
        rows = {key: key_text(now.resolve(key)) for key in keys}
        known = {
            "projection": self._projection, "from": self._from, "to": self._to, "never": _NEVER,
            "asked": json.dumps(sorted(set(rows.values()))),
        }  # fmt: skip
        have = {text for (text,) in model.db.execute(_HAVE, known)}
        lost = {key_text(key): key for key, row in rows.items() if row not in have or row != key_text(key)}
        if len(lost) <= _MOST_FOLDED:
            beside, gone = [], [(text, *_last_order(model, self._projection, key)) for text, key in lost.items()]
        else:
            beside = [(text, rows[key]) for text, key in lost.items() if rows[key] in have]
            gone = [(text, "", "") for text, key in lost.items() if rows[key] not in have]
        known |= {"beside": json.dumps(beside), "gone": json.dumps(gone)}
        yield from model.db.execute(_LISTED, known)


def _last_order(model: ReadModel, projection: str, key: Key) -> tuple[str, str]:
    """Return what a row without facts that count was sorted by when it last had some."""
    name = ""
    if len(key) == 1:
        named = model.db.execute("select folded from names where id = ?", key).fetchone()
        told = model.db.execute("select projection from parts where id = ? and key = ? order by projection", key * 2)
        named_by = (other for (other,) in told if PROJECTIONS[other].row.label is not Row.label)
        labels = (_last(model, other, key).label() for other in named_by)
        name = named[0] if named else folded(next(filter(None, labels), ""))
    return _last(model, projection, key).order(), name


def _last(model: ReadModel, projection: str, key: Key) -> Row:
    made: Projection[Row] = PROJECTIONS[projection]
    told = """with last (position) as (
            select max(coalesce(until - 1, :size)) from spells where projection = :projection and key = :key)
        select t.position from touches t, last where projection = :projection and key = :key
            and t.position <= last.position and not exists (select 1 from dead d where d.position = t.position
            and since <= last.position and (until is null or last.position < until)) order by 1"""
    known = {"projection": projection, "key": key_text(key), "size": model.size}
    facts = model.facts_at([position for (position,) in model.db.execute(told, known)])
    return fold(made, facts, lambda written: written == key, Growing()).row(made.row)
