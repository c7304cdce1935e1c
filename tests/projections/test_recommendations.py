"""Recommendations: one row a piece of advice, repeated or not, and what came of it."""

from __future__ import annotations

from facts import fact, row, rows
from legation.claim import union
from legation.projections.recommendations import recommendations
from legation.undertaking import by_addressee, due, state

WATER, OTHER = "rec:study-water", "rec:share-water"
ADVISED = fact(
    1, "recommendation.made", recommendation=WATER, by=["org:envoys"], to=["org:mexico"], summary="Study the water.",
    about=["topic:water"], strength="could", on="2021-12", due="2022-06",
)  # fmt: skip


def updated(position: int, state: str, on: str, **more: str) -> object:
    return fact(position, "followup.updated", target=WATER, state=state, on=on, **more)


def test_advice_told_twice_is_one_row_with_both_wordings() -> None:
    again = fact(
        2, "recommendation.made", recommendation=WATER, by=["org:envoys"], to=["org:united-states"],
        to_group={"label": "border towns"}, summary="See how water can last.", about=["topic:water"], strength="could",
    )  # fmt: skip
    told = row(recommendations, ADVISED, again)
    assert told.label() == "Study the water."
    assert [value for value, _ in union(told.summary)] == ["Study the water.", "See how water can last."]
    assert told.addressees() == ("org:mexico", "org:united-states")
    assert union(told.strength) == (("could", (1, 2)),)
    assert union(told.to_group) == (({"label": "border towns"}, (2,)),)


def test_it_stays_open_until_an_event_says_what_came_of_it() -> None:
    answered = row(recommendations, ADVISED, updated(2, "accepted", "2022-01-10"), updated(3, "fulfilled", "2022-05"))
    assert state(answered, "2021-11-30").states == {"not_yet_made"}
    assert state(answered, "2022-01-09").states == {"pending"}
    assert state(answered, "2022-01-10").states == {"accepted"}
    assert state(answered, "2022-05-31").states == {"fulfilled"}
    assert state(row(recommendations, ADVISED), "2022-07-01").states == {"overdue"}
    assert [when.text for when, _ in due(answered).current] == ["2022-06"]


def test_an_answer_of_one_addressee_is_that_addressees_alone() -> None:
    two = fact(
        1, "recommendation.made", recommendation=WATER, to=["org:mexico", "org:united-states"], summary="Study it.",
        about=["topic:water"], strength="should", on="2021-12-01",
    )  # fmt: skip
    told = row(recommendations, two, updated(2, "rejected", "2022-01-10", party="org:mexico"))
    shares = {who: share.states for who, share in by_addressee(told, "2022-02-01")}
    assert shares == {"org:mexico": {"rejected"}, "": {"pending"}}


def test_an_update_touches_the_advice_that_took_its_place_and_no_promise() -> None:
    replaced = updated(2, "superseded", "2022-01-10", successor=OTHER)
    promise = fact(3, "followup.updated", target="com:bridge", state="fulfilled", on="2022-01-10")
    touched = rows(recommendations, [ADVISED, replaced, promise])
    assert touched.keys() == {(WATER,), (OTHER,)}
    assert union(touched[OTHER,].supersedes) == ((WATER, (2,)),)


def test_advice_keeps_the_order_in_which_it_was_given() -> None:
    later = fact(
        10, "recommendation.made", recommendation=OTHER, summary="Share.", about=["topic:water"], strength="must"
    )
    assert row(recommendations, ADVISED).order() < row(recommendations, later).order()
