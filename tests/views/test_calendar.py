"""The calendar on the shelf: what was held, what lies ahead, what fell through, and what nobody agrees on."""

from __future__ import annotations

from typing import Any

import pytest

from legation.view import VIEWS, Why
from readings import Trial, court, noted, reading, rows
from trial import Event, cited, entity, event, meeting, promise, visit

WHEN, WHAT, WHERE, WHO, SRC = range(1, 6)


def plan(status: str, on: str, **more: Any) -> Event:
    return event("engagement.planned", engagement="eng:talks", kind="talks", status=status, on=on, **more)


def attended(participant: str, **more: Any) -> Event:
    return event("engagement.attended", engagement="eng:talks", participant=participant, **more)


def line(trial: Trial, day: str, key: str = "eng:talks") -> tuple[str, str, str]:
    """Return sign, date and state of one line."""
    entry = VIEWS["calendar"]().entry(key, reading(trial, day))
    return entry.cells[0], entry.cells[WHEN], entry.state


def why(trial: Trial, day: str, key: str = "eng:talks") -> Why:
    return VIEWS["calendar"]().why(key, reading(trial, day))


SCHEDULED = plan("scheduled", "2022-03-12", when="2022-06", title="Round two")


def test_a_plan_is_planned_until_its_time_passes_without_an_account() -> None:
    trial = court(SCHEDULED)
    assert rows("calendar", reading(trial, "2022-03-11")) == []
    assert line(trial, "2022-03-12") == line(trial, "2022-06-30") == ("○", "Jun 2022", "planned")
    assert line(trial, "2022-07-01") == ("!", "Jun 2022", "no outcome")
    assert why(trial, "2022-07-01").verdict[0] == "No outcome recorded: Jun 2022."


def test_an_account_closes_the_plan_and_dates_it() -> None:
    trial = court(SCHEDULED, meeting("eng:talks", when="2022-06-07/2022-06-10"))
    assert line(trial, "2022-06-06") == ("○", "7–10 Jun 2022", "planned")
    assert line(trial, "2022-06-07") == ("✓", "7–10 Jun 2022", "held")
    assert noted(why(trial, "2022-06-07")) == {"Accounts": [9], "Plans": [8]}


def test_what_was_put_off_without_a_new_date_has_lost_the_old_one() -> None:
    trial = court(SCHEDULED, plan("postponed", "2022-04-01"))
    assert line(trial, "2022-04-01") == ("○", "postponed from Jun 2022", "planned")
    assert why(trial, "2022-04-01").verdict[0] == "Postponed: from Jun 2022."
    moved = court(SCHEDULED, plan("postponed", "2022-04-01", when="2022-09-01"))
    assert line(moved, "2022-04-01") == ("○", "1 Sep 2022", "planned")


def test_what_was_cancelled_is_called_off_for_good() -> None:
    trial = court(SCHEDULED, plan("cancelled", "2022-05-01"))
    assert line(trial, "2022-04-30") == ("○", "Jun 2022", "planned")
    assert line(trial, "2022-05-01") == line(trial, "2023-01-01") == ("−", "Jun 2022", "called off")
    assert noted(why(trial, "2023-01-01")) == {"Plans": [8, 9]}


def test_what_was_only_proposed_and_has_no_date_waits() -> None:
    assert line(court(plan("proposed", "2022-03-12")), "2030-01-01") == ("○", "day unknown", "planned")


def test_a_date_known_to_the_month_is_unclear_inside_it() -> None:
    trial = court(meeting("eng:talks", when="2021-12"))
    view = VIEWS["calendar"]()
    inside, after = (view.entry("eng:talks", reading(trial, day)) for day in ("2021-12-15", "2021-12-31"))
    assert (inside.state, inside.sure, after.state, after.sure) == ("unclear", False, "held", True)
    assert why(trial, "2021-12-15").verdict[0] == "Held or not yet told of: Dec 2021."


