"""What people call things: an id, a name or an unambiguous part of one, case and accents aside (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.errors import Ambiguous, NotUnderstood
from legation.fulltext import SHORTEST, quoted
from legation.ids import fold, is_id, kind
from legation.projections.registry import Entity, aliases
from legation.reading import Reading
from legation.words import thing

MOST_NAMED = 8


def find(at: Reading, words: str, *kinds: str) -> str:
    """Return the one id of these kinds that `words` names.

    An id is taken as it is, with or without its prefix; then a whole name counts, then names that hold all words.
    Raises NotUnderstood, naming what comes near, if nothing answers, and Ambiguous if several things do.
    """
    for id_ in (words, *(f"{prefix}:{words}" for prefix in kinds)):
        if is_id(id_) and kind(id_) in kinds:
            survivor = at.identity.resolve((id_,))[0]
            if at.name(survivor) != survivor or at.naming(survivor):
                return survivor
    found = candidates(at, words, *kinds)
    if len(found) == 1:
        return found[0]
    wanted = " or ".join(map(thing, kinds))
    if not found:
        near = at.model.near(words) if is_id(words) and kind(words) in kinds else _near(at, words, kinds)
        raise NotUnderstood(words, f"{wanted} in this ledger", near)
    named = [f"{at.name(id_)} ({id_})" for id_ in found[:MOST_NAMED]]
    raise Ambiguous(words, wanted, len(found), named)


def candidates(at: Reading, words: str, *kinds: str) -> list[str]:
    """Return the ids of these kinds that `words` may name: those it names wholly, else those that hold all words."""
    whole, part = _called(at, words, kinds)
    return whole or part


def called(at: Reading, words: str, *kinds: str) -> list[str]:
    """Return the ids of these kinds with all words in a name, or in all of their names together."""
    whole, part = _called(at, words, kinds)
    return [*whole, *part]


def _called(at: Reading, words: str, kinds: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the ids that are called so, and those whose names hold the words beside others."""
    wanted = fold(words)
    whole, part = [], []
    for id_ in _holding(at, wanted.split()):
        if kind(id_) not in kinds:
            continue
        names = [fold(name) for name in names_of(at, id_)]
        if wanted in names:
            whole.append(id_)
        elif any(all(word in name for word in wanted.split()) for name in (*names, " ".join(names))):
            part.append(id_)
    return whole, part


def names_of(at: Reading, id_: str) -> list[str]:
    """Return everything that `id_` is called: the name shown first, then every other one."""
    entity = at.row("registry", id_)
    others = [name.name for name in aliases(entity)] if isinstance(entity, Entity) else []
    return list(dict.fromkeys((at.name(id_), *others)))


def _holding(at: Reading, words: Sequence[str]) -> Iterator[str]:
    """Yield ids whose facts hold one of the words, or all ids with a name where the words are too short to look up."""
    long = [word for word in words if len(word) >= SHORTEST]
    if long:
        told = at.model.db.execute(
            "select distinct i.subject, i.position from search s join ids i on i.position = s.rowid "
            "where search match ?",
            (" OR ".join(map(quoted, long)),),
        )
        ids = (subject for subject, position in told.fetchall() if at.counts(position))
    else:
        ids = (id_ for (id_,) in at.model.db.execute("select id from names order by folded").fetchall())
    survivors = (at.identity.resolve((id_,))[0] for id_ in ids)
    return iter(sorted(dict.fromkeys(survivors), key=lambda id_: (fold(at.name(id_)), id_)))


def _near(at: Reading, words: str, kinds: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    told = at.model.db.execute("select folded, name, id from names")
    names = {folded: name for folded, name, id_ in told if kind(id_) in kinds}
    return [names[near] for near in get_close_matches(fold(words), names, n=3, cutoff=0.6)]
