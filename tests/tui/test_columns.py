"""Columns in a width: which stay, how wide, and what is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from legation.literal import Shown
from legation.tui.columns import Placed, cut, fit
from legation.view import Column

OFFICES = (
    Column("", 1), Column("Office", 0), Column("Holder", 19), Column("State", 8, keep=1),
    Column("Seen", 11, keep=2, right=True), Column("Src", 3, keep=3, right=True),
)  # fmt: skip
columns = st.lists(
    st.builds(Column, st.just("x"), st.sampled_from((0, 1, 3, 8, 12, 20, 30)), st.integers(0, 3), st.booleans()),
    min_size=1, max_size=7,
)  # fmt: skip


def test_with_room_for_all_the_open_column_takes_the_rest() -> None:
    assert fit(OFFICES, 73) == [Placed(0, 1), Placed(1, 26), Placed(2, 19), Placed(3, 8), Placed(4, 11), Placed(5, 3)]


@pytest.mark.parametrize(("width", "kept"), [(73, 6), (69, 6), (68, 5), (64, 4), (52, 3), (10, 3)])
def test_the_highest_keep_goes_first(width: int, kept: int) -> None:
    assert [placed.number for placed in fit(OFFICES, width)] == list(range(kept))


def test_text_that_may_go_gives_way_before_it_goes() -> None:
    wide = (Column("", 1), Column("What", 0), Column("Who", 30, keep=1))
    assert [placed.width for placed in fit(wide, 60)] == [1, 27, 30]
    assert [placed.width for placed in fit(wide, 48)] == [1, 22, 23]
    assert [placed.number for placed in fit(wide, 40)] == [0, 1]


def test_what_a_column_does_not_need_goes_to_those_that_do() -> None:
    wide = (Column("", 1), Column("What", 0), Column("Who", 30), Column("State", 20))
    assert [placed.width for placed in fit(wide, 73, (1, 90, 12, 35))] == [1, 37, 12, 20]
    assert [placed.width for placed in fit(wide, 73, (1, 10, 12, 35))] == [1, 22, 12, 35]


@given(columns, st.integers(20, 200))
def test_what_is_kept_never_passes_the_width_and_keeps_its_order(given_columns: list[Column], width: int) -> None:
    placed = fit(given_columns, width)
    assert [p.number for p in placed] == sorted(p.number for p in placed)
    assert all(p.width >= 1 for p in placed)
    kept = {p.number for p in placed}
    assert {i for i, column in enumerate(given_columns) if not column.keep} <= kept
    room = sum(p.width for p in placed) + len(placed) - 1
    assert room <= width or not any(given_columns[p.number].keep for p in placed)


@given(st.text(max_size=30), st.integers(1, 20), st.booleans())
def test_a_cell_takes_exactly_its_width(text: str, width: int, right: bool) -> None:
    from legation.literal import literal

    assert cell_len(cut(literal(text), width, right)) == width


def test_a_cut_is_marked_and_a_number_stands_right() -> None:
    assert cut(Shown("Foreign Minister"), 8) == "Foreign…"
    assert cut(Shown("7"), 3, right=True) == "  7"


def test_others_go_before_an_open_column_has_less_than_it_asks_for() -> None:
    told = (Column("", 1), Column("What", 0, least=40), Column("Who", 20, keep=1), Column("Topic", 12, keep=2))
    assert [placed.number for placed in fit(told, 76)] == [0, 1, 2, 3]
    assert [placed.number for placed in fit(told, 60)] == [0, 1, 2]
    assert fit(told, 60)[1].width >= 40
