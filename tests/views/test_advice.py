"""Advice on the shelf: what is said of a recommendation, and by what it is found."""

from __future__ import annotations

from typing import Any

import pytest

from legation.errors import Ambiguous
from legation.reading import Reading
from legation.view import VIEWS, Entry
from legation.warning import warnings
from readings import court, noted, reading, rows
from trial import Event, cited, entity, event, retract

WHAT, TO, TOPIC, STRENGTH, ANSWER, SRC = range(1, 7)


def advised(id: str = "bridge", /, **more: Any) -> Event:  # noqa: A002
    said = {"by": ["person:vera"], "to": ["person:rufus"], "summary": "Build a bridge.", "about": ["topic:roads"],
            "strength": "should", "on": "2022-01-10"}  # fmt: skip
    return event("recommendation.made", more.pop("id", None), recommendation=f"rec:{id}", **{**said, **more})


def updated(state: str, on: str, **more: Any) -> Event:
    return event("followup.updated", target="rec:bridge", state=state, on=on, **more)


def at(*events: Event, day: str = "2022-06-01") -> Reading:
    return reading(court(entity("topic:roads", name="Roads"), entity("topic:water", name="Water"), *events), day)


def entry(*events: Event, day: str = "2022-06-01") -> Entry:
    return VIEWS["advice"]().entry("rec:bridge", at(*events, day=day))


def test_a_line_says_what_to_whom_about_what_and_how_strongly() -> None:
    told = entry(advised(about=["topic:roads", "topic:water"], to_group={"label": "towns on the river"}))
    assert told.cells == ("○", "Build a bridge.", "Rufus Firefly and towns on the river", "Roads +1", "should",
                          "no answer", "1")  # fmt: skip


def test_it_is_not_listed_before_it_was_given() -> None:
    assert rows("advice", at(advised(), day="2022-01-09")) == []


@pytest.mark.parametrize(
    ("state", "sign", "word", "answer"),
    [
        ("accepted", "◔", "answered", "accepted"),
        ("noted", "◔", "answered", "noted"),
        ("in_progress", "◔", "answered", "in progress"),
        ("fulfilled", "✓", "done", "done"),
        ("rejected", "−", "closed", "rejected"),
        ("withdrawn", "−", "closed", "withdrawn"),
    ],
)
def test_an_answer_shows(state: str, sign: str, word: str, answer: str) -> None:
    told = entry(advised(), updated(state, "2022-03-01"))
    assert (told.cells[0], told.state, told.cells[ANSWER]) == (sign, word, answer)
    before = entry(advised(), updated(state, "2022-03-01"), day="2022-02-28")
    assert (before.cells[0], before.state) == ("○", "open")


def test_a_day_that_passed_is_told_and_warned_of() -> None:
    passed = at(advised(due="2022-03"), day="2022-04-01")
    assert VIEWS["advice"]().entry("rec:bridge", passed).cells[0] == "!"
    assert [(fault.code, fault.field) for fault in warnings(passed)] == [("W10", "rec:bridge")]
    assert warnings(at(advised(due="2022-03"), day="2022-03-31")) == []


def test_advice_repeated_is_one_line_on_one_document() -> None:
    again = advised(summary="Let there be a bridge.", on="2022-01-10", evidence=[cited(lines=[3, 3])])
    assert [row[WHAT] for row in rows("advice", at(advised(), again))] == ["Build a bridge."]
    assert entry(advised(), again).cells[SRC] == "1"
    why = VIEWS["advice"]().why("rec:bridge", at(advised(), again))
    assert len(noted(why)["Because"]) == 2


def test_strengths_that_differ_are_both_shown() -> None:
    told = entry(advised(), advised(strength="could"))
    assert (told.cells[STRENGTH], told.cells[SRC]) == ("should or could", "1≠")
    why = VIEWS["advice"]().why("rec:bridge", at(advised(), advised(strength="could")))
    assert "Contested: its accounts say should or could. None is struck." in why.verdict


def test_a_retraction_takes_it_away() -> None:
    assert rows("advice", at(advised(id="a1"), retract("a1"))) == []


def test_what_is_only_possible_says_so() -> None:
    told = entry(advised(evidence=[cited(certainty="possible")]))
    assert (told.cells[0], told.sure) == ("?", False)


@pytest.mark.parametrize("words", ["firefly", "vera", "roads", "build bridge", "rec:bridge"])
def test_addressee_adviser_topic_and_wording_find_it(words: str) -> None:
    view, moment = VIEWS["advice"](), at(advised(), advised("tunnel", summary="Dig.", by=["person:gloria"],
                                                          to=["person:gloria"], about=["topic:water"]))  # fmt: skip
    assert view.naming(view.find(words, moment), moment) == ["rec:bridge"]


def test_words_that_fit_two_are_not_guessed() -> None:
    view, moment = VIEWS["advice"](), at(advised(), advised("tunnel", summary="Build a tunnel."))
    with pytest.raises(Ambiguous):
        view.find("build", moment)


def test_the_why_names_adviser_addressee_and_what_would_close_it() -> None:
    why = VIEWS["advice"]().why("rec:bridge", at(advised()))
    assert why.verdict[:4] == (
        "Advised by Vera Marcal, 10 Jan 2022.",
        "To Rufus Firefly.",
        "About Roads.",
        "Strength: should.",
    )
    assert any("closes when an event" in sentence for sentence in why.verdict)
    closed = VIEWS["advice"]().why("rec:bridge", at(advised(), updated("fulfilled", "2022-03-01")))
    assert not any("closes when an event" in sentence for sentence in closed.verdict)


def test_what_took_its_place_is_named_on_both_sides() -> None:
    moment = at(advised(), advised("tunnel", summary="Dig a tunnel."),
                updated("superseded", "2022-03-01", successor="rec:tunnel"))  # fmt: skip
    view = VIEWS["advice"]()
    assert "Its place was taken by: Dig a tunnel." in view.why("rec:bridge", moment).verdict
    assert "It took the place of: Build a bridge." in view.why("rec:tunnel", moment).verdict
