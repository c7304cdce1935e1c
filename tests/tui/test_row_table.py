"""The list: only what is visible is asked for, and hostile text does no harm."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest

from legation.reading import Reading
from legation.view import Column, Entry, Note, View, Why
from legation.views.audit import Positions
from stage import acting, opening, story

HOSTILE = (
    "\x1b]0;stolen title\x07",
    "\x1b[31mred\x1b[0m",
    "[bold red]markup[/] [@click=app.quit]leave[/]",
    "right \u202eto left",
    "zero\u200bwidth",
    "two\nlines\ttab",
    "e" + "\u0301" * 40,
    "漢字と仮名",
    "שלום עולם",
    "\ud800",
)


class Many(View):
    """Many rows that remember which the screen itself asked for."""

    digit, name, short, one = 1, "Many", "Many", "thing"
    kinds = ()
    columns = (Column("", 1), Column("Thing", 0), Column("State", 8, keep=1))
    states = (("█", "certain"), ("▒", "possible"))
    asked: set[str]

    def __init__(self, count: int) -> None:
        self.count, self.asked = count, set()

    def ids(self, at: Reading) -> Sequence[str]:
        return Positions(self.count)

    def entry(self, key: str, at: Reading) -> Entry:
        if threading.current_thread() is threading.main_thread():
            self.asked.add(key)
        return Entry(key, ("█", f"thing {key}", "certain"), "certain")

    def why(self, key: str, at: Reading) -> Why:
        return Why(f"thing {key}", "", ("So it is.",))


class Hostile(Many):
    """Rows whose every text tries to do harm."""

    name = short = "Hostile"

    def entry(self, key: str, at: Reading) -> Entry:
        text = HOSTILE[int(key) - 1]
        return Entry(key, ("█", text, text), text)

    def why(self, key: str, at: Reading) -> Why:
        text = HOSTILE[int(key) - 1]
        return Why(text, text, (text,), ((text, (Note(text, 1, text), Note(text))),))


@pytest.mark.parametrize(
    ("count", "said"), [(2_000, " 2,000 rows: █ 2,000 certain ─"), (20_000, " 20,000 rows ─")], ids=str
)
async def test_the_screen_asks_for_the_rows_in_sight_and_counts_beside_itself(count: int, said: str) -> None:
    view = Many(count)
    async with acting(opened=opening(story().store, views=(view,))) as stage:
        assert "thing 1 " in stage.text()
        await stage.press("end", "pageup", "home", "pagedown")
        assert stage.screen.table.cursor > 10
        assert len(view.asked) < 200
        assert said in stage.text()


async def test_hostile_text_is_shown_and_does_nothing() -> None:
    opened = opening(story().store, views=(Hostile(len(HOSTILE)),))
    async with acting(opened=opened) as stage:
        for _ in HOSTILE:
            text = stage.text()
            assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text.replace("\n", ""))
            assert not set("\u202e\u200b\ud800") & set(text)
            assert "\u0301" * 5 not in text
            await stage.press("y")
            assert not any(ord(c) < 32 for c in stage.app.clipboard)
            await stage.press("w", "escape", "down")
        assert "[bold red]markup[/]" in text
        assert "␛]0;stolen title␇" in text
        assert not stage.app._exit


async def test_a_hostile_name_of_the_ledger_and_hostile_words_are_harmless() -> None:
    trial = story()
    opened = opening(trial.store, views=(Hostile(3),))
    async with acting(opened=replace(opened, name="[red]\x1b[2J")) as stage:
        assert "[red]␛[2J" in stage.text().splitlines()[0]
        await stage.press("slash", *"[/x]", "enter")
        assert "filter “[/x]”" in stage.text()
        assert "Nothing matches “[/x]”" in stage.text()


async def test_a_click_moves_the_cursor_and_a_second_opens() -> None:
    async with acting(opened=opening(story().store, views=(Many(50),))) as stage:
        await stage.pilot.click(stage.screen.table, offset=(10, 5))
        await stage.settle()
        assert stage.screen.table.cursor == 4
        await stage.pilot.click(stage.screen.table, offset=(10, 5), times=2)
        await stage.settle()
        assert stage.app.focused is stage.screen.pane


async def test_the_cursor_stays_in_sight_whatever_the_height() -> None:
    async with acting(None, "", (120, 36), opened=opening(story().store, views=(Many(100),))) as stage:
        await stage.press("end")
        for height in (20, 12, 36):
            await stage.pilot.resize_terminal(120, height)
            await stage.settle()
            assert "▸█ thing 100" in stage.text()
