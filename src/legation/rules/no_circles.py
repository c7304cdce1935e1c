"""R6: nothing is a part of itself, comes after itself or replaces itself, by however many steps.

E601  a tie that closes a circle
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.after import After, affirmed, is_match
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown

_TIES = frozenset({"part_of", "section_of", "under", "replaces"})
_FIELDS = ("parent", "follows", "replaces", "within", "broader")


def no_circles(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask of every tie that must lead somewhere, matched ids taken as one, that it does not lead back."""
    if is_match(fact):
        seen = set()
        for member in after.members(fact.data["entity"]):
            for tie, _, target in _told(member, after):
                if tie not in seen and (circle := _way_back(tie, target, fact.data["entity"], after)):
                    seen.add(tie)
                    yield _fault(tie, (fact.data["keep"], *circle), "data.other")
    else:
        for tie, field, target in _ties(fact):
            if circle := _way_back(tie, target, fact.subject, after):
                yield _fault(tie, (fact.subject, *circle), field)


def _fault(tie: str, circle: tuple[str, ...], field: str) -> Fault:
    what = f"{tie} would lead from {' to '.join(map(shown, circle))}"
    return Fault("E601", what, "a way that never comes back", "take one of these ties out first", field)


def _way_back(tie: str, start: str, goal: str, after: After) -> tuple[str, ...]:
    """Return the ids along `tie` from `start` to `goal`, both included; empty if no way leads there."""
    end = set(after.members(goal))
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] in end:
            return way
        for member in after.members(way[-1]):
            for other, _, target in _told(member, after):
                if other == tie and target not in seen:
                    seen.add(target)
                    ways.append((*way, target))
    return ()


def _told(id_: str, after: After) -> Iterator[tuple[str, str, str]]:
    return (tie for fact in after.about(id_, *_TYPES) for tie in _ties(fact))


_TYPES = (
    "entity.related", "entity.registered", "source.registered", "engagement.planned", "meeting.held", "visit.made",
)  # fmt: skip


def _ties(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Yield (tie, field, target) of all that must not come back to the subject of the fact."""
    if not affirmed(fact):
        return
    if fact.type == "entity.related":
        if fact.data["relation"] in _TIES:
            yield fact.data["relation"], "data.other", fact.data["other"]
        return
    attributes, path = (fact.data["attrs"], "attrs.") if fact.type == "entity.registered" else (fact.data, "")
    for field in _FIELDS:
        if field in attributes:
            yield field, f"data.{path}{field}", attributes[field]
