"""Lanes: who was where, one cell for some days, never surer than what is said of every one of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledgers import sample, stored
from legation.holders import tenures_of
from legation.plot import Band, Plot, drawn
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.row_source import RowSource
from legation.view import VIEWS
from readings import court, reading, seen
from trial import Event, entity, event

ROOM = 60
_SURE = {"attested": "█", "bridged": "█", "blurred": "▒", "carried": "░", "bounded": "▒", "backcast": "▒", None: " "}


def plot(view: str, *events: Event, day: str = "2022-12-15", room: int = ROOM) -> Plot:
    return drawn("lanes", RowSource(VIEWS[view](), reading(court(*events), day)), room)


def lane(found: Plot, label: str) -> str:
    return "".join(cell.text for cell in band(found, label).cells)


def band(found: Plot, label: str) -> Band:
    return next(band for band in found.bands if band.cells and band.label.strip() == label)


def said(found: Plot, label: str, month: str) -> str:
    return next(cell.text for cell in band(found, label).cells if cell.day[:7] == month)


def test_an_office_stands_over_the_lanes_of_those_who_held_it() -> None:
    found = plot("offices", seen("rufus", "2022-03-10"), seen("gloria", "2022-09-01"))
    assert [band.label.strip() for band in found.bands] == ["Leader of Freedonia", "Rufus Firefly", "Gloria Teasdale"]
    assert not found.bands[0].cells


def test_a_cell_is_a_month_and_shows_its_surest_day() -> None:
    found = plot("offices", seen("rufus", "2022-03-10"), seen("rufus", "2022-05-02"))
    assert lane(found, "Rufus Firefly") == "▒▒███░░░░░░░"
    assert found.scale.startswith("2022")
    assert band(found, "Rufus Firefly").cells[2].says == "Rufus Firefly, Mar 2022: certain"


def test_lanes_end_at_the_moment() -> None:
    events = (seen("rufus", "2022-03-10"), seen("rufus", "2022-05-02"))
    cells = band(plot("offices", *events, day="2022-04-20"), "Rufus Firefly").cells
    assert cells[-1].day == "2022-04-20"
    assert "".join(cell.text for cell in cells) == "▒▒██"


def test_acting_has_a_lane_of_its_own_and_never_ends_the_titular_one() -> None:
    found = plot("offices", seen("rufus", "2022-03-10"), seen("gloria", "2022-05-02", capacity="acting"),
                 seen("rufus", "2022-08-01"))  # fmt: skip
    assert lane(found, "Rufus Firefly") == "▒▒██████░░░░"
    assert said(found, "Gloria Teasdale (acting)", "2022-05") == "█"


def test_two_who_follow_each_other_on_one_seat_are_both_possible_in_between() -> None:
    found = plot("offices", seen("rufus", "2022-03-10"), seen("gloria", "2022-09-01"))
    assert (said(found, "Rufus Firefly", "2022-06"), said(found, "Gloria Teasdale", "2022-06")) == ("▒", "▒")
    assert said(found, "Rufus Firefly", "2022-10") == " "


def test_who_is_named_has_a_lane_from_the_naming_on() -> None:
    named = event("role.designated", person="person:vera", office="office:leader", act="elected", on="2022-06-02")
    found = plot("offices", seen("rufus", "2022-03-10"), named)
    assert lane(found, "Vera Marcal (named)") == "     →→→→→→→"
    assert band(found, "Vera Marcal (named)").cells[-1].keys == ("office:leader next",)


def test_a_person_stands_over_the_lanes_of_their_offices() -> None:
    found = plot(
        "people",
        entity("office:mayor", name="Mayor"),
        seen("rufus", "2022-03-10"),
        seen("rufus", "2022-06-01", "mayor"),
    )
    assert [band.label.strip() for band in found.bands] == ["Rufus Firefly", "Leader of Freedonia", "Mayor"]
    assert band(found, "Mayor").cells[0].keys == ("person:rufus",)
    assert band(found, "Mayor").cells[0].about == "office:mayor"


def test_an_agreement_lasts_from_its_first_step_until_it_ends() -> None:
    found = plot("agreements", entity("agreement:pact", name="The pact"),
                 event("agreement.launched", agreement="agreement:pact", act="signed", on="2022-03-10"),
                 event("agreement.ended", agreement="agreement:pact", act="terminated", on="2022-10-01"))  # fmt: skip
    assert lane(found, "The pact") == "  ███████···"


def test_cells_grow_until_most_lanes_begin_in_sight_and_old_ones_are_told_of() -> None:
    months = plot("offices", seen("rufus", "2022-03-10"), room=40)
    years = plot("offices", seen("rufus", "1990-03-10"), room=40)
    assert months.notes[0].startswith("one cell = 1 month")
    assert years.notes[0].startswith("one cell = 2 years")
    assert len(band(years, "Rufus Firefly").cells) <= 40
    assert lane(years, "Rufus Firefly").startswith("█░")


@given(st.integers(1, 60), st.dates(date(2020, 1, 1), date(2025, 12, 31)), st.integers(30, 90))
@settings(max_examples=30, deadline=None)
def test_a_lane_is_as_sure_as_the_surest_day_of_each_cell_and_no_surer(number: int, day: date, room: int) -> None:
    model = ReadModel(stored(sample(number, 40).facts))
    model.catch_up()
    at = Reading(model, day.isoformat())
    view = VIEWS["offices"]()
    found = drawn("lanes", RowSource(view, at), room)
    assume(found.notes[0].startswith("one cell = 1 month"))
    for one in (band for band in found.bands if band.cells and "(named)" not in band.label):
        office = one.cells[0].keys[0].partition(" ")[0]
        terms = [t for t in tenures_of(at, office)
                 if t.person == one.cells[0].about and ("(" in one.label) == (t.capacity != "titular")]  # fmt: skip
        first = one.cells[0].day[:7] + "-01"
        for cell in one.cells:
            days = _days(first, cell.day)
            best = max((_SURER.index(t.shade(d)) for t in terms for d in days), default=0)
            assert cell.text == _SURE[_SURER[best]], (one.label, cell.says)
            first = (date.fromisoformat(cell.day) + timedelta(days=1)).isoformat()


_SURER = (None, "backcast", "bounded", "carried", "blurred", "bridged", "attested")


def _days(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=i)).isoformat() for i in range((end - start).days + 1)]
