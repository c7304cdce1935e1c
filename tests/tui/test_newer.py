"""The screen on a ledger that a later version of the program went on with."""

from __future__ import annotations

import pytest

from later import later, written
from stage import Stage, acting, story
from trial import Trial


@pytest.fixture
def trial() -> Trial:
    """Return a story with two events at its end that are not understood here."""
    trial = story()
    written(trial.store, later(id="one"), later("meeting.held", 2, "two", subject="eng:torn"))
    return trial


def first_line(stage: Stage) -> str:
    return stage.text().splitlines()[0]


async def test_the_header_says_how_many_no_row_shows_and_leads_to_the_first(trial: Trial) -> None:
    async with acting(trial, "", (120, 36), "down") as stage:
        assert "? 2 newer than this legation" in first_line(stage)
        await stage.pilot.click("Header", offset=(first_line(stage).index("newer"), 0))
        await stage.settle()
        assert stage.screen.view.name == "Audit"
        assert stage.row[:2] == ("?", "#19")
        assert "? It is newer than this legation" in stage.text()


async def test_what_was_known_before_is_understood(trial: Trial) -> None:
    async with acting(trial, "@18", (120, 36), "down") as stage:
        assert "newer" not in first_line(stage)


@pytest.mark.parametrize("key", ["a", "c"])
async def test_nothing_is_entered_behind_it(trial: Trial, key: str) -> None:
    async with acting(trial) as stage:
        await stage.press("9", "end", key)
        assert stage.message == "2 events newer than this legation, so it only reads"
        assert stage.app.screen is stage.screen
