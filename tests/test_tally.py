"""Numbers and money of one thing as lines, and what the money comes to in all."""

from __future__ import annotations

from legation.projections.programmes import Total
from legation.quantity import interval
from legation.tally import NO_AMOUNT, in_all, lines_of, text_of, totals_of
from readings import court, reading
from trial import Event, event

FREEDONIA = "org:freedonia"


def figure(measure: str, value: str = "4", **more: str) -> Event:
    said = {"about": FREEDONIA, "measure": measure, "unit": "job", "nature": "estimate", "value": value}
    return event("figure.reported", **{**said, **more})


def money(stage: str, amount: str, **more: str) -> Event:
    return event("funding.recorded", **{"for": FREEDONIA}, stage=stage, amount=amount, currency="USD", **more)


def test_numbers_come_measure_by_measure_then_money_as_it_was_told() -> None:
    bare = event("funding.recorded", **{"for": FREEDONIA}, stage="unspecified")
    told = court(
        money("cut", "3"), bare, figure("new-jobs"), figure("jobs", period="2021~"), figure("jobs", place="place:here")
    )
    lines = list(lines_of(FREEDONIA, reading(told)))
    assert [(line.word, line.measure, line.value, line.is_money) for line in lines] == [
        ("jobs.estimate.job.2021~", "Jobs", "4 jobs", False),
        ("jobs.estimate.job@here", "Jobs", "4 jobs", False),
        ("new-jobs.estimate.job", "New jobs", "4 jobs", False),
        ("8", "Money", "3 USD", True),
        ("9", "Money", NO_AMOUNT, True),
    ]


def test_a_thing_of_which_nothing_is_told_has_no_line() -> None:
    assert list(lines_of("place:here", reading(court(figure("jobs"))))) == []


def test_only_more_than_one_amount_is_a_total() -> None:
    told = court(money("pledged", "3", period="2021"), money("pledged", "4", period="2022"), money("committed", "9"))
    assert [(one.stage, one.at) for one in totals_of(FREEDONIA, reading(told))] == [("pledged", (8, 9))]


def test_a_total_reads_as_a_sentence() -> None:
    amount = interval({"value": "1500", "comparator": "ge"})
    assert in_all(Total("pledged", "USD", amount, 3, ())) == (
        "In all, pledged: at least 1,500 USD (3 amounts, one a donor and period)."
    )
    assert in_all(Total("pledged", "USD", None, 3, ())) == (
        "The amounts pledged in USD may overlap or are not exact, so they are not added up."
    )


def test_what_a_number_is_compared_to_is_named() -> None:
    said = {"unit": "job", "compared_to": "person:rufus", "comparator": "gt"}
    assert text_of(said, reading(court())) == "more than Rufus Firefly"
