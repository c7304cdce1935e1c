"""Moments that are named on the screen, kept, and gone back to by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from legation.marks import Marks
from legation.moment import Moment
from legation.tui.screens.marking import mark_offers
from stage import acting, lines_of, opening, story

PAST = "2022-05-12@14"


async def test_a_moment_is_named_and_its_name_is_typed_later(tmp_path: Path) -> None:
    opened = replace(opening(story().store), marks=Marks(tmp_path / "marks.json"))
    async with acting(None, PAST, (120, 36), "m", *"round", "enter", opened=opened) as stage:
        assert stage.message.startswith("marked as “round”")
    again = replace(opening(story().store), marks=Marks(tmp_path / "marks.json"))
    async with acting(None, "", (120, 36), "t", *"ROUND", opened=again) as stage:
        assert "ROUND → as of 12 May 2022, known by #14" in stage.text()
        await stage.press("enter")
        assert stage.moment == Moment("2022-05-12", 14)
        await stage.press("backspace", "T", "t", *"round", "enter")
        assert stage.moment == Moment("2022-05-12", 14)


async def test_marks_are_listed_gone_to_moved_and_forgotten() -> None:
    marks = Marks()
    marks.put("round", Moment("2022-05-12"))
    marks.put("other", Moment("2024-01-08"))
    opened = replace(opening(story().store), marks=marks)
    async with acting(None, "", (120, 36), "m", opened=opened) as stage:
        assert "round  as of 12 May 2022, known by now" in lines_of(stage.app)
        await stage.press("enter")
        assert stage.moment == Moment("2022-05-12")
        await stage.press("n", "m", *"round", "enter")
        assert marks["round"] == Moment()
        await stage.press("m", *"round", "down", "enter")
        assert list(marks) == ["other"]
        assert stage.message == "the mark “round” is forgotten"


async def test_what_is_no_name_is_said_and_nothing_is_kept() -> None:
    async with acting(None, "", (120, 36), "m", *"2023", "enter") as stage:
        assert "it means a moment already" in stage.message
        assert len(stage.screen.opening.marks) == 0


async def test_a_file_of_marks_that_cannot_be_read_is_said_and_costs_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    file.write_bytes(b"{")
    opened = replace(opening(story().store), marks=Marks(file))
    async with acting(None, "", (120, 36), "m", opened=opened) as stage:
        assert "cannot be read" in stage.message
        assert stage.app.screen is stage.screen
        await stage.press("t", *"2023", "enter")
        assert stage.moment.as_of == "2023-12-31"
        await stage.press("t", *"roun", "enter")
        assert "✗" in stage.text()
        assert file.read_bytes() == b"{"


def test_marks_are_offered_by_their_words() -> None:
    marks = Marks()
    marks.put("Budget round", Moment("2022-05-12"))
    assert [offer.choice for offer in mark_offers(marks, "round bud")] == [("mark", "Budget round")]
    assert list(mark_offers(marks, "square")) == []
