"""What the read model must say, computed from the definitions in the plainest way (domain.md 4.3, 11.1, 13.1; house.md 4).

Shares nothing with the driver but the projections' folds and their rows. `facts` are always all that is known: the
first p of a ledger, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from legation.fact import Fact
from legation.projection import Key, Projection, Row

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


def written(key: Key, joined: dict[str, str]) -> list[Key]:
    """Return every key that identity makes this one."""
    members = [[id_ for id_, survivor in joined.items() if survivor == part] or [part] for part in key]
    return list(product(*members))
