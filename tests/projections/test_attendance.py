"""Who was at what, and in which function."""

from __future__ import annotations

from typing import Any

import pytest

from facts import fact, row, rows
from legation.claim import Claim
from legation.fact import Fact
from legation.projections.attendance import UNNAMED, Attendance, attendance, presence

VISIT, KERRY, MEXICO = "eng:kerry-mexico-city-2022-02", "person:john-kerry", "org:mexico"


def attended(position: int, **data: Any) -> Fact:
    return fact(position, "engagement.attended", engagement=VISIT, **data)


def test_visitors_and_hosts_attend_and_only_people_are_present() -> None:
    visit = fact(1, "visit.made", engagement=VISIT, kind="visit", destination="place:mexico-city",
                 visitors=[KERRY], hosts=[MEXICO, "person:marcelo-ebrard"])  # fmt: skip
    present = (Claim(1, "present"),)
    assert rows(attendance, [visit]) == {
        (KERRY, VISIT): Attendance(function=(Claim(1, "visitor"),), presence=present),
        (MEXICO, VISIT): Attendance(function=(Claim(1, "host"),)),
        ("person:marcelo-ebrard", VISIT): Attendance(function=(Claim(1, "host"),), presence=present),
    }


def test_the_host_of_a_meeting_attends_it_and_its_sides_do_not() -> None:
    meeting = fact(1, "meeting.held", engagement=VISIT, kind="talks", hosts=[KERRY], parties=[MEXICO])
    assert set(rows(attendance, [meeting])) == {(KERRY, VISIT)}


def test_a_host_who_also_visits_has_both_functions() -> None:
    visit = fact(
        1, "visit.made", engagement=VISIT, kind="visit", destination="place:x", visitors=[KERRY], hosts=[KERRY]
    )
    assert [claim.value for claim in row(attendance, visit).function] == ["visitor", "host"]


def test_all_that_is_told_of_a_participant_is_kept() -> None:
    data = {"function": "head", "office": "office:us-climate-envoy", "side": "org:united-states", "portion": "day two"}
    told = row(attendance, attended(1, participant=KERRY, **data))
    assert {name: getattr(told, name)[0].value for name in data} == data
    assert presence(told).value == "present"


def test_an_unspecified_function_is_no_claim() -> None:
    assert row(attendance, attended(1, participant=KERRY, function="unspecified")).function == ()


def test_groups_stand_under_no_name_each_with_its_own_words() -> None:
    visit = fact(1, "visit.made", engagement=VISIT, kind="trip", destination="place:x", group={"label": "mayors"})
    told = rows(attendance, [visit, attended(2, group={"label": "envoys", "count": 146}, function="member")])
    assert [claim.value for claim in told[UNNAMED, VISIT].group] == [
        {"label": "mayors", "function": "visitor", "presence": "present"},
        {"label": "envoys", "count": 146, "function": "member", "presence": "present"},
    ]


@pytest.mark.parametrize(
    ("told", "value", "contested"),
    [
        (["invited"], "invited", False),
        (["invited", "present"], "present", False),
        (["absent", "invited"], "absent", False),
        (["present", "absent"], None, True),
    ],
)
def test_an_invitation_contradicts_nothing(told: list[str], value: str | None, contested: bool) -> None:
    facts = [attended(n, participant=KERRY, presence=one) for n, one in enumerate(told, 1)]
    found = presence(row(attendance, *facts))
    assert (found.value, found.contested) == (value, contested)
