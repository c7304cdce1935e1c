"""Hypothesis strategies for whole ledgers: small worlds, so that events really meet on the same rows.

Each event is made up from a few small numbers that know nothing of the others, so a falsifying ledger shrinks by
leaving events out. What an event names is created just before it; a try that may not be appended is dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from admission import Said, State
from legation.claim import weight
from legation.event_type import event_type, names, subject_of
from legation.fact import Fact
from legation.ids import kind
from legation.store import Event
from legation.stores.memory import Memory
from legation.upcast import dataschema, newest
from payloads import SAMPLES, Data, Making

SOURCE = "tag:example.org,2026:made-up"
# What a world can be asked to do, beside telling an event of some type.
DEEDS = ("retract", "restore", "part", "correct")
_OFTEN = {
    "entity.matched": 8, "record.assessed": 5, "retract": 6, "restore": 5, "part": 4, "correct": 3, "meeting.held": 3,
    "visit.made": 3, "engagement.attended": 2, "commitment.made": 2, "followup.updated": 3, "role.attested": 2,
    "entity.related": 2,
}  # fmt: skip
ACTIONS = tuple(action for action in (*names(), *DEEDS) for _ in range(_OFTEN.get(action, 1)))
_TRIES = 6
_CREATING = {"doc": "source.registered", "com": "commitment.made", "rec": "recommendation.made"}
_ACCOUNTS = ("meeting.held", "visit.made")


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
        self.state = State((), {})

    def do(self, action: str, rich: int, choose: Random) -> None:
        """Append a batch that does what is asked, if one of a few tries may be appended."""
        for _ in range(_TRIES):
            batch = Batch(self, choose, rich)
            if action in DEEDS:
                getattr(batch, action)()
            else:
                batch.tell(action)
            if not batch.facts:
                return
            state = State((*self.state.facts, *batch.facts), {**self.state.said, **batch.said})
            if state.may_follow(self.state):
                self.batches.append(batch.facts)
                self.state = state
                return
            self.refused.append(batch.facts)


class Batch:
    """One append in the making."""

    def __init__(self, world: World, choose: Random, rich: int) -> None:
        self.facts: list[Fact] = []
        self.said: dict[str, Said] = {}
        self._world, self._choose, self._rich = world, choose, rich

    def tell(self, type_: str, **given: Any) -> None:
        """Tell an event of a type, its data made up but for what is given."""
        accounts = [*self._world.state.accounts(), *self.facts]
        self._take(type_, Making(self._choose, self._rich, accounts).payload(type_, given))

    def retract(self) -> None:
        """Take back anything that counts."""
        self._retract(fact for fact in self._world.state.live.values() if fact.type != "key.adopted")

    def restore(self) -> None:
        """Take back a retraction."""
        self._retract(fact for fact in self._world.state.live.values() if fact.type == "record.retracted")

    def part(self) -> None:
        """Take back a match."""
        self._retract(self._world.state.matches)

    def correct(self) -> None:
        """Tell something anew, with another note, and take back the first telling of it."""
        live = self._world.state.live.values()
        if facts := [fact for fact in live if fact.type not in {"record.retracted", "entity.matched", "key.adopted"}]:
            wrong = self._choose.choice(facts)
            self._take(wrong.type, {**wrong.data, "note": self._choose.choice(SAMPLES["text"])})
            self.tell("record.retracted", target=wrong.id, replaced_by=self.facts[-1].id)

    def _retract(self, facts: Iterable[Fact]) -> None:
        if found := list(facts):
            self.tell("record.retracted", target=self._choose.choice(found).id)

    def _take(self, type_: str, data: Data) -> None:
        state, said = self._world.state, Said.of(type_, data)
        for id_ in said.ids:
            there = id_ in {said.creates, *(one.creates for one in self.said.values())}
            if not there and state.who(id_) not in state.created:
                self._create(id_)
        position = len(state.facts) + len(self.facts) + 1
        subjects = {fact.id: fact.subject for fact in (*state.facts, *self.facts)}
        subject = subject_of(type_, data, lambda id_: subjects.get(id_, ""))
        recorded = f"2024-07-{1 + position // 20:02}T{position % 20:02}:00:00.000Z"
        fact = Fact(position, f"e{position}", type_, subject, recorded, "ana.ruiz", "", data)
        self.said[fact.id] = said
        self.facts.append(fact)

    def _create(self, id_: str) -> None:
        """Tell the least that creates an id."""
        type_ = self._choose.choice(_ACCOUNTS) if kind(id_) == "eng" else _CREATING.get(kind(id_), "entity.registered")
        because = {"reason": "It is needed."} if type_ == "entity.registered" else {}
        rich, self._rich = self._rich, 0
        self.tell(type_, **{event_type(type_).subject: id_}, **because)
        self._rich = rich
