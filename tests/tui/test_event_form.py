"""The form on the screen: typed, understood, previewed, and recorded by its own key; nothing typed is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from legation.appending import in_brief
from legation.changes import differences
from legation.errors import LegationError, NotWritable
from legation.fact import decode
from legation.literal import literal
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.store import Appended
from legation.stores.memory import Memory
from legation.tui.opening import today
from legation.tui.screens.event_form import EventForm
from legation.tui.screens.what_happened import WhatHappened
from legation.tui.widgets.field import Field
from stage import Stage, acting, at_hand, opening, story
from trial import Trial, entity

ATTENDED = ("a", *"took part", "enter")
CITED = {"Source": "Report", "Lines": "2-3", "Voice": "body"}
SPRING = {"Meeting": "Spring talks", "Who": "Clara Moreau", **CITED}


@asynccontextmanager
async def formed(
    tmp_path: Path, trial: Trial | None = None, *keys: str, size: tuple[int, int] = (120, 36), **more: Any
) -> AsyncIterator[Stage]:
    """Open the screen on a story, with tables in a file, drafts kept, the report at hand, and these keys pressed."""
    trial = trial or story()
    (tmp_path / "texts").mkdir(exist_ok=True)
    found = opening(more.pop("store", trial.store), at_hand(tmp_path / "texts"))
    settings = {"drafts": tmp_path / "drafts", "actor": "ana.ruiz", "model_path": tmp_path / "tables.sqlite", **more}
    opened = replace(found, **settings)
    async with acting(trial, "", size, *keys, opened=opened) as stage:
        yield stage


def form(stage: Stage) -> EventForm:
    assert isinstance(stage.app.screen, EventForm)
    return stage.app.screen


def field(stage: Stage, label: str) -> Field:
    return next(found for found in form(stage).query(Field) if found.slot.label == label)


async def fill(stage: Stage, **texts: str) -> None:
    """Type texts into fields, by label."""
    for label, text in texts.items():
        field(stage, label).input.focus()
        field(stage, label).fill(text[:-1])
        await stage.press(text[-1])


def lines(store: Memory, after: int) -> list[dict[str, Any]]:
    """Return the events behind a position as the ledger holds them."""
    return [decode(line.entry) for line in store.read(after)]


class TestTyping:
    async def test_a_field_is_answered_while_one_types_and_the_arrow_accepts(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED, *"spring") as stage:
            assert "↳ Spring talks, 10–12 May 2022 · known   → accepts" in stage.text()
            await stage.press("right")
            assert field(stage, "Meeting").text == "Spring talks"

    async def test_enter_tab_and_arrows_lead_through_the_form_and_record_nothing(self, tmp_path: Path) -> None:
        trial = story()
        size = trial.store.head().size
        async with formed(tmp_path, trial, *ATTENDED) as stage:
            await fill(stage, **SPRING)
            for key in ("enter", "tab", "down", "up", "enter", "enter", "shift+tab"):
                await stage.press(key)
            assert any(isinstance(screen, EventForm) for screen in stage.app.screen_stack)
        assert trial.store.head().size == size

    async def test_a_word_that_can_be_no_other_is_completed_when_one_leaves_it(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED) as stage:
            await fill(stage, Voice="cap")
            await stage.press("tab")
            assert field(stage, "Voice").text == "caption"

    async def test_what_is_typed_in_a_burst_finds_its_field(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED) as stage:
            for key in (*"spr", "tab", *"adb", "backspace", "a", "enter", "down", *"mix", "backspace", "n", "up", "up"):
                stage.app.post_message(Key(key, key if len(key) == 1 else None))
            await stage.settle()
            assert [field(stage, label).text for label in ("Meeting", "Who", "Office")] == ["spr", "ada", "min"]

    async def test_letters_that_are_keys_elsewhere_are_letters_here(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED, *"q?1,") as stage:
            assert field(stage, "Meeting").text == "q?1,"

    async def test_what_is_folded_away_unfolds_and_help_tells_of_the_field(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED) as stage:
            before = len(form(stage).query(Field))
            form(stage).query_one("#fold").focus()
            await stage.press("enter")
            assert len(form(stage).query(Field)) > before
            assert not form(stage).query_one("#fold").display
            await stage.press("f1")
            assert "How many (group.count)" in stage.text()

    async def test_another_kind_of_event_keeps_what_has_a_place_in_it(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED) as stage:
            await fill(stage, **CITED)
            form(stage).query_one("#what").focus()
            await stage.press("enter", *"leaves an office", "enter")
            assert form(stage).entry.type == "role.left"
            assert (field(stage, "Source").text, field(stage, "Lines").text) == ("Report", "2-3")

    async def test_it_works_at_80_by_24_and_scrolls_to_the_field_in_which_one_is(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED, size=(80, 24)) as stage:
            await fill(stage, **SPRING)
            text = stage.text()
            assert "Voice           body" in text
            assert "Record  ^s" in text
            assert "Preview as #" in text
            assert all(len(line) <= 80 for line in text.splitlines())

    async def test_in_the_past_it_says_so(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, "t", *"2023-03-01", "enter", *ATTENDED) as stage:
            said = " ".join(stage.text().replace("│", " ").split())
            assert "You are looking at 1 Mar 2023. The event has its own day and is recorded today." in said

    async def test_a_hostile_name_is_only_text(self, tmp_path: Path) -> None:
        trial = story(entity("person:evil", name="[red]Eve[/]\u202e\u200b"))
        async with formed(tmp_path, trial, *ATTENDED) as stage:
            await fill(stage, Who="eve")
            assert literal("[red]Eve[/]\u202e\u200b") in stage.text()
            assert "\u202e" not in stage.text()


class TestRecording:
    async def test_what_was_previewed_is_recorded_and_nothing_else(self, tmp_path: Path) -> None:
        trial = story()
        size = trial.store.head().size
        async with formed(tmp_path, trial, *ATTENDED, clock=today) as stage:
            await fill(stage, **SPRING)
            found = form(stage).found
            assert found
            assert found.ready
            told = [(c.view, c.sign, *in_brief(c)) for c in found.trial.preview.changes]
            assert f"Preview as #{size + 1}: {len(told)} rows" in stage.text()
            await stage.press("ctrl+s")
            assert stage.message == f"Recorded as #{size + 1} · y copies its link"
            [event] = lines(trial.store, size)
            assert (event["type"], event["actor"]) == ("engagement.attended", "ana.ruiz")
            assert event["data"]["participant"] == "person:clara"
            await stage.press("y")
            assert stage.app.clipboard == f"legation://audit/{size + 1}?at=@{size + 1}"
        model = ReadModel(trial.store)
        model.catch_up()
        day = today().isoformat()
        after = differences(Reading(model, day, size), Reading(model, day))
        assert told == [(c.view, c.sign, *in_brief(c)) for c in after]

    async def test_a_new_person_is_recorded_with_the_event(self, tmp_path: Path) -> None:
        trial = story()
        size = trial.store.head().size
        async with formed(tmp_path, trial, *ATTENDED) as stage:
            await fill(stage, **{**SPRING, "Who": "Dora Quill"})
            await stage.press("ctrl+s")
            assert stage.message.startswith(f"Recorded as #{size + 1}–#{size + 2}")
        assert [event["type"] for event in lines(trial.store, size)] == ["entity.registered", "engagement.attended"]

    async def test_until_all_is_valid_the_key_says_what_is_missing(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED, "ctrl+s") as stage:
            assert "not yet: 5 fields to see to: Meeting, Who, Source, Lines and Voice" in stage.text()
            assert not form(stage).doing.ready

    async def test_a_ledger_that_moved_meanwhile_is_said_and_all_is_looked_at_anew(self, tmp_path: Path) -> None:
        trial = story()
        async with formed(tmp_path, trial, *ATTENDED) as stage:
            await fill(stage, **SPRING)
            trial.append(entity("person:dora", name="Dora Quill"))
            size = trial.store.head().size
            await stage.press("ctrl+s")
            assert "✗ not recorded: the ledger stands at" in stage.text()
            assert field(stage, "Who").text == "Clara Moreau"
            assert f"Preview as #{size + 1}" in stage.text()
            await stage.press("ctrl+s")
        assert trial.store.head().size == size + 1

    @pytest.mark.parametrize("error", [
        NotWritable("events", "no space left on the device"), OSError(28, "No space left on device"),
    ])  # fmt: skip
    async def test_a_ledger_that_cannot_be_written_is_said_and_nothing_is_lost(
        self, tmp_path: Path, error: LegationError | OSError
    ) -> None:
        trial = story()
        async with formed(tmp_path, trial, *ATTENDED, store=Full(trial.store, error)) as stage:
            await fill(stage, **SPRING)
            await stage.press("ctrl+s")
            assert "✗ not recorded:" in stage.text()
            assert "pace left on" in stage.text()
            assert field(stage, "Who").text == "Clara Moreau"
            assert list((tmp_path / "drafts").iterdir())


class Full(Memory):
    """A ledger on a disk that takes no more."""

    def __init__(self, store: Memory, error: LegationError | OSError) -> None:
        super().__init__(log=store._log)
        self._error = error

    def append(self, *_: Any) -> Appended:
        raise self._error


class TestDrafts:
    async def test_what_was_typed_is_kept_and_taken_up_again(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED, *"spring", "escape") as stage:
            assert stage.message == "Kept as a draft · a takes it up again"
            await stage.press("a")
            assert isinstance(stage.app.screen, WhatHappened)
            assert "Enter takes up the draft of" in stage.text()
            await stage.press("enter")
            assert field(stage, "Meeting").text == "spring"

    async def test_a_form_that_says_nothing_leaves_none(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED, "x", "backspace", "escape") as stage:
            assert stage.message == ""
            assert not list((tmp_path / "drafts").glob("*"))

    async def test_what_is_recorded_is_no_draft_any_more(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, *ATTENDED) as stage:
            await fill(stage, **SPRING)
            assert list((tmp_path / "drafts").iterdir())
            await stage.press("ctrl+s")
            assert not list((tmp_path / "drafts").iterdir())

    async def test_a_draft_that_cannot_be_kept_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "drafts").write_text("in the way")
        async with formed(tmp_path, None, *ATTENDED, "x") as stage:
            assert "! the draft cannot be kept" in stage.text()


class TestPuttingRight:
    async def test_an_event_is_corrected_in_the_same_form(self, tmp_path: Path) -> None:
        trial = story()
        size = trial.store.head().size
        async with formed(tmp_path, trial, "9", "end", "c", *"correct", "enter") as stage:
            assert f"Put #{size} right" in stage.text()
            assert field(stage, "Summary").text == "Build a bridge"
            await fill(stage, **{"Due": "2025", "Why put right": "A year late."})
            await stage.press("ctrl+s")
        right, strike = lines(trial.store, size)
        assert (right["data"]["due"], strike["data"]["replaced_by"]) == ("2025", right["id"])

    async def test_an_event_is_struck_for_a_reason(self, tmp_path: Path) -> None:
        trial = story()
        size = trial.store.head().size
        async with formed(tmp_path, trial, "9", "end", "c", *"strike", "enter") as stage:
            await fill(stage, Ground="entry error", Reason="Nobody said so.")
            assert f"no longer counts: #{size} promised: Build a bridge" in stage.text()
            await stage.press("ctrl+s")
        [strike] = lines(trial.store, size)
        assert strike["data"]["ground"] == "entry_error"

    async def test_a_contested_row_is_judged(self, tmp_path: Path) -> None:
        trial = story()
        size = trial.store.head().size
        async with formed(tmp_path, trial, "0", *"judge", "enter") as stage:
            torn = next(key for key in stage.rows if key.startswith("eng:torn"))
            stage.screen.seek(torn)
            await stage.settle()
            await stage.press("c", *"holds", "enter")
            await fill(stage, Reason="The second was there.")
            await stage.press("ctrl+s")
        [judgement] = lines(trial.store, size)
        assert (judgement["type"], judgement["data"]["verdict"]) == ("record.assessed", "outweighs")

    async def test_where_there_is_no_event_the_key_says_so(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, "slash", *"zzz", "enter", "c") as stage:
            assert stage.message == "there is no event here"


class TestReadOnly:
    async def test_nothing_can_be_recorded_and_the_screen_says_why(self, tmp_path: Path) -> None:
        async with formed(tmp_path, None, read_only="it was opened with --read-only") as stage:
            assert "read-only" in stage.text().splitlines()[0]
            for key in ("a", "c"):
                await stage.press(key)
                assert stage.message == "this ledger is only read: it was opened with --read-only"
            assert stage.app.screen is stage.screen
