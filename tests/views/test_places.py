"""Places on the shelf: what lies within what, and who met there."""

from __future__ import annotations

from legation.reading import Reading
from legation.view import VIEWS
from readings import court, reading, rows
from trial import Event, entity, meeting, visit

PLACE, CLASS, WITHIN, MEETINGS, INSIDE, LAST = range(1, 7)
MAP = (
    entity("place:land", name="Freedonia", **{"class": "country"}),
    entity("place:town", name="Glorytown", within="place:land", **{"class": "city"}),
    entity("place:hall", name="Great Hall", within="place:town", **{"class": "venue"}),
    entity("org:chamber", name="Chamber", seat="place:town", **{"class": "chamber"}),
)


def at(*events: Event, day: str = "2022-06-01") -> Reading:
    return reading(court(*MAP, *events), day)


def told(*events: Event, day: str = "2022-06-01") -> dict[str, tuple[str, ...]]:
    return {row[PLACE]: row for row in rows("places", at(*events, day=day))}


def test_a_place_says_what_it_lies_within() -> None:
    assert told()["Great Hall"][:5] == ("·", "Great Hall", "venue", "Glorytown, Freedonia", "")


def test_meetings_count_where_they_were_and_in_all_that_lies_around() -> None:
    found = told(meeting("eng:m", place="place:town", venue="place:hall", when="2022-03-10"),
                 visit("eng:v", venue="place:town", when="2022-04-01"))  # fmt: skip
    counts = {name: (row[MEETINGS], row[INSIDE], row[LAST]) for name, row in found.items()}
    assert counts == {
        "Freedonia": ("", "2", "1 Apr 2022"),
        "Glorytown": ("2", "", "1 Apr 2022"),
        "Great Hall": ("1", "", "10 Mar 2022"),
        "place:here": ("1", "", "1 Apr 2022"),
    }


def test_what_lies_after_the_day_does_not_count() -> None:
    assert told(meeting("eng:m", place="place:town", when="2022-03-10"), day="2022-03-09")["Glorytown"][0] == "·"
    assert told(meeting("eng:m", place="place:town", when="2022-03-10"), day="2022-03-10")["Glorytown"][0] == "█"


def test_the_page_tells_meetings_seats_and_the_rest() -> None:
    moment = at(meeting("eng:m", title="Parley", place="place:town", when="2022-03-10"))
    page = dict(VIEWS["places"]().page("place:town", moment))
    assert list(page) == ["Met there", "Seated or lying there", "Also told of it"]
    assert [(note.day, note.text) for note in page["Met there"]] == [("10 Mar 2022", "Parley")]
    assert len(page["Seated or lying there"]) == 2


def test_the_why_names_what_it_holds() -> None:
    why = VIEWS["places"]().why("place:land", at())
    assert "It holds Glorytown and Great Hall." in why.verdict
