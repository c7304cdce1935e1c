"""Plots, relations and zoom on the screen: what keys and the mouse do, and what the panes say."""

from __future__ import annotations

from legation.moment import Moment
from legation.plot import Cell
from stage import Stage, acting, attested, story
from trial import event, meeting

WIDE = (120, 36)


def cell(stage: Stage) -> Cell:
    found = stage.screen.cell
    assert found
    return found


class TestPlots:
    async def test_v_goes_from_the_table_to_each_plot_and_back_and_keeps_the_choice_of_each_view(self) -> None:
        async with acting(None, "", WIDE, "2") as stage:
            titles = []
            for _ in range(3):
                await stage.press("v")
                titles.append(stage.screen.listing.border_title)
            assert titles == ["▸ Calendar · months", "▸ Calendar · days", "▸ Calendar"]
            await stage.press("v", "1", "2")
            assert stage.screen.listing.border_title == "▸ Calendar · months"

    async def test_a_view_without_a_plot_says_so(self) -> None:
        async with acting(None, "", WIDE, "0", *"places", "enter", "v") as stage:
            assert stage.message == "Places has no plot"

    async def test_a_plot_leaves_the_moment_alone_and_is_drawn_anew_when_it_moves(self) -> None:
        async with acting(None, "", WIDE, "v") as stage:
            assert stage.moment == Moment()
            assert cell(stage).day == "2024-07-17"
            await stage.press("less_than_sign")
            assert stage.screen.charted
            assert cell(stage).day == "2024-06-17"

    async def test_arrows_walk_the_cells_and_the_border_says_what_each_is(self) -> None:
        async with acting(None, "", WIDE, "2", "v", "home") as stage:
            assert "Jan 2022: no meeting or visit" in stage.text()
            await stage.press("right", "right", "right", "right")
            assert "May 2022: 1 meeting or visit · Enter its row" in stage.text()
            await stage.press("down", "down", "end")
            assert cell(stage).day == "2025-12-31"
            await stage.press("home", "left")
            assert cell(stage).day == "2022-01-31"

    async def test_right_goes_on_from_year_to_year(self) -> None:
        async with acting(None, "", WIDE, "2", "v", "home", *["right"] * 12) as stage:
            assert cell(stage).day == "2023-01-31"
            await stage.press("left")
            assert cell(stage).day == "2022-12-31"

    async def test_the_why_pane_follows_the_cell(self) -> None:
        async with acting(None, "", WIDE, "v", "home") as stage:
            assert stage.screen.answer.key == "office:ambassador"
            await stage.press("down")
            assert stage.screen.answer.key == "office:minister"
            await stage.press("w")
            assert stage.screen.pane.has_focus
            await stage.press("escape")
            assert stage.screen.chart.has_focus

    async def test_enter_goes_to_the_row_of_a_cell_and_esc_back_to_the_plot(self) -> None:
        async with acting(None, "", WIDE, "v", "home", "down", "enter") as stage:
            assert not stage.screen.charted
            assert stage.screen.table.has_focus
            assert stage.row[1] == "Foreign Minister"
            await stage.press("escape")
            assert stage.screen.chart.has_focus
            assert cell(stage).keys == ("office:minister",)
            await stage.press("escape")
            assert stage.screen.table.has_focus

    async def test_enter_lists_the_rows_of_a_cell_under_its_name(self) -> None:
        trial = story(meeting("eng:more", title="More talks", when="2022-05-20"))
        async with acting(trial, "", WIDE, "2", "v", "home", *["right"] * 4) as stage:
            assert "What is here" in stage.text()
            assert "20 May 2022 · More talks" in stage.text()
            await stage.press("enter")
            assert stage.rows == ["eng:talks", "eng:more"]
            assert stage.screen.listing.border_title == "▸ Calendar · May 2022"
            await stage.press("comma")
            assert stage.rows == ["eng:talks", "eng:more"]
            await stage.press("t", *"2020", "enter")
            assert "None of these rows is there as of 31 Dec 2020." in stage.text()
            await stage.press("n", "escape")
            assert cell(stage).says.startswith("May 2022")

    async def test_a_cell_without_rows_has_nothing_to_open(self) -> None:
        async with acting(None, "", WIDE, "2", "v", "home", "enter") as stage:
            assert stage.message == "there is no row here"
            assert stage.screen.charted

    async def test_g_goes_to_the_day_of_the_cell(self) -> None:
        async with acting(None, "", WIDE, "2", "v", "home", *["right"] * 4, "g") as stage:
            assert stage.moment.as_of == "2022-05-31"

    async def test_a_filter_leaves_less_to_draw(self) -> None:
        async with acting(None, "", WIDE, "v", "slash", *"minister", "enter") as stage:
            labels = [band.label.strip() for band in stage.screen.chart.plot.bands]
            assert labels == ["Foreign Minister", "Ada Lovell", "Bruno Stark"]
            assert stage.screen.chart.has_focus
            await stage.press("slash", *"zebra", "enter")
            assert not stage.screen.charted
            assert "Nothing matches" in stage.text()

    async def test_a_click_goes_to_the_cell_and_a_second_one_opens_it(self) -> None:
        async with acting(None, "", WIDE, "2", "v", "home") as stage:
            line = next(i for i, text in enumerate(stage.text().splitlines()) if "2022 · · ?" in text)
            column = stage.text().splitlines()[line].index("2022") + 5
            at = (column + 2 * 4 - stage.screen.chart.region.x, line - stage.screen.chart.region.y)
            await stage.pilot.click("#plot", offset=at)
            await stage.settle()
            assert cell(stage).day == "2022-05-31"
            await stage.pilot.click("#plot", offset=at, times=2)
            await stage.settle()
            assert stage.row[2] == "Spring talks"

    async def test_copying_takes_the_row_of_the_cell(self) -> None:
        async with acting(None, "", WIDE, "v", "home", "down", "y", "enter") as stage:
            assert "Foreign Minister" in stage.app.clipboard

    async def test_a_plot_fits_another_width_of_the_terminal(self) -> None:
        many = [attested("ada", "minister", f"{year}-06-01") for year in range(2015, 2022)]
        async with acting(story(*many), "", WIDE, "v") as stage:
            wide = len(stage.screen.chart.plot.bands[-1].cells)
            await stage.pilot.resize_terminal(50, 24)
            await stage.settle()
            assert len(stage.screen.chart.plot.bands[-1].cells) < wide
            assert all(len(line) <= 50 for line in stage.text().splitlines())


