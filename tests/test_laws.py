"""What holds for every projection on the shelf, whatever a ledger says (house.md 4; what `why` lists is in test_why).

A law is asked of all projections over one ledger at a time; what fails is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from admission import is_match
from ledgers import Ledger, stored
from legation import folding
from legation.claim import Claims
from legation.comparing import partings
from legation.event_type import creates, references
from legation.fact import Fact
from legation.projection import PROJECTIONS, Key, Row
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.tables import text_key
from models import (
    DAY,
    SMALL,
    RowKey,
    anywhere,
    called,
    everything,
    head,
    law,
    model,
    pick,
    tables,
    takes_back,
    without,
)


class TestRows:
    @law
    @given(SMALL)
    def test_each_row_is_the_fold_of_its_own_evidence(self, ledger: Ledger) -> None:
        at = head(ledger.facts)
        stored_rows = at.model.db.execute("select projection, key, first, last, sort, body from rows").fetchall()
        for name, text, first, last, sort, body in stored_rows:
            key = text_key(text)
            positions = at.evidence(name, *key)
            own = oracle.folded(PROJECTIONS[name], key, [ledger.facts[p - 1] for p in positions], at.identity.same)
            assert (name, key, body) == (name, key, own.encode())
            assert (name, key, first, last, sort) == (name, key, positions[0], positions[-1], own.order())

    @law
    @given(SMALL, anywhere)
    def test_they_are_what_the_definitions_say_at_the_head_and_at_every_position(
        self, ledger: Ledger, position: int
    ) -> None:
        whole = model(ledger.facts)
        for known in {len(ledger.facts), position % (len(ledger.facts) + 1)}:
            at, facts = Reading(whole, DAY, known), ledger.facts[:known]
            assert dict(at.identity.same) == oracle.same(facts)
            assert [f for f in facts if at.counts(f.position)] == oracle.live(facts)
            for name, projection in PROJECTIONS.items():
                rows, evidence = oracle.rows(projection, facts), oracle.evidence(projection, facts)
                assert (name, set(at.keys(name))) == (name, set(rows))
                for key, row in rows.items():
                    assert (name, key, at.evidence(name, *key)) == (name, key, [f.position for f in evidence[key]])
                    assert (name, key, at.row(name, *key)) == (name, key, oracle.ready(row, facts))

    @law
    @given(SMALL, st.lists(anywhere, max_size=6), st.sampled_from((1, 3, 50_000)))
    def test_however_a_ledger_is_caught_up_with_the_tables_are_the_same(
        self, ledger: Ledger, cuts: list[int], rows_held: int
    ) -> None:
        size = len(ledger.facts)
        ends = sorted({cut % (size + 1) for cut in cuts} | {size})
        store = stored(())
        grown_ = ReadModel(store)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(folding, "ROWS_HELD", rows_held)
            for start, end in zip([0, *ends], ends, strict=False):
                stored(ledger.facts[start:end], store)
                grown_.catch_up()
        fresh = ReadModel(store)
        fresh.catch_up()
        told, anew = tables(grown_), tables(fresh)
        for name in told:
            assert (name, told[name]) == (name, anew[name])
        assert not list(partings(grown_, fresh))


class TestTime:
    @law
    @given(SMALL, anywhere)
    def test_what_was_known_by_a_position_is_what_the_facts_up_to_it_say(self, ledger: Ledger, position: int) -> None:
        known = position % (len(ledger.facts) + 1)
        past, prefix = Reading(model(ledger.facts), DAY, known), head(ledger.facts[:known])
        assert past.identity.same == prefix.identity.same
        assert [fact.id for fact in past.facts()] == [fact.id for fact in prefix.facts()]
        assert called(past) == called(prefix)
        then, alone = everything(past), everything(prefix)
        assert then.keys() == alone.keys()  # an earlier list stands in the order of the head
        for at in then:
            assert (at, then[at]) == (at, alone[at])

    @law
    @given(SMALL, anywhere)
    def test_a_reading_made_at_the_head_stays_as_it_was_when_more_is_caught_up_with(
        self, ledger: Ledger, position: int
    ) -> None:
        known = position % (len(ledger.facts) + 1)
        store = stored(ledger.facts[:known])
        growing = ReadModel(store)
        growing.catch_up()
        fresh, asked = Reading(growing, DAY), Reading(growing, DAY)
        before = everything(asked), called(asked)
        stored(ledger.facts[known:], store)
        growing.catch_up()
        assert (everything(fresh), called(fresh)) == before


class TestRetraction:
    @law
    @given(SMALL, anywhere)
    def test_what_was_retracted_might_as_well_never_have_been_said(self, ledger: Ledger, choice: int) -> None:
        dead = [fact for fact in ledger.facts if not oracle.counts(fact, ledger.facts)]
        self.compare(ledger.facts, pick(choice, dead))

    @law
    @given(SMALL, anywhere)
    def test_ids_that_were_matched_no_longer_might_as_well_never_have_been(self, ledger: Ledger, choice: int) -> None:
        match = pick(choice, [fact for fact in oracle.live(ledger.facts) if is_match(fact)])
        store = stored(ledger.facts)
        parted = ReadModel(store)
        parted.catch_up()
        facts = [*ledger.facts, takes_back(match, ledger.facts)]
        stored(facts[-1:], store)
        parted.catch_up()
        self.compare(facts, match, Reading(parted, DAY))

    def compare(self, facts: Sequence[Fact], away: Fact, now: Reading | None = None) -> None:
        now, kept = now or head(facts), without(facts, [away])
        never = head(kept)
        # What told of the retraction itself, in the audit or among the citations, is the trace that stays.
        silent = [fact for fact, left in zip(facts, kept, strict=True) if left.type != fact.type]
        traces = {
            (name, oracle.resolved(key, oracle.same(facts)))
            for fact in oracle.live(facts)
            if fact in silent
            for name, projection in PROJECTIONS.items()
            for key in oracle.touched(projection, fact, facts)
        }
        assert now.identity.same == never.identity.same
        assert called(now) == called(never)
        told, untold = ({at: row for at, row in everything(r).items() if at not in traces} for r in (now, never))
        assert list(told) == list(untold)
        for at in told:
            assert (at, told[at]) == (at, untold[at])
        bodies = "select projection, key, first, last, sort, body from rows order by projection, key"
        stored_rows = [
            [row for row in reading.model.db.execute(bodies) if (row[0], text_key(row[1])) not in traces]
            for reading in (now, never)
        ]
        assert stored_rows[0] == stored_rows[1]


class TestOrder:
    @law
    @given(SMALL, anywhere)
    def test_facts_that_do_not_know_of_each_other_may_stand_either_way_round(self, ledger: Ledger, choice: int) -> None:
        facts = list(ledger.facts)
        p = pick(choice, [p for p in range(1, len(facts)) if unconnected(facts[p - 1], facts[p])])
        one, other = facts[p - 1], facts[p]
        facts[p - 1 : p + 1] = [replace(other, position=p), replace(one, position=p + 1)]
        moved = {p: p + 1, p + 1: p}
        assert unordered(everything(head(ledger.facts)), moved) == unordered(everything(head(facts)), {})


def unconnected(one: Fact, other: Fact) -> bool:
    """Tell whether two facts say things of their own, the later one naming nothing that the earlier one made."""
    ours = {one.id, creates(one.type, one.data)}
    named = {reference.value for reference in references(other.type, other.data)}
    return named.isdisjoint(ours) and not any(
        fact.type.startswith("record.") or fact.type == "entity.matched" for fact in (one, other)
    )


def unordered(rows: dict[RowKey, tuple[Row, list[int]]], moved: dict[int, int]) -> dict[RowKey, Any]:
    """Return rows with facts moved to other positions, as what is claimed in whatever order."""

    def key_at(name: str, key: Key) -> Key:
        told = (column.type for column in PROJECTIONS[name].key.values())
        return tuple(
            str(moved.get(int(part), int(part))) if type_ == "integer" else part
            for part, type_ in zip(key, told, strict=True)
        )

    def claims_at(claims: Claims) -> list[str]:
        return sorted(repr(claim._replace(at=moved.get(claim.at, claim.at))) for claim in claims)

    return {
        (name, key_at(name, key)): (
            {field.name: claims_at(getattr(row, field.name)) for field in fields(row)},
            sorted(moved.get(p, p) for p in evidence),
        )
        for (name, key), (row, evidence) in rows.items()
    }
