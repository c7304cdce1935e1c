"""What words may mean: things by name, the best first; events by number or text; days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.read_model import ReadModel
from legation.reading import Reading
from legation.stores.files import Files
from legation.suggesting import MOST, days, events, things

TODAY = date(2024, 7, 17)


@pytest.fixture(scope="module")
def at() -> Reading:
    model = ReadModel(Files.open(str(Path(__file__).parents[1] / "events")))
    model.catch_up()
    return Reading(model, "2022-06-30")


def test_a_person_comes_with_the_office_held_that_day(at: Reading) -> None:
    found = things(at, "salaz")
    assert [one.group for one in found][:2] == ["People", "Offices"]
    assert found[0].name == "Ken Salazar"
    assert "also Kenneth Salazar" in found[0].said
    assert "Ambassador" in found[1].name


def test_a_name_that_begins_so_comes_before_one_that_only_holds_it(at: Reading) -> None:
    names = [one.name.lower() for one in things(at, "mexic") if one.group == "Offices"]
    begins = [name.startswith("mexic") for name in names]
    assert begins == sorted(begins, reverse=True)
    assert len(names) <= MOST


def test_each_leads_to_a_line_that_is_there(at: Reading) -> None:
    from legation.view import VIEWS

    views = {VIEWS[name].name: VIEWS[name]() for name in VIEWS}
    for words in ("mexico", "border", "climate", "forum", "álvarez"):
        for one in (*things(at, words), *events(at, words)):
            assert one.key in views[one.view].keys(at), (words, one)


@pytest.mark.parametrize("words", ["#358", "358"])
def test_an_event_is_named_by_its_number(at: Reading, words: str) -> None:
    assert [(one.name, one.key) for one in events(at, words)] == [("#358", "358")]


def test_no_event_is_named_that_is_not_known(at: Reading) -> None:
    assert events(Reading(at.model, at.day, 357), "#358") == events(at, "#0") == events(at, "#999999999999999") == []


def test_a_day_is_read_as_everywhere(at: Reading) -> None:
    assert [one.key for one in days(at, "2023-03", TODAY)] == ["2023-03-31"]
    assert {one.said: one.key for one in days(at, "", TODAY)}["today"] == "2024-07-17"
    assert days(at, "salazar", TODAY) == []


def test_nothing_is_meant_by_nothing(at: Reading) -> None:
    assert things(at, "  ") == things(at, "zzzz%_!") == []
