"""The driver by itself: what counts from when until when, who is who, and the fold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from facts import fact, row
from legation.claim import Claim
from legation.projections.people import people
from legation.projections.registry import registry
from legation.replay import Identity, Interval, Liveness, Match, fold, survivors


def retracted(*targets: int, first: int = 10) -> Liveness:
    """Return what became of facts 1 to 9 by retractions from position `first` on."""
    liveness = Liveness()
    for position, target in enumerate(targets, first):
        liveness.retract(position, target)
    return liveness


class TestLiveness:
    def test_a_fact_is_dead_from_its_retraction_on(self) -> None:
        liveness = Liveness()
        assert liveness.retract(10, 3) == {3}
        assert list(liveness.open()) == [Interval(3, 10, None)]

    def test_a_retraction_of_the_retraction_brings_it_back(self) -> None:
        liveness = retracted(3)
        assert liveness.retract(11, 10) == {3, 10}
        assert liveness.intervals == [Interval(3, 10, 11)]
        assert list(liveness.open()) == [Interval(10, 11, None)]

    def test_it_can_be_retracted_again(self) -> None:
        liveness = retracted(3, 10, 3)
        assert liveness.intervals == [Interval(3, 10, 11)]
        assert sorted(liveness.open()) == [Interval(3, 12, None), Interval(10, 11, None)]

    def test_a_third_retraction_in_a_chain_takes_it_away_again(self) -> None:
        liveness = retracted(3, 10, 11)
        assert sorted(liveness.open()) == [Interval(3, 12, None), Interval(11, 12, None)]
        assert sorted(liveness.intervals) == [Interval(3, 10, 11), Interval(10, 11, 12)]

    def test_two_retractions_hold_it_down_until_both_are_gone(self) -> None:
        liveness = retracted(3, 3)
        assert liveness.retract(12, 10) == {10}
        assert liveness.retract(13, 11) == {3, 11}

    def test_an_assessment_dies_with_either_event_it_names_and_comes_back_with_it(self) -> None:
        liveness = Liveness()
        assert liveness.assess(5, (1, 2)) == set()
        assert liveness.retract(6, 2) == {2, 5}
        assert liveness.retract(7, 6) == {2, 5, 6}
        assert liveness.intervals == [Interval(2, 6, 7), Interval(5, 6, 7)]

    def test_an_assessment_of_what_is_dead_already_never_counts(self) -> None:
        liveness = retracted(1)
        assert liveness.assess(11, (1, 2)) == {11}
        assert Interval(11, 11, None) in list(liveness.open())

    def test_an_assessment_dies_with_an_assessment_that_it_names(self) -> None:
        liveness = Liveness()
        liveness.assess(5, (1,))
        liveness.assess(6, (5, 2))
        assert liveness.retract(7, 1) == {1, 5, 6}

    def test_what_comes_back_and_goes_within_one_step_was_never_away(self) -> None:
        liveness = Liveness()
        liveness.assess(5, (1, 2))
        liveness.retract(6, 1)
        liveness.retract(7, 2)
        assert liveness.retract(8, 6) == {1, 6}
        assert Interval(5, 6, None) in list(liveness.open())

    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 99), st.integers(0, 99)), max_size=14))
    def test_its_intervals_are_what_the_definition_says_at_every_position(
        self, said: list[tuple[bool, int, int]]
    ) -> None:
        facts, liveness = [fact(position, "role.left") for position in (1, 2, 3)], Liveness()
        for assesses, one, other in said:
            position, target, second = len(facts) + 1, one % len(facts) + 1, other % len(facts) + 1
            toggled_before = {f.position for f in facts if oracle.counts(f, facts)} | {position}
            if assesses:
                facts.append(fact(position, "record.assessed", target=f"e{target}", other=f"e{second}"))
                toggled = liveness.assess(position, (target, second))
            else:
                facts.append(fact(position, "record.retracted", target=f"e{target}"))
                toggled = liveness.retract(position, target)
            assert toggled == toggled_before ^ {f.position for f in facts if oracle.counts(f, facts)}
        intervals = [*liveness.intervals, *liveness.open()]
        for known in range(1, len(facts) + 1):
            dead = {p for p, since, until in intervals if since <= known and (until is None or known < until)}
            told = facts[:known]
            assert dead == {f.position for f in told if not oracle.counts(f, told)}


A, B, C, D = (f"org:{letter}" for letter in "abcd")


class TestSurvivors:
    @pytest.mark.parametrize(
        ("matches", "same"),
        [
            ([], {}),
            ([(A, B, A)], {A: A, B: A}),
            ([(A, B, B)], {A: B, B: B}),
            ([(A, B, A), (B, C, B)], {A: A, B: A, C: A}),  # b's class goes on as a
            ([(A, B, A), (B, C, C)], {A: C, B: C, C: C}),
            ([(A, B, A), (C, D, C), (B, D, D)], {A: C, B: C, C: C, D: C}),
            ([(A, B, A), (A, B, B)], {A: B, B: B}),  # a match that joins nothing new chooses anew
            ([(A, B, A), (B, C, B), (C, A, C)], {A: C, B: C, C: C}),
            ([(A, B, A), (C, D, D)], {A: A, B: A, C: D, D: D}),
        ],
    )
    def test_the_class_joined_last_goes_on_as_the_survivor_of_the_class_that_is_kept(
        self, matches: list[tuple[str, str, str]], same: dict[str, str]
    ) -> None:
        assert survivors(Match(position, *match) for position, match in enumerate(matches, 1)) == same

    @given(st.lists(st.tuples(st.permutations((A, B, C, D)), st.booleans()), max_size=8))
    def test_they_are_what_the_definition_says(self, told: list[tuple[list[str], bool]]) -> None:
        pairs = [(one, other, one if first else other) for (one, other, *_), first in told]
        facts = [
            fact(position, "entity.matched", entity=one, other=other, verdict="same", keep=keep)
            for position, (one, other, keep) in enumerate(pairs, 1)
        ]
        assert survivors(Match(position, *pair) for position, pair in enumerate(pairs, 1)) == oracle.survivors(facts)


class TestIdentity:
    who = Identity({A: B, B: B, C: B})

    def test_a_key_resolves_part_by_part(self) -> None:
        assert self.who.resolve((A, "eng:x")) == (B, "eng:x")
        assert Identity({}).resolve((A,)) == (A,)

    def test_every_id_knows_all_that_are_one_with_it(self) -> None:
        assert self.who.members(A) == self.who.members(B) == (A, B, C)
        assert self.who.members(D) == (D,)

    def test_a_key_was_written_in_as_many_ways_as_its_parts_have_ids(self) -> None:
        assert set(self.who.written((A, D))) == {(A, D), (B, D), (C, D)}


class TestFold:
    def test_only_what_touches_the_row_is_folded_in_and_twice_what_touches_it_twice(self) -> None:
        match = fact(3, "entity.matched", entity="org:a", other="org:b", verdict="same", keep="org:a", reason="So.")
        both = fold(registry, [match], lambda key: True, registry.row())
        one = fold(registry, [match], lambda key: key == (B,), registry.row())
        assert [claim.at for claim in both.matches] == [3, 3]
        assert one == row(registry, match)
        assert fold(registry, [match], lambda key: False, registry.row()) == registry.row()

    def test_an_assessment_is_handed_to_the_row_as_it_is(self) -> None:
        said = fact(2, "role.attested", person="person:a", office="office:a", on="2022")
        judged = fact(4, "record.assessed", target="e2", other="e3", verdict="outweighs", reason="It is older.")
        folded = fold(people, [said, judged], lambda key: True, people.row())
        assert folded == fold(people, [said], lambda key: True, people.row()).assess(judged)
        assert folded.assessed == (Claim(4, dict(judged.data)),)
