"""Numbers as sources give them: what a comparator leaves, what two of them share, and how they read."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.claim import Claim
from legation.fields import Comparator
from legation.quantity import Interval, added, apart, common, disagree, in_words, interval, not_begun, recorded

COMPARES = {
    "eq": lambda x, v: x == v,
    "gt": lambda x, v: x > v,
    "ge": lambda x, v: x >= v,
    "lt": lambda x, v: x < v,
    "le": lambda x, v: x <= v,
}
numbers = st.sampled_from(["-3", "0", "7", "7.0", "7.5", "12", "1200"])
exact = st.builds(lambda c, v: {"comparator": c, "value": v}, st.sampled_from(sorted(COMPARES)), numbers)
points = st.sampled_from([Decimal(n) / 4 for n in range(-20, 60)] + [Decimal(1200), Decimal(5000)])


def said(comparator: str, value: str) -> dict[str, str]:
    return {"comparator": comparator, "value": value}


def left(one: dict[str, str]) -> Interval:
    found = interval(one)
    assert found
    return found


def inside(found: Interval | None, x: Decimal) -> bool:
    if not found:
        return False
    above = not found.low or x > found.low.number or (x == found.low.number and found.low.closed)
    below = not found.high or x < found.high.number or (x == found.high.number and found.high.closed)
    return above and below


@given(exact, points)
def test_a_comparator_leaves_the_numbers_that_fit_it(one: dict[str, str], x: Decimal) -> None:
    assert inside(interval(one), x) == COMPARES[one["comparator"]](x, Decimal(one["value"]))


@pytest.mark.parametrize("vague", [said("approx", "7"), said("unknown", "7"), {}, {"comparator": "lt"}])
def test_what_is_vague_or_not_given_leaves_no_interval_and_disagrees_with_nothing(vague: dict[str, str]) -> None:
    assert interval(vague) is None
    assert not disagree(interval(vague), interval(said("eq", "9")))


def test_a_number_without_a_comparator_is_exact() -> None:
    assert interval({"value": "7"}) == interval(said("eq", "7.0"))


@given(st.lists(exact, min_size=1, max_size=4), points)
def test_the_common_interval_holds_what_all_hold(told: list[dict[str, str]], x: Decimal) -> None:
    assert inside(common(map(left, told)), x) == all(inside(interval(one), x) for one in told)


@given(st.lists(exact, min_size=1, max_size=5))
def test_intervals_that_meet_two_by_two_meet_all_together(told: list[dict[str, str]]) -> None:
    pairs_meet = not any(disagree(left(a), left(b)) for a, b in combinations(told, 2))
    assert (common(map(left, told)) is not None) == pairs_meet


def test_of_no_intervals_nothing_is_common() -> None:
    assert common([]) is None


@given(st.lists(st.tuples(exact, points), min_size=1, max_size=4))
def test_sums_lie_in_the_added_interval(told: list[tuple[dict[str, str], Decimal]]) -> None:
    fitting = [(one, x) for one, x in told if inside(interval(one), x)]
    if fitting:
        assert inside(added(left(one) for one, _ in fitting), sum((x for _, x in fitting), Decimal()))


def test_sums_are_exact_however_long_the_numbers_are() -> None:
    long = "9" * 39
    assert str(added([left(said("eq", long)), left(said("eq", "0.5"))])).replace(",", "") == f"{long}.5"


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (["eq 1500000000000"], "1,500,000,000,000 crossings"),
        (["eq 1"], "1 crossing"),
        (["eq 49.0", "eq 49"], "49.0 crossings"),
        (["ge 3", "lt 9"], "at least 3 and less than 9 crossings"),
        (["ge 3", "gt 3", "le 1000"], "more than 3 and at most 1,000 crossings"),
        (["ge 1", "le 1"], "1 crossing"),
        (["gt -3"], "more than -3 crossings"),
        (["eq 5", "gt 4"], "5 crossings"),
    ],
)
def test_an_interval_reads_as_words(told: list[str], read: str) -> None:
    found = common(left(said(*one.split())) for one in told)
    assert found
    assert in_words(found, "crossing") == read


@pytest.mark.parametrize(
    ("account", "read"),
    [
        ({"unit": "USD", "value": "800000000000", "comparator": "gt"}, "more than 800,000,000,000 USD"),
        ({"unit": "percent", "value": "14.5"}, "14.5 percent"),
        ({"unit": "percent", "value": "234", "direction": "up"}, "up 234 percent"),
        ({"unit": "percent", "value": "5", "direction": "down", "comparator": "approx"}, "down about 5 percent"),
        ({"unit": "other", "value": "162"}, "162"),
        ({"unit": "job", "value": "1", "comparator": "unknown"}, "1 job"),
        ({"unit": "person", "direction": "down"}, "down"),
        ({"unit": "person", "compared_to": "x", "comparator": "lt"}, "fewer than X"),
        ({"unit": "USD", "compared_to": "x", "comparator": "lt"}, "less than X"),
        ({"unit": "person", "compared_to": "x", "comparator": "gt"}, "more than X"),
        ({"unit": "person", "compared_to": "x"}, "as many as X"),
        ({"unit": "USD", "compared_to": "x"}, "as much as X"),
        ({"unit": "USD", "compared_to": "x", "comparator": "lt", "direction": "down"}, "down, less than X"),
        ({"unit": "job", "value": "20", "compared_to": "x", "comparator": "ge"}, "at least 20 jobs, compared with X"),
    ],
)
def test_an_account_reads_as_it_was_recorded(account: dict[str, str], read: str) -> None:
    assert recorded(account, str.upper) == read


def test_apart_are_claims_that_count_and_contradict_and_denials_with_their_twins() -> None:
    one, two, twin, perhaps = Claim(1, "a"), Claim(2, "b"), Claim(3, "a", "denied"), Claim(4, "c", "possible")
    outweighed, other = Claim(5, "d", "outweighed"), Claim(6, "z", "denied")
    claims = (one, two, twin, perhaps, outweighed, other)
    pairs = apart(claims, lambda a, b: a != b, lambda text: text)
    assert pairs == ((one, two), (one, twin))


@pytest.mark.parametrize(
    ("period", "on", "day", "ahead"),
    [
        ("2022", "[..2023-05-01]", "2021-12-31", True),
        ("2022", "[..2023-05-01]", "2022-01-01", False),
        ("2022", "[..2021-05-01]", "2021-01-01", False),  # told before it began, so it is foreseen
        ("[..2022]", "[..2023-05-01]", "1990-01-01", False),
        ("", "[..2023-05-01]", "1990-01-01", False),
    ],
)
def test_what_is_told_of_a_period_lies_ahead_of_days_before_it(period: str, on: str, day: str, ahead: bool) -> None:
    told: tuple[Any, ...] = (Claim(1, {"on": on}),)
    assert not_begun(period, told, day) == ahead


@pytest.mark.parametrize("comparator", get_args(Comparator))
@pytest.mark.parametrize("unit", ["person", "percent"])
def test_whatever_a_thing_is_compared_by_it_reads_as_a_sentence(comparator: str, unit: str) -> None:
    account = {"comparator": comparator, "unit": unit, "direction": "down", "compared_to": "org:costa-rica"}
    read = recorded(account, lambda _: "Costa Rica")
    assert read.startswith("down, ")
    assert read.endswith(" Costa Rica")
