"""What may have been the last step, against every calendar that the dates allow."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts import fact
from legation.claim import Claim
from legation.dates import Edtf, parse
from legation.steps import NONE, States, Step, datings, last, standing, step, told

DAYS = [f"2020-01-0{n}" for n in range(1, 6)]


def between(lo: str, hi: str) -> Edtf:
    return parse(lo if lo == hi else f"[{lo}..{hi}]")


spans = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda pair: between(*sorted(pair)))
taken = st.builds(Step, st.sampled_from(["made", "in force", "ended"]), spans, st.just((1,)))


@given(st.lists(taken, max_size=4), st.sampled_from(DAYS))
def test_exactly_those_steps_may_be_last_that_are_last_in_some_calendar(steps: list[Step], day: str) -> None:
    found: set[str] = set()
    for calendar in product(*([d for d in DAYS if s.on.s_lo <= d <= s.on.e_hi] for s in steps)):
        by_then = [(on, s.state) for on, s in zip(calendar, steps, strict=True) if on <= day]
        newest = max((on for on, _ in by_then), default="")
        found |= {state for on, state in by_then if on == newest} or {NONE}
    assert {s.state if s else NONE for s in last(steps, day)} == found


def steps(*said: tuple[int, str, str]) -> tuple[Step, ...]:
    claims = tuple(Claim(at, {"act": act, "on": on}) for at, act, on in said)
    return told(claims, lambda value: str(value["act"]), "act")


def test_accounts_of_one_step_narrow_its_date() -> None:
    assert standing(steps((1, "signed", "2021"), (2, "signed", "2021-10")), "2021-09-30") == States(
        frozenset({NONE}), True, ()
    )


def test_accounts_that_share_no_day_stay_apart() -> None:
    assert [s.on.text for s in steps((1, "signed", "2022"), (2, "signed", "2021"), (3, "signed", "2022"))] == [
        "2021",
        "2022",
    ]


def test_an_account_without_a_day_takes_the_day_of_its_like() -> None:
    claims = (Claim(1, {"act": "signed"}), Claim(2, {"act": "signed", "on": "2021-10"}))
    (only,) = told(claims, lambda value: str(value["act"]), "act")
    assert (only.on.text, only.at) == ("2021-10", (1, 2))


def test_what_is_denied_or_only_possible_is_no_step() -> None:
    value = {"act": "signed", "on": "2021"}
    assert told((Claim(1, value, "denied"), Claim(2, value, "possible")), lambda value: "made") == ()


@pytest.mark.parametrize(("on", "sure"), [("2020", True), ("2020~", False), ("2020?", False)])
def test_a_qualified_date_is_never_sure(on: str, sure: bool) -> None:
    assert standing(steps((1, "in force", on)), "2025-01-01") == States(frozenset({"in force"}), sure, (1,))


def test_a_qualified_date_that_decides_nothing_leaves_the_answer_sure() -> None:
    both = steps((1, "signed", "2020~"), (2, "signed", "2019"))
    assert standing(both, "2025-01-01").sure


def test_dates_that_disagree_are_read_one_by_one() -> None:
    assert [(on.text, at) for on, at in datings((Claim(1, "2020"), Claim(2, "2021"), Claim(3, "2020")))] == [
        ("2020", (1, 3)),
        ("2021", (2,)),
    ]


def test_a_kept_step_names_its_type_and_leaves_evidence_behind() -> None:
    made = fact(1, "body.restored", body="org:ibwc", on="2021", note="see there")
    assert step(made, "body") == {"type": "body.restored", "on": "2021"}
