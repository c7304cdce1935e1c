"""What may have been recorded twice: a new event held against those that it could repeat (domain.md 11.4, W5).

Nothing is refused for it. Only what an append brings is looked at, and its likely twins are found by index, so that
long batches stay quick.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple, cast

from legation.claim import single, union
from legation.dates import OPEN_END, OPEN_START, parse
from legation.errors import Fault
from legation.fact import Fact
from legation.ids import fold, kind
from legation.projections import engagements
from legation.projections.engagements import Engagement
from legation.projections.registry import Entity
from legation.reading import Reading

ALIKE = 0.9  # of two names, as difflib measures it
_TOLD_ALIKE = 0.75  # of two promises, which are put in words of one's own
_MOST = 100  # names that share a word are looked at
_WORDS, _WORD = 3, 12  # by the beginnings of the longest words of a name, others like it are found
_LEADS = frozenset({"head", "chair", "host", "visitor", "guest"})
_ACCOUNTS = frozenset({"meeting.held", "visit.made"})
_PROMISES = {"commitment.made": "commitment", "recommendation.made": "recommendation"}
_BESIDE = frozenset({"evidence", "note"})


class Account(NamedTuple):
    """Where and when an engagement was, of what class, who led or came to it, and what it is a part of."""

    first: str
    last: str
    key: str
    where: tuple[str, str]
    heads: frozenset[str]
    at: tuple[int, ...]
    whole: str


def account(at: Reading, key: str) -> Account | None:
    """Return what is told of one engagement; None if its class, place or days are not known."""
    row = cast("Engagement", at.row("engagements", key))
    date, class_ = engagements.when(row), single(row.class_).value
    place = single(row.place).value or single(row.destination).value or single(row.venue).value
    on = parse(date.value) if date.value else None
    if not (class_ and place and on and on.s_lo != OPEN_START and on.e_hi != OPEN_END):
        return None
    return Account(on.s_lo, on.e_hi, key, (class_, place), _heads(row), date.at, single(row.parent).value or "")


def shared(at: Reading, one: Account, other: Account) -> list[str]:
    """Return the persons by whom two engagements look like one; none if they are apart, or are judged to be.

    Day and place alone are not enough: one ministry may hold two meetings on one day.
    """
    apart = one.where != other.where or one.last < other.first or other.last < one.first
    related = other.key == one.whole or one.key == other.whole or distinct(at, one.key, other.key)
    return [] if apart or related else sorted(one.heads & other.heads)


def distinct(at: Reading, one: str, other: str) -> bool:
    """Tell whether somebody judged that two ids are not one."""
    matches = cast("Entity", at.row("registry", one)).matches
    return any(
        c.value["verdict"] == "distinct" and {c.value["entity"], c.value["other"]} == {one, other} for c in matches
    )


def twins(at: Reading, since: int) -> Iterator[Fault]:
    """Yield what the events behind position `since` may repeat, each with the likely twin and how to go on."""
    new = [at.fact(position) for position in range(since + 1, at.position + 1) if at.counts(position)]
    yield from _twice(at, new)
    for fact in new:
        if fact.type == "entity.registered":
            yield from _namesakes(at, fact)
        elif fact.type in _PROMISES and _is_new(at, fact, since):
            yield from _promised(at, fact)
    for key in dict.fromkeys(f.subject for f in new if f.type in _ACCOUNTS and _is_new(at, f, since)):
        yield from _engaged(at, key)


def _is_new(at: Reading, fact: Fact, since: int) -> bool:
    """Tell whether the id was not spoken of before: a further account of it is no twin but is meant."""
    return all(f.position > since for f in at.about(fact.subject) if f.type == fact.type)


def _twice(at: Reading, new: Iterable[Fact]) -> Iterator[Fault]:
    """Yield facts told before, in the same words, of the same lines: other lines would corroborate them."""
    told: dict[tuple[str, str], dict[str, list[Fact]]] = {}
    for fact in new:
        group = told.get((fact.type, fact.subject))
        if group is None:
            group = told[fact.type, fact.subject] = defaultdict(list)
            for f in at.about(fact.subject):
                if f.type == fact.type:
                    group[_said(f.data)].append(f)
        earlier = [f for f in group[_said(fact.data)] if f.position < fact.position and _lines(f) & _lines(fact)]
        if earlier:
            what = f"#{fact.position} says of the same lines what #{earlier[0].position} says"
            act = f"legation add record.retracted --target {fact.position} --ground duplicate"
            yield Fault("W5", what, "a fact once", f"take it back: {act}; or go on", fact.subject)


def _said(data: Mapping[str, Any]) -> str:
    return repr(sorted((name, repr(value)) for name, value in data.items() if name not in _BESIDE))


def _lines(fact: Fact) -> set[tuple[str, int]]:
    return {
        (piece["document"], line)
        for piece in fact.data.get("evidence", ())
        for line in range(piece["lines"][0], piece["lines"][1] + 1)
    }


def _namesakes(at: Reading, fact: Fact) -> Iterator[Fault]:
    id_, name = fact.subject, fold(fact.data["name"])
    words = sorted((word[:_WORD] for word in name.split() if len(word) > 2), key=len)[-_WORDS:]
    if not words:
        return
    told = at.model.db.execute(
        "select distinct n.id, n.name, n.folded from search s join ids i on i.position = s.rowid "
        "join names n on n.id = i.subject where search match ? and i.type in ('entity.registered', 'entity.named') "
        "and n.id >= ? and n.id < ? limit ?",
        (_any(words), f"{kind(id_)}:", f"{kind(id_)};", _MOST),
    ).fetchall()
    for other, called, folded in told:
        another = at.identity.resolve((other,)) != at.identity.resolve((id_,))
        if another and _alike(name, folded) and not distinct(at, id_, other):
            yield _match(id_, other, f"{fact.data['name']} looks like {called} ({other})")


def _alike(one: str, other: str) -> bool:
    digits = ["".join(filter(str.isdigit, name)) for name in (one, other)]
    if digits[0] != digits[1]:
        return False
    same_words = sorted(one.split()) == sorted(other.split())
    return same_words or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _promised(at: Reading, fact: Fact) -> Iterator[Fault]:
    words = sorted((w for w in fold(fact.data["summary"]).split() if w.isalnum() and len(w) > 3), key=len)[-4:]
    if not words:
        return
    told = at.model.db.execute(
        "select i.position from search s join ids i on i.position = s.rowid "
        "where search match ? and i.type = ? limit ?",
        (_any(words), fact.type, _MOST),
    ).fetchall()
    for (position,) in told:
        other = at.fact(position)
        mine, theirs = (at.identity.resolve((f.subject,)) for f in (fact, other))
        if mine == theirs or not at.counts(position) or distinct(at, fact.subject, other.subject):
            continue
        by, theirs_by = (set(at.identity.resolve(tuple(f.data.get("by", ())))) for f in (fact, other))
        alike = SequenceMatcher(None, fold(fact.data["summary"]), fold(other.data["summary"])).ratio()
        if by & theirs_by and alike >= _TOLD_ALIKE:
            yield _match(fact.subject, other.subject, f"it reads like #{position} ({other.subject})")


def _engaged(at: Reading, key: str) -> Iterator[Fault]:
    mine = account(at, key)
    if not mine:
        return
    there = {at.identity.resolve((f.subject,))[0] for f in at.naming(mine.where[1]) if f.type in _ACCOUNTS}
    for other in sorted(there - {key}):
        theirs = account(at, other)
        heads = shared(at, mine, theirs) if theirs else []
        if heads:
            names = " and ".join(map(at.name, heads))
            yield _match(key, other, f"it overlaps {other} in time and place, with {names} in both")


def _match(one: str, other: str, what: str) -> Fault:
    act = f"legation add entity.matched --entity {one} --other {other} --verdict"
    return Fault("W5", what, "one id for one thing", f"judge them: {act} same or distinct; or go on", one)


def _any(words: Iterable[str]) -> str:
    return " OR ".join('"' + word.replace('"', '""') + '"' for word in words)


def _heads(row: Engagement) -> frozenset[str]:
    attended = (c.value for c in row.attendance if c.counts and c.value.get("presence", "present") == "present")
    led = [value["participant"] for value in attended if "participant" in value and value.get("function") in _LEADS]
    named = [who for who, _ in (*union(row.visitors), *union(row.hosts))]
    return frozenset(who for who in (*led, *named) if kind(who) == "person")
