"""Claims: how sure one is, what many add up to, and how identity changes them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates_strategies import edtfs
from facts import fact
from legation.claim import Agreed, Claim, Claims, Weight, dated, first, single, substituted, union, weight
from legation.dates import narrow, parse


def claims(*told: tuple[Any, Weight] | Any) -> Claims:
    """Return claims of values, one a position from 1; a pair brings its weight."""
    return tuple(
        Claim(at, *one) if isinstance(one, tuple) else Claim(at, one) for at, one in enumerate(told, 1)
    )  # fmt: skip


def evidence(*pieces: dict[str, str]) -> list[dict[str, str]]:
    return [{"document": "doc:a", **piece} for piece in pieces]


class TestWeight:
    @pytest.mark.parametrize(
        ("pieces", "sure"),
        [
            ([{}], "certain"),
            ([{"certainty": "probable"}], "probable"),
            ([{"certainty": "possible"}, {"certainty": "probable"}], "probable"),
            ([{"certainty": "possible"}, {"certainty": "certain"}], "certain"),
            ([{"polarity": "denied"}], "denied"),
            ([{"polarity": "denied", "certainty": "possible"}], "denied"),
            ([{"polarity": "denied"}, {"certainty": "possible"}], "possible"),
        ],
    )
    def test_it_is_that_of_the_surest_piece_that_affirms(self, pieces: list[dict[str, str]], sure: Weight) -> None:
        assert weight(fact(1, "role.left", evidence=evidence(*pieces))) == sure

    def test_what_an_editor_says_with_a_reason_is_certain(self) -> None:
        assert weight(fact(1, "entity.matched", reason="One envoy, one day.")) == "certain"

    @pytest.mark.parametrize(
        ("sure", "counts"),
        [("certain", True), ("probable", True), ("possible", False), ("denied", False), ("outweighed", False)],
    )
    def test_only_the_certain_and_the_probable_are_judged_by(self, sure: Weight, counts: bool) -> None:
        assert Claim(1, "x", sure).counts is counts


class TestSingle:
    def test_nothing_is_known_where_nothing_counts(self) -> None:
        assert single(()) == single(claims(("x", "possible"), ("y", "outweighed"))) == Agreed()

    def test_claims_of_one_value_agree_and_all_carry_it(self) -> None:
        said = (("x", (1, 3)),)
        assert single(claims("x", ("y", "possible"), "x")) == Agreed("x", (1, 3), values=said)

    def test_two_values_are_contested_and_none_is_chosen(self) -> None:
        found = single(claims("x", ("y", "probable"), "x"))
        assert found == Agreed(None, (1, 2, 3), contested=True, values=(("x", (1, 3)), ("y", (2,))))

    def test_a_denial_contests_its_affirmed_twin_and_nothing_else(self) -> None:
        assert single(claims("x", ("x", "denied"))).contested
        assert single(claims("x", ("y", "denied"))) == Agreed("x", (1,), values=(("x", (1,)),))
        assert single(claims(("x", "denied"))) == Agreed()

    def test_a_denied_date_contests_its_affirmed_twin_and_no_other(self) -> None:
        assert dated(claims("2022-02", ("2022-02", "denied"))).contested
        assert dated(claims("2022-02", ("2022-03", "denied"))).value == "2022-02"

    def test_objects_are_compared_by_what_they_hold(self) -> None:
        one, same = {"a": [1, {"b": 2}], "c": "x"}, {"c": "x", "a": [1, {"b": 2}]}
        assert single(claims(one, same)).at == (1, 2)
        assert single(claims(one, {**one, "a": [2]})).contested


class TestDated:
    def test_compatible_dates_narrow_each_other_and_all_carry_the_answer(self) -> None:
        assert dated(claims("2022", "2022-03", "[..2022-03-22]")).value == "[2022-03-01..2022-03-22]"
        assert dated(claims("2022", "2022-03", "[..2022-03-22]")).at == (1, 2, 3)

    def test_dates_that_leave_nothing_are_contested(self) -> None:
        found = dated(claims("2021", "2022", "2021"))
        assert (found.value, found.contested, found.values) == (None, True, (("2021", (1, 3)), ("2022", (2,))))

    def test_what_is_only_possible_and_what_is_empty_narrow_nothing(self) -> None:
        assert dated(claims(("2022-03-01", "possible"), "", "2022")) == Agreed("2022", (3,), values=(("2022", (3,)),))
        assert dated(claims("")) == Agreed()

    @given(st.lists(edtfs(), min_size=1, max_size=4))
    def test_it_agrees_exactly_if_something_is_left(self, texts: list[str]) -> None:
        left = narrow([parse(text) for text in dict.fromkeys(texts)])
        assert dated(claims(*texts)).value == (left and left.text)
        assert dated(claims(*texts)).contested is (left is None)


class TestLists:
    def test_a_union_holds_every_member_once_in_the_order_of_first_mention(self) -> None:
        told = claims("b", "a", ("c", "possible"), "b")
        assert union(told) == (("b", (1, 4)), ("a", (2,)))
        assert union((Claim(1, "a"), Claim(1, "a"))) == (("a", (1,)),)

    def test_the_first_is_the_first_that_counts(self) -> None:
        assert first(claims(("x", "denied"), "y", "z")) == "y"
        assert first(claims(("x", "possible"))) is None


class TestSubstituted:
    same = {"org:b": "org:a", "org:a": "org:a"}  # noqa: RUF012

    def test_ids_are_replaced_by_their_survivors_however_deep_they_lie(self) -> None:
        told = claims({"party": "org:b", "by": ["org:c", {"who": "org:b"}], "count": 2})
        (claim,) = substituted(told, self.same)
        assert claim == Claim(1, {"party": "org:a", "by": ["org:c", {"who": "org:a"}], "count": 2})

    def test_what_one_fact_says_of_two_ids_that_are_one_it_says_once(self) -> None:
        told = (Claim(1, "org:a"), Claim(1, "org:b"), Claim(2, "org:b"))
        assert substituted(told, self.same) == (Claim(1, "org:a"), Claim(2, "org:a"))

    def test_what_one_fact_says_twice_is_kept_once_whether_or_not_any_ids_are_one(self) -> None:
        told = (Claim(1, "present"), Claim(1, "present"))
        assert substituted(told, {}) == substituted(told, self.same) == told[:1]

    def test_claims_that_differ_in_weight_are_two(self) -> None:
        told = (Claim(1, "org:a"), Claim(1, "org:b", "possible"))
        assert len(substituted(told, self.same)) == 2

    def test_members_of_a_list_that_become_equal_become_one(self) -> None:
        assert substituted(claims(["org:a", "org:b", "org:c"]), self.same)[0].value == ["org:a", "org:c"]

    def test_lists_of_numbers_are_left_alone(self) -> None:
        assert substituted(claims({"lines": [6, 6]}), self.same)[0].value == {"lines": [6, 6]}
