"""The made-up ledgers are ledgers, and hold all that makes a ledger hard to read."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings

import oracle
from admission import is_match
from ledgers import SOURCE, Ledger, actions, ledgers, sample, world
from legation.after import After
from legation.audit import check
from legation.claim import weight
from legation.event_type import names
from legation.fact import Fact
from legation.known import Nothing
from legation.ledger import Given, append, propose
from legation.projection import PROJECTIONS
from legation.read_model import ReadModel
from legation.stores.memory import Memory

NOON = datetime(2024, 8, 1, 12, tzinfo=UTC)


@cache
def ledgers_seen() -> tuple[Ledger, ...]:
    return tuple(map(sample, range(60)))


@cache
def seen() -> Counter[str]:
    """Count in how many ledgers each thing happens."""
    return Counter(what for ledger in ledgers_seen() for what in happening(ledger))


def given_as(fact: Fact) -> Given:
    """Return a fact as a writer hands it in."""
    return Given({"id": fact.id, "type": fact.type, "actor": fact.actor, "data": fact.data})


def happening(ledger: Ledger) -> set[str]:
    """Return what a reader of the ledger has to cope with."""
    facts, by_id = ledger.facts, {fact.id: fact for fact in ledger.facts}
    live, joined = set(map(id, oracle.live(facts))), oracle.same(facts)
    found = {fact.type for fact in facts} | {weight(fact) for fact in facts}
    found |= {f"{fact.type} {fact.data['verdict']}" for fact in facts if "verdict" in fact.data}
    found |= {f"matched {fact.subject.split(':')[0]}" for fact in facts if is_match(fact)}
    if max(Counter(joined.values()).values(), default=0) > 2:
        found.add("three ids and more are one")
    for fact in facts:
        data, counts = fact.data, id(fact) in live
        target = by_id.get(data.get("target", ""))
        if fact.type == "record.retracted" and target:
            found.add("a match is undone" if is_match(target) else f"a {target.type} is retracted")
            if target.type == "record.retracted":
                found.add("a match is restored" if is_match(by_id[target.data["target"]]) else "a fact is restored")
                if by_id[target.data["target"]].type == "record.retracted":
                    found.add("a retraction of a retraction is retracted")
            if "replaced_by" in data:
                found.add("a fact is replaced")
        if fact.type == "record.assessed" and not counts:
            found.add(
                "an assessment is retracted" if fact.id in _targets(facts) else "an assessment dies with what it names"
            )
        if fact.type in {"visit.made", "meeting.held"}:
            hosts, visitors = set(data.get("hosts", ())), set(data.get("visitors", ()))
            if hosts & visitors:
                found.add("a host is a visitor too")
            elif {joined.get(one, one) for one in hosts} & {joined.get(one, one) for one in visitors}:
                found.add("a host turns out to be the visitor")
        if is_match(fact):
            before = oracle.same(facts[: fact.position - 1])
            one, other = (before.get(data[side], data[side]) for side in ("entity", "other"))
            found.add("a match chooses another survivor" if one == other else "a match joins")
            if one != other and {one, other} & set(before.values()):
                found.add("a match makes a chain")
        for piece in data.get("evidence", ()):
            found |= {
                f"voice {piece['voice']}",
                f"stance {piece['stance']}",
                *(["basis"] if piece.get("basis") else []),
            }
    return found


def _targets(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.data["target"] for fact in oracle.live(facts) if fact.type == "record.retracted"}


HAPPENINGS = (
    *names(),
    "certain", "probable", "possible", "denied",
    "entity.matched same", "entity.matched distinct",
    *(f"record.assessed {verdict}" for verdict in ("corroborates", "contradicts", "refines", "outweighs")),
    *(f"matched {kind}" for kind in ("person", "org", "office", "place", "agreement", "programme", "series", "topic")),
    "matched eng", "matched com", "matched rec",
    "a match joins", "a match makes a chain", "three ids and more are one", "a match chooses another survivor",
    "a match is undone", "a match is restored", "a fact is restored", "a retraction of a retraction is retracted",
    "a fact is replaced", "a entity.registered is retracted", "a source.registered is retracted",
    "an assessment is retracted", "an assessment dies with what it names",
    "a host is a visitor too", "a host turns out to be the visitor",
    "voice speaker", "stance inferred", "basis",
)  # fmt: skip


@pytest.mark.parametrize("what", HAPPENINGS)
def test_it_happens_in_the_ledgers_of_a_sample(what: str) -> None:
    assert seen()[what]


@pytest.mark.parametrize("name", PROJECTIONS)
def test_every_projection_gets_rows_that_several_facts_make(name: str) -> None:
    projection = PROJECTIONS[name]
    rows = [facts for ledger in ledgers_seen() for facts in oracle.evidence(projection, ledger.facts).values()]
    assert rows
    assert any(len(facts) > 1 for facts in rows)


@settings(max_examples=30)
@given(ledgers())
def test_the_door_takes_every_batch_and_check_finds_nothing(ledger: Ledger) -> None:
    store = Memory(SOURCE)
    model = ReadModel(store)

    def known_at(size: int) -> ReadModel:
        model.catch_up()
        return model

    for batch in ledger.batches:
        taken = append(store, [given_as(fact) for fact in batch], known_at, clock=lambda: NOON)
        assert [(f.position, f.id, f.subject, f.data) for f in taken.facts] == [
            (f.position, f.id, f.subject, f.data) for f in batch
        ]
    assert list(check(store)) == []


@settings(max_examples=30)
@given(actions())
def test_what_the_definitions_refuse_the_rules_refuse(asked: list[tuple[str, int, int]]) -> None:
    tried = world(asked)
    facts = Ledger(tried.batches).facts
    for batch in tried.refused:
        size = batch[0].position - 1
        events = [given_as(fact) for fact in batch]
        proposal = propose(
            events, After(Nothing(), facts[:size]), source=SOURCE, size=size, moment="2024-09-01T00:00:00.000Z"
        )
        assert proposal.faults, Ledger([facts[:size], batch])
