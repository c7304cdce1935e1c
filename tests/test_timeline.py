"""The days that a ledger tells of: stops, their events, and how many lie where."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import Ledger
from legation.moment import parse_day
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.timeline import Density, Stop, Timeline
from models import SMALL, anywhere, law
from models import model as model_of_facts
from trial import Trial, event, meeting, promise, retract

TODAY = "2024-07-17"


@pytest.fixture(scope="module")
def model() -> ReadModel:
    """Three events stand before these: the first here is #4."""
    trial = Trial()
    trial.append(
        meeting("eng:one", when="2022-03-10/2022-03-12"),  # 4
        meeting("eng:two", when="2022-05"),  # 5
        meeting("eng:year", when="2023"),  # 6
        meeting("eng:either", when="[2022-12-20,2022-12-24]"),  # 7
        meeting("eng:wrong", id="wrong", when="2021-01-01"),  # 8
        event(
            "engagement.planned",
            engagement="eng:later",
            kind="talks",
            status="scheduled",
            title="Next round",
            when="2025-02-01",
        ),
        promise("com:bridge", on="2022-03-12", due="2024-12-31", due_basis="stated"),  # 10
        event("engagement.attended", engagement="eng:one", participant="org:freedonia", presence="present"),  # 11
        meeting("eng:open", when="2022-06-01/.."),  # 12
    )
    trial.append(retract("wrong", reason="Another year"))  # 13
    model = ReadModel(trial.store)
    model.catch_up()
    return model


@pytest.fixture
def timeline(model: ReadModel) -> Timeline:
    return Timeline(Reading(model, TODAY))


def test_stops_are_days_on_which_something_surely_begins_or_ends(timeline: Timeline) -> None:
    days, stop = [], timeline.after("0001-01-01")
    while stop:
        days.append(stop.day)
        stop = timeline.after(stop.day)
    assert days == [
        "2022-03-10",
        "2022-03-12",
        "2022-05-01",
        "2022-06-01",
        "2024-12-31",
        "2025-02-01",
    ]
    assert timeline.days() == days


def test_going_back_meets_the_same_stops(timeline: Timeline) -> None:
    days, stop = [], timeline.before("9999-12-31")
    while stop:
        days.append(stop.day)
        stop = timeline.before(stop.day)
    assert days == ["2025-02-01", "2024-12-31", "2022-06-01", "2022-05-01", "2022-03-12", "2022-03-10"]


@law
@given(SMALL, st.dates(date(2020, 1, 1), date(2026, 12, 31)), anywhere)
def test_later_and_earlier_take_each_other_back_from_every_stop(ledger: Ledger, day: date, position: int) -> None:
    whole = model_of_facts(ledger.facts)
    timeline = Timeline(Reading(whole, TODAY, position % (whole.size + 1)))
    stop = timeline.after(day.isoformat())
    if stop and (later := timeline.after(stop.day)):
        assert timeline.before(later.day) == stop
    if stop and (earlier := timeline.before(stop.day)):
        assert timeline.after(earlier.day) == stop
        assert earlier.day <= day.isoformat()


def test_a_stop_carries_its_events(timeline: Timeline) -> None:
    assert timeline.before("2022-04-01") == Stop("2022-03-12", (4, 10))
    assert timeline.events_on("2022-03-12") == [4, 10]
    assert timeline.events_on("2022-03-11") == []


def test_there_is_no_stop_beyond_the_ends(timeline: Timeline) -> None:
    assert timeline.before("2022-03-10") is None
    assert timeline.after("2025-02-01") is None


def test_the_first_day_is_any_and_the_last_is_an_account(timeline: Timeline) -> None:
    assert timeline.first_day() == "2022-03-10"
    assert timeline.last_day() == "2022-06-01", "neither the plan nor the due day is an account"


def test_what_was_retracted_is_no_stop_but_was_one_before(model: ReadModel) -> None:
    assert Timeline(Reading(model, TODAY, 12)).first_day() == "2021-01-01"
    assert Timeline(Reading(model, TODAY, 13)).first_day() == "2022-03-10"


def test_what_was_not_yet_recorded_is_no_stop(model: ReadModel) -> None:
    early = Timeline(Reading(model, TODAY, 4))
    assert early.last_day() == "2022-03-12"
    assert early.events_on("2022-03-12") == [4]
    assert early.after("2022-03-12") is None


def test_an_event_has_its_first_sure_day_or_none(timeline: Timeline) -> None:
    assert timeline.day_of(4) == "2022-03-10"
    assert timeline.day_of(5) == "2022-05-01"
    assert [timeline.day_of(p) for p in (6, 7, 8, 0, 99)] == [None] * 5


def test_days_are_counted_in_equal_parts_and_doubtful_ones_apart(timeline: Timeline) -> None:
    parts = timeline.heights("2022-01-01", "2022-12-31", 365)
    assert {day: density for day, density in enumerate(parts) if density != Density(0, 0)} == {
        68: Density(1, 0), 70: Density(2, 0), 120: Density(1, 0), 151: Density(1, 0), 353: Density(0, 1),
        357: Density(0, 1),
    }  # fmt: skip


def test_the_parts_together_hold_every_beginning_and_end_between_theirs(timeline: Timeline) -> None:
    whole = timeline.heights("2022-01-01", "2025-12-31", 1)
    assert whole == [Density(7, 2)]
    assert sum(d.sure for d in timeline.heights("2022-03-10", "2022-03-10", 5)) == 1


def test_days_with_events_are_counted_between_two_days_whichever_comes_first(timeline: Timeline) -> None:
    assert timeline.days_between("2022-03-10", "2022-06-01") == 3
    assert timeline.days_between("2022-06-01", "2022-03-10") == 3
    assert timeline.days_between("2022-06-01", "2022-06-01") == 0


def test_what_lies_before_and_behind_some_days_is_counted(timeline: Timeline) -> None:
    assert timeline.beyond("2022-03-12", "2022-05-31") == (1, 3)


def test_years_tell_how_much_begins_and_ends_in_them(timeline: Timeline) -> None:
    assert timeline.years() == {2022: 5, 2024: 1, 2025: 1}


def test_a_stop_says_whether_a_long_event_begins_or_ends(timeline: Timeline) -> None:
    began, ended = timeline.after("2022-01-01"), timeline.after("2022-03-10")
    assert began
    assert ended
    assert timeline.told(began) == (4, "begins")
    assert timeline.told(ended) == (4, "ends"), "a meeting says more of a day than a promise made on it"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("first", "2022-03-10"), ("last", "2022-06-01"), ("#4", "2022-03-10"), ("before #4", "2022-03-09")],
)
def test_words_for_days_are_answered_from_it(timeline: Timeline, typed: str, day: str) -> None:
    assert parse_day(typed, date.fromisoformat(TODAY), timeline) == day
