"""What putting right comes to: which event counts, what a strike or a correction does to others, in sentences.

Commands and the screen say the same of it; nothing is appended here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from legation import words
from legation.errors import NoLongerCounts
from legation.fact import Fact
from legation.fate import Fates, referring
from legation.ids import ENTITY_KINDS
from legation.jsonlines import Given
from legation.reading import Reading
from legation.saying import leaves, named, spoken

RETRACTED = "record.retracted"
MATCHABLE = (*ENTITY_KINDS, "eng", "com", "rec")
MEANS = {
    "corroborates": "both stand",
    "contradicts": "what they tell of is contested, and stands among what is to judge",
    "refines": "both stand, the one more exact",
    "outweighs": "the other stays in sight, and no longer narrows what is concluded",
}

_MOST = 20  # events told of by themselves; of more, how many


def standing(at: Reading, word: str) -> Fact:
    """Return the event that a position or an id names; raise NoLongerCounts if it was retracted."""
    fact, fates = named(at, word), Fates(at)
    if strike := fates.struck_by(fact):
        latest = fates.latest(fact)
        raise NoLongerCounts(fact.position, fates.story(fact), strike.position, latest.position if latest else 0)
    return fact


def told(at: Reading, fact: Fact) -> str:
    """Say in a line which event it is: `#3 promised: Name the obstacles to trade.`"""
    return f"#{fact.position} {words.what(fact)}: {words.about(fact, at.name)}"


def first(lines: Sequence[str]) -> list[str]:
    """Return the first lines, and how many more there are."""
    return [*lines[:_MOST], *([f"and {len(lines) - _MOST:,} more"] if len(lines) > _MOST else [])]


def striking(struck: Iterable[Fact], targets: Sequence[Fact], data: Mapping[str, Any]) -> list[Given]:
    """Return the retractions of events: of the targets with `data`, of all else with their ground and reason."""
    places = words.listed(f"#{fact.position}" for fact in targets)
    brief = {"ground": data.get("ground"), "reason": data.get("reason"), "note": f"Struck with {places[:100]}."}
    brief = {name: value for name, value in brief.items() if value is not None}
    return [
        Given({"type": RETRACTED, "data": {**(data if fact in targets else brief), "target": fact.id}})
        for fact in struck
    ]


def struck(at: Reading, facts: Sequence[Fact]) -> list[str]:
    """Say what no longer counts once these events are struck, and what else follows."""
    from legation.amending import retractions

    return effects(at, retractions(facts, at.size))


def replaced(at: Reading, wrong: Fact, data: Mapping[str, Any]) -> list[str]:
    """Say what else changes once an event with `data` stands in the place of a wrong one."""
    from legation.amending import placed, retractions
    from legation.event_type import faults_of

    if faults_of(wrong.type, data):  # it will be refused
        return []
    right = placed(at.size + 1, wrong.type, data, lambda id_: event.subject if (event := at.model.event(id_)) else "")
    return effects(at, [right, *retractions([wrong], at.size + 1)], {wrong.position})


def effects(at: Reading, lines: Sequence[Fact], known: Collection[int] = ()) -> list[str]:
    """Say what no longer counts when these lines are appended, what counts again, and what still rests on what goes.

    `known` are positions of which that need not be said.
    """
    from legation.amending import effect

    ended, restored = effect(at.model, lines)
    gone, resting = {fact.position for fact in ended}, []
    for fact in referring(at, ended):
        if fact.position in gone or not at.counts(fact.position) or fact.type == RETRACTED:
            continue
        if fact.type == "record.assessed":
            ended = [*ended, fact]
        else:
            resting.append(f"still rests on what goes: {told(at, fact)}; look at it again")
    return [
        *first([f"no longer counts: {told(at, fact)}" for fact in ended if fact.position not in known]),
        *first([f"counts again: {told(at, fact)}" for fact in restored]),
        *first(resting),
    ]


def differences(at: Reading, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Say field by field what the right event says otherwise; the hash of lines goes with the lines."""
    said: tuple[dict[str, list[str]], ...] = (defaultdict(list), defaultdict(list))
    for values, data in zip(said, (old, new), strict=True):
        for path, value in leaves(data):
            values[path].append(spoken(at, value, path.rpartition(".")[2]))
    before, after = said
    for path in dict.fromkeys((*before, *after)):
        if before.get(path) != after.get(path) and not path.endswith("span_sha256"):
            yield f"{path}: {', '.join(before.get(path, ['nothing']))} → {', '.join(after.get(path, ['nothing']))}"


def judging(at: Reading, facts: Sequence[Fact], verdict: str) -> str:
    """Say what a verdict on one event, or on how two stand to each other, means."""
    if len(facts) == 1:
        return f"{verdict}: {told(at, facts[0])}"
    return f"{f' {verdict} '.join(told(at, fact) for fact in facts)}; {MEANS.get(verdict, '')}"


def naming(at: Reading, id_: str) -> list[int]:
    """Return the positions of the events that count and name an id, or one that it is one with."""
    members = at.identity.members(id_)
    sql = f"select distinct position from mentions where id in ({', '.join('?' * len(members))})"
    return [position for (position,) in at.model.db.execute(sql, members).fetchall() if at.counts(position)]


def going_on(at: Reading, *ids: str) -> str:
    """Return the id that goes on when these become one, unless somebody says otherwise: the one more events name."""
    named_by = {id_: naming(at, id_) for id_ in ids}
    return max(ids, key=lambda id_: (len(named_by[id_]), -min(named_by[id_], default=0)))
