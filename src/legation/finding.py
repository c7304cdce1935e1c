"""Search: what holds some words in its names, or in what is told of it, the best matches first (house.md 6).

Words are looked for in the full-text index, so that the work follows what they hit and not the size of the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from legation.fact import Fact
from legation.fulltext import SHORTEST, quoted
from legation.ids import ENTITY_KINDS, fold, is_id, kind
from legation.indexing import spoken_in
from legation.lookup import names_of
from legation.occasion import lies_ahead
from legation.reading import Reading
from legation.words import about, thing, what

# How good a match is, the best first. An other name of a thing comes behind the one it is shown by.
_WHOLE, _BEGINS, _HOLDS, _IN_NAMES, _TEXT, _NAME_AND_TEXT, _TEXTS = 0, 2, 4, 6, 7, 8, 9
_ALIAS = 1
_MOST_TEXTS = 500  # texts looked through for whom they name


class Found(NamedTuple):
    """Something that a search found: what kind of thing, its name, the text that holds the words, its id.

    An event that is about no thing has its position as id: `#12`. No text: the name says it all.
    """

    kind: str
    name: str
    matched: str
    id: str


Hits = dict[str, list[int]]  # the events that hold a word, by what they are about


def search(at: Reading, words: str) -> list[Found]:
    """Return what holds all words, the best first.

    A whole name comes before the beginning of one, that before a part, and names before texts; last come things whose
    name holds some of the words and a text that names them the rest, or that hold them in several texts together.
    """
    hits = {word: _hits(at, word) for word in dict.fromkeys(fold(words).split())}
    if not hits:
        return []
    found: dict[str, tuple[int, str]] = {}
    for rank, id_, text in (*_by_name(at, hits), *_by_text(at, hits), *_by_both(at, hits), *_by_texts(at, hits)):
        if id_ not in found:
            found[id_] = (rank, text)
    told = [(rank, _found(at, id_, text)) for id_, (rank, text) in found.items() if _has_begun(at, id_)]
    return [one for _, one in sorted(told, key=lambda pair: (pair[0], fold(pair[1].name), pair[1].id))]


def hits(at: Reading, word: str) -> list[int]:
    """Return the positions of the events, of any moment, whose names or texts hold a word, folded, in order."""
    return [position for _, position in _holding(at, word)]


def _holding(at: Reading, word: str) -> list[tuple[str, int]]:
    held = "search match ?" if len(word) >= SHORTEST else "s.text like ? escape '!'"
    asked = quoted(word) if len(word) >= SHORTEST else f"%{_escaped(word)}%"
    told = f"select i.subject, i.position from search s join ids i on i.position = s.rowid where {held} order by 2"
    return at.model.db.execute(told, (asked,)).fetchall()


def _hits(at: Reading, word: str) -> Hits:
    found: Hits = defaultdict(list)
    for subject, position in _holding(at, word):
        if at.counts(position):
            found[at.identity.resolve((subject,))[0] if is_id(subject) else f"#{position}"].append(position)
    return found


def _by_name(at: Reading, hits: Mapping[str, Hits]) -> Iterator[tuple[int, str, str]]:
    for id_ in _all(hits):
        if is_id(id_):
            shown, *others = names_of(at, id_)
            ranks = [(_rank(shown, hits), ""), *((_rank(name, hits) + _ALIAS, name) for name in others)]
            together = ", ".join((shown, *others))
            best = min(ranks, key=lambda pair: pair[0])
            if best[0] < _IN_NAMES:
                yield best[0], id_, best[1]
            elif _holds(together, hits):
                yield _IN_NAMES, id_, together


def _rank(name: str, hits: Iterable[str]) -> int:
    folded, wanted = fold(name), " ".join(hits)
    if folded == wanted:
        return _WHOLE
    if folded.startswith(wanted):
        return _BEGINS
    return _HOLDS if _holds(name, hits) else _TEXTS


def _by_text(at: Reading, hits: Mapping[str, Hits]) -> Iterator[tuple[int, str, str]]:
    """Yield what one event tells with all words, of the thing that it is mainly about."""
    for id_ in _all(hits):
        shared = set.intersection(*(set(found[id_]) for found in hits.values()))
        told = (text for position in sorted(shared) for text in _texts(at, at.fact(position)))
        if text := next((text for text in told if _holds(text, hits)), ""):
            yield _TEXT, id_, text


def _by_both(at: Reading, hits: Mapping[str, Hits]) -> Iterator[tuple[int, str, str]]:
    """Yield things whose names hold some of the words, where a text that names them holds the others."""
    named: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for id_ in dict.fromkeys(id_ for found in hits.values() for id_ in found if is_id(id_)):
        text = fold(" ".join(names_of(at, id_)))
        named[frozenset(word for word in hits if len(word) >= SHORTEST and word in text)].append(id_)
    for words, ids in named.items():
        rest = [word for word in hits if word not in words]
        if words and rest:
            positions = [{p for found in hits[word].values() for p in found} for word in rest]
            for position in sorted(set.intersection(*positions))[:_MOST_TEXTS]:
                fact = at.fact(position)
                text = next((text for text in _texts(at, fact) if _holds(text, rest)), "")
                who = at.identity.resolve(tuple(_ids(fact.data))) if text else ()
                yield from ((_NAME_AND_TEXT, id_, text) for id_ in ids if id_ in who)


def _by_texts(at: Reading, hits: Mapping[str, Hits]) -> Iterator[tuple[int, str, str]]:
    """Yield things that several events together tell of with all words."""
    for id_ in _all(hits):
        told = [
            next((t for p in found[id_] for t in _texts(at, at.fact(p)) if word in fold(t)), "")
            for word, found in hits.items()
        ]
        if all(told):
            yield _TEXTS, id_, " … ".join(dict.fromkeys(told))


def _all(hits: Mapping[str, Hits]) -> list[str]:
    """Return what every word is told of, in events that are mainly about it."""
    first, *others = hits.values()
    return sorted(id_ for id_ in first if all(id_ in found for found in others))


def _texts(at: Reading, fact: Fact) -> list[str]:
    return [] if lies_ahead(fact, at) else spoken_in(fact)


def _has_begun(at: Reading, id_: str) -> bool:
    """Tell whether a thing does not surely lie after the day; what only has a name lies on no day."""
    dated = is_id(id_) and kind(id_) not in {*ENTITY_KINDS, "doc"}
    return not dated or any(not lies_ahead(fact, at) for fact in at.about(id_))


def _found(at: Reading, id_: str, text: str) -> Found:
    if is_id(id_):
        return Found(thing(kind(id_)), at.name(id_), text, id_)
    fact = at.fact(int(id_[1:]))
    return Found("event", ": ".join(filter(None, (what(fact), about(fact, at.name)))), text, id_)


def _holds(text: str, words: Iterable[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _ids(value: Any) -> Iterator[str]:
    match value:
        case str() if is_id(value):
            yield value
        case Mapping():
            yield from (id_ for name, member in value.items() if name != "evidence" for id_ in _ids(member))
        case list() | tuple():
            yield from (id_ for member in value for id_ in _ids(member))


def _escaped(word: str) -> str:
    return "".join(f"!{c}" if c in "!%_" else c for c in word)
