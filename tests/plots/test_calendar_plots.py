"""Months and days: how often people met, and when they may have."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledgers import sample, stored
from legation.dates import parse
from legation.heat import MONTH, parts
from legation.plot import Cell, Plot, drawn
from legation.plots.months import dated
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.row_source import RowSource
from legation.view import VIEWS
from readings import court, reading
from trial import Event, meeting


def plot(name: str, *events: Event, words: str = "") -> Plot:
    return drawn(name, RowSource(VIEWS["calendar"](), reading(court(*events)), words), 80)


def signs(found: Plot) -> dict[str, str]:
    return {band.label: "".join(cell.text for cell in band.cells) for band in found.bands}


def cell(found: Plot, day: str) -> Cell:
    return next(cell for band in found.bands for cell in band.cells if cell.day == day)


MARCH = tuple(meeting(f"eng:m-{i}", title=f"Talks {i}", when=f"2022-03-{i + 10}") for i in range(6))


def test_each_year_is_a_line_of_months() -> None:
    found = plot("months", *MARCH, meeting("eng:next", title="Next", when="2023-02-01"))
    assert signs(found) == {"2022": "··6·········", "2023": "·1··········"}
    assert found.scale == "J F M A M J J A S O N D"


def test_a_cell_says_its_count_and_names_its_rows() -> None:
    found = cell(plot("months", *MARCH), "2022-03-31")
    assert found.says == "Mar 2022: 6 meetings and visits"
    assert found.keys == tuple(f"eng:m-{i}" for i in range(6))


def test_what_is_only_possible_in_a_month_is_a_question_mark() -> None:
    found = plot("months", meeting("eng:round", title="Round", when="[2023-02,2024-02]"))
    assert signs(found) == {"2023": "·?··········", "2024": "·?··········"}
    assert cell(found, "2024-02-29").says == "Feb 2024: 1 only possible"


def test_a_wider_date_has_no_cell_and_is_counted_below() -> None:
    found = plot("months", *MARCH, meeting("eng:a", title="A", when="2022"), meeting("eng:b", title="B", when="2021"))
    assert found.notes[-1] == "2 with a wider date, or none, have no cell"


def test_more_than_nine_are_a_plus() -> None:
    found = plot("months", *(meeting(f"eng:m-{i}", title=f"T{i}", when="2022-03-10") for i in range(12)))
    assert signs(found)["2022"] == "··+·········"


def test_many_empty_years_are_one_line() -> None:
    found = plot(
        "months", meeting("eng:a", title="A", when="1944-02-03"), meeting("eng:b", title="B", when="2022-02-03")
    )
    assert list(signs(found)) == ["1944", "  ⋮", "2022"]


def test_a_filter_leaves_only_what_it_lets_through() -> None:
    assert signs(plot("months", *MARCH, words="talks 3")) == {"2022": "··1·········"}


def test_nothing_to_draw_is_said_in_words() -> None:
    assert plot("months").notes == ("No meeting or visit is recorded up to 17 Jul 2024, as known by #7.",)
    assert plot("months", *MARCH, words="zebra").notes == ("Nothing matches “zebra”.",)


def test_a_month_is_weeks_by_weekdays() -> None:
    found = plot("days", *MARCH, meeting("eng:more", title="More", when="2022-03-10"))
    heading, first, second, *_ = found.bands
    assert (heading.label, heading.cells) == ("Mar 2022", ())
    assert [cell.text for cell in first.cells] == ["    ", " 1 ·", " 2 ·", " 3 ·", " 4 ·", " 5 ·", " 6 ·"]
    assert [cell.text for cell in second.cells] == [" 7 ·", " 8 ·", " 9 ·", "10 2", "11 1", "12 1", "13 1"]
    assert not first.cells[0].says
    assert cell(found, "2022-03-10").keys == ("eng:more", "eng:m-0")


@given(st.integers(1, 200))
@settings(max_examples=20, deadline=None)
def test_a_month_counts_exactly_the_rows_whose_dates_say_so(number: int) -> None:
    model = ReadModel(stored(sample(number, 40).facts))
    model.catch_up()
    at, view = Reading(model, "2024-07-17"), VIEWS["calendar"]()
    keys = list(view.keys(at))
    told = {key: parts(dates, MONTH) for key, dates in dated(keys, at)}
    for band in drawn("months", RowSource(view, at), 80).bands:
        for one in band.cells:
            month = one.day[:7]
            assert sorted(one.keys) == sorted(key for key in keys if month in told[key])
            sure = sum(told[key].get(month, False) for key in keys)
            assert one.text == (str(sure) if 0 < sure < 10 else "+" if sure else "?" if one.keys else "·")
            assert parse(month).e_hi == one.day
