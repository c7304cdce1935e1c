"""Every word that a view puts into its titles and its legend is explained, and no other."""

from __future__ import annotations

from legation.glossary import COLUMNS, STATES
from legation.view import VIEWS


def test_every_column_of_every_view_is_told() -> None:
    titles = {column.title for view in VIEWS.values() for column in view.columns} - {""}
    assert titles - COLUMNS.keys() == set()
    assert COLUMNS.keys() - titles == set()


def test_every_state_of_every_view_is_told() -> None:
    states = {state for view in VIEWS.values() for _, state in view.states}
    assert states - STATES.keys() == set()
    assert STATES.keys() - states == set()


def test_the_words_stand_in_order_so_that_each_is_found() -> None:
    assert list(COLUMNS) == sorted(COLUMNS, key=str.lower)
