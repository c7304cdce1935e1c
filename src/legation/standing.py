"""Which rows stood at an earlier position, without looking at each: most stand at the head as they did.

A row at the head stood by then if a fact that counts had touched it. It is otherwise only for rows that a later
retraction, restoration or match has to do with: for these, it is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TypeAlias

from legation.projection import Key
from legation.read_model import ReadModel
from legation.replay import Identity
from legation.tables import key_text, text_key

Order: TypeAlias = tuple[str, str]

# Facts that counted by then and do not at the head, or the other way round.
_TURNED = "select position from dead where since > :known or until > :known"
_SORTED = """with found (key, sort, name) as (
    select r.key, r.sort, coalesce(n.folded, '') from rows r left join names n on n.id = r.key
    where r.projection = :projection and r.first <= :known and r.key not in (select value from json_each(:gone))
    union all select json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
    from json_each(:asked))
    select key from found order by sort, name, key"""


def standing(
    model: ReadModel, identity: Identity, position: int, projection: str,
    stood: Callable[[Key], bool], order: Callable[[Key], Order],
) -> Iterator[str]:  # fmt: skip
    """Yield the keys, as the tables hold them, of rows that stood at a position, at which `identity` told who is who.

    They are sorted as their rows order themselves, and by their names, as these are at the head; `stood` and `order`
    are asked for rows of which the head cannot tell.
    """
    now = model.identity()
    asked = _stirred(model, (identity, now), position, projection)
    then = {identity.resolve(key) for key in asked}
    told = model.db.execute(_SORTED, {
        "projection": projection, "known": position,
        "gone": json.dumps(sorted({key_text(now.resolve(key)) for key in asked})),
        "asked": json.dumps([(key_text(key), *order(key)) for key in then if stood(key)]),
    })  # fmt: skip
    return (text for (text,) in told)


def _stirred(model: ReadModel, identities: tuple[Identity, ...], position: int, projection: str) -> set[Key]:
    """Return the written keys with which a later retraction, restoration or match has to do."""
    known = {"known": position, "projection": projection}
    touched = f"select distinct key from touches where position in ({_TURNED}) and projection = :projection"
    keys = {text_key(text) for (text,) in model.db.execute(touched, known)}
    matched = model.db.execute(
        f"select entity, other from matches where position > :known or position in ({_TURNED})", known
    )
    ids = {id_ for pair in matched.fetchall() for id_ in pair}
    joined = {member for who in identities for id_ in ids for member in (id_, *who.members(id_))}
    for id_ in joined:
        told = model.db.execute("select key from parts where id = ? and projection = ?", (id_, projection))
        keys.update(text_key(text) for (text,) in told)
    return keys
