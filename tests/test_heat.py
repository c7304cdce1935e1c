"""How many things fall into each month and day: what is sure, what is possible, and what has no cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates_strategies import edtfs
from legation.dates import Edtf, covers, parse
from legation.heat import DAY, MONTH, Count, heat, parts


def months(*texts: str) -> dict[str, bool]:
    return parts(tuple(map(parse, texts)), MONTH)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022-03-10", {"2022-03": True}),
        ("2022-03", {"2022-03": True}),
        ("2022-03~", {"2022-03": False}),
        ("[2023-02,2024-02]", {"2023-02": False, "2024-02": False}),
        ("[2022-03-20..2022-04-10]", {"2022-03": False, "2022-04": False}),
        ("2022-03-30/2022-04-02", {"2022-03": True, "2022-04": True}),
        ("2022", {}),
        ("[2022-12..2024-02]", {}),
        ("[..2022-12]", {}),
        ("2022-03-01/..", {}),
    ],
)
def test_a_date_falls_into_the_months_it_can_be_told_to(text: str, told: dict[str, bool]) -> None:
    assert months(text) == told


def test_accounts_that_disagree_leave_every_month_only_possible() -> None:
    assert months("2022-03-10", "2022-04-11") == {"2022-03": False, "2022-04": False}
    assert months("2022-03-10", "2022-03-11") == {"2022-03": False}
    assert months() == {}


def test_what_lasts_falls_on_each_of_its_days_and_a_month_on_none() -> None:
    assert list(parts((parse("2022-03-30/2022-04-01"),), DAY)) == ["2022-03-30", "2022-03-31", "2022-04-01"]
    assert parts((parse("2022-03"),), DAY) == {}


def test_counts_name_their_keys_and_say_how_many_have_none() -> None:
    told = [("a", (parse("2022-03-10"),)), ("b", (parse("2022-03~"),)), ("c", (parse("2022"),)), ("d", ())]
    assert heat(told, MONTH) == ({"2022-03": Count(("a",), ("b",))}, 2)


@pytest.mark.parametrize(
    ("sure", "possible", "sign"), [(0, 0, "·"), (0, 2, "?"), (1, 1, "1"), (9, 0, "9"), (10, 0, "+")]
)
def test_a_count_is_one_sign(sure: int, possible: int, sign: str) -> None:
    assert Count(("a",) * sure, ("b",) * possible).sign == sign


@given(st.lists(edtfs().map(parse), max_size=6))
def test_every_thing_is_counted_in_some_part_or_among_those_without_one(told: list[Edtf]) -> None:
    counts, wider = heat([(str(i), (on,)) for i, on in enumerate(told)], MONTH)
    assert len({key for count in counts.values() for key in count.keys}) + wider == len(told)


@given(edtfs().map(parse))
def test_a_day_that_is_sure_is_covered_for_certain(on: Edtf) -> None:
    for day, sure in parts((on,), DAY).items():
        assert covers(on, day) == "certain" or not sure
        assert covers(on, day) != "no"
