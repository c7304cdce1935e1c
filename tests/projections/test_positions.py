"""Statements: one row for each thing they are about and each who holds them."""

from __future__ import annotations

from facts import fact, rows
from legation.projections.positions import positions

SAID = fact(
    7, "position.voiced", holders=["person:a", "person:b"], about=["topic:water", "org:c"], stance="urges",
    summary="Share it.", addressees=["org:d"], engagement="eng:m", on="2022-03",
)  # fmt: skip


def test_a_statement_touches_each_holder_under_each_thing_it_is_about() -> None:
    found = rows(positions, [SAID])
    assert found.keys() == {(about, who, "7") for about in ("topic:water", "org:c") for who in ("person:a", "person:b")}
    assert len(set(found.values())) == 1
    (told,) = set(found.values())
    assert [c.value for c in told.summary] == ["Share it."]
    assert [c.value for c in told.on] == ["2022-03"]
    assert [c.value for c in told.addressees] == ["org:d"]


def test_a_group_that_nobody_names_holds_it_under_no_id() -> None:
    critics = fact(3, "position.voiced", group={"label": "critics"}, about=["topic:w"], stance="warns", summary="No.")
    ((key, told),) = rows(positions, [critics]).items()
    assert key == ("topic:w", "-", "3")
    assert [c.value for c in told.group] == [{"label": "critics"}]


def test_statements_are_ordered_by_day_and_the_undated_come_last() -> None:
    undated = fact(8, "position.voiced", holders=["person:a"], about=["org:c"], stance="urges", summary="Soon.")
    (first, *_), (last,) = rows(positions, [SAID]).values(), rows(positions, [undated]).values()
    assert first.order() < last.order()
