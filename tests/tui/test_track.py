"""The time bar: its window, its cells, and what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.read_model import ReadModel
from legation.reading import Reading
from legation.timeline import Density, Timeline
from legation.tui.track import Track, here, stepped, track, window
from stage import story

days = st.dates().map(lambda day: day.isoformat())


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    model = ReadModel(story().store)
    model.catch_up()
    return Timeline(Reading(model, "2024-07-17"))


@pytest.mark.parametrize(
    ("years", "year", "ends"),
    [
        ({}, 2024, (2023, 2025)),
        ({2022: 10, 2024: 10}, 2024, (2022, 2024)),
        ({1836: 1, 2021: 50, 2022: 50, 2024: 50}, 2023, (2021, 2024)),
        ({2021: 50, 2022: 50, 2024: 50}, 2030, (2021, 2030)),
        ({2021: 50, 2022: 50, 2024: 50}, 1848, (1847, 1850)),
    ],
)
def test_the_bar_holds_nearly_all_events_and_the_moment(
    years: dict[int, int], year: int, ends: tuple[int, int]
) -> None:
    assert window(years, year) == ends


@given(st.dictionaries(st.integers(1, 9999), st.integers(1, 99), max_size=8), st.integers(1, 9999))
def test_the_window_always_holds_the_moment_and_stays_in_the_calendar(years: dict[int, int], year: int) -> None:
    low, high = window(years, year)
    assert low <= year <= high
    assert year in {1, 9999} or (low >= 1 and high <= 9999)


@given(st.integers(1, 200), st.data())
def test_a_cell_holds_the_days_that_lie_in_it(cells: int, data: st.DataObject) -> None:
    bar = Track("2020-01-01", "2024-12-31", 9, (Density(0, 0),) * cells, 0, 0)
    cell = data.draw(st.integers(0, cells - 1))
    first, last = bar.days(cell)
    assert bar.cell(first) == bar.cell(last) == cell
    assert first == "2020-01-01" or bar.cell(stepped(first, "day", -1)) == cell - 1
    assert last == "2024-12-31" or bar.cell(stepped(last, "day", 1)) == cell + 1


def test_heights_grow_with_the_logarithm_and_doubt_is_a_question_mark() -> None:
    counts = (Density(0, 0), Density(1, 0), Density(9, 1), Density(99, 0), Density(0, 2))
    assert Track("2020-01-01", "2020-12-31", 9, counts, 0, 0).heights() == " ▁▄█?"


def test_years_stand_where_they_begin_and_never_run_together() -> None:
    bar = Track("2020-01-01", "2024-12-31", 9, (Density(0, 0),) * 50, 0, 0)
    assert bar.years() == "2020      2021      2022     2023      2024       "
    crowded = Track("2000-01-01", "2024-12-31", 9, (Density(0, 0),) * 30, 0, 0)
    assert crowded.years().split() == ["2000", "2005", "2010", "2015", "2020"]


def test_what_lies_beyond_the_bar_is_counted() -> None:
    bar = Track("2020-01-01", "2024-12-31", 9, (Density(0, 0),) * 50, 8, 3)
    assert bar.beyond() == "◂ 8 before 2020 · 3 after 2024 ▸"


def test_the_bar_is_kept_while_it_serves(timeline: Timeline) -> None:
    first = track(timeline, "2024-07-17", 100)
    assert track(timeline, "2022-01-01", 100, first) is first
    assert track(timeline, "2022-01-01", 99, first) is not first
    assert track(timeline, "1900-01-01", 100, first).holds("1900-01-01")


def test_a_day_is_told_with_its_neighbours(timeline: Timeline) -> None:
    beside = here(timeline, "2022-05-12")
    assert (beside.holds, beside.earlier, beside.later) == (
        "4 events this day",
        "10 May 2022, Spring talks begins",
        "8 Jan 2024, Yearly gathering begins",
    )


@given(days, st.sampled_from(("day", "week", "month", "year")), st.integers(-3, 3))
def test_a_step_moves_in_its_direction_and_stays_in_the_calendar(day: str, step: str, count: int) -> None:
    there = stepped(day, step, count)  # type: ignore[arg-type]
    assert "0001-01-01" <= there <= "9999-12-31"
    assert (there > day) - (there < day) in {0, (count > 0) - (count < 0)}
