"""Positions on the shelf: who says what, and in whose voice it is told."""

from __future__ import annotations

from typing import Any

import pytest

from legation.reading import Reading
from legation.view import VIEWS, Entry
from readings import court, noted, reading, rows
from trial import Event, cited, entity, event, meeting, retract

SAYS, WHO, STANCE, ABOUT, WHEN, SRC = range(1, 7)


def voiced(id: str | None = None, /, **more: Any) -> Event:  # noqa: A002
    said = {"holders": ["person:vera"], "about": ["topic:roads"], "stance": "warns", "summary": "Roads are bad."}
    return event("position.voiced", id, **{**said, **more})


def at(*events: Event, day: str = "2022-06-01") -> Reading:
    return reading(court(entity("topic:roads", name="Roads"), entity("topic:water", name="Water"), *events), day)


def only(moment: Reading) -> Entry:
    view = VIEWS["positions"]()
    (key,) = view.keys(moment)
    return view.entry(key, moment)


def test_a_line_says_what_who_and_how() -> None:
    told = only(at(voiced(on="2022-05-12", about=["topic:roads", "topic:water"])))
    assert told.cells == ("█", "Roads are bad.", "Vera Marcal", "warns", "Roads +1", "12 May 2022", "1")
    assert told.day == "2022-05-12"


def test_a_statement_of_two_holders_on_two_things_is_one_line() -> None:
    told = rows("positions", at(voiced(holders=["person:vera", "person:rufus"], about=["topic:roads", "topic:water"])))
    assert [row[WHO] for row in told] == ["Vera Marcal and Rufus Firefly"]


def test_nothing_is_shown_that_was_said_after_the_day() -> None:
    assert rows("positions", at(voiced(on="2022-05"), day="2022-04-30")) == []
    assert len(rows("positions", at(voiced(on="2022-05"), day="2022-05-01"))) == 1


@pytest.mark.parametrize(
    ("piece", "sign", "sure"),
    [
        ({}, "█", True),
        ({"voice": "speaker", "speaker": "person:vera"}, "“", True),
        ({"voice": "author"}, "“", True),
        ({"voice": "third_party"}, "“", True),
        ({"stance": "inferred", "rule": "told-so", "basis": []}, "∴", True),
        ({"certainty": "possible"}, "?", False),
        ({"polarity": "denied"}, "−", False),
    ],
)
def test_the_sign_shows_in_whose_voice_it_is_told(piece: dict[str, Any], sign: str, sure: bool) -> None:
    told = only(at(voiced(evidence=[cited(**piece)])))
    assert (told.cells[0], told.sure) == (sign, sure)


def test_an_editor_may_find_two_statements_in_conflict_or_prefer_one() -> None:
    two = (voiced("one"), voiced("two", summary="Roads are good."))
    contrary = event("record.assessed", "c", target="one", verdict="contradicts", other="two")
    assert {row[0] for row in rows("positions", at(*two, contrary))} == {"≠"}
    assert {row[0] for row in rows("positions", at(*two, contrary, retract("c")))} == {"█"}
    preferred = event("record.assessed", target="one", verdict="outweighs", other="two")
    assert {row[SAYS]: row[0] for row in rows("positions", at(*two, preferred))} == {
        "Roads are bad.": "█", "Roads are good.": "−",
    }  # fmt: skip


@pytest.mark.parametrize("words", ["vera", "roads", "gloria", "parley", "are bad"])
def test_holder_subject_addressee_meeting_and_wording_find_it(words: str) -> None:
    other = voiced(holders=["person:rufus"], about=["topic:water"], summary="Water is wet.")
    moment = at(meeting("eng:m", title="Parley", when="2022-03-10"),
                voiced(addressees=["person:gloria"], engagement="eng:m"), other)  # fmt: skip
    view = VIEWS["positions"]()
    assert [view.entry(key, moment).cells[SAYS] for key in view.naming(view.find(words, moment), moment)] == [
        "Roads are bad."
    ]


def test_the_why_names_what_else_they_said_on_it() -> None:
    moment = at(voiced(on="2022-01"), voiced(on="2022-02", summary="Roads are worse."))
    view = VIEWS["positions"]()
    first, last = view.keys(moment)
    why = view.why(first, moment)
    assert noted(why) == {
        "Because": [int(first.partition(" ")[2])], "Also said by them on it": [int(last.partition(" ")[2])],
    }  # fmt: skip
    assert why.verdict[:2] == ("Vera Marcal: warns.", "About Roads.")
