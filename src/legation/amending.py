"""What puts the record right: which events have to go together, what that ends or restores, which matches join two ids.

Nothing is appended here; the rules decide about what is proposed as about any append (domain.md 11).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from legation.after import After
from legation.event_type import subject_of
from legation.fact import Fact
from legation.known import Known
from legation.rules.nothing_is_orphaned import orphans

Data = Mapping[str, Any]


class Effect(NamedTuple):
    """The events that no longer count after an append of retractions, and those that count again, in order."""

    ended: Sequence[Fact]
    restored: Sequence[Fact]


class Joined(NamedTuple):
    """Why two ids are one: the live matches between the two, and those of a way round, from the one to the other."""

    directly: Sequence[Fact]
    around: Sequence[Fact]


def struck_with(known: Known, targets: Iterable[Fact], size: int) -> list[Fact]:
    """Return what has to be retracted for `targets` to be: them, and all that rule R5 says depends, the newest first.

    `size` is the position of the last event. What a dependant has struck stays struck: a retraction among them brings
    nothing back, as its own target is retracted anew.
    """
    struck = {fact.position: fact for fact in targets}
    asked = frozenset(struck)
    while True:
        after = After(known, retractions(struck.values(), size))
        more = [fact for line in after.lines for orphan in orphans(line, after) for fact in orphan.dependants]
        for fact in struck.values():
            if fact.type == "record.retracted" and fact.position not in asked:
                brought_back = after.event(fact.data["target"])
                more += [brought_back] if brought_back and after.live(brought_back) else []
        more = [fact for fact in more if fact.position not in struck]
        if not more:
            return sorted(struck.values(), key=lambda fact: -fact.position)
        struck |= {fact.position: fact for fact in more}


def effect(known: Known, lines: Iterable[Fact]) -> Effect:
    """Return what an append of these lines would make count no longer, and again, of what is recorded already."""
    after = After(known, lines)
    toggled = {f.position: f for told in (after.ended, after.restored) for facts in told.values() for f in facts}
    changed = [fact for _, fact in sorted(toggled.items()) if after.live(fact) != known.live(fact)]
    return Effect([f for f in changed if known.live(f)], [f for f in changed if not known.live(f)])


def retractions(targets: Iterable[Fact], size: int) -> list[Fact]:
    """Return the least that retracts `targets`, as facts behind position `size`, in the order given."""
    return [
        _placed(size + i, "record.retracted", target.subject, {"target": target.id})
        for i, target in enumerate(targets, 1)
    ]


def placed(position: int, type_: str, data: Data, subject: Callable[[str], str]) -> Fact:
    """Return an event that is not appended yet as the fact it would be; `subject` tells that of an earlier event."""
    return _placed(position, type_, subject_of(type_, data, subject), data)


def _placed(position: int, type_: str, subject: str, data: Data) -> Fact:
    # No event can have an id with a control character in it, so this one is mistaken for none.
    return Fact(position, f"\0{position}", type_, subject, "", "", "", data)


def joining(known: Known, one: str, other: str) -> Joined:
    """Return the live matches that make two ids one; both parts are empty if they are two.

    Retracting those between the two parts them only if there is no way round.
    """
    directly, between = [], defaultdict[str, list[Fact]](list)
    for match in After(known).matches(one):
        sides = (match.data["entity"], match.data["other"])
        if set(sides) == {one, other}:
            directly.append(match)
            continue
        for side in sides:
            between[side].append(match)
    return Joined(directly, _way(between, one, other))


def _way(between: Mapping[str, Sequence[Fact]], one: str, other: str) -> list[Fact]:
    """Return the matches along a shortest way from one id to the other; none if there is no way."""
    came: dict[str, tuple[str, Fact] | None] = {one: None}
    todo = deque([one])
    while todo and other not in came:
        here = todo.popleft()
        for match in between.get(here, ()):
            there = match.data["other"] if match.data["entity"] == here else match.data["entity"]
            if there not in came:
                came[there] = (here, match)
                todo.append(there)
    way: list[Fact] = []
    while step := came.get(other):
        other, match = step
        way.append(match)
    return way[::-1]
