"""What the read model must say, from the definitions in the plainest way (domain.md 4.3, 11.1, 13.1; house.md 4).

Shares nothing with the driver but the projections' folds, their rows, and how a date narrows. `facts` are always all
that is known: the first p of a ledger, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from legation.claim import Claim, dated
from legation.dates import parse
from legation.fact import Fact
from legation.projection import PROJECTIONS, Key, Projection, Row

Facts = Sequence[Fact]


def counts(fact: Fact, facts: Facts) -> bool:
    """Tell whether a fact is live: no live retraction targets it, and all that an assessment names is live too."""
    if any(r.type == "record.retracted" and r.data["target"] == fact.id and counts(r, facts) for r in facts):
        return False
    return fact.type != "record.assessed" or all(counts(one, facts) for one in named(fact, facts))


def named(fact: Fact, facts: Facts) -> list[Fact]:
    """Return the facts that an assessment is about."""
    return [one for one in facts if one.id in {fact.data["target"], fact.data.get("other")}]


def live(facts: Facts) -> list[Fact]:
    """Return the facts that count, in order."""
    return [fact for fact in facts if counts(fact, facts)]


def survivors(matches: Iterable[Fact]) -> dict[str, str]:
    """Return the surviving id of each id that the matches, all of them live, join; taken in order of position."""
    classes: list[tuple[str, set[str]]] = []
    for match in matches:
        one, other, keep = match.data["entity"], match.data["other"], match.data["keep"]
        mine, theirs = (next((c for c in classes if id_ in c[1]), (id_, {id_})) for id_ in (one, other))
        # A match that joins nothing new can still say which id goes on.
        survivor = keep if other in mine[1] else mine[0] if keep == one else theirs[0]
        classes = [c for c in classes if not c[1] & {one, other}] + [(survivor, mine[1] | theirs[1])]
    return {id_: survivor for survivor, members in classes for id_ in members}


def same(facts: Facts) -> dict[str, str]:
    """Return the surviving id of each id that is one with another."""
    return survivors(f for f in live(facts) if f.type == "entity.matched" and f.data["verdict"] == "same")


def touched(projection: Projection[Any], fact: Fact, facts: Facts) -> list[Key]:
    """Return the written keys that a fact touches; an assessment touches those of the facts it names."""
    keys = [key for key, _ in projection.changes(fact)]
    if fact.type == "record.assessed":
        keys += [key for one in named(fact, facts) for key in touched(projection, one, facts)]
    return keys


def evidence(projection: Projection[Any], facts: Facts) -> dict[Key, list[Fact]]:
    """Return the live facts that touched each row, in order, by the key that survives."""
    joined, found = same(facts), dict[Key, list[Fact]]()
    for fact in live(facts):
        for key in dict.fromkeys(resolved(key, joined) for key in touched(projection, fact, facts)):
            found.setdefault(key, []).append(fact)
    return found


def resolved(key: Key, joined: dict[str, str]) -> Key:
    """Return a key with each id replaced by the one that survives."""
    return tuple(joined.get(part, part) for part in key)


def rows(projection: Projection[Any], facts: Facts) -> dict[Key, Row]:
    """Return every row: the fold of the live facts that touched it."""
    joined = same(facts)
    return {key: folded(projection, key, touching, joined) for key, touching in evidence(projection, facts).items()}


def folded(projection: Projection[Any], key: Key, touching: Facts, joined: dict[str, str]) -> Row:
    """Fold facts into the row of a key, under whichever of its ids they speak of it."""
    row: Row = projection.row()
    for fact in touching:
        mine = [change for written, change in projection.changes(fact) if resolved(written, joined) == key]
        for change in mine:
            row = change(row, fact)
        if fact.type == "record.assessed" and not mine:
            row = row.assess(fact)
    return row


def ready(row: Row, facts: Facts) -> Row:
    """Return a row as readers judge it: survivors in place of ids, steps dated, and what is outweighed said to be."""
    joined, by_id = same(facts), {fact.id: fact for fact in facts}
    lost = {by_id[c.value["other"]].position for c in row.assessed if c.value["verdict"] == "outweighs"}

    def read(name: str, claim: Claim) -> Claim:
        at, value, weight = claim
        if name not in row.as_written:
            value = substituted(value, joined)
        if name in row.dated and value == "":
            value = f"[..{told_by(facts[at - 1], facts)}]"
        elif name in row.dated and isinstance(value, dict) and "on" not in value:
            value = {**value, "on": f"[..{told_by(facts[at - 1], facts)}]", "undated": True}
        if at in lost and weight in {"certain", "probable"}:
            weight = "outweighed"
        return Claim(at, value, weight)

    told = {field.name: [read(field.name, claim) for claim in getattr(row, field.name)] for field in fields(row)}
    return replace(row, **{name: tuple(unique(claims)) for name, claims in told.items()})


def unique(members: list[Any]) -> list[Any]:
    """Return the members, each once, in the order of first mention."""
    return [member for i, member in enumerate(members) if member not in members[:i]]


def substituted(value: Any, joined: dict[str, str]) -> Any:
    """Return a value with survivors in place of ids; a list keeps members that become equal once."""
    if isinstance(value, dict):
        return {name: substituted(member, joined) for name, member in value.items()}
    if isinstance(value, list):
        members = [substituted(member, joined) for member in value]
        return members if members == value else unique(members)
    return joined.get(value, value) if isinstance(value, str) else value


def told_by(fact: Fact, facts: Facts) -> str:
    """Return the day its document was published, else the day it was recorded: what it tells of is not later."""
    sources, days = rows(PROJECTIONS["sources"], facts), [fact.recordedtime[:10]]
    for piece in fact.data.get("evidence", ()):
        document: Any = sources.get((piece["document"],))
        published = dated(ready(document, facts).published).value if document else None
        days += [parse(published).e_hi] if published else []
    return min(days)
