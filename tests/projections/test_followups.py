"""Promises: what may have become of them on a day."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import fact, row, rows
from legation.fact import Fact
from legation.projections.followups import Followup, followups
from legation.steps import States
from legation.undertaking import by_addressee, due, state

FEBRUARY = {
    "commitment": "com:february-round",
    "by": ["org:mexico", "org:united-states"],
    "action": "meet",
    "summary": "The two sides sit down again for another round.",
    "strength": "agreed",
    "due_basis": "inferred",
    "engagement": "eng:migration-talks-washington",
    "on": "[2022-12..2024-02]",
    "due": "[2023-02,2024-02]",
}


def made(position: int = 1, **changes: Any) -> Fact:
    said = {**FEBRUARY, **changes}
    return fact(position, "commitment.made", **{name: value for name, value in said.items() if value is not None})


def update(position: int, to: str, on: str, **more: Any) -> Fact:
    return fact(position, "followup.updated", target="com:february-round", state=to, on=on, **more)


def states(day: str, *facts: Fact) -> set[str]:
    return set(state(row(followups, *facts), day).states)


@pytest.mark.parametrize(
    ("day", "possible"),
    [
        ("2022-11-30", {"not_yet_made"}),
        ("2022-12-15", {"not_yet_made", "pending"}),
        ("2023-02-10", {"not_yet_made", "pending", "due"}),
        ("2023-07-01", {"not_yet_made", "pending", "overdue"}),
        ("2024-01-25", {"not_yet_made", "pending", "overdue"}),
        ("2024-02-10", {"not_yet_made", "due", "overdue"}),
        ("2024-02-29", {"due", "overdue"}),
        ("2024-03-01", {"overdue"}),
    ],
)
def test_the_february_round(day: str, possible: set[str]) -> None:
    assert state(row(followups, made()), day) == States(frozenset(possible), len(possible) == 1, (1,))


def test_a_later_source_that_dates_the_round_narrows_it() -> None:
    both = made(), made(2, on="2022-12", due="2023-02")
    assert state(row(followups, *both), "2023-02-10") == States(frozenset({"due"}), True, (1, 2))


def test_dues_that_disagree_are_both_possible() -> None:
    assert states("2023-04-01", made(on="2022-12", due="2023-02"), made(2, on="2022-12", due="2023-06")) == {
        "overdue",
        "pending",
    }


@pytest.mark.parametrize(
    ("text", "day", "possible"),
    [
        ("2023-02", "2023-01-31", {"pending"}),
        ("2023-02", "2023-02-28", {"due"}),
        ("2023-02", "2023-03-01", {"overdue"}),
        ("2023-02-10/2023-02-12", "2023-02-11", {"due"}),
        ("2023-02-10/2023-02-12", "2023-02-13", {"overdue"}),
        ("[2023-02-10..2023-02-12]", "2023-02-09", {"pending"}),
        ("[2023-02-10..2023-02-12]", "2023-02-10", {"pending", "due"}),
        ("[2023-02-10..2023-02-12]", "2023-02-11", {"pending", "due", "overdue"}),
        ("[2023-02-10..2023-02-12]", "2023-02-12", {"due", "overdue"}),
        ("[2023-02-10..2023-02-12]", "2023-02-13", {"overdue"}),
        ("[..2023-02-12]", "2023-02-13", {"overdue"}),
        (None, "2043-02-13", {"pending"}),
    ],
)
def test_time_alone(text: str | None, day: str, possible: set[str]) -> None:
    assert states(day, made(on="2022-12-01", due=text)) == possible


def test_a_promise_is_made_on_its_day() -> None:
    assert states("2022-11-30", made(on="2022-12-01")) == {"not_yet_made"}
    assert states("2022-12-01", made(on="2022-12-01")) == {"pending"}


def test_a_qualified_due_date_is_never_sure() -> None:
    assert state(row(followups, made(on="2022-12-01", due="2023-02~")), "2024-01-01") == States(
        frozenset({"overdue"}), False, (1,)
    )


@pytest.mark.parametrize("progress", ["accepted", "noted", "in_progress", "partly_fulfilled"])
def test_progress_takes_the_place_of_pending_and_due_but_never_of_overdue(progress: str) -> None:
    told = made(on="2022-12-01", due="2023-02"), update(2, progress, "2023-01-10")
    assert states("2023-01-09", *told) == {"pending"}
    assert states("2023-01-10", *told) == {progress}
    assert states("2023-02-10", *told) == {progress}
    assert states("2023-03-01", *told) == {"overdue"}


def test_the_last_progress_counts() -> None:
    told = made(on="2022-12-01"), update(2, "in_progress", "2023-01-10"), update(3, "accepted", "2023-01-05")
    assert states("2023-01-06", *told) == {"accepted"}
    assert states("2023-01-20", *told) == {"in_progress"}


def test_a_new_due_date_replaces_the_old_one_and_the_chain_stays() -> None:
    told = made(on="2022-12-01", due="2023-02"), update(2, "rescheduled", "2023-02-20", due="2023-06")
    promise = row(followups, *told)
    assert states("2023-03-05", *told) == {"pending"}
    assert states("2023-07-01", *told) == {"overdue"}
    assert [when.text for when, _ in due(promise).current] == ["2023-06"]
    assert [(when.text, at) for when, at in due(promise).chain] == [("2023-02", (1,)), ("2023-06", (2,))]
    assert [when.text for when, _ in due(promise, "2023-02-19").current] == ["2023-02"]
    assert [when.text for when, _ in due(promise, "2023-02-19").chain] == ["2023-02"]


def test_a_move_that_may_lie_ahead_leaves_both_dues_open() -> None:
    told = made(on="2022-12-01", due="2023-02"), update(2, "rescheduled", "2023-03", due="2023-06")
    assert states("2023-03-05", *told) == {"overdue", "pending"}


@pytest.mark.parametrize("end", ["fulfilled", "superseded", "withdrawn", "lapsed", "rejected"])
def test_an_end_is_the_only_state_once_it_is_sure(end: str) -> None:
    told = made(on="2022-12-01", due="2023-02"), update(2, end, "2023-02")
    assert states("2023-01-31", *told) == {"pending"}
    assert states("2023-02-10", *told) == {"due", end}
    assert state(row(followups, *told), "2023-02-28") == States(frozenset({end}), True, (2,))


def test_a_sure_end_leaves_no_doubt_that_it_was_promised() -> None:
    assert states("2023-03-01", made(), update(2, "fulfilled", "2023-02-10")) == {"fulfilled"}


def test_accounts_of_one_end_narrow_its_date() -> None:
    told = made(on="2022-12-01", due="2023-02"), update(2, "fulfilled", "2023"), update(3, "fulfilled", "2023-02-10")
    assert states("2023-02-09", *told) == {"due"}


def test_two_ends_that_differ_stand_side_by_side() -> None:
    told = made(on="2022-12-01"), update(2, "fulfilled", "2023-02-10"), update(3, "lapsed", "2023-03-10")
    assert state(row(followups, *told), "2024-01-01") == States(frozenset({"fulfilled", "lapsed"}), False, (2, 3))


def test_a_promise_that_is_only_possible_has_no_state() -> None:
    promise = row(followups, fact(1, "commitment.made", **FEBRUARY, certainty="possible"))
    assert state(promise, "2024-01-01") == States()


@pytest.mark.parametrize("party", [{}, {"party": "org:mexico"}])
def test_a_possible_update_changes_nothing(party: dict[str, str]) -> None:
    told = made(on="2022-12-01"), update(2, "fulfilled", "2023-02-10", certainty="possible", **party)
    assert states("2024-01-01", *told) == states("2024-01-01", told[0])
    assert by_addressee(row(followups, *told), "2024-01-01") == ()


TO_THREE = {"to": ["org:mexico", "org:panama", "org:guatemala"], "on": "2022-12-01", "due": "2023-02"}


def test_the_whole_is_fulfilled_when_all_addressees_are() -> None:
    told = [
        made(**TO_THREE),
        update(2, "fulfilled", "2023-02-01", party="org:mexico"),
        update(3, "fulfilled", "2023-02-02", party="org:panama"),
    ]
    assert states("2023-02-10", *told) == {"partly_fulfilled"}
    assert states("2023-03-10", *told) == {"overdue"}
    told.append(update(4, "fulfilled", "2023-02-03", party="org:guatemala"))
    assert state(row(followups, *told), "2023-02-10") == States(frozenset({"fulfilled"}), True, (2, 3, 4))


def test_the_whole_has_come_as_far_as_the_slowest() -> None:
    told = made(**TO_THREE), update(2, "accepted", "2023-01-10", party="org:mexico")
    assert states("2023-01-20", *told) == {"pending"}


def test_each_addressee_is_answered_for_alone() -> None:
    told = made(**TO_THREE), update(2, "accepted", "2023-01-10", party="org:mexico")
    assert by_addressee(row(followups, *told), "2023-01-20") == (
        ("org:mexico", States(frozenset({"accepted"}), True, (1, 2))),
        ("", States(frozenset({"pending"}), True, (1,))),
    )


def test_nobody_is_answered_for_alone_if_no_update_speaks_of_one() -> None:
    assert by_addressee(row(followups, made(**TO_THREE), update(2, "accepted", "2023-01-10")), "2023-01-20") == ()


def test_of_two_who_promised_each_other_both_must_keep_it() -> None:
    told = made(on="2022-12-01"), update(2, "fulfilled", "2023-02-10", party="org:mexico")
    assert states("2023-02-20", *told) == {"partly_fulfilled"}


def test_a_promise_that_replaces_another_knows_it() -> None:
    told = update(2, "superseded", "2023-01-01", successor="com:spring-round")
    assert rows(followups, [told])["com:spring-round",] == Followup(
        supersedes=Followup().add(told, supersedes="com:february-round").supersedes
    )


def test_advice_that_replaces_a_promise_is_no_promise() -> None:
    told = update(2, "superseded", "2023-01-01", successor="rec:spring-round")
    assert list(rows(followups, [told])) == [("com:february-round",)]


def test_fields_whose_names_python_keeps_for_itself_are_kept_too() -> None:
    promise = row(followups, made(**{"with": ["org:panama", "org:guatemala"]}))
    assert [claim.value for claim in promise.with_] == ["org:panama", "org:guatemala"]


def test_an_update_on_advice_touches_no_promise() -> None:
    assert rows(followups, [fact(1, "followup.updated", target="rec:one", state="noted", on="2022")]) == {}


days = st.sampled_from(["2022-12-01", "2023-01", "2023", "2023-02~", "[2023-02..2024-02]", "[2023-02,2024-02]"])
plain_updates = st.builds(
    lambda to, on: {"state": to, "on": on}, st.sampled_from(["accepted", "in_progress", "fulfilled", "lapsed"]), days
)
moves = st.builds(lambda on, due: {"state": "rescheduled", "on": on, "due": due}, days, days)
parties = st.sampled_from([{}, {"party": "org:mexico"}, {"party": "org:panama"}])
updates = st.builds(lambda said, party: said | party, plain_updates | moves, parties)
accounts = st.builds(lambda on, due: {"on": on, "due": due}, days, days)
moments = st.sampled_from(["2022-11-30", "2023-01-10", "2023-02-10", "2023-07-01", "2024-02-10", "2025-01-01"])


@settings(max_examples=150, deadline=None)
@given(st.lists(accounts, min_size=1, max_size=2), st.lists(updates, max_size=4), moments, st.randoms())
def test_apart_from_positions_the_order_of_recording_changes_nothing(
    promises: list[dict[str, Any]], then: list[dict[str, Any]], day: str, random: Any
) -> None:
    said = [("commitment.made", {**FEBRUARY, **one}) for one in promises]
    said += [("followup.updated", {"target": "com:february-round", **one}) for one in then]
    shuffled = random.sample(range(len(said)), len(said))

    one = state(row(followups, *(fact(n, type_, **data) for n, (type_, data) in enumerate(said))), day)
    two = state(row(followups, *(fact(n, *said[was][:1], **said[was][1]) for n, was in enumerate(shuffled))), day)

    assert (one.states, one.sure) == (two.states, two.sure)
    assert set(one.at) == {shuffled[at] for at in two.at}


@settings(max_examples=100, deadline=None)
@given(accounts, st.lists(updates, max_size=3), moments)
def test_a_sure_answer_is_one_state(account: dict[str, Any], then: list[dict[str, Any]], day: str) -> None:
    facts = [made(**account), *(update(n, one["state"], **{k: v for k, v in one.items() if k != "state"})
                                for n, one in enumerate(then, 2))]  # fmt: skip
    answer = state(row(followups, *facts), day)
    assert answer.states
    assert not answer.sure or len(answer.states) == 1


@settings(max_examples=100, deadline=None)
@given(st.lists(plain_updates, max_size=3), moments, st.sampled_from(["2023-02", "2023-02-10", "2024-02"]))
def test_knowing_less_of_a_due_date_never_rules_a_state_out(then: list[dict[str, str]], day: str, exact: str) -> None:
    told = [update(n, one["state"], one["on"]) for n, one in enumerate(then, 2)]
    precise = states(day, made(on="2022-12-01", due=exact), *told)
    vague = states(day, made(on="2022-12-01", due="[2023-02..2024-02]"), *told)
    assert precise <= vague
