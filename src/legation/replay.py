"""The driver: which facts count, which ids are one, and the fold that follows from both (house.md 4).

Retraction, merging and time travel are decided here once, for every projection: a row is the fold, in order, of the
live facts that touched any written key which identity makes this one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from legation.fact import Fact
from legation.projection import Key, Projection


class Assessed(Protocol):
    """A row, or what takes its place while it is folded."""

    def assess(self, fact: Fact) -> Self:
        """Return it with one assessment more."""


R = TypeVar("R", bound=Assessed)


class Interval(NamedTuple):
    """A fact at `position` does not count from the position `since` on, until `until` (exclusive; None: still)."""

    position: int
    since: int
    until: int | None


class Liveness:
    """Which facts are dead, from when until when, decided record by record in the order of position.

    A fact is dead while a live retraction targets it; an assessment also while an event it names is dead.
    """

    def __init__(self) -> None:
        self.since: dict[int, int] = {}
        self.intervals: list[Interval] = []
        self._retracts: dict[int, int] = {}
        self._retracted_by: defaultdict[int, list[int]] = defaultdict(list)
        self._names: dict[int, tuple[int, ...]] = {}
        self._named_by: defaultdict[int, list[int]] = defaultdict(list)

    def retract(self, position: int, target: int) -> set[int]:
        """Take in a retraction; return the positions whose state it changed."""
        self._retracts[position] = target
        self._retracted_by[target].append(position)
        return self._settle(position, [target])

    def assess(self, position: int, named: Iterable[int]) -> set[int]:
        """Take in an assessment of the events at `named`; return the positions whose state changed."""
        self._names[position] = tuple(named)
        for event in self._names[position]:
            self._named_by[event].append(position)
        return self._settle(position, [position])

    def _settle(self, now: int, work: list[int]) -> set[int]:
        before: dict[int, int | None] = {}
        while work:
            position = work.pop()
            dead = any(r not in self.since for r in self._retracted_by.get(position, ())) or any(
                event in self.since for event in self._names.get(position, ())
            )
            if dead == (position in self.since):
                continue
            before.setdefault(position, self.since.get(position))
            if dead:
                self.since[position] = now
            else:
                del self.since[position]
            if position in self._retracts:
                work.append(self._retracts[position])
            work.extend(self._named_by.get(position, ()))
        return {p for p, since in before.items() if self._recorded(p, since, now)}

    def _recorded(self, position: int, since: int | None, now: int) -> bool:
        if since is None:
            return position in self.since
        if position in self.since:
            self.since[position] = since
            return False
        self.intervals.append(Interval(position, since, now))
        return True

    def open(self) -> Iterator[Interval]:
        """Yield the intervals of the facts that are dead at the end."""
        return (Interval(position, since, None) for position, since in self.since.items())


class Match(NamedTuple):
    """A judgement that two ids name one thing; `keep` is the one that goes on."""

    position: int
    entity: str
    other: str
    keep: str


def survivors(matches: Iterable[Match]) -> dict[str, str]:
    """Return the surviving id of every id that a live match joins with another, itself included.

    `matches` are the live ones in order of position: the class joined last survives as the survivor of `keep`'s class;
    a match that joins nothing new only says which id survives (domain.md 11.2).
    """
    classes: dict[str, tuple[str, list[str]]] = {}
    for match in matches:
        one = classes.get(match.entity, (match.entity, [match.entity]))
        two = classes.get(match.other, (match.other, [match.other]))
        joined = one[1] is two[1]
        survivor = match.keep if joined else one[0] if match.keep == match.entity else two[0]
        members = one[1] if joined else one[1] + two[1]
        for member in members:
            classes[member] = (survivor, members)
    return {member: survivor for member, (survivor, _) in classes.items()}


class Identity:
    """Who is who at one moment: ids as written, and the ids that survive."""

    def __init__(self, same: Mapping[str, str]) -> None:
        self.same = same
        self._own = same.keys()
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        for member, survivor in same.items():
            self._members[survivor].append(member)

    def resolve(self, key: Key) -> Key:
        """Return the key whose components survive."""
        same = self.same
        if self._own.isdisjoint(key):
            return key
        return tuple([same.get(part, part) for part in key])

    def members(self, id_: str) -> tuple[str, ...]:
        """Return every id that is the same thing as `id_`, itself included, in order of name."""
        return tuple(sorted(self._members.get(self.same.get(id_, id_), (id_,))))

    def written(self, key: Key) -> Iterator[Key]:
        """Yield every written key that resolves to the same key as `key`."""
        return product(*(self.members(part) for part in key))


def fold(projection: Projection[Any], facts: Iterable[Fact], mine: Callable[[Key], bool], row: R) -> R:
    """Fold `facts`, in order of position, into the row whose written keys are `mine`; it begins as the one given.

    An assessment among them is handed to the row as it is: it is there because an event it names touched the row.
    """
    for fact in facts:
        touched = False
        for key, change in projection.changes(fact):
            if mine(key):
                row, touched = change(row, fact), True
        if fact.type == "record.assessed" and not touched:
            row = row.assess(fact)
    return row
