"""The one-minute newcomer: four questions answered with keys that stand on the screen (screens.md 14)."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.moment import Moment
from legation.stores.files import Files
from legation.tui.keys import key
from legation.tui.screens.chooser import Chooser
from stage import Stage, acting, opening

EVENTS = Path(__file__).parents[2] / "events"
MOST = 25
# What everybody tries without being told.
PLAIN = {"down": "↓", "up": "↑", "enter": "Enter"}


class Newcomer:
    """Somebody who presses only what can be read, types what is asked for, and is counted."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.presses = stage, 0

    async def presses_key(self, id_: str) -> None:
        """Press the key of an entry, if the screen shows it with its label."""
        entry = key(id_)
        told = (f"{entry.shown} {entry.label}", f"{entry.shown} {entry.label.lower()}")
        assert any(words in self.stage.text() for words in told), f"nothing says {entry.label}"
        await self._press(entry.keys[0])

    async def types(self, text: str) -> None:
        """Type into the field that is open, and press Enter."""
        assert self.stage.typing or isinstance(self.stage.app.screen, Chooser)
        await self._press(*("minus" if c == "-" else c for c in text), "enter")

    async def takes(self, words: str) -> None:
        """Press Enter, where the line that is chosen says these words."""
        screen = self.stage.app.screen
        assert isinstance(screen, Chooser)
        assert screen.options.highlighted is not None
        assert words in str(screen.options.get_option_at_index(screen.options.highlighted).prompt)
        await self._press("enter")

    async def moves_to(self, words: str) -> None:
        """Press the arrow until the row with the cursor shows these words."""
        for _ in self.stage.rows:
            if words in next(line for line in self.stage.text().splitlines() if line[2:3] == "▸"):
                return
            await self._press("down")

    async def _press(self, *names: str) -> None:
        self.presses += len(names)
        await self.stage.press(*names)


async def test_who_held_the_office_why_copied_and_back_to_now_on_the_ledger_that_ships() -> None:
    opened = opening(Files.open(str(EVENTS)))
    async with acting(opened=opened) as stage:
        person = Newcomer(stage)
        await person.presses_key("time")
        await person.types("2023-03-01")
        await person.presses_key("filter")
        await person.types("foreign")
        assert "Ebrard or Bárcena" in stage.text(), "who"
        assert "neither is certain" in stage.text(), "why"
        await person.presses_key("copy")
        await person.takes("This row")
        assert "neither is certain" in stage.app.clipboard.lower()
        assert "sources: #" in stage.app.clipboard
        await person.presses_key("now")
        assert stage.moment == Moment()
        assert person.presses <= MOST


async def test_the_same_at_80_by_24_on_a_small_ledger() -> None:
    async with acting(None, "", (80, 24)) as stage:
        person = Newcomer(stage)
        await person.presses_key("time")
        await person.types("2023-03-01")
        await person.moves_to("Foreign")
        assert "Ada Lovell or Bruno Stark" in stage.text(), "who"
        await person.presses_key("why")
        assert "neither is certain" in stage.text(), "why"
        await person.presses_key("copy")
        await person.takes("This row")
        assert "neither is certain" in stage.app.clipboard.lower()
        await person.presses_key("now")
        assert stage.moment == Moment()
        assert person.presses <= MOST


async def test_the_newcomer_finds_no_key_that_is_not_shown() -> None:
    async with acting(None, "", (80, 24)) as stage:
        with pytest.raises(AssertionError, match="nothing says"):
            await Newcomer(stage).presses_key("copy")
