"""What was asked last is not found again; what was asked long ago is."""

from __future__ import annotations

from legation import memo
from legation.memo import Memo


def test_an_answer_is_found_once_as_long_as_it_is_asked_for() -> None:
    asked: list[int] = []
    kept = Memo()
    for number in (*range(memo._MOST), 0, memo._MOST, 0, 1):
        assert kept.get(number, lambda number=number: asked.append(number) or f"{number}") == f"{number}"  # type: ignore[misc]
    assert asked == [*range(memo._MOST), memo._MOST, 1]  # to ask for 0 again made 1 the one that waited longest
