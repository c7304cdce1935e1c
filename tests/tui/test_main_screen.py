"""What a person sees and does on the main screen, over a small ledger with a stopped clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from legation.fact import decode
from legation.moment import Moment
from legation.reading import Reading
from legation.stores.files import Files
from legation.tui.app import LegationApp
from legation.tui.places import Place, Places
from legation.view import Entry
from legation.views.audit import Audit
from stage import TODAY, acting, at_hand, attested, lines_of, opening, story
from trial import Trial, event

NOW = Moment()


class TestTheMoment:
    async def test_it_opens_at_now_and_says_so_on_both_clocks(self) -> None:
        async with acting() as stage:
            first = stage.text().splitlines()[0]
            assert first.endswith("● as of today · known by now")
            assert "● Today, 17 Jul 2024 · no dated event this day" in stage.text()
            assert not stage.screen.has_class("-past")

    async def test_the_past_looks_different_and_is_said_in_words(self) -> None:
        async with acting(None, "2022-05-12@12") as stage:
            first = stage.text().splitlines()[0]
            assert first.endswith("◷ as of 12 May 2022 · known by 17 Jul 2024 (#12)")
            assert stage.screen.has_class("-past")

    async def test_comma_and_full_stop_go_from_stop_to_stop(self) -> None:
        async with acting() as stage:
            days = []
            for _ in range(4):
                await stage.press("comma")
                days.append(stage.moment.as_of)
            assert days == ["2024-01-13", "2024-01-08", "2022-05-12", "2022-05-10"]
            await stage.press("full_stop")
            assert stage.moment.as_of == "2022-05-12"

    async def test_beyond_the_last_stop_there_is_only_a_word(self) -> None:
        async with acting(None, "2025-02-01") as stage:
            await stage.press("full_stop")
            assert (stage.moment.as_of, stage.message) == ("2025-02-01", "nothing is dated later")

    async def test_steps_keep_to_the_calendar_and_the_field_chooses_their_length(self) -> None:
        async with acting(None, "2024-03-31") as stage:
            await stage.press("less_than_sign")
            assert stage.moment.as_of == "2024-02-29"
            await stage.press("t", "up", "left", "escape")
            assert stage.moment.as_of == "2023-02-28"
            await stage.press("greater_than_sign")
            assert stage.moment.as_of == "2024-02-28"

    async def test_n_goes_to_now_and_backspace_to_where_one_was(self) -> None:
        async with acting(None, "2022-05-12") as stage:
            await stage.press("2", "down", "n")
            assert stage.moment == NOW
            await stage.press("backspace")
            assert (stage.moment.as_of, stage.screen.view.digit, stage.screen.table.cursor) == ("2022-05-12", 2, 1)
            await stage.press("backspace")
            assert (stage.moment.as_of, stage.screen.view.digit) == ("2022-05-12", 1)

    async def test_steps_that_follow_each_other_are_one_place_to_go_back_to(self) -> None:
        async with acting() as stage:
            await stage.press("comma", "comma", "less_than_sign", "backspace")
            assert stage.moment == NOW

    async def test_g_goes_to_the_day_of_the_row_and_of_the_event(self) -> None:
        async with acting(None, "", (120, 36), "2", "end") as stage:
            day = stage.screen.table.current.entry.day
            await stage.press("g")
            assert stage.moment.as_of == day
            await stage.press("n", "1", "w", "g")
            assert stage.moment.as_of == stage.screen.its_day() != ""

    async def test_known_by_stays_while_the_day_moves(self) -> None:
        async with acting(None, "2024-01-08@12") as stage:
            await stage.press("comma")
            assert stage.moment == Moment("2022-05-12", 12)


class TestTheDateField:
    async def test_it_says_what_it_understands_before_enter(self) -> None:
        async with acting(None, "", (120, 36), "t", "2", "0", "2", "2") as stage:
            assert "→ 31 Dec 2022, the end of 2022" in stage.text()
            assert stage.moment == NOW
            await stage.press("enter")
            assert stage.moment.as_of == "2022-12-31"
            assert not stage.typing

    async def test_esc_takes_nothing(self) -> None:
        async with acting(None, "", (120, 36), "t", "2", "0", "2", "2", "escape") as stage:
            assert (stage.moment, stage.typing) == (NOW, False)

    async def test_what_is_no_day_is_refused_with_what_would_be(self) -> None:
        async with acting(None, "", (120, 36), "t", "x", "enter") as stage:
            assert stage.typing
            assert "is no day" in stage.text()
            assert stage.moment == NOW

    @pytest.mark.parametrize(("key", "day"), [("home", "2022-03-10"), ("end", "2024-07-17"), ("left", "2022-04-12")])
    async def test_arrows_step_while_it_is_empty(self, key: str, day: str) -> None:
        async with acting(None, "2022-05-12", (120, 36), "t", key) as stage:
            assert stage.moment.as_of == day
            assert stage.typing

    async def test_words_for_days_of_the_ledger_are_understood(self) -> None:
        async with acting(None, "", (120, 36), "t", *"last", "enter") as stage:
            assert stage.moment.as_of == "2024-01-13"


class TestTheBar:
    async def test_a_click_goes_to_the_first_stop_of_the_cell(self) -> None:
        async with acting() as stage:
            ruler = stage.screen.bar.ruler
            cell = ruler.track.cell("2022-05-10")
            await stage.pilot.click(ruler, offset=(cell, 1))
            await stage.settle()
            assert stage.moment.as_of == "2022-05-10"

    async def test_it_says_what_lies_on_either_side(self) -> None:
        async with acting(None, "2023-01-01") as stage:
            assert "◂ 12 May 2022, Spring talks ends" in stage.text()
            assert "▸ 8 Jan 2024, Yearly gathering begins" in stage.text()


class TestFilterAndCursor:
    async def test_the_filter_keeps_rows_with_all_words_and_says_so(self) -> None:
        async with acting(None, "", (120, 36), "slash", *"MINISTER", "enter") as stage:
            assert stage.rows == ["office:minister"]
            assert "Offices · filter “MINISTER”" in stage.text()
            assert "1 of 2 rows" in stage.text()
            await stage.press("escape")
            assert len(stage.rows) == 2

    async def test_nothing_found_is_said_with_the_way_out(self) -> None:
        async with acting(None, "", (120, 36), "slash", *"zzz", "enter") as stage:
            assert stage.rows == []
            assert "Nothing matches “zzz” on 17 Jul 2024." in stage.text()
            assert "Esc clear the filter" in stage.text()

    async def test_each_view_keeps_its_cursor_and_filter(self) -> None:
        async with acting(None, "", (120, 36), "down", "2", "slash", "t", "enter", "1") as stage:
            assert (stage.screen.table.cursor, stage.screen.words) == (1, "")
            await stage.press("2")
            assert stage.screen.words == "t"

    async def test_the_cursor_keeps_its_row_when_the_moment_moves(self) -> None:
        async with acting(None, "", (120, 36), "2", "down", "down") as stage:
            key = stage.screen.table.key
            await stage.press("comma", "comma")
            assert stage.screen.table.key == key

    async def test_the_legend_counts_the_states(self) -> None:
        async with acting(None, "2022-05-12") as stage:
            assert "2 rows: █ 2 certain" in stage.text()

    async def test_home_and_end_reach_the_ends(self) -> None:
        async with acting(None, "", (80, 12), "9", "end") as stage:
            assert stage.screen.table.key == stage.rows[-1]
            assert f"#{stage.rows[-1]}" in stage.text()
            await stage.press("home")
            assert stage.screen.table.cursor == 0


class TestWhy:
    async def test_it_follows_the_cursor_and_names_the_events(self) -> None:
        async with acting() as stage:
            for _ in stage.rows:
                assert stage.screen.answer.key == stage.screen.table.key
                assert stage.screen.pane.positions
                await stage.press("down")

    async def test_the_cited_lines_are_shown_when_the_document_is_at_hand(self, tmp_path: Path) -> None:
        opened = opening(story().store, at_hand(tmp_path))
        async with acting(opened=opened) as stage:
            assert "Report · line 1" in stage.text()
            assert "Report of a made-up year" in stage.text()

    async def test_without_the_document_it_says_how_to_get_the_lines(self) -> None:
        async with acting() as stage:
            text = " ".join(stage.text().split())
            assert "Not at hand: o says how to read it." in text
            await stage.press("o")
            assert "--documents" in lines_of(stage.app)

    async def test_w_lays_it_over_the_list_where_both_have_no_room(self) -> None:
        async with acting(None, "", (80, 24)) as stage:
            assert not stage.screen.pane.display
            await stage.press("w")
            assert stage.screen.pane.display
            assert not stage.screen.listing.display
            await stage.press("escape")
            assert stage.screen.listing.display
            assert stage.app.focused is stage.screen.table

    async def test_enter_opens_the_chosen_event_with_every_field(self) -> None:
        async with acting(None, "", (120, 36), "enter", "enter") as stage:
            chosen = stage.screen.answer.chosen
            assert f"#{chosen} in full" in stage.text()
            assert "by: ana.ruiz" in stage.text()
            assert "recorded: 17 Jul 2024, 12:00 UTC" in stage.text()
            await stage.press("escape")
            assert "in full" not in stage.text()
            assert stage.app.focused is stage.screen.pane

    async def test_arrows_walk_the_events_and_show_what_each_rests_on(self) -> None:
        trial = story(attested("ada", "minister", "2022-03-11"))
        async with acting(trial, "2022-03-11", (120, 36), "end", "w") as stage:
            pane = stage.screen.pane
            assert len(pane.positions) > 2
            for position in pane.positions:
                assert pane.chosen == position
                await stage.press("down")


class TestCopy:
    async def test_it_is_one_harmless_line_with_moment_verdict_and_sources(self) -> None:
        async with acting(None, "2023-03-01", (120, 36), "end", "y", "enter") as stage:
            text = stage.app.clipboard
            assert "neither is certain" in text
            assert "Ada Lovell or Bruno Stark" in text
            assert "as of 1 Mar 2023" in text
            assert "Report · line 1" in text
            assert "\n" not in text
            assert stage.message == "Copied the row, with its sources"


class TestFollowing:
    async def test_at_now_new_events_slide_in_and_the_cursor_keeps_its_row(self) -> None:
        async with acting(None, "", (120, 36), "down") as stage:
            key, rows = stage.screen.table.key, len(stage.rows)
            stage.trial.append(*NEW_OFFICE)
            stage.screen.look()
            await stage.settle()
            assert len(stage.rows) == rows + 1
            assert stage.screen.table.key == key

    async def test_in_the_past_nothing_moves_and_a_chip_counts(self) -> None:
        async with acting(None, "2023-01-01") as stage:
            rows = stage.rows
            stage.trial.append(*NEW_OFFICE)
            stage.screen.look()
            await stage.settle()
            assert stage.rows == rows
            await stage.press("comma")
            assert "+2 new" in stage.text().splitlines()[0]
            assert stage.rows == rows
            await stage.press("n")
            assert len(stage.rows) == len(rows) + 1
            assert "new" not in stage.text().splitlines()[0]

    async def test_another_program_may_append_to_the_files_and_they_follow(self, tmp_path: Path) -> None:
        place = str(tmp_path / "events")
        Files.create(place, SOURCE)
        Files.open(place).append(lambda _: lines_of_a(story()))
        opened = replace(opening(Files.open(place)), model_path=tmp_path / "model.sqlite")
        async with acting(opened=opened) as stage:
            rows = len(stage.rows)
            more = story(*NEW_OFFICE)
            Files.open(place).append(lambda size: lines_of_a(more)[size:])
            stage.screen.look()
            await stage.settle()
            assert len(stage.rows) == rows + 1

    async def test_a_new_day_is_followed_at_now_only(self) -> None:
        days = [TODAY]
        opened = replace(opening(story().store), clock=lambda: days[-1])
        async with acting(opened=opened) as stage:
            days.append(date(2024, 7, 18))
            stage.screen._follow()
            await stage.settle()
            assert "● Today, 18 Jul 2024" in stage.text()


def lines_of_a(trial: Trial) -> list[dict[str, object]]:
    """Return the events of a story as another store takes them."""
    told = (decode(line.entry) for line in trial.store.read())
    return [{k: v for k, v in line.items() if k not in {"position", "batch"}} | {"source": SOURCE} for line in told]


SOURCE = "tag:example.org,2026:memory"
NEW_OFFICE = (
    event("entity.registered", entity="office:aide", name="Aide", attrs={"org": "org:freedonia"}),
    attested("clara", "aide", "2024-02-01"),
)


class TestListsOverTheScreen:
    async def test_the_list_of_keys_finds_and_runs(self) -> None:
        async with acting(None, "2022-05-12", (120, 36), "question_mark", *"today", "enter") as stage:
            assert stage.moment == NOW

    async def test_the_list_of_keys_says_why_one_cannot_act_and_what_was_said(self) -> None:
        async with acting(None, "", (120, 36), "n", "question_mark") as stage:
            text = lines_of(stage.app)
            assert "not now: this is now" in text
            await stage.press(*["pagedown"] * 4)
            assert "Said lately" in lines_of(stage.app)
            await stage.press("enter")
            assert stage.app.screen is stage.screen

    async def test_zero_lists_all_views(self) -> None:
        async with acting(None, "", (120, 36), "0", *"follow", "enter") as stage:
            assert stage.screen.view.name == "Follow-ups"

    async def test_anything_finds_a_person_by_part_of_the_name(self) -> None:
        async with acting(None, "", (120, 36), "ctrl+p", *"morea", "enter") as stage:
            assert (stage.screen.view.name, stage.screen.table.key) == ("People", "person:clara")
            await stage.press("backspace")
            assert stage.screen.view.name == "Offices"

    async def test_anything_changes_the_theme(self) -> None:
        async with acting(None, "", (120, 36), "ctrl+p", *"paper", "enter") as stage:
            assert stage.app.theme == "paper"


class TestChips:
    async def test_contested_rows_are_counted_and_the_chip_leads_to_one(self) -> None:
        async with acting() as stage:
            first = stage.text().splitlines()[0]
            assert "≠ 1 contested" in first
            await stage.pilot.click(stage.screen.header, offset=(first.index("≠"), 0))
            await stage.settle()
            assert stage.screen.table.key == "eng:torn"


class TestSizes:
    @pytest.mark.parametrize("size", [(39, 30), (80, 11)])
    async def test_too_small_a_terminal_is_one_sentence(self, size: tuple[int, int]) -> None:
        async with acting(size=size) as stage:
            assert " ".join(stage.text().split()) == "legation needs 40 × 12"

    @pytest.mark.parametrize("size", [(40, 12), (59, 19), (80, 24), (99, 29), (120, 36), (200, 60)])
    async def test_it_fits_every_size_with_the_moment_and_both_last_keys(self, size: tuple[int, int]) -> None:
        async with acting(None, "2022-05-12", size) as stage:
            lines = stage.text().splitlines()
            assert len(lines) == size[1]
            assert "12 May 2022" in lines[0]
            assert lines[-1].endswith("^p Anything   ? All keys")

    async def test_it_folds_and_unfolds_with_the_terminal(self) -> None:
        async with acting(size=(120, 36)) as stage:
            await stage.pilot.resize_terminal(80, 24)
            await stage.settle()
            assert not stage.screen.pane.display
            assert stage.screen.wish.cells == stage.screen.bar.cells == 78
            await stage.pilot.resize_terminal(40, 12)
            await stage.settle()
            assert "[1/" in stage.text() or "1/" in stage.text()
            await stage.pilot.resize_terminal(120, 36)
            await stage.settle()
            assert stage.screen.pane.display


async def test_without_colours_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    async with acting(None, "2022-05-12") as stage:
        coloured = stage.text()
    monkeypatch.setenv("NO_COLOR", "1")
    async with acting(None, "2022-05-12") as stage:
        assert stage.app.no_color
        assert stage.text() == coloured


async def test_a_fault_of_the_program_leaves_no_traceback_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    class Broken(Audit):
        def entry(self, key: str, at: Reading) -> Entry:
            raise ZeroDivisionError("text of the ledger \x1b]0;x\x07")

    app = LegationApp(opening(story().store, views=(Broken(),)))
    await app.run_async(headless=True, size=(80, 24))
    assert app.return_code == 1
    assert "ZeroDivisionError" in app.fault
    assert "\x1b" not in app.fault
    assert "ZeroDivisionError" not in "".join(capfd.readouterr())


async def test_leaving_ends_the_app() -> None:
    async with acting(None, "", (120, 36), "q") as stage:
        assert isinstance(stage.app, LegationApp)
        assert stage.app._exit


def test_places_forget_the_oldest_and_join_steps() -> None:
    places = Places()
    one, two = (Place("Offices", key, "", NOW) for key in ("a", "b"))
    places.leave(one, stepping=True)
    places.leave(two, stepping=True)
    assert (places.back(), places.back()) == (one, None)
