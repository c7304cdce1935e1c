"""Context on the shelf: what happened around the engagements, when, where, and whose word it is."""

from __future__ import annotations

from typing import Any

import pytest

from legation.errors import NotUnderstood
from legation.view import VIEWS, Entry, Why
from readings import Trial, court, noted, reading, rows
from trial import Event, cited, entity, event, meeting, retract, same

WHAT, WHEN, WHERE, KIND, SRC = range(1, 6)
RUFUS = cited(2, voice="speaker", speaker="person:rufus")


def occurred(id: str | None = None, **more: Any) -> Event:  # noqa: A002
    said = {"about": ["place:here"], "kind": "disaster", "summary": "The river ran dry."}
    return event("occurrence.reported", id, **{**said, **more})


def entries(*events: Event, day: str = "2024-07-17") -> list[Entry]:
    view, at = VIEWS["context"](), reading(court(*events), day)
    return [view.entry(key, at) for key in view.keys(at)]


def entry(*events: Event, day: str = "2024-07-17") -> Entry:
    [only] = entries(*events, day=day)
    return only


def why(*events: Event, day: str = "2024-07-17") -> Why:
    view, at = VIEWS["context"](), reading(court(*events), day)
    return view.why(view.keys(at)[0], at)


def found(trial: Trial, words: str) -> list[str]:
    """Return what `legation show context WORDS` lists."""
    view, at = VIEWS["context"](), reading(trial)
    return list(view.naming(view.find(words, at), at))


def test_a_line_tells_what_happened_when_and_where() -> None:
    line = entry(occurred(when="2022-03-10", place="place:here"))
    assert line.cells == ("█", "The river ran dry.", "10 Mar 2022", "place:here", "disaster", "1")
    assert (line.key, line.at, line.day, line.sure) == ("place:here 8", (8,), "2022-03-10", True)
    assert entry(occurred()).cells[WHEN] == "day unknown"


def test_an_event_is_listed_once_under_the_first_thing_it_is_about() -> None:
    told = entries(occurred(about=["place:here", "org:freedonia", "person:rufus"]))
    assert [line.key for line in told] == ["place:here 8"]


def test_an_event_about_two_ids_that_are_one_is_listed_once() -> None:
    told = entries(
        entity("place:b", name="B"), occurred(about=["place:b", "place:here"]), same("place:here", "place:b")
    )
    assert [line.key for line in told] == ["place:here 9"]


def test_the_events_around_one_thing_stand_in_the_order_of_their_dates() -> None:
    told = entries(occurred(), occurred(when="2023", summary="It rained."), occurred(when="2021", summary="It snowed."))
    assert [line.cells[WHAT] for line in told] == ["It snowed.", "It rained.", "The river ran dry."]


@pytest.mark.parametrize(
    ("evidence", "sign", "sure"),
    [
        ([cited(1)], "█", True),
        ([RUFUS], "“", False),
        ([cited(1, voice="author")], "“", False),
        ([cited(1, stance="inferred", rule="length-to-start", basis=[])], "∴", True),
        ([cited(1, certainty="possible")], "?", False),
        ([cited(1, polarity="denied")], "−", False),
    ],
)
def test_whose_word_it_is_is_seen(evidence: list[Event], sign: str, sure: bool) -> None:
    line = entry(occurred(when="2022", evidence=evidence))
    assert (line.cells[0], line.sure) == (sign, sure)


def test_what_surely_happened_later_is_not_listed_and_what_may_have_is_possible() -> None:
    told = occurred(when="2022-03")
    assert entries(told, day="2022-02-28") == []
    assert (entry(told, day="2022-03-10").state, entry(told, day="2022-03-31").state) == ("possible", "reported")
    assert (entry(occurred(), day="2022-03-10").state, entry(occurred()).state) == ("possible", "reported")


class TestOtherAccounts:
    def assessed(self, verdict: str) -> tuple[Event, ...]:
        other = occurred("two", about=["org:freedonia"], summary="The river rose.")
        return occurred("one"), other, event("record.assessed", target="two", verdict=verdict, other="one")

    def test_an_editor_who_sees_a_contradiction_makes_both_contested(self) -> None:
        told = entries(*self.assessed("contradicts"))
        assert [(line.cells[0], line.cells[SRC], line.sure) for line in told] == [("≠", "1≠", False)] * 2

    def test_what_is_outweighed_is_set_aside(self) -> None:
        told = entries(*self.assessed("outweighs"))
        assert {line.cells[WHAT]: line.state for line in told} == {
            "The river ran dry.": "set aside", "The river rose.": "reported",
        }  # fmt: skip

    def test_why_names_the_other_account(self) -> None:
        told = why(*self.assessed("contradicts"))
        assert "Contested: an editor reads another account as contradicting it. None is struck." in told.verdict
        assert noted(told) == {"Because": [9], "Other accounts, as an editor reads them": [8, 10]}


class TestNaming:
    @pytest.fixture(scope="class")
    def trial(self) -> Trial:
        return court(
            entity("place:there", name="There"),
            meeting("eng:vote", title="The vote"),
            occurred(about=["org:freedonia", "person:vera"], actors=["person:gloria"], place="place:there",
                     engagement="eng:vote", evidence=[RUFUS]),
            occurred(summary="It rained."),
        )  # fmt: skip

    @pytest.mark.parametrize(
        "words", ["freedonia", "vera", "gloria", "there", "the vote", "river dry", "org:freedonia 10"]
    )
    def test_finds_all_that_it_is_about_who_acted_and_where(self, trial: Trial, words: str) -> None:
        assert found(trial, words) == ["org:freedonia 10"]

    def test_who_tells_of_it_is_not_what_it_is_about(self, trial: Trial) -> None:
        assert found(trial, "rufus") == []

    def test_words_that_nothing_answers_to_are_refused(self, trial: Trial) -> None:
        with pytest.raises(NotUnderstood, match="'flood' is no event around in this ledger"):
            found(trial, "flood")

    def test_a_filter_finds_what_no_cell_shows(self, trial: Trial) -> None:
        at = reading(trial)
        assert [row[WHAT] for words in ("vera", "gloria") for row in rows("context", at, words)] == [
            "The river ran dry.", "The river ran dry.",
        ]  # fmt: skip


def test_why_tells_where_who_what_for_and_whose_word_it_is() -> None:
    told = why(
        meeting("eng:vote", title="The vote"),
        occurred(about=["org:freedonia"], when="2022", place="place:here", actors=["person:rufus", "person:vera"],
                 engagement="eng:vote", evidence=[RUFUS]),
    )  # fmt: skip
    assert (told.title, told.about) == ("The river ran dry.", "an event around: disaster")
    assert told.verdict == (
        "2022.",
        "In place:here.",
        "Who acted: Rufus Firefly and Vera Marcal.",
        "About: org:freedonia.",
        "It made a plan come true: The vote.",
        "Claimed by Rufus Firefly.",
        "1 document agrees, 0 disagree.",
    )
    assert noted(told) == {"Because": [9]}


def test_why_tells_what_is_not_sure_of_it() -> None:
    assert "Its day is unknown." in why(occurred()).verdict
    assert "Its date leaves open whether it had happened by this day." in why(occurred(), day="2022-01-01").verdict
    possible = why(occurred(evidence=[cited(1, certainty="possible")]))
    assert "It is only possible, so nothing rests on it." in possible.verdict


def test_what_was_retracted_is_not_listed() -> None:
    assert entries(occurred("wrong"), retract("wrong")) == []
