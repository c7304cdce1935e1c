"""What happened around engagements: a row for each thing that it is about, and how its day lies to another."""

from __future__ import annotations

from typing import Any

import pytest

from facts import fact, row, rows
from legation.fact import Fact
from legation.projections.context import Occurrence, context, lies

TOLD = "2023-05-01"


def occurred(position: int = 7, **more: Any) -> Fact:
    said = {"about": ["place:river", "topic:water"], "kind": "disaster", "summary": "A drought.", **more}
    return fact(position, "occurrence.reported", **said)


def test_an_event_has_a_row_for_each_thing_it_is_about() -> None:
    said = {"when": "2022", "place": "place:river", "actors": ["org:a", "org:b"], "engagement": "eng:vote"}
    told = rows(context, [occurred(**said)])
    assert list(told) == [("place:river", "7"), ("topic:water", "7")]
    assert told["place:river", "7"] == told["topic:water", "7"]
    assert told["place:river", "7"] == Occurrence().keep(occurred(**said), *said, "kind", "summary")


def test_two_accounts_are_never_folded_together() -> None:
    assert len(rows(context, [occurred(7), occurred(8)])) == 4


def test_rows_sort_by_date_and_the_undated_come_last() -> None:
    dates = ["2021", "[..2021-05-01]", "2022-03-01", "/2023", ""]
    orders = [row(context, occurred(**({"when": date} if date else {}))).order() for date in dates]
    assert orders == sorted(orders)
    assert Occurrence().order() == orders[-1]


@pytest.mark.parametrize(
    ("when", "day", "how"),
    [
        ("2022-03-10", "2022-03-09", "ahead"),
        ("2022-03-10", "2022-03-10", "past"),
        ("2022-03", "2022-02-28", "ahead"),
        ("2022-03", "2022-03-10", "open"),
        ("2022-03", "2022-03-31", "past"),
        ("2022-03~", "2022-03-31", "open"),
        ("2002/..", "2022-03-31", "past"),
        ("2002/..", "2002-06-01", "open"),
        ("[2022-04-27..]", "2023-04-30", "open"),
        ("[2022-04-27..]", "2023-05-01", "past"),  # it was told by then
        ("[2024..]", "2024-06-01", "open"),  # foreseen
        ("", "2023-04-30", "open"),
        ("", "2023-05-01", "past"),
    ],
)
def test_how_an_event_lies_to_the_end_of_a_day(when: str, day: str, how: str) -> None:
    assert lies(row(context, occurred(**({"when": when} if when else {}))), day, TOLD) == how