def test_an_undated_account_was_held_by_the_day_it_was_told() -> None:
    assert line(court(meeting("eng:talks")), "2024-07-17") == ("✓", "by 17 Jul 2024", "held")


def test_accounts_that_share_no_day_are_contested_and_both_days_are_shown() -> None:
    trial = court(meeting("eng:talks", when="2022-06-07"), meeting("eng:talks", when="2022-06-09", evidence=[cited(2)]))
    assert line(trial, "2022-07-01") == ("≠", "≠ 7 Jun 2022 or 9 Jun 2022", "contested")
    told = why(trial, "2022-07-01")
    assert told.verdict[0] == "Contested: its accounts share no day."
    assert noted(told)["Accounts"] == [8, 9]


def test_plans_of_one_day_that_differ_are_contested() -> None:
    trial = court(SCHEDULED, plan("cancelled", "2022-03-12", evidence=[cited(2)]))
    assert line(trial, "2022-05-01") == ("≠", "Jun 2022", "contested")
    assert "Contested: plans of one day differ." in why(trial, "2022-05-01").verdict


def test_a_second_account_narrows_the_day() -> None:
    trial = court(meeting("eng:talks", when="2022-06"), meeting("eng:talks", when="2022-06-09", evidence=[cited(2)]))
    assert line(trial, "2022-07-01") == ("✓", "9 Jun 2022", "held")


def test_a_part_names_its_whole_and_the_whole_its_parts() -> None:
    trial = court(
        visit("eng:tour", title="Tour of the U.S.", when="2022-06-06/2022-06-08"),
        meeting("eng:talks", when="2022-06-07", parent="eng:tour"),
    )
    assert line(trial, "2022-07-01", "eng:talks")[:2] == ("✓", "7 Jun 2022")
    assert rows("calendar", reading(trial))[1][WHAT] == "Meeting · Tour of the U.S."
    assert "Part of: Tour of the U.S." in why(trial, "2022-07-01").verdict
    assert noted(why(trial, "2022-07-01", "eng:tour"))["What was said and done"] == [9]


def test_of_two_places_the_inner_one_is_shown_and_both_if_they_disagree() -> None:
    places = entity("place:city", name="City"), entity("place:hall", name="Hall", within="place:city")
    first = meeting("eng:talks", when="2022-06-07", place="place:city")
    second = meeting("eng:talks", place="place:hall", evidence=[cited(2)])
    assert [row[WHERE] for row in rows("calendar", reading(court(*places, first, second)))] == ["Hall"]
    third = meeting("eng:talks", place="place:here", evidence=[cited(3)])
    trial = court(*places, first, second, third)
    assert [row[WHERE] for row in rows("calendar", reading(trial))] == ["Hall or place:here"]
    assert "In Hall or place:here." in why(trial, "2024-07-17").verdict


class TestWho:
    def told(self, *more: Event, hosts: tuple[str, ...] = ()) -> str:
        given = {"hosts": list(hosts)} if hosts else {}
        trial = court(meeting("eng:talks", when="2022-06-07", parties=["org:freedonia"], **given), *more)
        return rows("calendar", reading(trial))[0][WHO]

    def test_sides_are_named_only_where_no_person_is(self) -> None:
        assert self.told() == "org:freedonia"
        assert self.told(attended("person:vera")) == "Vera Marcal"

    def test_who_leads_comes_first(self) -> None:
        told = self.told(attended("person:vera"), attended("person:gloria", function="chair"), hosts=("person:rufus",))
        assert told == "Rufus Firefly, Gloria Teasdale and Vera Marcal"

    @pytest.mark.parametrize("presence", ["absent", "invited"])
    def test_who_was_not_there_is_not_named_as_there(self, presence: str) -> None:
        away = attended("person:gloria", presence=presence)
        assert self.told(away, attended("person:vera")) == "Vera Marcal"
        told = why(court(meeting("eng:talks", when="2022-06-07"), away, attended("person:vera")), "2024-07-17")
        assert (noted(told)["Who took part"], noted(told)["Who was invited, or stayed away"]) == ([10], [9])

    def test_who_only_may_have_been_there_is_not_named(self) -> None:
        assert self.told(attended("person:vera", evidence=[cited(2, certainty="possible")])) == "org:freedonia"

    def test_of_many_the_first_four_are_named(self) -> None:
        many = [entity(f"person:p-{i}", name=f"P{i}") for i in range(7)]
        told = self.told(*many, *(attended(f"person:p-{i}") for i in range(7)))
        assert told == "P0, P1, P2, P3 and 3 more"
        assert self.told(*many, *(attended(f"person:p-{i}") for i in range(5))) == "P0, P1, P2, P3 and P4"


