"""Help where one is: the keys of the view first, what a key cannot do and why, the view and its signs in words."""

from __future__ import annotations

import pytest

from legation.glossary import STATES
from legation.tui.keys import KEYS
from legation.tui.opening import on_the_shelf
from legation.tui.screens.page import Page
from stage import Stage, acting

VIEWS = on_the_shelf()


def page(stage: Stage) -> str:
    """Return all that the page says, whatever is in sight."""
    assert isinstance(stage.app.screen, Page)
    return " ".join(" ".join(text for _, text, _ in stage.app.screen.sheet.lines).split())


class TestAllKeys:
    async def test_the_keys_for_the_rows_of_the_view_stand_first(self) -> None:
        async with acting(None, "", (120, 36), "2", "question_mark") as stage:
            text = stage.text()
            assert text.index("Look: Calendar") < text.index("Take: Calendar") < text.index("go to a day")
            assert f"{len(KEYS)} of {len(KEYS)} keys" in text

    async def test_what_is_typed_filters_at_once_and_a_key_can_be_found_by_itself(self) -> None:
        async with acting(None, "2023-03-01", (80, 24), "question_mark", *"time") as stage:
            assert "7 of 32 keys · Enter runs the line" in stage.text()
            assert "filter: only" not in stage.text()

    async def test_a_key_that_cannot_act_says_why_beside_its_name(self) -> None:
        async with acting(None, "", (80, 24), "question_mark", *"today") as stage:
            assert "n          Now             not now: this is now" in stage.text()
            await stage.press("enter")
            assert stage.message == "this is now"

    @pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 36)])
    async def test_the_last_line_can_be_reached_at_every_size(self, size: tuple[int, int]) -> None:
        async with acting(None, "", size, "n", "question_mark", *["pagedown"] * 6) as stage:
            assert "│   this is now" in stage.text()


class TestHelp:
    @pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
    async def test_f1_explains_the_view_its_signs_and_both_clocks(self, view) -> None:  # type: ignore[no-untyped-def]
        async with acting(None, "2023-03-01") as stage:
            stage.screen.go_to(view)
            await stage.settle()
            await stage.press("f1")
            told = page(stage)
            assert f"Help · {view.name}" in stage.text()
            assert all(f"{sign} {state}" in told and STATES[state] in told for sign, state in view.states)
            assert "As of: the day in the world" in told
            assert "Known by: how much of the ledger may be used" in told
            assert "Now on screen: as of 1 Mar 2023, with all that is recorded." in told
            await stage.press("f1")
            assert stage.app.screen is stage.screen

    @pytest.mark.parametrize(("opens", "told"), [("t", "2023 is 31 Dec 2023"), ("slash", "barcena finds Bárcena")])
    async def test_f1_explains_the_field_and_leaves_what_is_typed(self, opens: str, told: str) -> None:
        async with acting(None, "", (80, 24), opens, "2", "f1") as stage:
            assert told in page(stage)
            await stage.press("escape")
            assert stage.typing
            assert stage.app.focused.value == "2"

    async def test_it_scrolls_to_its_end_and_no_further(self) -> None:
        async with acting(None, "", (60, 14), "f1", "end") as stage:
            assert "^p finds anything by name" in " ".join(stage.text().replace("│", " ").split())
            await stage.press("home")
            assert "One line an office" in stage.text()
