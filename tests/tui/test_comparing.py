"""Two moments beside each other on the screen: A is pinned, and wherever one goes from there is B."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legation.changes import differences
from legation.contrast import SAME
from legation.dates import in_words
from legation.moment import Moment
from legation.reading import Reading
from legation.tui import rows, seek
from legation.view import VIEWS
from readings import model_of
from stage import Stage, acting, attested, story
from trial import event

A, B = "2022-05-12", "2024-01-13"


async def compared(stage: Stage, to: str = B) -> None:
    """Pin A at the moment on screen, and go to B."""
    await stage.press("d", "t", *["minus" if c == "-" else c for c in to], "enter")


async def compared_to(stage: Stage, to: str) -> None:
    """Go to B."""
    await stage.press("t", *["minus" if c == "-" else c for c in to], "enter")


class TestPinning:
    async def test_the_first_moment_is_a_and_says_what_to_do_next(self) -> None:
        async with acting(None, A, (120, 36), "d") as stage:
            assert stage.text().splitlines()[0].endswith("◷ A 12 May 2022 · B 12 May 2022 · known by now")
            assert "A is pinned here." in stage.text()
            await stage.press("d")
            assert stage.message == "A is this moment; go to another one, and that is B"

    async def test_walking_on_makes_b_and_the_list_holds_what_differs(self) -> None:
        async with acting(None, A) as stage:
            await compared(stage)
            text = stage.text()
            assert "◷ A 12 May 2022 · B 13 Jan 2024 · known by now" in text
            assert "Compare · Offices · 2 of 2 rows differ" in text
            assert "A  12 May 2022" in text
            assert "B  13 Jan 2024" in text
            assert "+ 0 appear  ~ 2 change  − 0 end · v all rows · Esc ends" in text

    async def test_the_bar_draws_both_and_says_how_much_lies_between(self) -> None:
        async with acting(None, A) as stage:
            await compared(stage)
            line = next(line for line in stage.text().splitlines() if "═" in line)
            assert line.index("A") < line.index("═") < line.index("B")
            assert "◷ B 13 Jan 2024 · A 12 May 2022" in stage.text()
            assert "2 days with events between A and B" in stage.text()

    async def test_the_cursor_keeps_its_row(self) -> None:
        async with acting(None, A, (120, 36), "end") as stage:
            key = stage.screen.table.key
            await stage.press("d")
            assert stage.rows == []
            await stage.press("n")
            assert stage.screen.table.key == key == stage.rows[-1]

    async def test_pinning_again_begins_from_b(self) -> None:
        async with acting(None, A) as stage:
            await compared(stage)
            await stage.press("d")
            assert stage.screen.pinned == stage.moment == Moment(B)

    async def test_esc_ends_it_and_stays_at_b_and_backspace_goes_back_to_both(self) -> None:
        async with acting(None, A) as stage:
            await compared(stage)
            await stage.press("escape")
            assert (stage.screen.pinned, stage.moment) == (None, Moment(B))
            assert "Compare" not in stage.text().splitlines()[4]
            await stage.press("backspace")
            assert (stage.screen.pinned, stage.moment) == (Moment(A), Moment(B))
            await stage.press("backspace", "backspace")
            assert (stage.screen.pinned, stage.moment) == (None, Moment(A))

    async def test_a_filter_is_cleared_before_the_comparison_ends(self) -> None:
        async with acting(None, A) as stage:
            await compared(stage)
            await stage.press("slash", *"minister", "enter")
            assert "Compare · Offices · filter “minister” · 1 of 1 row differ" in stage.text()
            await stage.press("escape")
            assert (stage.screen.words, stage.screen.pinned) == ("", Moment(A))

    async def test_a_and_b_change_places_by_a_click_in_the_header_or_on_a(self) -> None:
        async with acting(None, A) as stage:
            await compared(stage)
            await stage.pilot.click(stage.screen.header, offset=(115, 0))
            await stage.settle()
            assert (stage.screen.pinned, stage.moment) == (Moment(B), Moment(A))
            ruler = stage.screen.bar.ruler
            await stage.pilot.click(ruler, offset=(ruler.track.cell(B), 1))
            await stage.settle()
            assert (stage.screen.pinned, stage.moment) == (Moment(A), Moment(B))


class TestRows:
    @pytest.mark.parametrize("moments", [(f"{A}@", f"{B}@"), ("@9", "@14"), ("2022-03-10@12", "2024-07-17@")])
    async def test_every_view_shows_the_rows_that_diff_tells_of(self, moments: tuple[str, str]) -> None:
        trial = story()
        model = model_of(trial)
        a, b = (Reading(model, day or "2024-07-17", int(known or model.size))
                for day, _, known in (moment.partition("@") for moment in moments))  # fmt: skip
        async with acting(trial, moments[0].rstrip("@"), (160, 50), "d") as stage:
            stage.app.moment = Moment(b.day, None if b.position == model.size else b.position)
            await stage.settle()
            for name, view in VIEWS.items():
                stage.screen.open_view(stage.screen.view_named(view.name))
                await stage.settle()
                told = {change.key: change.sign for change in differences(a, b, [name])}
                shown = [stage.screen.table._line(key) for key in stage.rows]
                assert {line.key: line.cells[0] for line in shown} == told, name

    async def test_a_line_that_ended_is_shown_though_b_has_none(self) -> None:
        named = event(
            "role.designated", person="person:clara", office="office:minister", act="announced", on="2022-06-01"
        )
        took = event("role.assumed", act="sworn_in", person="person:clara", office="office:minister", on="2022-09-01")
        async with acting(story(named, took), "2022-07-01") as stage:
            await compared(stage, "2023-01-01")
            [ended] = [key for key in stage.rows if stage.screen.table._line(key).cells[0] == "−"]
            assert ended == "office:minister next"
            await stage.press(*["down"] * stage.rows.index(ended))
            assert stage.screen.answer.key == ended
            assert "B nothing" in stage.text()

    async def test_v_shows_all_rows_with_the_equal_ones_unmarked(self) -> None:
        async with acting(None, "", (120, 36), "2", "d") as stage:
            await stage.press("T", "comma", "comma", "T")
            changed = list(stage.rows)
            await stage.press("v")
            lines = [stage.screen.table._line(key) for key in stage.rows]
            assert 0 < len(changed) < len(lines)
            assert [line.key for line in lines if line.entry.state != SAME] == changed
            assert {line.cells[0] for line in lines if line.entry.state == SAME} == {""}
            assert "v months · Esc ends" in stage.text()
            await stage.press("v", "v", "v")
            assert stage.rows == changed

    async def test_switching_views_leaves_both_moments_alone(self) -> None:
        async with acting(None, A) as stage:
            await compared(stage)
            for digit in "23456789":
                await stage.press(digit, "v", "v")
                assert (stage.screen.pinned, stage.moment) == (Moment(A), Moment(B))

    async def test_as_long_as_not_all_are_looked_at_it_says_at_most(self, monkeypatch: pytest.MonkeyPatch) -> None:
        counted, finding = [], rows.compare

        def look(*args: object, patience: float | None, **more: object) -> rows.Rows:
            found = finding(*args, patience=-1 if patience else None, **more)  # type: ignore[arg-type]
            counted.append(found.apart.differ)
            return found

        monkeypatch.setattr(seek.rows, "compare", look)
        async with acting(None, A) as stage:
            await compared(stage)
            assert counted[-2] == "1 or more differ"
            assert counted[-1] == "2 of 2 rows differ"
            assert "2 of 2 rows differ" in stage.text()

    async def test_across_the_other_clock_it_shows_what_was_learnt(self) -> None:
        async with acting(None, "@9", (120, 36), "2", "d", "T", "greater_than_sign", "greater_than_sign") as stage:
            text = stage.text()
            assert "◷ as of today · A known by 17 Jul 2024 (#9) · B known by now" in text.splitlines()[0]
            assert "A  #9" in text
            assert "B known by now" in text
            assert "events recorded between A and B" in text
            assert {stage.screen.table._line(key).cells[0] for key in stage.rows} == {"+"}


class TestPlots:
    async def test_v_goes_on_from_all_rows_to_the_plots_and_back_to_the_changes(self) -> None:
        async with acting(None, A, (120, 36), "2") as stage:
            await compared(stage)
            titles = []
            for _ in range(4):
                await stage.press("v")
                titles.append(str(stage.screen.listing.border_title).split(" · ")[2])
            assert ["differ" in titles[0], *titles[1:3], "differ" in titles[3]] == [True, "months", "days", True]

    async def test_a_cell_lists_what_came_between_and_enter_shows_those_rows_compared(self) -> None:
        async with acting(None, A, (120, 36), "2") as stage:
            await compared(stage)
            await stage.press("v", "v", "home")
            assert stage.screen.cell.day == "2024-01-31"
            assert "Jan 2024: A none, B 1" in stage.text()
            await stage.press("enter")
            assert stage.row[:2] == ("+", "Yearly gathering")
            await stage.press("escape")
            assert stage.screen.charted
            await stage.press("escape", "escape")
            assert (stage.screen.pinned, stage.moment) == (None, Moment(B))

    async def test_both_moments_stand_on_the_axis_of_lanes_and_go_with_the_moment(self) -> None:
        async with acting(None, A, (120, 36), "v", "d") as stage:
            assert "A is pinned here." in stage.text()
            assert "walk with" in stage.text().lower()
            await compared_to(stage, B)
            [axis] = [line for line in stage.text().splitlines()[4:8] if "A═" in line]
            assert axis.index("A═") < axis.index("═B")
            await stage.press("d", "n")
            assert stage.screen.charted

    async def test_r_draws_the_ties_that_differ(self) -> None:
        met = [event("engagement.attended", engagement="eng:talks", participant=f"person:{who}")
               for who in ("ada", "clara")]  # fmt: skip
        async with acting(story(*met), f"{B}@9", (120, 36), "3", "r", "d", "n") as stage:
            assert "Compare · Relations · Ada Lovell · one step" in stage.text()
            assert "▸ + Clara Moreau" in stage.text()
            assert "Why the difference?" in stage.text()

    async def test_y_copies_the_rows_of_the_cell(self) -> None:
        async with acting(None, A, (120, 36), "2") as stage:
            await compared(stage)
            await stage.press("v", "v", "home", "y")
            assert "Jan 2024: A none, B 1" in stage.app.clipboard
            assert "+ Yearly gathering" in stage.app.clipboard


async def test_x_writes_what_differs_with_both_sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with acting(None, A) as stage:
        await compared(stage)
        await stage.press("x", "down", "down", "enter")
        [file] = tmp_path.iterdir()
        told = json.loads(file.read_text())
        assert file.name.startswith(f"offices-{A}-known-by-")
        assert [row["key"] for row in told["rows"]] == stage.rows
        assert (told["from"]["as_of"], told["to"]["as_of"]) == (A, B)
        assert all(row["before"]["holder"] != row["after"]["holder"] or row["days"] for row in told["rows"])
        await stage.press("v", "x", "enter")
        assert f"A  {in_words(A)}" in next(path for path in tmp_path.iterdir() if path.suffix == ".csv").read_text()


class TestWhyTheDifference:
    async def test_it_says_both_sides_the_events_between_and_where_g_goes(self) -> None:
        async with acting(None, A, (120, 50)) as stage:
            await compared(stage, "2024-01-08")
            await stage.press("down")
            pane = " ".join(line[78:].strip("│╭╰ ") for line in stage.text().splitlines())
            assert "Why the difference?" in pane
            assert "A █ Ada Lovell" in pane
            assert "B █ Bruno Stark" in pane
            assert "Events between A and B on this row" in pane
            assert "Change of hands, at the latest: 8 Jan 2024 · g goes there" in " ".join(pane.split())
            await stage.press("n", "g")
            assert stage.moment.as_of == "2024-01-09"

    async def test_a_row_that_reads_the_same_says_so(self) -> None:
        async with acting(None, A, (120, 36), "d", "2", "v") as stage:
            assert "It reads the same at A and at B." in stage.text()

    async def test_the_events_can_be_walked_and_opened(self) -> None:
        async with acting(None, A) as stage:
            await compared(stage)
            await stage.press("w", "down", "enter")
            assert f"#{stage.screen.answer.chosen} in full" in stage.text()
            await stage.press("escape", "escape")
            assert stage.screen.pinned == Moment(A)


async def test_y_copies_the_list_with_both_moments_as_one_line() -> None:
    async with acting(None, A) as stage:
        await compared(stage)
        await stage.press("y")
        assert stage.app.clipboard.startswith("Offices, A 12 May 2022 · B 13 Jan 2024 · known by now: ~ Ambassador")
        assert "\n" not in stage.app.clipboard


async def test_new_events_slide_in_at_b_when_that_is_now() -> None:
    async with acting(None, A, (120, 36), "d", "n") as stage:
        rows = len(stage.rows)
        stage.trial.append(
            event("entity.registered", entity="office:aide", name="Aide", attrs={"org": "org:freedonia"}),
            attested("clara", "aide", "2024-02-01"),
        )
        stage.screen.look()
        await stage.settle()
        assert len(stage.rows) == rows + 1
