"""What people call things: an id, a name or an unambiguous part of one, case and accents aside (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legation.errors import Ambiguous, NotUnderstood
from legation.ids import fold, is_id, kind
from legation.loading import spoken_in
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
        near = at.model.near(words) if is_id(words) else _near(at, words, kinds)
        raise NotUnderstood(words, f"{wanted} in this ledger", near)
    named = [f"{at.name(id_)} ({id_})" for id_ in found[:MOST_NAMED]]
    raise Ambiguous(words, wanted, len(found), named)


def candidates(at: Reading, words: str, *kinds: str) -> list[str]:
    """Return the ids of these kinds that `words` may name: those it names wholly, else those that hold all words."""
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
    return whole or part


class Found(NamedTuple):
    """Something that a search found: what kind of thing, its name, the text that holds the words, its id."""

    kind: str
    name: str
    matched: str
    id: str


def search(at: Reading, words: str) -> list[Found]:
    """Return what holds all words in its names and short texts, the best matches first.

    A whole name comes before the beginning of one, that before a part, a name before a text, and last what holds the
    words only in several texts together.
    """
    wanted = fold(words).split()
    found: dict[str, tuple[int, Found]] = {}
    for id_ in _holding(at, wanted):
        shown, *others = names_of(at, id_)
        told = [text for fact in at.about(id_) for text in spoken_in(fact.data)]
        ranked = [(_rank(shown, wanted), shown), *((_rank(name, wanted) + 1, name) for name in others),
                  *((_IN_A_TEXT, text) for text in told if _holds(text, wanted))]  # fmt: skip
        rank, text = min(ranked, key=lambda pair: pair[0])
        if rank >= _NOT_IN_THE_NAME and _holds(" ".join((shown, *others, *told)), wanted):
            parts = [text for text in (shown, *others, *told) if any(word in fold(text) for word in wanted)]
            rank, text = _SPREAD, " … ".join(dict.fromkeys(parts))
        if rank < _NOT_IN_THE_NAME or rank == _SPREAD:
            found[id_] = (rank, Found(thing(kind(id_)), at.name(id_), text, id_))
    return [item for _, item in sorted(found.values(), key=lambda pair: (pair[0], fold(pair[1].name), pair[1].id))]


_IN_A_TEXT, _NOT_IN_THE_NAME, _SPREAD = 8, 20, 30


def _rank(name: str, wanted: Sequence[str]) -> int:
    folded = fold(name)
    if folded == " ".join(wanted):
        return 0
    if folded.startswith(" ".join(wanted)):
        return 2
    return 4 if _holds(name, wanted) else _NOT_IN_THE_NAME


def _holds(text: str, wanted: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


def names_of(at: Reading, id_: str) -> list[str]:
    """Return everything that `id_` is called: the name shown first, then every other one."""
    entity = at.row("registry", id_)
    others = [name.name for name in aliases(entity)] if isinstance(entity, Entity) else []
    return list(dict.fromkeys((at.name(id_), *others)))


def _holding(at: Reading, words: Sequence[str]) -> Iterator[str]:
    """Yield ids whose facts hold one of the words, or all ids with a name where the words are too short to look up."""
    long = [word for word in words if len(word) >= 3]
    if long:
        told = at.model.db.execute(
            "select distinct i.subject, i.position from search s join ids i on i.position = s.rowid "
            "where search match ?",
            (" OR ".join('"' + word.replace('"', '""') + '"' for word in long),),
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
