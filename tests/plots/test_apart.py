"""What differs between two moments, as each plot draws it."""

from __future__ import annotations

from legation.contrast import Contrast
from legation.heat import Count, Shift, shifts
from legation.plot import Plot, band_line, drawn_apart
from legation.plots.graph import around_apart
from legation.reading import Reading
from legation.view import VIEWS
from readings import court, reading, seen
from trial import Event, meeting, promise

MORE = (
    meeting("eng:a", title="A", when="2022-03-10"),
    promise("com:a", summary="A", on="2022-01-01", due="2024-12", due_basis="stated"),
    promise("com:b", summary="B", on="2022-01-01", due="2024-12", due_basis="stated"),
    meeting("eng:b", title="B", when="2022-03-11"),
    seen("rufus", "2022-03-10"),
    seen("gloria", "2023-05-10"),
)


def apart(view: str, name: str, a: str, b: str, *events: Event, room: int = 60) -> Plot:
    """Draw what differs between `day@back` and another, where `back` events at the end are not known yet."""
    at = reading(court(*(events or MORE)))
    sides = [Reading(at.model, day, at.size - int(back or 0)) for day, _, back in (m.partition("@") for m in (a, b))]
    return drawn_apart(name, Contrast(VIEWS[view](), *sides), room)


def lines(plot: Plot, room: int = 60) -> list[str]:
    return ["".join(piece.text for piece in band_line(plot, band, room)).rstrip() for band in plot.bands]


def test_a_month_says_how_many_more_or_fewer_there_are() -> None:
    assert lines(apart("calendar", "months", "2024-07-17@3", "2024-07-17")) == [
        "2022 ·  ·  +1 ·  ·  ·  ·  ·  ·  ·  ·  ·"
    ]
    assert lines(apart("calendar", "months", "2024-07-17", "2022-03-10")) == ["2022 ·  ·  −1 ·  ·  ·  ·  ·  ·  ·  ·  ·"]


def test_a_cell_that_differs_stands_for_the_rows_that_came_or_went() -> None:
    plot = apart("calendar", "days", "2024-07-17@3", "2024-07-17")
    [cell] = [cell for band in plot.bands for cell in band.cells if cell.keys]
    assert (cell.text, cell.keys, cell.says) == ("11 +1", ("eng:b",), "11 Mar 2022: A none, B 1")


def test_signs_of_a_shift() -> None:
    one, many = Count(("a",)), Count(tuple(map(str, range(12))))
    assert Shift(Count(), one).sign == "+1"
    assert Shift(many, Count()).sign == "−−"
    assert Shift(Count(), Count((), ("a",))).sign == "+?"
    assert Shift(one, Count(("b",))).sign == "~"
    assert Shift(Count((), ("a",)), one).keys == ("a",)
    assert shifts({"2022": one}, {"2022": one}) == {}


def test_a_bar_holds_what_both_have_and_what_only_one_has() -> None:
    both = apart("followups", "due", "2024-07-17@1", "2024-07-17", *MORE[:3])
    [band] = both.bands
    assert (set(band.cells[0].text), band.after, band.cells[0].keys) == ({"▇", "+"}, "1 → 2", ("com:b",))
    [back] = apart("followups", "due", "2024-07-17", "2024-07-17@1", *MORE[:3]).bands
    assert (set(back.cells[0].text), back.after) == ({"▇", "−"}, "2 → 1")


def test_an_append_that_is_known_in_part_is_one_bar() -> None:
    plot = apart("audit", "batches", "2024-07-17@5", "2024-07-17")
    assert [band.after for band in plot.bands] == ["1 → 6"]


def test_lanes_show_a_and_b_on_the_axis_and_what_changes_between() -> None:
    plot = apart("offices", "lanes", "2022-04-10", "2023-06-10")
    assert plot.moments.strip("═ ") == "A" + "═" * (len(plot.moments.strip()) - 2) + "B"
    told = {line[:2]: line for line in lines(plot)[1:]}
    assert "Rufus" in " ".join(told.values())
    assert "Gloria" in " ".join(told.values())


def test_a_lane_that_is_known_otherwise_stands_twice() -> None:
    more = (seen("rufus", "2022-03-10"), seen("rufus", "2023-03-10"))
    _, one, other = lines(apart("offices", "lanes", "2024-07-17@1", "2024-07-17", *more))
    assert one.startswith("~ Rufus Firefly A ")
    assert other.startswith("                B ")
    assert one[18:].count("█") < other[18:].count("█")


def test_a_graph_shows_the_ties_that_came() -> None:
    at = reading(court(seen("rufus", "2022-03-10")))
    plot = around_apart("person:rufus", Reading(at.model, "2024-07-17", at.size - 1), at, 100)
    [line] = lines(plot, 100)
    assert "holds ─▸ + Leader of Freedonia" in line
