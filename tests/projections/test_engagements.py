"""Meetings and visits: what is told of them, and whether they took place."""

from __future__ import annotations

from typing import Any

import pytest

from facts import fact, row, rows
from legation.claim import Agreed
from legation.fact import Fact
from legation.projections.engagements import engagements, said, standing, title, when
from legation.steps import States

SUMMIT = "eng:summit-of-the-americas-2022"


def held(position: int, on: str, **more: Any) -> Fact:
    return fact(position, "meeting.held", engagement=SUMMIT, kind="summit", when=on, **more)


def planned(position: int, status: str, on: str, **more: Any) -> Fact:
    return fact(position, "engagement.planned", engagement=SUMMIT, kind="summit", status=status, on=on, **more)


def states(day: str, *facts: Fact) -> set[str]:
    return set(standing(row(engagements, *facts), day).states)


PLAN = planned(1, "scheduled", "2022-03-12", when="2022-06")


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2022-03-11", States(frozenset({"none"}), True, ())),
        ("2022-03-12", States(frozenset({"scheduled"}), True, (1,))),
        ("2022-06-30", States(frozenset({"scheduled"}), True, (1,))),
        ("2022-07-01", States(frozenset({"no outcome recorded"}), True, (1,))),
    ],
)
def test_a_plan_is_scheduled_until_its_time_is_over(day: str, answer: States) -> None:
    assert standing(row(engagements, PLAN), day) == answer


def test_an_account_closes_the_plan_from_the_day_it_began() -> None:
    both = PLAN, held(2, "2022-06-07/2022-06-10")
    assert states("2022-06-06", *both) == {"scheduled"}
    assert standing(row(engagements, *both), "2022-06-07") == States(frozenset({"held"}), True, (2,))


def test_a_plan_that_was_fulfilled_later_has_an_outcome() -> None:
    assert states("2022-07-15", PLAN, held(2, "2022-09-01")) == {"scheduled"}


def test_an_account_known_to_the_month_is_only_possible_inside_it() -> None:
    assert standing(row(engagements, held(1, "2021-12")), "2021-12-15") == States(
        frozenset({"held", "none"}), False, (1,)
    )


def test_a_qualified_date_is_never_surely_held() -> None:
    assert standing(row(engagements, held(1, "2021~")), "2023-01-01") == States(frozenset({"held"}), False, (1,))


def test_accounts_that_share_no_day_are_contested() -> None:
    both = row(engagements, held(1, "2022-02-09"), held(2, "2022-03-09"))
    assert standing(both, "2022-02-20") == States(frozenset({"held", "none"}), False, (1, 2), contested=True)
    assert when(both).contested


def test_an_event_outside_realises_a_plan() -> None:
    vote = fact(2, "occurrence.reported", about=["org:mexico"], kind="election", summary="They voted.",
                when="2022-06-02", engagement=SUMMIT)  # fmt: skip
    assert states("2022-06-02", PLAN, vote) == {"held"}


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_the_newest_plan_tells_and_its_old_time_is_forgotten(status: str) -> None:
    both = PLAN, planned(2, status, "2022-05-01")
    assert states("2022-04-30", *both) == {"scheduled"}
    assert states("2023-01-01", *both) == {status}


def test_a_postponed_plan_with_a_new_time_runs_out_with_it() -> None:
    both = PLAN, planned(2, "postponed", "2022-05-01", when="2022-09")
    assert states("2022-07-15", *both) == {"postponed"}
    assert states("2022-10-01", *both) == {"no outcome recorded"}


def test_a_plan_told_anew_without_a_time_keeps_the_one_it_had() -> None:
    assert states("2022-08-01", PLAN, planned(2, "scheduled", "2022-05-01")) == {"no outcome recorded"}


def test_a_cancelled_plan_never_runs_out() -> None:
    assert states("2023-01-01", planned(1, "cancelled", "2022-05-01", when="2022-06")) == {"cancelled"}


def test_plans_of_one_day_that_differ_are_contested() -> None:
    both = row(engagements, planned(1, "scheduled", "2022-05-01"), planned(2, "cancelled", "2022-05-01"))
    assert standing(both, "2022-05-02") == States(frozenset({"scheduled", "cancelled"}), False, (1, 2), contested=True)


def test_plans_of_one_month_may_have_followed_each_other() -> None:
    both = row(engagements, planned(1, "scheduled", "2022-05"), planned(2, "cancelled", "2022-05"))
    assert standing(both, "2022-06-02") == States(frozenset({"scheduled", "cancelled"}), False, (1, 2))


def test_a_plan_for_a_qualified_time_is_never_surely_over() -> None:
    plan = planned(1, "scheduled", "2022-05-01", when="2022-06?")
    assert standing(row(engagements, plan), "2022-08-01") == States(frozenset({"no outcome recorded"}), False, (1,))


