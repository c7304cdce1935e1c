"""Numbers: which observations speak of the same thing, what they leave together, and which cannot both be true."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import fact, row, rows
from legation.fact import Fact
from legation.projections.figures import Figure, Number, baseless, figures, numbers

CROSSINGS = {"about": "place:border", "measure": "crossings", "unit": "crossing", "nature": "observed"}


def told(position: int, value: str = "", certainty: str = "certain", denied: bool = False, **more: Any) -> Fact:
    said = {**CROSSINGS, **({"value": value} if value else {}), **more}
    return fact(position, "figure.reported", certainty=certainty, denied=denied, **said)


def number(*facts: Fact) -> Number:
    [only] = numbers(row(figures, *facts))
    return only


def contested(*facts: Fact) -> list[tuple[int, int]]:
    return [(one.at, other.at) for one, other in number(*facts).contested]


def test_an_observation_is_kept_whole_under_what_it_is_about_and_measures() -> None:
    said = {"value": "49", "comparator": "gt", "direction": "up", "compared_to": "org:a", "period": "2022",
            "place": "place:texas", "base": "all crossings"}  # fmt: skip
    told_of = rows(figures, [told(1, **said, note="Not kept.")])
    assert list(told_of) == [("place:border", "crossings")]
    assert told_of["place:border", "crossings"].observations[0].value == {
        "unit": "crossing",
        "nature": "observed",
        **said,
    }


def test_other_measures_and_other_things_have_rows_of_their_own() -> None:
    facts = [told(1, "49"), told(2, "3", measure="bridges"), told(3, "9", about="place:texas")]
    assert sorted(rows(figures, facts)) == [
        ("place:border", "bridges"), ("place:border", "crossings"), ("place:texas", "crossings"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "more", [{"unit": "person"}, {"nature": "target"}, {"place": "place:texas"}, {"period": "2022"}, {"period": "2023"}]
)
def test_what_differs_in_unit_nature_place_or_period_is_another_number(more: dict[str, str]) -> None:
    both = numbers(row(figures, told(1, "49", period="2021"), told(2, "94", **{"period": "2021", **more})))
    assert len(both) == 2
    assert [one.contested for one in both] == [(), ()]


def test_numbers_come_in_the_order_of_their_periods_and_those_without_one_last() -> None:
    facts = [told(1, "1"), told(2, "2", period="2023"), told(3, "3", period="2021-05")]
    assert [one.period for one in numbers(row(figures, *facts))] == ["2021-05", "2023", ""]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"value": "49"}, {"value": "49.0"}, False),
        ({"value": "49"}, {"value": "94"}, True),
        ({"value": "49"}, {"value": "94", "comparator": "approx"}, False),
        ({"value": "49"}, {"value": "94", "comparator": "unknown"}, False),
        ({"value": "49"}, {"value": "49", "comparator": "gt"}, True),
        ({"value": "49", "base": "a"}, {"value": "94", "base": "b"}, True),
        ({"value": "49"}, {"direction": "up"}, False),
        ({"value": "49", "direction": "up"}, {"value": "49", "direction": "down"}, True),
        ({"value": "49", "direction": "up"}, {"direction": "down"}, True),
        ({"direction": "up"}, {"direction": "down"}, True),
        ({"direction": "up"}, {"direction": "up"}, False),
        ({"compared_to": "org:a", "comparator": "lt"}, {"compared_to": "org:a", "comparator": "gt"}, True),
        ({"compared_to": "org:a", "comparator": "lt"}, {"compared_to": "org:a"}, True),
        ({"compared_to": "org:a", "comparator": "lt"}, {"compared_to": "org:a", "comparator": "lt"}, False),
        ({"compared_to": "org:a", "comparator": "lt"}, {"compared_to": "org:b", "comparator": "gt"}, False),
        ({"compared_to": "org:a", "comparator": "lt"}, {"value": "4"}, False),
        ({"compared_to": "org:a", "value": "4"}, {"value": "5"}, False),
        ({"compared_to": "org:a", "value": "4"}, {"compared_to": "org:a", "value": "5"}, True),
    ],
)
def test_two_observations_contest_each_other_if_they_cannot_both_be_true(
    one: dict[str, str], other: dict[str, str], apart: bool
) -> None:
    assert contested(told(1, **one), told(2, **other)) == ([(1, 2)] if apart else [])
    assert contested(told(1, **other), told(2, **one)) == ([(1, 2)] if apart else [])


def test_a_denial_contests_what_it_denies_and_nothing_else() -> None:
    assert contested(told(1, "49"), told(2, "49.0", denied=True)) == [(1, 2)]
    assert contested(told(1, "49"), told(2, "94", denied=True)) == []
    assert contested(told(1, "49"), told(2, "49", comparator="gt", denied=True)) == []


def test_what_is_only_possible_contests_nothing_and_narrows_nothing() -> None:
    one = number(told(1, "49"), told(2, "94", certainty="possible"))
    assert (one.contested, one.at, one.left()) == ((), (1,), number(told(1, "49")).left())


def test_what_all_leave_is_their_common_interval() -> None:
    one = number(told(1, "40", comparator="gt"), told(2, "50", comparator="le"), told(3, "70", comparator="approx"))
    assert str(one.left()) == "more than 40 and at most 50"
    assert number(told(1, "49"), told(2, "94")).left() is None
    assert number(told(1, "70", comparator="approx")).left() is None


def test_values_compared_with_something_narrow_each_other_alone() -> None:
    one = number(told(1, "49"), told(2, "4", compared_to="org:a"), told(3, "3", compared_to="org:a", comparator="gt"))
    assert (str(one.left()), str(one.left("org:a")), one.left("org:b")) == ("49", "4", None)


def test_shares_and_changes_without_a_base_are_flagged() -> None:
    facts = [
        told(1, "4", nature="share"), told(2, "4", nature="share", base="all goods"), told(3, "4", nature="change"),
        told(4, "4"), told(5, nature="change", direction="up", denied=True),
    ]  # fmt: skip
    assert [claim.at for claim in baseless(row(figures, *facts))] == [1, 3, 5]


@pytest.mark.parametrize(
    ("nature", "ahead"), [("observed", True), ("share", True), ("projection", False), ("target", False)]
)
def test_what_is_projected_or_aimed_at_looks_ahead_itself(nature: str, ahead: bool) -> None:
    one = number(told(1, "4", period="2030", nature=nature))
    assert one.lies_ahead("2024-01-01") == ahead
    assert not one.lies_ahead("2030-01-01")


def test_the_empty_row_tells_of_no_number() -> None:
    assert numbers(Figure()) == ()


accounts = st.fixed_dictionaries(
    {"value": st.sampled_from(["3", "4", "4.0", "9"])},
    optional={
        "comparator": st.sampled_from(["eq", "gt", "ge", "lt", "le", "approx"]),
        "direction": st.sampled_from(["up", "down"]),
        "period": st.sampled_from(["2021", "2022"]),
    },
)


@given(st.lists(accounts, min_size=1, max_size=5), st.randoms())
def test_apart_from_positions_the_order_of_recording_changes_nothing(said: list[dict[str, str]], random: Any) -> None:
    def judged(order: list[int]) -> list[tuple[Any, ...]]:
        found = numbers(row(figures, *(told(at, **said[was]) for at, was in enumerate(order, 1))))
        return [
            (one.period, one.left(), sorted(order[at - 1] for at in one.at),
             sorted(sorted((order[a.at - 1], order[b.at - 1])) for a, b in one.contested))
            for one in found
        ]  # fmt: skip

    assert judged([*range(len(said))]) == judged(random.sample(range(len(said)), len(said)))


@given(st.lists(accounts, min_size=2, max_size=5))
def test_values_that_are_not_contested_leave_a_number(said: list[dict[str, str]]) -> None:
    for one in numbers(row(figures, *(told(at, **account) for at, account in enumerate(said, 1)))):
        exact = [c for c in one.observations if c.value.get("comparator") != "approx"]
        assert one.contested or not exact or one.left()
