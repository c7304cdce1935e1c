"""Agreements: their standing on a day, and who is a party."""

from __future__ import annotations

from typing import Any

import pytest

from facts import fact, row, rows
from legation.fact import Fact
from legation.projections.agreements import agreements, history, parties, standing
from legation.steps import States

USMCA, FRAMEWORK = "agreement:usmca", "agreement:bicentennial-framework"
IN_FORCE = fact(1, "agreement.advanced", agreement=USMCA, stage="in_force", on="2020")


def launched(position: int, act: str, on: str, **more: Any) -> Fact:
    return fact(position, "agreement.launched", agreement=FRAMEWORK, act=act, on=on, **more)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2019-12-31", States(frozenset({"none"}), True, ())),
        ("2020-06-01", States(frozenset({"none", "in force"}), False, (1,))),
        ("2020-12-31", States(frozenset({"in force"}), True, (1,))),
    ],
)
def test_a_step_known_to_the_year_is_sure_from_its_last_day(day: str, answer: States) -> None:
    assert standing(row(agreements, IN_FORCE), day) == answer


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2019-06-01", {"none", "in preparation"}),
        ("2020-06-01", {"in preparation", "in force"}),
        ("2021-06-01", {"in force"}),
    ],
)
def test_a_step_on_no_day_named_came_before_the_dated_one_it_leads_to(day: str, states: set[str]) -> None:
    negotiated = fact(2, "agreement.advanced", agreement=USMCA, stage="negotiated", on="[..2022-12-31]", undated=True)
    assert standing(row(agreements, IN_FORCE, negotiated), day).states == states


def test_a_suspension_on_no_day_named_has_no_place_in_that_order() -> None:
    suspended = fact(2, "agreement.advanced", agreement=USMCA, stage="suspended", on="[..2022-12-31]", undated=True)
    assert standing(row(agreements, IN_FORCE, suspended), "2021-06-01").states == {"in force", "suspended"}


def test_a_framework_created_signed_and_announced_is_made_and_nobody_says_in_force() -> None:
    framework = row(
        agreements, launched(1, "launched", "2021-10"), launched(2, "signed", "2021"), launched(3, "announced", "2021")
    )
    assert standing(framework, "2022-01-01") == States(frozenset({"made"}), True, (1, 2, 3))
    assert [(taken.value["act"], taken.on.text) for taken in history(framework)] == [
        ("signed", "2021"),
        ("announced", "2021"),
        ("launched", "2021-10"),
    ]


def test_accounts_of_one_act_narrow_its_date_and_leave_the_others_alone() -> None:
    framework = row(
        agreements, launched(1, "launched", "2021"), launched(2, "launched", "2021-10"), launched(3, "signed", "2021")
    )
    assert [(taken.on.text, taken.at) for taken in history(framework)] == [("2021", (3,)), ("2021-10", (1, 2))]


@pytest.mark.parametrize(
    ("type_", "said", "expected"),
    [
        ("agreement.launched", {"act": "proposed"}, "proposed"),
        ("agreement.advanced", {"stage": "negotiated"}, "in preparation"),
        ("agreement.launched", {"act": "concluded"}, "made"),
        ("agreement.advanced", {"stage": "provisionally_applied"}, "in force"),
        ("agreement.advanced", {"stage": "suspended"}, "suspended"),
        ("agreement.advanced", {"stage": "restored"}, "in force"),
        ("agreement.ended", {"act": "terminated"}, "ended"),
        ("agreement.ended", {"act": "superseded", "successor": FRAMEWORK}, "ended"),
        ("agreement.advanced", {"stage": "amended"}, "in force"),
        ("agreement.advanced", {"stage": "ratified", "party": "org:mexico"}, "in force"),
        ("agreement.ended", {"act": "denounced", "party": "org:mexico"}, "in force"),
    ],
)
def test_the_last_sure_step_decides(type_: str, said: dict[str, str], expected: str) -> None:
    later = fact(2, type_, agreement=USMCA, on="2022-03-01", **said)
    assert standing(row(agreements, IN_FORCE, later), "2022-03-01").states == {expected}


def test_steps_whose_order_is_unknown_give_all_their_standings() -> None:
    stopped = fact(2, "agreement.advanced", agreement=USMCA, stage="suspended", on="[2019..2021]")
    assert standing(row(agreements, IN_FORCE, stopped), "2022-01-01") == States(
        frozenset({"in force", "suspended"}), False, (1, 2)
    )


def test_a_denunciation_ends_it_for_one_party_only() -> None:
    treaty = row(
        agreements,
        launched(1, "signed", "2021-10-08", parties=["org:mexico", "org:united-states"]),
        fact(2, "agreement.ended", agreement=FRAMEWORK, act="denounced", party="org:mexico", on="2023-05"),
    )
    signed, left = frozenset({"party"}), frozenset({"left"})
    assert parties(treaty, "2022-01-01") == (
        ("org:mexico", States(signed, True, (1,))),
        ("org:united-states", States(signed, True, (1,))),
    )
    assert parties(treaty, "2023-05-15")[0] == ("org:mexico", States(signed | left, False, (1, 2)))
    assert parties(treaty, "2023-06-01") == (
        ("org:mexico", States(left, True, (2,))),
        ("org:united-states", States(signed, True, (1,))),
    )


def test_a_tie_with_an_end_makes_a_party_for_its_time() -> None:
    tie = fact(1, "entity.related", entity="org:panama", relation="party_to", other=USMCA, valid="2001/2005")
    told = rows(agreements, [tie])[USMCA,]
    assert [parties(told, day)[0][1].states for day in ("2000-01-01", "2003-01-01", "2006-01-01")] == [
        {"none"},
        {"party"},
        {"left"},
    ]


@pytest.mark.parametrize("valid", ["2001/..", None])
def test_a_tie_without_an_end_has_none(valid: str | None) -> None:
    data = {"entity": "org:panama", "relation": "party_to", "other": USMCA} | ({"valid": valid} if valid else {})
    assert "left" not in parties(row(agreements, fact(1, "entity.related", **data)), "2050-01-01")[0][1].states


def test_who_accedes_joins_on_that_day() -> None:
    told = row(
        agreements, fact(1, "agreement.advanced", agreement=USMCA, stage="acceded", party="org:panama", on="2022")
    )
    assert parties(told, "2023-01-01") == (("org:panama", States(frozenset({"party"}), True, (1,))),)


def test_other_ties_touch_no_agreement() -> None:
    under = fact(1, "entity.related", entity="agreement:action-plan", relation="under", other=FRAMEWORK)
    body = fact(2, "entity.related", entity="org:mexico", relation="party_to", other="org:alliance")
    assert rows(agreements, [under, body]) == {}


def test_a_registration_tells_class_and_parent() -> None:
    attrs = {"class": "chapter", "parent": USMCA}
    told = row(
        agreements, fact(1, "entity.registered", entity="agreement:usmca-chapter-23", name="Chapter", attrs=attrs)
    )
    assert (told.class_[0].value, told.parent[0].value) == ("chapter", USMCA)
