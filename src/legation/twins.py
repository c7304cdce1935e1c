"""What may have been recorded twice: new events held against those that they could repeat (domain.md 11.4, W5).

Nothing is refused for it. Only what an append brings is looked at, and its likely twins are found by index, so that
long batches stay quick; what was likely before is not told again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple, cast

from legation.dates import parse
from legation.errors import Fault
from legation.fact import Fact
from legation.fulltext import SHORTEST, quoted
from legation.ids import fold, kind
from legation.likeness import Account, account, distinct, shared
from legation.namesake import namesakes, words_of
from legation.projections.registry import Entity, aliases, attribute, shown_name
from legation.reading import Reading

_MOST = 20  # candidates that are looked at: of one event, by one way to find them
_WORDS, _WORD, _NAME = 8, 12, 60  # by more words or letters of a name nothing else would be found
_STAY = timedelta(days=31)  # a longer stay that encloses another one, with neither end near it, is not found
_ACCOUNTS = ("meeting.held", "visit.made")
_NAMING = ("entity.registered", "entity.named")
_PROMISES = frozenset({"commitment.made", "recommendation.made"})
_BESIDE = frozenset({"evidence", "note", "reason"})
# Two things of one name are two if these differ: an ambassador of one state is not one of another.
_APART = {"office": ("org",), "place": ("class",), "agreement": ("class", "parent"), "person": ("birth",)}
_EMPTY = frozenset({"that", "this", "there", "their", "with", "from", "into", "have", "make", "more", "other", "such"})


class _Pair(NamedTuple):
    """Two ids that may be one, and by what they look like it."""

    one: str
    other: str
    how: str


def twins(at: Reading, since: int) -> Iterator[Fault]:
    """Yield what the events behind position `since` may repeat, each thing once, with how to go on."""
    new = [at.fact(position) for position in range(since + 1, at.position + 1) if at.counts(position)]
    before = Reading(at.model, at.day, since)
    yield from _twice(at, new)
    pairs = {
        frozenset(pair[:2]): pair
        for pair in (*_named(at, new, before), *_promised(at, new, since), *_engaged(at, new, before))
    }
    found: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs.values():
        later, earlier = sorted(pair[:2], key=lambda id_: _first(at, id_), reverse=True)
        found[later].append(_Pair(later, earlier, pair.how))
    yield from (_match(likely, at) for likely in found.values())


def _first(at: Reading, id_: str) -> int:
    marks = ", ".join("?" * len(members := at.identity.members(id_)))
    found = at.model.db.execute(f"select min(position) from ids where subject in ({marks})", members).fetchone()
    return int(found[0] or 0)


def _twice(at: Reading, new: Iterable[Fact]) -> Iterator[Fault]:
    """Yield facts told before, in the same words, of the same lines: other lines would corroborate them."""
    told: dict[tuple[str, str], dict[str, list[Fact]]] = {}
    for fact in new:
        place = (fact.type, at.identity.resolve((fact.subject,))[0])
        if place not in told and fact.data.get("evidence"):
            group = told[place] = defaultdict(list)
            for other in _of(at, *place):
                group[_said(other.data)].append(other)
        alike = told.get(place, {}).get(_said(fact.data), [])
        earlier = next((f for f in alike if f.position < fact.position and _lines(f) & _lines(fact)), None)
        if earlier:
            what = f"#{fact.position} says of the same lines what #{earlier.position} says"
            act = f"legation retract {fact.position} --ground duplicate --reason …"
            yield Fault("W5", what, "a fact once", f"take it back: {act}, or go on: nothing is refused", fact.subject)


def _of(at: Reading, type_: str, id_: str) -> list[Fact]:
    told = "select position from ids where subject = ? and type = ? order by position"
    found = [p for id_ in at.identity.members(id_) for (p,) in at.model.db.execute(told, (id_, type_)).fetchall()]
    return [at.fact(p) for p in sorted(found) if at.counts(p)]


def _said(data: Mapping[str, Any]) -> str:
    return repr(sorted((name, repr(value)) for name, value in data.items() if name not in _BESIDE))


def _lines(fact: Fact) -> set[tuple[str, int]]:
    return {
        (piece["document"], line)
        for piece in fact.data.get("evidence", ())
        for line in range(piece["lines"][0], piece["lines"][1] + 1)
    }


def _named(at: Reading, new: Iterable[Fact], before: Reading) -> Iterator[_Pair]:
    """Yield things of one kind with a new name that may be the name of both."""
    names: dict[str, list[str]] = {}
    for fact in new:
        id_, name = at.identity.resolve((fact.subject,))[0], fact.data.get("name", "")
        for other in dict.fromkeys(_called_like(at, kind(id_), name) if fact.type in _NAMING else ()):
            if other not in names:
                names[other] = _names(at, other)
            like = next((n for n in names[other] if other != id_ and namesakes(name, n, kind(id_))), "")
            if like and not _known_apart(at, id_, other) and not _were_namesakes(before, id_, other):
                yield _Pair(id_, other, f"both are called {name}" if like == name else f"{name} is like {like}")


def _called_like(at: Reading, kind_: str, name: str) -> Iterator[str]:
    """Yield what the index knows by this name or by a half of its words: one half is without the slip.

    Of very many that share a half, only some are looked at: the work may not grow with their number.
    """
    words = [word[:_WORD] for word in words_of(name, kind_) if len(word) >= SHORTEST][:_WORDS]
    halves = [half for half in (words[: (len(words) + 1) // 2], words[(len(words) + 1) // 2 :]) if half]
    whole = fold(name)
    asked = [quoted(whole[:_NAME])] if len(whole) >= SHORTEST else []
    asked += [" OR ".join(f"({' AND '.join(map(quoted, half))})" for half in halves)] if halves else []
    told = (
        "select i.subject from search s join ids i on i.position = s.rowid "
        "where search match ? and i.type in (?, ?) and i.subject >= ? and i.subject < ? limit ?"
    )
    found = at.model.db.execute("select id from names where folded = ?", (whole,)).fetchall()
    for words_asked in asked:
        found += at.model.db.execute(told, (words_asked, *_NAMING, f"{kind_}:", f"{kind_};", _MOST)).fetchall()
    return (at.identity.resolve((id_,))[0] for (id_,) in found if kind(id_) == kind_)


def _names(at: Reading, id_: str) -> list[str]:
    row = cast("Entity", at.row("registry", id_))
    return [name for name in (shown_name(row)[0], *(alias.name for alias in aliases(row))) if name]


def _were_namesakes(before: Reading, one: str, other: str) -> bool:
    return any(namesakes(a, b, kind(one)) for a in _names(before, one) for b in _names(before, other))


def _known_apart(at: Reading, one: str, other: str) -> bool:
    """Tell whether two are known to be two: by judgement, by what each is, or by a tie between them."""
    rows = [cast("Entity", at.row("registry", id_)) for id_ in (one, other)]
    told = ({attribute(row, name).value for row in rows} - {None} for name in _APART.get(kind(one), ()))
    named = [{*map(str, claim.value.values())} for row in rows for claim in (*row.relations, *row.attrs)]
    return distinct(at, one, other) or any(len(values) > 1 for values in told) or any({one, other} & n for n in named)


def _promised(at: Reading, new: Iterable[Fact], since: int) -> Iterator[_Pair]:
    """Yield new promises and advice that another of the same parties, for the same time, tells in like words."""
    told = (
        "select i.position from search s join ids i on i.position = s.rowid where search match ? and i.type = ? limit ?"
    )
    for fact in new:
        words = (
            sorted(_content(fact.data["summary"]), key=lambda word: (-len(word), word))[:4]
            if fact.type in _PROMISES
            else []
        )
        if not words or _of(at, fact.type, fact.subject)[0].position <= since:
            continue
        pairs = combinations(words, 2) if len(words) > 1 else [words]
        asked = " OR ".join(f"({' AND '.join(map(quoted, pair))})" for pair in pairs)
        for (position,) in at.model.db.execute(told, (asked, fact.type, _MOST)).fetchall():
            other = at.fact(position)
            one, two = at.identity.resolve((fact.subject, other.subject))
            earlier = position < fact.position and at.counts(position) and one != two
            if earlier and _alike(at, fact, other) and not distinct(at, one, two):
                yield _Pair(one, two, f"#{fact.position} reads like #{position}")


def _alike(at: Reading, one: Fact, other: Fact) -> bool:
    for names in (("by",), ("to", "with")):
        mine, theirs = (
            {who for name in names for who in at.identity.resolve(tuple(f.data.get(name, ())))} for f in (one, other)
        )
        if mine and theirs and not mine & theirs:
            return False
    for name in ("due", "on"):
        if name in one.data and name in other.data:
            when, then = parse(one.data[name]), parse(other.data[name])
            if when.e_hi < then.s_lo or then.e_hi < when.s_lo:
                return False
            break
    words, others = _content(one.data["summary"]), _content(other.data["summary"])
    return len(words & others) >= max(3, 0.6 * min(len(words), len(others)))


@lru_cache(maxsize=10_000)
def _content(summary: str) -> frozenset[str]:
    """Return the beginnings of the longer words: `meeting` and `meet`, `talks` and `talk` say the same."""
    words = words_of(summary, "")
    return frozenset(word[:6].rstrip("s") for word in words if len(word) > 3 and word not in _EMPTY)


def _engaged(at: Reading, new: Iterable[Fact], before: Reading) -> Iterator[_Pair]:
    """Yield engagements that look like another one now, and did not before."""
    touched = [f.data["engagement"] for f in new if f.type in {*_ACCOUNTS, "engagement.attended"}]
    came_to: dict[str, set[str]] = {}
    for key in dict.fromkeys(at.identity.resolve(tuple(touched))):
        mine = account(at, key)
        for other in sorted(_near(at, mine, came_to) - {key}) if mine else ():
            theirs = account(at, other)
            heads = shared(at, mine, theirs) if mine and theirs else []
            if heads and not _looked_alike(before, key, other):
                yield _Pair(key, other, f"one time and place, and {' and '.join(map(at.name, heads))} in both")


def _looked_alike(before: Reading, one: str, other: str) -> bool:
    told = account(before, one), account(before, other)
    return bool(told[0] and told[1] and shared(before, told[0], told[1]))


def _near(at: Reading, mine: Account, came_to: dict[str, set[str]]) -> set[str]:
    """Return the engagements that share a head with this one: of very many only those that are dated near it."""
    for head in mine.heads - came_to.keys():
        came_to[head] = {engagement for _, engagement in at.keys_holding("attendance", head)}
    found = {key for head in mine.heads for key in came_to[head]}
    first, last = date.fromisoformat(mine.first), date.fromisoformat(mine.last)
    if len(found) <= _MOST:
        return found
    told = (
        "select distinct i.subject from stops s join ids i on i.position = s.position "
        "where s.day between ? and ? and i.type in (?, ?)"
    )
    near = at.model.db.execute(told, ((first - _STAY).isoformat(), (last + _STAY).isoformat(), *_ACCOUNTS)).fetchall()
    return found & {at.identity.resolve((id_,))[0] for (id_,) in near}


def _match(likely: list[_Pair], at: Reading) -> Fault:
    one, other, how = likely[0]
    more = f"; so may {len(likely) - 1} more" if len(likely) > 1 else ""
    act = f"legation match {one} {other} --reason …"
    remedy = f"match them: {act} (or --distinct), or go on: nothing is refused"
    called = f"{at.name(one)} may be {at.name(other)} ({other}), recorded already"
    return Fault("W5", f"{called}: {how}{more}", "one id for one thing", remedy, one)
