"""Sorting, copying, exporting and finding on the screen; and lists that are shown before they are all found."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from console import Console
from legation.row_source import RowSource
from legation.stores.files import Files
from legation.tui import rows
from legation.tui.screens.chooser import Chooser
from legation.view import VIEWS
from stage import Stage, acting, opening

EVENTS = Path(__file__).parents[2] / "events"


async def choose(stage: Stage, words: str) -> None:
    """Take the line of a chooser that begins with these words."""
    screen = stage.app.screen
    assert isinstance(screen, Chooser)
    lines = [str(screen.options.get_option_at_index(i).prompt).strip() for i in range(screen.options.option_count)]
    screen.options.highlighted = next(i for i, line in enumerate(lines) if line.startswith(words))
    await stage.press("enter")


class TestSorting:
    async def test_a_column_orders_the_rows_and_again_turns_them_round(self) -> None:
        async with acting(None, "2024-01-08", (120, 36), "3", "s") as stage:
            await choose(stage, "Met")
            assert "People · by Met" in stage.text()
            people = stage.screen.view
            assert stage.rows == list(RowSource(people, stage.screen.reading, sort="Met").keys)
            await stage.press("s")
            await choose(stage, "Met")
            assert "by Met, backwards" in stage.text()
            await stage.press("s")
            await choose(stage, "as People stands")
            assert "by Met" not in stage.text()

    async def test_the_cursor_keeps_its_row_and_every_view_its_order(self) -> None:
        async with acting(None, "2024-01-08", (120, 36), "end") as stage:
            key = stage.screen.table.key
            await stage.press("s")
            await choose(stage, "Holder")
            assert stage.screen.table.key == key
            await stage.press("2")
            assert "by Holder" not in stage.text()
            await stage.press("1")
            assert "by Holder" in stage.text()


class TestFiltering:
    async def test_what_is_typed_wrong_is_said_and_the_last_rows_stay(self) -> None:
        async with acting(None, "", (120, 36), "slash", *"hwo", "colon") as stage:
            assert "✗ no term of a filter is called hwo:" in stage.text()
            assert len(stage.rows) == 2
            await stage.press(*("backspace",) * 4, *"ambassador")
            assert "✗" not in stage.text()
            assert stage.rows == ["office:ambassador"]

    async def test_terms_keep_rows_by_who_and_when(self) -> None:
        async with acting(None, "", (120, 36), "slash", *"who", "colon", *"bruno", "enter") as stage:
            assert stage.rows == ["office:minister"]


class TestCopying:
    async def test_enter_copies_the_row_with_its_sources(self) -> None:
        async with acting(None, "2023-03-01", (120, 36), "end", "y", "enter") as stage:
            assert "neither is certain" in stage.app.clipboard.lower()
            assert "#9 Report" in stage.app.clipboard
            assert stage.message == "Copied the row, with its sources"

    async def test_a_cell_is_copied_as_it_stands(self) -> None:
        async with acting(None, "2023-03-01", (120, 36), "end", "y") as stage:
            await choose(stage, "Holder")
            assert stage.app.clipboard == "Ada Lovell or Bruno Stark"

    async def test_a_table_is_one_line_for_each_row(self) -> None:
        async with acting(None, "2023-03-01", (120, 36), "y") as stage:
            await choose(stage, "All rows")
            lines = stage.app.clipboard.split("\n")
            assert len(lines) == 1 + len(stage.rows)
            assert lines[0].split("\t")[:3] == ["mark", "Office", "Holder"]

    async def test_a_link_leads_back_to_the_row_and_its_moment(self) -> None:
        async with acting(None, "2023-03-01", (120, 36), "end", "y") as stage:
            key = stage.screen.table.key
            await choose(stage, "A link")
            link = stage.app.clipboard
            assert link == f"legation://offices/{key}?at=2023-03-01@{stage.screen.end}"
            await stage.press("n", "2", "ctrl+p")
            screen = stage.app.screen
            assert isinstance(screen, Chooser)
            screen.field.value = link
            await stage.press("enter")
            assert (stage.screen.view.name, stage.screen.table.key) == ("Offices", key)
            assert stage.moment.as_of == "2023-03-01"

    @pytest.mark.parametrize("view", ["1", "2", "3", "5", "9"])
    async def test_the_command_prints_the_rows_of_the_screen(
        self, view: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened = opening(Files.open(str(EVENTS)))
        async with acting(None, "2024-03-01", (120, 36), view, "slash", *"mexic", "enter", "y", opened=opened) as stage:
            await choose(stage, "The command")
            words = shlex.split(stage.app.clipboard)
            assert words[:2] == ["legation", "show"]
            done = Console(tmp_path, monkeypatch)("--ledger", str(EVENTS), *words[1:], "--json")
            assert [row["key"] for row in done.json["rows"]] == stage.rows


class TestExporting:
    async def test_rows_are_written_under_the_name_that_is_offered(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        async with acting(None, "2023-03-01", (120, 36), "x") as stage:
            await choose(stage, "json")
            await stage.settle()
            [file] = tmp_path.iterdir()
            assert file.name.startswith("offices-2023-03-01-known-by-")
            assert [row["key"] for row in json.loads(file.read_text())["rows"]] == stage.rows
            assert stage.message == f"Wrote 2 rows to {file.name}"

    async def test_a_file_is_replaced_only_by_a_second_enter(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        async with acting(None, "2023-03-01", (120, 36), "x") as stage:
            file = tmp_path / stage.app.screen.query_one("Input").value  # type: ignore[attr-defined]
            file.write_text("mine")
            await stage.press("enter")
            assert file.read_text() == "mine"
            assert "is there already: Enter replaces it" in stage.text()
            await stage.press("enter")
            assert file.read_text().startswith("# Offices")

    async def test_the_name_follows_the_format_until_it_is_typed(self) -> None:
        async with acting(None, "2023-03-01", (120, 36), "x", "down") as stage:
            field = stage.app.screen.query_one("Input")
            assert field.value.endswith(".html")  # type: ignore[attr-defined]
            await stage.press("x", "down")
            assert field.value.endswith(".htmlx")  # type: ignore[attr-defined]


class TestPalette:
    async def test_a_person_is_found_with_office_and_events_and_enter_goes_there(self) -> None:
        async with acting(None, "2023-03-01", (120, 36), "ctrl+p", *"bruno") as stage:
            text = stage.text()
            for heading in ("People", "Offices", "Events", "Relations"):
                assert f"│ {heading}" in text
            await stage.press("enter")
            assert (stage.screen.view.name, stage.screen.table.key) == ("People", "person:bruno")

    @pytest.mark.parametrize(
        ("typed", "there", "gone"),
        [
            ((">", *"today"), "now: today", "Views"),
            (("@", *"minister"), "Foreign Minister", "Do"),
            (("#", "9"), "#9 10 Mar 2022", "People"),
        ],
    )
    async def test_a_first_letter_keeps_to_one_kind(self, typed: tuple[str, ...], there: str, gone: str) -> None:
        names = {">": "greater_than_sign", "@": "at", "#": "number_sign"}
        async with acting(None, "2023-03-01", (120, 36), "ctrl+p", *(names.get(c, c) for c in typed)) as stage:
            assert there in stage.text()
            assert f"│ {gone} " not in stage.text()

    async def test_a_typed_day_is_gone_to(self) -> None:
        async with acting(None, "", (120, 36), "ctrl+p", "colon", *"2022-05", "enter") as stage:
            assert stage.moment.as_of == "2022-05-31"

    async def test_a_command_that_cannot_act_says_why(self) -> None:
        async with acting(None, "", (120, 36), "ctrl+p", "greater_than_sign", *"today") as stage:
            assert "not now: this is now" in stage.text()


class TestManyRows:
    """Rows in sight come before all are found; in the end the list is the same."""

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rows, "_AT_ONCE", 5)

    @pytest.mark.parametrize("view", ["2", "3", "6", "9"])
    async def test_all_are_there_in_the_end_with_the_cursor_on_its_row(self, view: str) -> None:
        opened = opening(Files.open(str(EVENTS)))
        async with acting(None, "2022-06-30", (120, 36), view, opened=opened) as stage:
            shown = next(one for one in (VIEWS[name]() for name in VIEWS) if str(one.digit) == view)
            every = list(RowSource(shown, stage.screen.reading).keys)
            assert stage.rows == every
            await stage.press("end")
            assert stage.screen.table.key == every[-1]
            await stage.press("pageup", "comma")
            key = stage.screen.table.key
            await stage.press("full_stop")
            assert stage.screen.table.key == key

    async def test_all_are_shown_too_if_they_come_while_those_in_sight_are_looked_for_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with acting(None, "2022-06-30", (120, 36), "9", opened=opening(Files.open(str(EVENTS)))) as stage:
            every = stage.rows
            assert stage.screen.gathered
            monkeypatch.setattr(stage.screen, "knowing", lambda wish: wish)  # wished for before all were there
            stage.screen.seek()
            await stage.settle()
            assert stage.screen.found
            assert stage.screen.found.rows.whole
            assert stage.rows == every

    async def test_a_filter_that_leaves_nothing_says_so(self) -> None:
        async with acting(None, "", (120, 36), "9", "slash", *"zzzz", "enter") as stage:
            assert stage.rows == []
            assert "Nothing matches “zzzz”" in stage.text()