def test_why_tells_accounts_plans_people_and_words_apart() -> None:
    trial = court(
        SCHEDULED,
        meeting("eng:talks", when="2022-06-07", purpose="To speak of bridges."),
        attended("person:vera"),
        event("position.voiced", holders=["person:vera"], about=["org:freedonia"], stance="praises",
              summary="Well done.", engagement="eng:talks"),
    )  # fmt: skip
    told = why(trial, "2022-07-01")
    assert (told.title, told.about) == ("Round two", "meeting")
    assert told.verdict == ("Held: 7 Jun 2022.", "To speak of bridges.", "1 document agrees, 0 disagree.")
    assert noted(told) == {"Accounts": [9], "Plans": [8], "Who took part": [10], "What was said and done": [11]}


def test_the_calendar_runs_in_time_and_ends_with_what_has_no_day() -> None:
    trial = court(
        meeting("eng:late", when="2023", title="Late"),
        meeting("eng:early", when="2021-05", title="Early"),
        event("engagement.planned", engagement="eng:some-day", kind="talks", status="proposed", title="Some day"),
        meeting("eng:middle", when="[2021-06..2022-01]", title="Middle"),
    )
    assert [row[WHAT] for row in rows("calendar", reading(trial))] == ["Early", "Middle", "Late", "Some day"]


def test_a_person_a_place_and_a_side_find_their_meetings() -> None:
    at = reading(court(
        meeting("eng:parley", title="Parley", when="2022-03-10", place="place:here", parties=["org:freedonia"]),
        event("engagement.attended", engagement="eng:parley", participant="person:vera"),
        meeting("eng:other", title="Other", when="2022-03-11"),
        event("position.voiced", holders=["person:vera"], about=["org:freedonia"], stance="warns", summary="No.",
              engagement="eng:other"),
    ))  # fmt: skip
    view = VIEWS["calendar"]()
    for words in ("vera", "person:vera", "place:here", "org:freedonia", "parley"):
        assert view.naming(view.find(words, at), at) == ["eng:parley"], words


def test_the_page_says_who_took_part_as_what_and_what_came_of_it() -> None:
    at = reading(court(
        meeting("eng:whole", title="Parley", when="2022-03-10"),
        meeting("eng:part", title="Lunch", when="2022-03-10", parent="eng:whole"),
        event("engagement.attended", engagement="eng:whole", participant="person:vera", office="office:leader",
              side="org:freedonia", function="chair", portion="the morning"),
        event("engagement.attended", engagement="eng:whole", group={"label": "envoys", "count": 3}, presence="invited"),
        event("engagement.attended", engagement="eng:whole", participant="person:rufus",
              evidence=[cited(certainty="possible")]),
        promise("com:bridge", engagement="eng:whole", on="2022-03-10"),
    ))  # fmt: skip
    page = {heading: [note.text for note in notes] for heading, notes in VIEWS["calendar"]().page("eng:whole", at)}
    assert page["Who took part"] == [
        "Vera Marcal, Leader of Freedonia, for org:freedonia, chair, the morning", "envoys (3) (invited)",
        "Rufus Firefly (possible)",
    ]  # fmt: skip
    assert page["Parts"] == ["Lunch"]
    assert page["Said, promised and advised"] == ["promised: A bridge"]