class TestRelations:
    MET = (
        event("engagement.attended", engagement="eng:talks", participant="person:ada"),
        event("engagement.attended", engagement="eng:talks", participant="person:clara"),
    )

    async def test_r_puts_the_person_of_the_row_into_the_middle(self) -> None:
        async with acting(story(*self.MET), "", WIDE, "3", "r") as stage:
            assert stage.screen.listing.border_title == "▸ Relations · Ada Lovell · one step"
            text = stage.text()
            assert "─ with ×1 ─▸ Clara Moreau" in text
            assert "10–12 May 2022" in text

    async def test_the_pane_says_why_a_line_is_there_whatever_view_tells_it(self) -> None:
        async with acting(story(*self.MET), "", WIDE, "3", "r") as stage:
            assert "Ada Lovell and Clara Moreau" in stage.text()
            await stage.press("escape", "end", "r")
            assert cell(stage).about == "person:ada"
            await stage.press("down")
            assert stage.screen.answer.key == "office:ambassador"
            assert "Seen in office" in stage.text()

    async def test_enter_makes_a_line_the_middle_and_esc_goes_back_the_same_way(self) -> None:
        async with acting(story(*self.MET), "", WIDE, "3", "r", "enter") as stage:
            assert "Relations · Clara Moreau" in stage.text()
            await stage.press("down", "enter")
            assert "Relations · Ambassador to Sylvania" in stage.text()
            await stage.press("escape")
            assert "Relations · Clara Moreau" in stage.text()
            await stage.press("escape", "escape")
            assert stage.screen.view.name == "People"
            assert stage.row[1] == "Ada Lovell"

    async def test_v_shows_the_same_relations_as_a_table(self) -> None:
        async with acting(story(*self.MET), "", WIDE, "3", "r", "v") as stage:
            assert not stage.screen.charted
            assert [row.split()[0] for row in stage.rows] == ["person:ada"]
            assert "Relations · Ada Lovell" in stage.text()

    async def test_a_meeting_leads_to_whoever_it_names_first(self) -> None:
        async with acting(story(*self.MET), "", WIDE, "2") as stage:
            stage.screen.seek("eng:talks")
            await stage.settle()
            await stage.press("r")
            assert "Relations · Ada Lovell" in stage.text()

    async def test_a_row_that_names_nobody_says_so(self) -> None:
        async with acting(None, "", WIDE, "8", "r") as stage:
            assert stage.message == "this row names no person, office or organisation"

    async def test_the_filter_is_asked_of_the_lines(self) -> None:
        async with acting(story(*self.MET), "", WIDE, "3", "r", "slash", *"zebra", "enter") as stage:
            assert "No tie matches “zebra”." in stage.text()


class TestZoom:
    async def test_z_shows_the_list_alone_and_back(self) -> None:
        async with acting(None, "", WIDE, "z") as stage:
            screen = stage.screen
            assert [bool(w.display) for w in (screen.listing, screen.pane, screen.bar, screen.tabs)] == [
                True,
                *[False] * 3,
            ]
            assert screen.listing.size.width > 110
            await stage.press("z")
            assert all(w.display for w in (screen.listing, screen.pane, screen.bar, screen.tabs))

    async def test_z_in_the_why_pane_shows_that_one_alone_and_esc_leads_back_to_all(self) -> None:
        async with acting(None, "", WIDE, "w", "z") as stage:
            assert (stage.screen.listing.display, stage.screen.pane.display) == (False, True)
            await stage.press("escape")
            assert (stage.screen.listing.display, stage.screen.pane.display) == (True, False)
            await stage.press("escape")
            assert (stage.screen.listing.display, stage.screen.pane.display) == (True, True)

    async def test_w_goes_over_to_the_why_pane_alone(self) -> None:
        async with acting(None, "", WIDE, "z", "w") as stage:
            assert (stage.screen.listing.display, stage.screen.pane.display) == (False, True)

    async def test_typing_a_day_brings_the_bar_back(self) -> None:
        async with acting(None, "", WIDE, "z", "t") as stage:
            assert stage.screen.bar.display
            assert stage.typing
