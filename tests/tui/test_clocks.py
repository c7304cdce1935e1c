"""Both clocks on the screen: the bar of either, the field in it, zoom, play, and the mouse."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from legation.moment import Moment
from stage import Stage, acting, attested, story
from trial import Trial

NOW = Moment()
KNOWN = ("T",)


def over_days() -> Trial:
    """Return the story, and two batches that were recorded later."""
    trial = story()
    for day, event in ((18, attested("ada", "minister", "2022-06-01")), (25, attested("clara", "ambassador", "2023"))):
        trial.clock = lambda day=day: datetime(2024, 7, day, 9, tzinfo=UTC)  # type: ignore[misc]
        trial.append(event)
    return trial


def bar(stage: Stage) -> str:
    """Return the lines of the bar."""
    return "\n".join(stage.text().splitlines()[-7:-1])


class TestTheOtherClock:
    async def test_it_shows_what_was_known_and_says_how_to_go_on(self) -> None:
        async with acting(None, "", (120, 36), *KNOWN) as stage:
            assert "─ Known by ─" in bar(stage)
            assert "● Known by now, #18" in bar(stage)
            assert "1 document in 3 batches · < > one batch · T as of" in bar(stage)
            assert "◂ 17 Jul 2024, #13–18, Report" in bar(stage)
            await stage.press("T")
            assert "─ As of ─" in bar(stage)

    async def test_stops_are_events_and_steps_are_batches_and_the_end_is_followed(self) -> None:
        async with acting(None, "2022-05-12", (120, 36), *KNOWN) as stage:
            known = []
            for key in ("comma", "less_than_sign", "less_than_sign", "full_stop", "greater_than_sign"):
                await stage.press(key)
                known.append(stage.moment.known_by)
            assert known == [17, 12, 3, 4, 12]
            await stage.press("greater_than_sign")
            assert stage.moment == Moment("2022-05-12")
            await stage.press("greater_than_sign")
            assert stage.message == "nothing is recorded later"

    async def test_the_past_is_said_in_words_with_the_batches_beside(self) -> None:
        async with acting(None, "@12", (120, 36), *KNOWN) as stage:
            assert "◷ Known by 17 Jul 2024 (#12)" in bar(stage)
            assert "◂ 17 Jul 2024, #4–12, Report" in bar(stage)
            assert "▸ 17 Jul 2024, #13–18, Report" in bar(stage)

    async def test_audit_has_no_other_clock_and_leaves_that_of_the_others_alone(self) -> None:
        async with acting(None, "", (120, 36), "9") as stage:
            assert "─ Known by ─" in bar(stage)
            await stage.press("comma")
            assert (stage.moment, len(stage.rows)) == (Moment(None, 17), 17)
            await stage.press("1")
            assert "─ As of ─" in bar(stage)
            assert stage.moment == Moment(None, 17)

    async def test_days_of_recording_are_the_scale_where_there_are_several(self) -> None:
        async with acting(over_days(), "", (120, 36), *KNOWN) as stage:
            track = stage.screen.bar.ruler.track
            assert (track.ends[0], track.ends[-1]) == (18, 20)
            assert "22 Jul" in bar(stage)

    @pytest.mark.parametrize(
        ("typed", "known", "echo"),
        [
            ("#12", 12, "#12 → #12, recorded 17 Jul 2024"),
            ("before #12", 11, "before #12 → #11, recorded 17 Jul 2024"),
            ("first", 1, "first → #1, recorded 17 Jul 2024"),
            ("now", None, "now → all that is recorded, up to #20"),
            ("18 Jul 2024", datetime(2024, 7, 18, 23, 59, 59, 999999, UTC), "18 Jul 2024 → 18 Jul 2024 = #19"),
            ("2024-07", datetime(2024, 7, 31, 23, 59, 59, 999999, UTC), "→ 31 Jul 2024, the end of Jul 2024 = #20"),
        ],
    )
    async def test_positions_and_days_are_typed(self, typed: str, known: object, echo: str) -> None:
        keys = [{"#": "number_sign", " ": "space", "-": "minus"}.get(c, c) for c in typed]
        async with acting(over_days(), "@5", (120, 36), *KNOWN, "t", *keys) as stage:
            assert echo in bar(stage)
            await stage.press("enter")
            assert stage.moment.known_by == known
            assert not stage.typing

    async def test_a_position_past_the_end_is_refused(self) -> None:
        async with acting(None, "", (120, 36), *KNOWN, "t", *"999", "enter") as stage:
            assert "the ledger ends at #18" in bar(stage)
            assert (stage.typing, stage.moment) == (True, NOW)

    @pytest.mark.parametrize("size", [(80, 24), (60, 12)])
    async def test_it_fits_small_screens(self, size: tuple[int, int]) -> None:
        async with acting(None, "@12", size, *KNOWN) as stage:
            assert "◆" in stage.text()
            assert "#12" in stage.text().splitlines()[-2]


class TestTheField:
    @pytest.mark.parametrize(
        ("typed", "echo"),
        [
            ("2024-Q2", "2024-Q2 → 30 Jun 2024, the end of 2024-Q2"),
            ("2024-W20", "2024-W20 → 19 May 2024, the end of 2024-W20"),
            ("last month", "last month → 30 Jun 2024, the end of Jun 2024"),
            ("-30d", "-30d → 17 Jun 2024"),
            ("+2w", "+2w → 31 Jul 2024"),
            ("17 May 2024", "17 May 2024 → 17 May 2024"),
            ("Mar 2022", "Mar 2022 → 31 Mar 2022, the end of Mar 2022"),
            ("first", "first → 10 Mar 2022, the first day of an event"),
            ("#10", "#10 → 12 May 2022, the day of #10"),
            ("before #10", "before #10 → 11 May 2022, the day before #10"),
        ],
    )
    async def test_many_forms_are_echoed_before_enter(self, typed: str, echo: str) -> None:
        names = {"#": "number_sign", " ": "space", "-": "minus", "+": "plus"}
        async with acting(None, "", (120, 36), "t", *[names.get(c, c) for c in typed]) as stage:
            assert echo in bar(stage)
            assert stage.moment == NOW
            assert stage.screen.zooms["as of"] == 0

    async def test_a_day_without_events_goes_to_itself_and_says_what_is_nearest(self) -> None:
        async with acting(None, "", (120, 36), "t", *"2023", "enter") as stage:
            assert stage.moment.as_of == "2023-12-31"
            assert stage.message == "no event that day; the nearest: 8 Jan 2024, Yearly gathering begins"

    async def test_plus_and_minus_zoom_the_bar_around_the_moment(self) -> None:
        async with acting(None, "2022-05-12", (120, 36), "t") as stage:
            ruler = stage.screen.bar.ruler
            whole = ruler.track._days
            await stage.press("plus", "plus")
            assert abs(ruler.track._days - whole / 4) < 3
            assert ruler.track.holds("2022-05-12")
            await stage.press("minus", "minus", "minus")
            assert ruler.track._days > 1.9 * whole
            assert stage.typing

    async def test_the_record_is_zoomed_into_positions(self) -> None:
        async with acting(over_days(), "@12", (20 + 40, 36), *KNOWN, "t", "plus") as stage:
            assert stage.screen.bar.ruler.track.zoom == 1
            assert stage.screen.bar.ruler.track.holds(12)


class TestPlay:
    async def test_it_goes_from_stop_to_stop_and_any_key_stops_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("legation.tui.screens.travelling.PLAY_EVERY", 0.3)
        async with acting(None, "2022-03-10", (120, 36), "t") as stage:
            await stage.pilot.press("space")
            await until(stage, lambda: stage.moment.as_of != "2022-03-10")
            await stage.press("escape")
            assert stage.typing, "the key only stops it"
            assert stage.screen._playing is None
            assert "any key" not in bar(stage)

    @pytest.mark.parametrize(("keys", "last"), [(("t",), Moment("2025-02-01")), (("T", "t"), Moment("2022-03-10"))])
    async def test_it_stops_at_the_end(
        self, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], last: Moment
    ) -> None:
        monkeypatch.setattr("legation.tui.screens.travelling.PLAY_EVERY", 0.01)
        async with acting(None, "2022-03-10@14" if "T" in keys else "2022-03-10", (120, 36), *keys) as stage:
            await stage.pilot.press("space")
            await until(stage, lambda: stage.screen._playing is None)
            assert stage.moment == last


class TestTheMouse:
    async def test_dragging_follows_the_mouse_as_one_journey(self) -> None:
        async with acting() as stage:
            ruler = stage.screen.bar.ruler
            await stage.pilot.mouse_down(ruler, offset=(10, 1))
            await stage.pilot.hover(ruler, offset=(20, 1))
            await stage.pilot.hover(ruler, offset=(ruler.track.cell("2022-05-10"), 1))
            await stage.pilot.mouse_up(ruler, offset=(30, 1))
            await stage.settle()
            there = stage.moment
            await stage.pilot.hover(ruler, offset=(90, 1))
            await stage.settle()
            assert stage.moment == there, "only as long as the button is held"
            await stage.press("backspace", "backspace")
            assert stage.moment == NOW

    async def test_the_wheel_steps(self) -> None:
        from textual.events import MouseScrollDown, MouseScrollUp

        async with acting(None, "2022-05-12") as stage:
            for kind, day in ((MouseScrollUp, "2022-04-12"), (MouseScrollDown, "2022-05-12")):
                ruler = stage.screen.bar.ruler
                ruler.post_message(kind(ruler, 5, 1, 0, 0, 0, shift=False, meta=False, ctrl=False))
                await stage.settle()
                assert stage.moment.as_of == day

    async def test_a_click_on_the_record_goes_to_what_was_known_by_then(self) -> None:
        async with acting(over_days(), "", (120, 36), *KNOWN) as stage:
            await stage.pilot.click(stage.screen.bar.ruler, offset=(1, 1))
            await stage.settle()
            assert stage.moment == Moment(None, 18)


class TestProperties:
    """screens.md 14.1: seek, later, earlier = seek, wherever one can stop."""

    @pytest.mark.parametrize("there", ["2022-03-10", "2022-05-12", "2024-01-13", "2024-07-17@5", "2024-07-17@17"])
    @pytest.mark.parametrize(
        "keys", [("full_stop", "comma"), ("comma", "full_stop"), ("less_than_sign", "greater_than_sign")]
    )
    async def test_there_and_back_is_where_one_was(self, there: str, keys: tuple[str, str]) -> None:
        on_record = "@" in there
        if on_record and keys[0] == "less_than_sign":
            there = "2024-07-17@12"  # the end of a batch
        async with acting(None, there, (120, 36), *(KNOWN if on_record else ())) as stage:
            before, rows = stage.moment, stage.rows
            await stage.press(*keys)
            if stage.app.said:  # there was nothing further on that side
                return
            assert stage.moment == before
            assert stage.rows == rows

    async def test_views_filters_and_the_clock_of_the_bar_leave_the_moment_alone(self) -> None:
        async with acting(None, "2022-05-12@14") as stage:
            for key in "2T34567T89":
                await stage.press(key, "slash", "x", "escape")
                assert stage.moment == Moment("2022-05-12", 14)


async def until(stage: Stage, so: object) -> None:
    """Wait until something is so, at most some seconds."""
    for _ in range(2000):
        await stage.pilot.pause(0.005)
        if so():  # type: ignore[operator]
            break
    else:
        pytest.fail("it never came")
    await stage.settle()
