"""What cells say where there is little room: what stands beside is not said twice, and what differs comes first."""

from __future__ import annotations

from legation.view import VIEWS
from readings import court, reading
from trial import Event, entity, event, promise


def short(view: str, key: str, *events: Event) -> dict[int, str]:
    return dict(VIEWS[view]().entry(key, reading(court(*events))).short)


def test_a_promise_begins_with_what_was_promised() -> None:
    made = promise("com:bridge", by=["person:rufus"], summary="Rufus Firefly agreed to build a second bridge.")
    assert short("followups", "com:bridge", made)[1] == "Build a second bridge."


def test_advice_begins_with_what_was_advised() -> None:
    advised = event("recommendation.made", recommendation="rec:bridge", by=["person:vera"], to=["person:rufus"],
                    about=["person:rufus"], strength="should",
                    summary="Firefly should build a second bridge.")  # fmt: skip
    assert short("advice", "rec:bridge", advised)[1] == "Build a second bridge."


def test_a_meeting_called_by_those_who_met_begins_with_where_they_did() -> None:
    told = event("visit.made", engagement="eng:talk", kind="visit", visitors=["person:rufus", "person:gloria"],
                 destination="place:here", venue="org:freedonia", when="2022-05-12")  # fmt: skip
    entry = VIEWS["calendar"]().entry("eng:talk", reading(court(told)))
    assert entry.cells[2] == "Rufus Firefly and Gloria Teasdale at org:freedonia"
    assert entry.short[2] == "At org:freedonia"


def test_an_event_of_the_audit_and_an_open_question_call_people_by_their_surnames() -> None:
    seen = event("role.attested", "seen", person="person:rufus", office="office:leader", on="2022-05-12")
    seen["data"]["evidence"] = [{**seen["data"]["evidence"][0], "certainty": "possible"}]
    assert short("audit", "8", seen)[4] == "Firefly, Leader of Freedonia"
    assert short("inbox", "office:leader 8", seen)[1] == "seen in office: Firefly, Leader of Freedonia"


def test_a_series_goes_by_its_acronym_and_says_how_often_in_a_word_less() -> None:
    told = (
        entity("series:rec", name="Annual meeting of ambassadors", cadence="P3Y"),
        event("entity.named", entity="series:rec", name="REC", use="acronym"),
    )
    found = short("series", "series:rec", *told)
    assert (found[1], found[3]) == ("REC", "3 years")
