"""The screen in plain signs: nothing moves, nothing is lost, and nothing but ASCII is sent where there is no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from legation.letters import PLAIN
from legation.tui.plain_signs import PlainSigns
from legation.tui.settings import Settings
from stage import acting

GROUND = Color.parse("#000000")


def shown(*pieces: str, everything: bool = False) -> str:
    """Return a line as it is drawn."""
    told = PlainSigns(everything=everything).apply([Segment(piece) for piece in pieces], GROUND)
    return "".join(segment.text for segment in told)


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=9), max_size=5), st.booleans())
def test_a_line_keeps_its_width(pieces: list[str], everything: bool) -> None:
    before = Segment.get_line_length([Segment(piece) for piece in pieces])
    line = shown(*pieces, everything=everything)
    if everything:
        assert line.isascii()
    assert Segment.get_line_length([Segment(line)]) == before


def test_a_sign_of_two_letters_takes_the_blank_behind_it() -> None:
    assert shown("≠ 2 contested") == "<>2 contested"
    assert shown("2≠", " ", "x") == "2<>x"
    assert shown("≠", "  x") == "<> x"
    assert shown("2≠x") == "2<x"


def test_only_signs_change_unless_there_is_no_utf_8() -> None:
    assert shown("╭─ ▸ Bárcena") == "╭─ > Bárcena"
    assert shown("╭─ ▸ Bárcena 中", everything=True) == "+- > Barcena ??"


async def test_marks_are_two_cells_wide_and_the_rest_is_where_it_was() -> None:
    async with acting(None, "2022-05-12", (120, 36), "2", settings=Settings(marks="ascii")) as stage:
        text = stage.text()
        assert not set(PLAIN) & set(text)
        rows = [line[1:].partition("││")[0] for line in text.splitlines()]
        lines = [row for row in rows if "Torn meeting  " in row or "Spring talks  " in row]
        assert [line[:5] for line in lines[:2]] == [" ><> ", "  x  "]
        assert "╭─ > Calendar" in text
        assert "@ 12 May 2022" in text
        assert "^" in text.splitlines()[-5]


@pytest.mark.parametrize("keys", [(), ("9",), ("question_mark",), ("f1",), ("ctrl+p", "a"), ("t",)])
async def test_without_utf_8_nothing_but_ascii_is_drawn(keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "POSIX")
    async with acting(None, "2023-03-01", (120, 36), *keys) as stage:
        assert stage.text().isascii()
        assert {len(line) <= 120 for line in stage.text().splitlines()} == {True}


async def test_unicode_can_be_had_in_any_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "POSIX")
    async with acting(settings=Settings(marks="unicode")) as stage:
        assert "▸" in stage.text()
