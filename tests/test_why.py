"""What an answer to "why does this row say so?" has to list, no more and no less (house.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from itertools import combinations
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

import oracle
from admission import is_match
from ledgers import Ledger
from legation.fact import Fact
from legation.projection import PROJECTIONS, Key, Row
from models import SMALL, anywhere, head, law, pick, takes_back, without


class Why:
    """A row: the facts, matches and retractions it rests on, and what it says if only some of them had been said."""

    def __init__(self, facts: Sequence[Fact], name: str, key: Key) -> None:
        self.facts, self.name, self.key = facts, name, key
        at = head(facts)
        self.row, self.evidence = at.row(name, *key), set(at.evidence(name, *key))
        live = {fact.position for fact in facts if at.counts(fact.position)}
        self.matches = self._telling([fact for fact in facts if fact.position in live and is_match(fact)])
        listed = self.evidence | self.matches
        listed |= {fact.position for p in listed for fact in self._behind(facts[p - 1])}
        self.listed = listed & live
        # Retractions that were taken back stay so, and documents what they are: by them the undated is dated.
        documents = {
            fact.position
            for fact in oracle.live(facts)
            for key in oracle.touched(PROJECTIONS["sources"], fact, facts)
            if name != "sources"
        }
        documents |= {fact.position for p in documents for fact in self._behind(facts[p - 1])}
        self.background = (documents | listed) - self.listed

    def __repr__(self) -> str:
        return f"{self.name} {self.key}, listed {sorted(self.listed)}, of {Ledger([self.facts])!r}"

    def _behind(self, fact: Fact) -> Iterator[Fact]:
        """Yield all that has to do with whether a fact counts: retractions, and what an assessment is about."""
        more = [f for f in self.facts if f.type == "record.retracted" and f.data["target"] == fact.id]
        more += oracle.named(fact, self.facts) if fact.type == "record.assessed" else []
        for one in more:
            yield one
            yield from self._behind(one)

    def _telling(self, matches: list[Fact]) -> set[int]:
        """Return the matches without which, by themselves or among others, some id of the row would be another one."""
        plain = [field.name for field in fields(self.row) if field.name not in self.row.as_written]
        written = oracle.rows(PROJECTIONS[self.name], self.facts)[self.key]
        values = [claim.value for name in plain for claim in getattr(written, name)]
        ids = set(self.key) | set(found_in(values))
        joined = oracle.survivors(matches)
        for fact in (self.facts[p - 1] for p in self.evidence):
            for key in oracle.touched(PROJECTIONS[self.name], fact, self.facts):
                # A fact may touch other rows of the projection, too; who is who in them is not this row's concern.
                ids |= set(key) if tuple(joined.get(part, part) for part in key) == self.key else set()
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
        away = [fact for fact in self.facts if fact.position not in kept | self.background]
        at = head(without(self.facts, away, also=["record.assessed"]))
        key = at.identity.resolve(self.key)
        return key, key in at.keys(self.name), at.row(self.name, *self.key)


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
        fewer = [why.listed - set(some) for n in (1, 2, 3) for some in combinations(sorted(beside), n)]
        for among in [why.listed, *smaller, *fewer]:
            if why.cell(among | {one}) != why.cell(among - {one}):
                return
        raise AssertionError(f"without #{one} {why.name} {why.key} would be the same: {sorted(why.listed)}")
