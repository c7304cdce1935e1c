"""The registry of keys: no clash, and every key acts or says why not, in every view and pane."""

from __future__ import annotations

import pytest

from legation.moment import Moment
from legation.tui.keys import GROUPS, KEYS, clashes, key
from legation.tui.opening import on_the_shelf
from legation.tui.screens.main import MainScreen
from stage import Stage, acting

PAST = "2022-05-12"
DIGITS = [str(view.digit) for view in on_the_shelf() if view.digit]


def test_no_two_entries_claim_one_key() -> None:
    assert clashes() == []


def test_every_entry_says_what_it_does_and_belongs_to_a_group() -> None:
    assert {entry.group for entry in KEYS} == set(GROUPS)
    assert len({entry.id for entry in KEYS}) == len(KEYS)
    assert all(entry.help and entry.label and entry.shown for entry in KEYS)


def test_footer_priorities_are_told_apart() -> None:
    priorities = [entry.priority for entry in KEYS if entry.priority]
    assert len(set(priorities)) == len(priorities)


def test_every_entry_is_done_by_a_method_of_the_main_screen() -> None:
    assert {name for name in dir(MainScreen) if name.startswith("do_")} == {f"do_{entry.id}" for entry in KEYS}


def test_aliases_stand_for_keys_of_their_entry() -> None:
    for entry in KEYS:
        assert {stands_for for _, stands_for in entry.bound} <= set(entry.keys)
    assert dict(key("move").bound)["j"] == "down"


def state(stage: Stage) -> tuple[object, ...]:
    """Return what a key can change: place, focus, panes, words, screens, and whether the app still runs."""
    screen = stage.screen
    scrolled = (screen.table.scroll_offset, screen.pane.scroll_offset, screen.pane.chosen)
    answer = screen.answer and screen.answer.whole
    return (
        screen.place, screen.table.cursor, stage.app.focused, len(stage.app.screen_stack), answer, scrolled,
        stage.app._exit, stage.app.clipboard, screen.shape, frozenset(screen.classes),
    )  # fmt: skip


@pytest.mark.parametrize("digit", DIGITS)
async def test_a_key_acts_or_says_why_not_and_esc_returns(digit: str) -> None:
    async with acting(None, PAST, (120, 20), digit) as stage:
        # Lists and ways out are the same over every view.
        for entry in (entry for entry in KEYS if digit == DIGITS[0] or entry.group not in {"Go", "App"}):
            for name in entry.keys:
                before, said = state(stage), len(stage.app.said)
                await stage.press(name)
                acted = state(stage) != before or len(stage.app.said) > said
                assert acted or edge(entry.id, stage), f"{name} did nothing and said nothing in view {digit}"
                if entry.id != "quit":
                    await back_to_the_list(stage)
        assert stage.app._exit == (digit == DIGITS[0]), "the last entry leaves"


def edge(id_: str, stage: Stage) -> bool:
    """Tell whether a movement had nowhere to go, or Esc nothing to close."""
    at_ends = stage.screen.table.cursor in {0, len(stage.rows) - 1}
    return id_ == "back" or (id_ in {"move", "page", "ends"} and at_ends)


async def back_to_the_list(stage: Stage) -> None:
    """Press Esc as often as anybody would, and find the list."""
    for _ in range(3):
        if stage.app.focused is not stage.screen.table:
            await stage.press("escape")
    assert stage.app.focused is stage.screen.table


async def test_a_key_that_cannot_act_says_why() -> None:
    async with acting() as stage:
        for name, why in (("n", "this is now"), ("backspace", "there is no place before this one")):
            await stage.press(name)
            assert stage.message == why
        await stage.press("9", "comma")
        assert stage.message == "Audit follows what was known, not a day"
        assert stage.moment == Moment()


@pytest.mark.parametrize("opens", ["t", "slash", "0", "ctrl+p", "question_mark"])
async def test_nothing_fires_while_somebody_types(opens: str) -> None:
    async with acting(None, PAST) as stage:
        await stage.press(opens)
        assert stage.typing
        place, said = stage.screen.place, list(stage.app.said)
        for entry in KEYS:
            for name in (*entry.keys, *entry.aliases):
                if len(name) == 1 or name in {"comma", "full_stop", "slash", "less_than_sign", "question_mark"}:
                    await stage.pilot.press(name)
        await stage.settle()
        assert stage.typing
        assert stage.app.said == said
        assert (stage.screen.place.view, stage.moment) == (place.view, place.moment)
        await back_to_the_list(stage)


async def test_what_is_typed_at_once_behind_t_finds_the_field() -> None:
    async with acting() as stage:
        for name in ("t", "2", "0", "2", "2"):
            stage.app.post_message(_key(name))
        await stage.settle()
        assert stage.screen.bar.field.input.value == "2022"
        assert stage.screen.view.digit == 1


def _key(name: str):  # type: ignore[no-untyped-def]
    from textual.events import Key

    return Key(name, name)


async def test_switching_views_filters_and_panes_leaves_the_moment_alone() -> None:
    async with acting(None, PAST) as stage:
        for name in (*DIGITS, "w", "escape", "tab", "tab", "slash", "a", "enter", "escape", "0", "escape"):
            await stage.press(name)
            assert stage.moment == Moment(PAST)


async def test_tab_reaches_every_pane_and_comes_back() -> None:
    async with acting() as stage:
        screen = stage.screen
        await stage.press("tab")
        assert stage.app.focused is screen.pane
        await stage.press("tab")
        assert stage.app.focused is screen.table


async def test_f1_and_the_silent_aliases_work() -> None:
    async with acting() as stage:
        await stage.press("j")
        assert stage.screen.table.cursor == 1
        await stage.press("k")
        assert stage.screen.table.cursor == 0
        await stage.press("f1")
        assert len(stage.app.screen_stack) == 3
