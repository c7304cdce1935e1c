"""What holds for every projection on the shelf, whatever a ledger says (house.md 4).

A law is asked of all projections over one ledger at a time; what fails is named. To take a fact away is to put in its
place one that says nothing, so that all others keep their positions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import combinations
from typing import Any, TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle
from ledgers import Ledger, is_match, ledgers, stored
from legation import loading
from legation.claim import Claims
from legation.event_type import creates, references
from legation.fact import Fact
from legation.ids import KINDS
from legation.projection import PROJECTIONS, Key, Row
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.tables import TABLES, text_key
from payloads import ids_of

T = TypeVar("T")

torture = settings.get_current_profile_name() == "torture"
law = settings(max_examples=500 if torture else 25)
DAY = "2024-07-17"
SMALL = ledgers(most=30)
anywhere = st.integers(0, 10_000)

RowKey = tuple[str, Key]


def model(facts: Iterable[Fact]) -> ReadModel:
    """Return a read model built at once over facts."""
    made = ReadModel(stored(facts))
    made.catch_up()
    return made


def head(facts: Iterable[Fact]) -> Reading:
    return Reading(model(facts), DAY)


def tables(of: ReadModel) -> dict[str, list[Any]]:
    """Return all that the tables hold but the code and root they were made by."""
    held = {name: "rowid, text" if name == "search" else "*" for name in TABLES if name != "meta"}
    return {
        name: sorted(of.db.execute(f"select {what} from {name}").fetchall(), key=repr) for name, what in held.items()
    }


def silenced(fact: Fact) -> Fact:
    """Return a fact that stands where `fact` stands and says nothing."""
    return replace(fact, type="nothing.said", subject="", data={})


def without(facts: Sequence[Fact], away: Iterable[Fact]) -> list[Fact]:
    """Return the facts as if some had never been said, nor anything about them."""
    gone = {fact.id for fact in away}
    kept = []
    for fact in facts:
        if fact.type.startswith("record.") and {fact.data["target"], fact.data.get("other")} & gone:
            gone.add(fact.id)
        kept.append(silenced(fact) if fact.id in gone else fact)
    return kept


def everything(at: Reading) -> dict[RowKey, tuple[Row, list[int]]]:
    """Return every row, ready to be judged, with its evidence, in the order of the lists."""
    return {(name, key): (at.row(name, *key), at.evidence(name, *key)) for name in PROJECTIONS for key in at.keys(name)}


def called(at: Reading) -> dict[str, str]:
    """Return what every id is called."""
    return {id_: at.name(id_) for id_ in ids_of(KINDS)}


def pick(choice: int, among: Sequence[T]) -> T:
    """Return the member that a number chooses; an example without members does not count."""
    assume(among)
    return among[choice % len(among)]


def takes_back(fact: Fact, facts: Sequence[Fact]) -> Fact:
    """Return a retraction of a fact, to stand behind all others."""
    position = len(facts) + 1
    data = {"target": fact.id, "ground": "entry_error", "reason": "It was wrong."}
    recorded, batch = facts[-1].recordedtime, ""
    return Fact(position, f"e{position}", "record.retracted", fact.subject, recorded, "ana.ruiz", batch, data)


class TestRows:
    @law
    @given(SMALL)
    def test_each_row_is_the_fold_of_its_own_evidence(self, ledger: Ledger) -> None:
        at = head(ledger.facts)
        stored_rows = at.model.db.execute("select projection, key, first, last, sort, body from rows").fetchall()
        for name, text, first, last, sort, body in stored_rows:
            key = tuple(text.split("\x1f"))
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
            assert [f for f in facts if at.counts(f.position)] == [f for f in oracle.live(facts) if f.position]
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
            patch.setattr(loading, "_ROWS_HELD", rows_held)
            for start, end in zip([0, *ends], ends, strict=False):
                stored(ledger.facts[start:end], store)
                grown_.catch_up()
        fresh = ReadModel(store)
        fresh.catch_up()
        told, anew = tables(grown_), tables(fresh)
        for name in told:
            assert (name, told[name]) == (name, anew[name])
        assert grown_.parts_from(fresh) is None


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
        assert list(then) == list(alone)
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

    def key_at(key: Key) -> Key:
        return tuple(str(moved.get(int(part), int(part))) if part.isdecimal() else part for part in key)

    def claims_at(claims: Claims) -> list[str]:
        return sorted(repr(claim._replace(at=moved.get(claim.at, claim.at))) for claim in claims)

    return {
        (name, key_at(key)): (
            {field.name: claims_at(getattr(row, field.name)) for field in fields(row)},
            sorted(moved.get(p, p) for p in evidence),
        )
        for (name, key), (row, evidence) in rows.items()
    }


class Why:
    """What an answer to "why does this row say so?" has to name, and what the row says if facts are taken away."""

    def __init__(self, facts: Sequence[Fact], name: str, key: Key) -> None:
        self.facts, self.name, self.key = facts, name, key
        at = head(facts)
        self.row, self.evidence = at.row(name, *key), set(at.evidence(name, *key))
        live = {fact.position for fact in facts if at.counts(fact.position)}
        self.matches = self._telling([fact for fact in facts if fact.position in live and is_match(fact)])
        listed = self.evidence | self.matches
        for fact in [f for f in facts if f.position in self.evidence and f.type == "record.assessed"]:
            listed |= {one.position for one in oracle.named(fact, facts)}
        listed |= {over.position for p in listed for over in self._over(facts[p - 1])}
        self.listed = listed & live
        # Retractions that were taken back stay so, and documents what they are: by them the undated is dated.
        documents = {
            fact.position
            for fact in oracle.live(facts)
            for key in oracle.touched(PROJECTIONS["sources"], fact, facts)
            if name != "sources"
        }
        self.background = (documents | listed) - self.listed

    def __repr__(self) -> str:
        return f"{self.name} {self.key}, listed {sorted(self.listed)}, of {Ledger([self.facts])!r}"

    def _over(self, fact: Fact) -> Iterator[Fact]:
        """Yield all retractions that have to do with whether a fact counts."""
        for other in self.facts:
            if other.type == "record.retracted" and other.data["target"] == fact.id:
                yield other
                yield from self._over(other)
        if fact.type == "record.assessed":
            for one in oracle.named(fact, self.facts):
                yield from self._over(one)

    def _telling(self, matches: list[Fact]) -> set[int]:
        """Return the matches without which, by themselves or among others, some id of the row would be another one."""
        plain = [field.name for field in fields(self.row) if field.name not in self.row.as_written]
        values = [claim.value for name in plain for claim in getattr(oracle_row(self), name)]
        ids = set(self.key) | set(found_in(values))
        for fact in (self.facts[p - 1] for p in self.evidence):
            ids |= {part for key in oracle.touched(PROJECTIONS[self.name], fact, self.facts) for part in key}
        near = [match for match in matches if self._reaches(match, ids, matches)]
        assume(len(near) <= 5)
        telling = set()
        for count in range(1, len(near) + 1):
            for some in combinations(near, count):
                whole = oracle.survivors(some)
                for match in some:
                    less = oracle.survivors(one for one in some if one is not match)
                    if any(whole.get(id_, id_) != less.get(id_, id_) for id_ in ids):
                        telling.add(match.position)
        return telling

    @staticmethod
    def _reaches(match: Fact, ids: set[str], matches: list[Fact]) -> bool:
        joined = oracle.survivors(matches)
        return joined[match.data["entity"]] in {joined.get(id_, id_) for id_ in ids}

    def cell(self, kept: set[int]) -> tuple[Key, bool, Row]:
        """Return key, standing and row if only some facts, and the background, had been said."""
        at = head(fact if fact.position in kept | self.background else silenced(fact) for fact in self.facts)
        key = at.identity.resolve(self.key)
        return key, key in at.keys(self.name), at.row(self.name, *self.key)


def oracle_row(why: Why) -> Row:
    """Return the row with ids as written."""
    return oracle.rows(PROJECTIONS[why.name], why.facts)[why.key]


def found_in(value: Any) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for member in value.values() if isinstance(value, dict) else value:
            yield from found_in(member)


@st.composite
def answers(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Why:
    """Generate rows with the ledgers that made them."""
    facts = draw(SMALL).facts
    name = draw(st.sampled_from(sorted(PROJECTIONS)))
    return Why(facts, name, pick(draw(anywhere), head(facts).keys(name)))


class TestWhy:
    @law
    @given(answers())
    def test_what_is_listed_alone_gives_the_same_row(self, why: Why) -> None:
        assert why.cell(why.listed) == (why.key, True, why.row)

    @law
    @given(answers(), anywhere)
    def test_to_take_back_what_is_not_listed_changes_nothing(self, why: Why, choice: int) -> None:
        live = oracle.live(why.facts)
        others = [f for f in live if f.position not in why.listed | why.background and f.type != "record.retracted"]
        facts = [*why.facts, takes_back(pick(choice, others), why.facts)]
        at = head(facts)
        assert (at.identity.resolve(why.key), at.row(why.name, *why.key)) == (why.key, why.row)
        assert set(at.evidence(why.name, *why.key)) == why.evidence

    @law
    @given(answers(), anywhere)
    def test_whatever_is_listed_changes_the_row_among_some_of_the_listed(self, why: Why, choice: int) -> None:
        one = pick(choice, sorted(why.listed))
        beside = why.listed - why.evidence
        smaller = [beside | set(some) for some in combinations(sorted(why.evidence), 1)]
        fewer = [why.listed - set(some) for n in (1, 2, 3) for some in combinations(sorted(why.matches), n)]
        for among in [why.listed, *smaller, *fewer]:
            if why.cell(among | {one}) != why.cell(among - {one}):
                return
        raise AssertionError(f"without #{one} {why.name} {why.key} would be the same: {sorted(why.listed)}")
