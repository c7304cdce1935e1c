"""Hypothesis strategies for whole ledgers: small worlds, so that events really meet on the same rows.

Each event is made up from a few small numbers that know nothing of the others, so a falsifying ledger shrinks by
leaving events out. What an event names is created just before it. What an append would be refused for (domain.md 11.3:
references, identity, liveness) is asked here by plain definitions of its own; a try that would break it is dropped.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from legation.after import affirmed
from legation.claim import weight
from legation.dates import before, parse
from legation.event_type import creates, event_type, names, references, subject_of
from legation.fact import Fact
from legation.ids import kind
from legation.store import Event
from legation.stores.memory import Memory
from legation.upcast import dataschema, newest
from oracle import survivors
from payloads import SAMPLES, Data, Making

SOURCE = "tag:example.org,2026:made-up"
# What a world can be asked to do, beside telling an event of some type.
DEEDS = ("retract", "restore", "part", "correct")
_OFTEN = {
    "entity.matched": 8, "record.assessed": 5, "retract": 6, "restore": 5, "part": 4, "correct": 3, "meeting.held": 3,
    "visit.made": 3, "engagement.attended": 2, "commitment.made": 2, "followup.updated": 3, "role.attested": 2,
}  # fmt: skip
ACTIONS = tuple(action for action in (*names(), *DEEDS) for _ in range(_OFTEN.get(action, 1)))
_TRIES = 6
_CREATING = {"doc": "source.registered", "com": "commitment.made", "rec": "recommendation.made"}
_ACCOUNTS = ("meeting.held", "visit.made")
_LAST = {"fulfilled", "superseded", "withdrawn", "lapsed", "rejected"}
_TIES = {"part_of", "section_of", "under", "replaces"}
_FIELDS = ("parent", "follows", "replaces", "within", "broader")


class Ledger:
    """Facts in the batches they were appended in; shown as a line for each."""

    def __init__(self, batches: Iterable[Sequence[Fact]]) -> None:
        self.batches = tuple(batches)
        self.facts = tuple(fact for batch in self.batches for fact in batch)

    def __repr__(self) -> str:
        return "\n".join(["Ledger:", *(_shown(fact, i) for i, batch in enumerate(self.batches, 1) for fact in batch)])


def _shown(fact: Fact, batch: int) -> str:
    data = {name: value for name, value in fact.data.items() if name not in {"evidence", "reason"}}
    sure = "" if weight(fact) == "certain" else f" ({weight(fact)})"
    return f"    {batch:>2}. {fact.id} {fact.type}{sure} {json.dumps(data, ensure_ascii=False)}"


def stored(facts: Iterable[Fact], store: Memory | None = None) -> Memory:
    """Append facts, as one batch, to a store: to a new one if none is given."""
    store = store or Memory(SOURCE)
    store.append(lambda size: [envelope(fact) for fact in facts])
    return store


def envelope(fact: Fact) -> Event:
    """Return a fact as a store takes it."""
    return {
        "specversion": "1.0", "id": fact.id, "source": SOURCE, "type": fact.type, "subject": fact.subject,
        "recordedtime": fact.recordedtime, "actor": fact.actor, "data": fact.data,
        "dataschema": dataschema(fact.type, newest(fact.type)),
    }  # fmt: skip


@st.composite
def ledgers(draw: Any, most: int = 40) -> Ledger:
    """Generate ledgers that an append takes under all rules; `most` is how often they are asked to grow."""
    return grown(draw(actions(most)))


@st.composite
def actions(draw: Any, most: int = 40) -> list[tuple[str, int, int]]:
    """Generate what to ask of a world, in order."""
    least = draw(st.sampled_from([0, most // 4, most // 2]))
    action = st.tuples(st.sampled_from(ACTIONS), st.integers(0, 3), st.integers(0, 2**16 - 1))
    asked: list[tuple[str, int, int]] = draw(st.lists(action, min_size=least, max_size=most))
    return asked


def sample(number: int, most: int = 40) -> Ledger:
    """Return the ledger of a number, for tests that want the same ones always."""
    choose = Random(number)
    return grown((choose.choice(ACTIONS), choose.randrange(4), choose.getrandbits(16)) for _ in range(most))


def grown(actions: Iterable[tuple[str, int, int]]) -> Ledger:
    """Return what actions make of an empty ledger: what to tell, how richly, and the number that decides the rest."""
    return Ledger(world(actions).batches)


def world(actions: Iterable[tuple[str, int, int]]) -> World:
    """Return the world that actions make, which knows what it refused, too."""
    made = World()
    for action, rich, number in actions:
        made.do(action, rich, Random(number))
    return made


class World:
    """A ledger that grows by what it is asked to tell, as far as the rules let it; `refused` are the other tries."""

    def __init__(self) -> None:
        self.batches: list[list[Fact]] = []
        self.refused: list[list[Fact]] = []
        self.said: dict[str, Said] = {}
        self.state = State([], self.said)

    def do(self, action: str, rich: int, choose: Random) -> None:
        """Append a batch that does what is asked, if one of a few tries may be appended."""
        for _ in range(_TRIES):
            batch = Batch(self, choose, rich)
            if action in DEEDS:
                getattr(batch, action)()
            else:
                batch.tell(action)
            state = State([*self.state.facts, *batch.facts], self.said)
            if not batch.facts:
                return
            if state.may_follow(self.state):
                self.batches.append(batch.facts)
                self.state = state
                return
            self.refused.append(batch.facts)


class Batch:
    """One append in the making."""

    def __init__(self, world: World, choose: Random, rich: int) -> None:
        self.facts: list[Fact] = []
        self._world, self._choose, self._rich, self._created = world, choose, rich, set[str]()

    def tell(self, type_: str, **given: Any) -> None:
        """Tell an event of a type, its data made up but for what is given."""
        counting = [*self._world.state.counting(), *self.facts]
        self._take(type_, Making(self._choose, self._rich, counting).payload(type_, given))

    def retract(self) -> None:
        """Take back anything that counts."""
        self._retract(self._world.state.live.values())

    def restore(self) -> None:
        """Take back a retraction."""
        self._retract(fact for fact in self._world.state.live.values() if fact.type == "record.retracted")

    def part(self) -> None:
        """Take back a match."""
        self._retract(self._world.state.matches)

    def correct(self) -> None:
        """Tell something anew, with another note, and take back the first telling of it."""
        live = self._world.state.live.values()
        if facts := [fact for fact in live if fact.type not in {"record.retracted", "entity.matched"}]:
            wrong = self._choose.choice(facts)
            self._take(wrong.type, {**wrong.data, "note": self._choose.choice(SAMPLES["text"])})
            self.tell("record.retracted", target=wrong.id, replaced_by=self.facts[-1].id)

    def _retract(self, facts: Iterable[Fact]) -> None:
        if found := list(facts):
            self.tell("record.retracted", target=self._choose.choice(found).id)

    def _take(self, type_: str, data: Data) -> None:
        state, made = self._world.state, creates(type_, data)
        named = list(references(type_, data))
        ids = tuple(reference.value for reference in named if not reference.event)
        for id_ in ids:
            if id_ not in {made, *self._created} and state.who(id_) not in state.created:
                self._create(id_)
        if made:
            self._created.add(made)
        position = len(state.facts) + len(self.facts) + 1
        subjects = {fact.id: fact.subject for fact in (*state.facts, *self.facts)}
        subject = subject_of(type_, data, lambda id_: subjects.get(id_, ""))
        recorded = f"2024-07-{1 + position // 20:02}T{position % 20:02}:00:00.000Z"
        fact = Fact(position, f"e{position}", type_, subject, recorded, "ana.ruiz", "", data)
        taken_back = data["target"] if type_ == "record.retracted" else None
        events = tuple(r.value for r in named if r.event and (r.value, r.path) != (taken_back, "target"))
        self._world.said[fact.id] = Said(made, ids, events, tuple(_ties(fact)))
        self.facts.append(fact)

    def _create(self, id_: str) -> None:
        """Tell the least that creates an id."""
        type_ = self._choose.choice(_ACCOUNTS) if kind(id_) == "eng" else _CREATING.get(kind(id_), "entity.registered")
        because = {"reason": "It is needed."} if type_ == "entity.registered" else {}
        rich, self._rich = self._rich, 0
        self.tell(type_, **{event_type(type_).subject: id_}, **because)
        self._rich = rich


class Said(NamedTuple):
    """What a fact creates, the ids it names, the events it rests on, and ties (which, to what) that close no circle."""

    creates: str | None
    ids: tuple[str, ...]
    events: tuple[str, ...]
    ties: tuple[tuple[str, str], ...]


def _ties(fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.type == "entity.related":
        if fact.data["relation"] in _TIES and affirmed(fact):
            yield fact.data["relation"], fact.data["other"]
    elif affirmed(fact):
        told = fact.data | fact.data.get("attrs", {})
        yield from ((name, told[name]) for name in _FIELDS if name in told)


class State:
    """A ledger as the rules see it: what counts, who is who, and what exists."""

    def __init__(self, facts: Sequence[Fact], said: Mapping[str, Said]) -> None:
        self.facts, self._said, live = facts, said, list[Fact]()
        self._retracted: Counter[str] = Counter()
        for fact in reversed(facts):  # a retraction is settled by what stands behind it
            if fact.id not in self._retracted:
                live.append(fact)
                if fact.type == "record.retracted":
                    self._retracted[fact.data["target"]] += 1
        self.live = {fact.id: fact for fact in reversed(live)}
        self.matches = [fact for fact in self.live.values() if is_match(fact)]
        self._same = survivors(self.matches)
        self.created = {self.who(made) for fact in live if (made := said[fact.id].creates)}

    def who(self, id_: str) -> str:
        """Return the id that goes on."""
        return self._same.get(id_, id_)

    def counting(self) -> list[Fact]:
        """Return the live facts, without the assessments that name a dead one."""
        return [
            fact
            for fact in self.live.values()
            if fact.type != "record.assessed" or all(id_ in self.live for id_ in self._said[fact.id].events)
        ]

    def may_follow(self, older: State) -> bool:
        """Tell whether an append may lead here from an older state (domain.md 11.3)."""
        fresh = [fact for id_, fact in self.live.items() if id_ not in older.live]
        return (
            max(self._retracted.values(), default=0) <= 1
            and all(self.who(id_) in self.created for fact in self.live.values() for id_ in self._said[fact.id].ids)
            and all(self._rests_on_live(fact) and self._leads_somewhere(fact) for fact in fresh)
            and all(self._fits_the_end(fact) for fact in fresh if fact.type == "followup.updated" and affirmed(fact))
            and self._registered_once()
            and self._like_with_like()
            and self._identified_once()
            and not any(map(closes_a_circle, self._ties().values()))
        )

    def _rests_on_live(self, fact: Fact) -> bool:
        return bool(fact.subject) and all(id_ in self.live for id_ in self._said[fact.id].events)

    def _leads_somewhere(self, fact: Fact) -> bool:
        if not is_match(fact):
            return True
        earlier = survivors(match for match in self.matches if match.position < fact.position)
        one, other = (earlier.get(fact.data[side], fact.data[side]) for side in ("entity", "other"))
        return one != other or fact.data["keep"] != one

    def _fits_the_end(self, fact: Fact) -> bool:
        """Tell whether no update of the same case surely follows one that is the last."""
        for other in self.live.values():
            same_case = other.type == fact.type and self.who(other.subject) == self.who(fact.subject)
            if same_case and affirmed(other) and other.data.get("party") == fact.data.get("party"):
                for end, after in ((fact.data, other.data), (other.data, fact.data)):
                    ended = end["state"] in _LAST and end["state"] != after["state"]
                    if ended and before(parse(end["on"]), parse(after["on"])) == "certain":
                        return False
        return True

    def _registered_once(self) -> bool:
        registered = Counter(fact.subject for fact in self.live.values() if fact.type.endswith(".registered"))
        return max(registered.values(), default=0) <= 1

    def _like_with_like(self) -> bool:
        met, visited = (
            {self.who(fact.subject) for fact in self.live.values() if fact.type == type_} for type_ in _ACCOUNTS
        )
        judged = (fact.data for fact in self.live.values() if fact.type == "entity.matched" and not is_match(fact))
        return met.isdisjoint(visited) and all(self.who(two["entity"]) != self.who(two["other"]) for two in judged)

    def _identified_once(self) -> bool:
        found = defaultdict[tuple[str, str], set[str]](set)
        for fact in self.live.values():
            if fact.type == "entity.identified" and fact.data.get("match", "exact") == "exact" and affirmed(fact):
                who, scheme, value = self.who(fact.subject), fact.data["scheme"], fact.data["value"]
                found[scheme, value].add(who)
                if scheme != "url":
                    found[who, scheme].add(value)
        return all(len(one) == 1 for one in found.values())

    def _ties(self) -> Mapping[str, Mapping[str, set[str]]]:
        ties = defaultdict[str, defaultdict[str, set[str]]](lambda: defaultdict(set))
        for fact in self.live.values():
            for tie, target in self._said[fact.id].ties:
                ties[tie][self.who(fact.subject)].add(self.who(target))
        return ties


def closes_a_circle(ties: Mapping[str, set[str]]) -> bool:
    """Tell whether one can come back by following ties."""

    def reached(start: str) -> set[str]:
        found, work = set[str](), [start]
        while work:
            more = ties.get(work.pop(), set()) - found
            found |= more
            work += more
        return found

    return any(start in reached(start) for start in ties)


def is_match(fact: Fact) -> bool:
    """Tell whether the fact says that two ids are one."""
    return fact.type == "entity.matched" and bool(fact.data["verdict"] == "same")