def test_a_time_with_alternatives_runs_out_alternative_by_alternative() -> None:
    plan = planned(1, "scheduled", "2022-12-15", when="[2023-02,2024-02]")
    assert states("2023-07-01", plan) == {"scheduled", "no outcome recorded"}
    assert states("2024-03-01", plan) == {"no outcome recorded"}


def test_the_date_is_what_the_accounts_leave_else_what_the_newest_plan_says() -> None:
    moved = PLAN, planned(2, "scheduled", "2022-05-01", when="2022-07")
    assert when(row(engagements, *moved)).value == "2022-07"
    assert when(row(engagements, *moved), "2022-04-01").value == "2022-06"
    narrowed = when(row(engagements, *moved, held(3, "2022-06"), held(4, "2022-06-07/2022-06-10")))
    assert (narrowed.value, narrowed.at) == ("2022-06-07/2022-06-10", (3, 4))
    assert when(row(engagements, planned(1, "proposed", "2022-05-01"))) == Agreed()


def test_the_title_recorded_first_is_shown_and_a_plan_gives_one_if_no_account_does() -> None:
    plan = planned(1, "scheduled", "2022-03-12", title="Summit of the Americas", hosts=["org:united-states"])
    assert title(row(engagements, plan, held(2, "2022-06-07"))) == ("Summit of the Americas", (1,))
    assert title(row(engagements, plan, held(2, "2022-06-07", title="Ninth Summit"))) == ("Ninth Summit", (2,))
    assert title(row(engagements, held(1, "2022"))) == ("", ())
    assert [claim.value for claim in said(row(engagements, plan), "hosts")] == ["org:united-states"]


@pytest.mark.parametrize("part", ["meeting.held", "visit.made", "engagement.planned"])
def test_what_is_part_of_another_touches_the_whole(part: str) -> None:
    opening = fact(1, part, engagement="eng:opening", kind="other", status="scheduled", parent=SUMMIT)
    assert [claim.value for claim in rows(engagements, [opening])[SUMMIT,].parts] == ["eng:opening"]


@pytest.mark.parametrize(
    ("type_", "data", "field", "value"),
    [
        ("engagement.attended", {"participant": "person:john-kerry", "function": "head"}, "attendance",
         {"participant": "person:john-kerry", "function": "head"}),
        ("topic.discussed", {"topic": "topic:climate", "aspect": "clean energy"}, "topics",
         {"topic": "topic:climate", "aspect": "clean energy"}),
        ("position.voiced", {"holders": ["org:mexico"], "about": ["topic:climate"], "stance": "supports",
                             "summary": "It is for it."}, "positions",
         {"holders": ["org:mexico"], "about": ["topic:climate"], "stance": "supports"}),
        ("commitment.made", {"commitment": "com:a"}, "promises", "com:a"),
        ("recommendation.made", {"recommendation": "rec:a"}, "advice", "rec:a"),
        ("followup.updated", {"target": "com:a", "state": "fulfilled", "on": "2022"}, "outcomes",
         {"target": "com:a", "state": "fulfilled", "on": "2022"}),
        ("agreement.launched", {"agreement": "agreement:a", "act": "signed"}, "steps",
         {"agreement": "agreement:a", "act": "signed"}),
        ("body.restored", {"body": "org:ibwc", "detail": "It met again."}, "steps", {"body": "org:ibwc"}),
    ],
)  # fmt: skip
def test_what_names_an_engagement_stands_in_its_row(type_: str, data: dict[str, Any], field: str, value: Any) -> None:
    told = row(engagements, fact(1, type_, engagement=SUMMIT, **data))
    expected = {"type": type_, **value} if isinstance(value, dict) else value
    assert [claim.value for claim in getattr(told, field)] == [expected]


def test_counts_and_descriptions_of_an_engagement_are_kept() -> None:
    told = row(
        engagements,
        fact(1, "ordinal.claimed", of=SUMMIT, claim="nth", ordinal=9, series="series:summit-of-the-americas"),
        fact(2, "entity.described", entity=SUMMIT, aspect="motto", detail="Together."),
    )
    assert told.ordinals[0].value["ordinal"] == 9
    assert told.descriptions[0].value["aspect"] == "motto"


def test_counts_and_descriptions_of_other_things_are_not() -> None:
    others = (
        fact(1, "ordinal.claimed", of="org:ibwc", claim="first", scope="of its kind"),
        fact(2, "entity.described", entity="org:ibwc", aspect="aim", detail="Water."),
    )
    assert rows(engagements, others) == {}


def test_rows_are_sorted_by_date_and_the_undated_come_last() -> None:
    dated = [row(engagements, held(1, on)) for on in ("2023", "2022-06-07", "[..2022-01]")]
    undated = row(engagements, fact(1, "meeting.held", engagement=SUMMIT, kind="summit"))
    assert sorted([*dated, undated, row(engagements, PLAN)], key=lambda one: one.order()) == [
        dated[2], row(engagements, PLAN), dated[1], dated[0], undated,
    ]  # fmt: skip
