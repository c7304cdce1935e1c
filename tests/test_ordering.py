"""Lines in the order of a column: numbers as numbers, days as days, the rest by letter; nothing comes last."""

from __future__ import annotations

import pytest

from legation.errors import NotUnderstood, TooManyRows
from legation.ordering import hindrance, sorted_by
from legation.view import VIEWS

OFFICES = VIEWS["offices"]()
SEEN, SOURCES, HOLDER, SIGN = 4, 5, 2, 0


def order(column: int, *texts: str, backwards: bool = False) -> list[str]:
    """Return texts as lines would be ordered by a column of the offices."""
    title = OFFICES.columns[column].title or "mark"
    columns = range(len(OFFICES.columns))
    cells = {str(n): tuple(text if i == column else "" for i in columns) for n, text in enumerate(texts)}
    found = sorted_by(OFFICES, f"-{title}" if backwards else title, list(cells), cells.__getitem__)
    return [texts[int(key)] for key in found]


def test_days_are_ordered_as_days_however_closely_they_are_known() -> None:
    told = ["12 May 2022", "first 9 Feb 2022", "", "2021", "between Dec 2022 and Feb 2024", "Mar 2022", "2 Mar 2022"]
    assert order(SEEN, *told) == [
        "2021", "first 9 Feb 2022", "Mar 2022", "2 Mar 2022", "12 May 2022", "between Dec 2022 and Feb 2024", "",
    ]  # fmt: skip


def test_numbers_are_ordered_as_numbers_and_backwards_too() -> None:
    assert order(SOURCES, "10", "9", "1,200", "") == ["9", "10", "1,200", ""]
    assert order(SOURCES, "10", "9", "", "1,200", backwards=True) == ["1,200", "10", "9", ""]


def test_words_are_ordered_by_letter_case_and_accents_aside() -> None:
    assert order(HOLDER, "Zoe", "Álvaro", "bea", "") == ["Álvaro", "bea", "Zoe", ""]


def test_signs_are_ordered_as_in_the_legend() -> None:
    assert order(SIGN, "·", "█", "≠", "▒") == ["≠", "█", "▒", "·"]


def test_lines_alike_keep_their_order() -> None:
    cells = dict.fromkeys(("b", "a", "c"), ("", "", "same", "", "", ""))
    assert sorted_by(OFFICES, "Holder", list(cells), cells.__getitem__) == ["b", "a", "c"]


def test_a_column_that_is_not_there_is_refused_with_one_that_is() -> None:
    with pytest.raises(NotUnderstood, match="'holdr' is no column of Offices: did you mean holder"):
        sorted_by(OFFICES, "holdr", [], dict[str, tuple[str, ...]]().__getitem__)


def test_too_many_rows_are_sorted_only_by_the_column_they_stand_in() -> None:
    keys = [str(number) for number in range(2_001)]
    with pytest.raises(TooManyRows, match="too many rows to sort by state: 2,001, and at most 2,000 can be"):
        sorted_by(OFFICES, "State", keys, dict[str, tuple[str, ...]]().__getitem__)
    assert list(sorted_by(OFFICES, "-Office", keys, dict[str, tuple[str, ...]]().__getitem__)) == keys[::-1]
    assert hindrance(OFFICES, "State", 2_001) == "too many rows to sort by state"
    assert hindrance(OFFICES, "Office", 2_001) == hindrance(OFFICES, "State", 2_000) == ""
