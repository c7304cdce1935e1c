"""Entity pages: all that is known of one thing, each event once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from legation.ids import ENTITY_KINDS, kind
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.stores.files import Files
from legation.view import VIEWS
from readings import court, reading, rows, seen
from trial import cited, entity, event, meeting, same

NAME, KIND, ALSO, EVENTS, SRC = range(1, 6)


EVENTS_FOLDER = Path(__file__).parents[2] / "events"


@pytest.fixture(scope="module")
def shipped() -> Reading:
    model = ReadModel(Files.open(str(EVENTS_FOLDER)))
    model.catch_up()
    return Reading(model, "2024-07-17")


def page(key: str, at: Reading) -> dict[str, list[str]]:
    return {heading: [note.text for note in notes] for heading, notes in VIEWS["entity"]().page(key, at)}


def test_every_event_that_names_an_entry_stands_on_its_page_once(shipped: Reading) -> None:
    view = VIEWS["entity"]()
    keys = view.keys(shipped)
    assert {kind(key) for key in keys} == set(ENTITY_KINDS)
    for key in keys:
        told = Counter(note.position for _, notes in view.page(key, shipped) for note in notes if note.position)
        assert told == Counter(fact.position for fact in shipped.naming(key)), key


def test_a_page_reads_across_the_views_and_by_what_is_told() -> None:
    at = reading(court(
        seen("rufus", "2022-05-12"),
        event("position.voiced", holders=["person:rufus"], about=["person:vera"], stance="praises", summary="Bravo."),
        event("entity.named", entity="person:rufus", name="The Leader", use="alias"),
        meeting("eng:m", title="Parley", when="2022-03-10", hosts=["person:rufus"]),
    ), "2022-06-01")  # fmt: skip
    told = page("person:rufus", at)
    assert list(told) == ["As of the day", "Names, ties and descriptions", "Offices", "Meetings and visits", "Said"]
    assert told["As of the day"] == ["People: ░ · Rufus Firefly · Leader of Freedonia · 12 May 2022 · 1 · 1"]
    assert list(page("person:vera", at)) == ["As of the day", "Names, ties and descriptions", "Said about it"]


def test_doubt_and_whose_word_it_is_are_marked() -> None:
    at = reading(court(
        event("entity.described", entity="person:rufus", aspect="mandate", detail="Leads.",
              evidence=[cited(voice="speaker", speaker="person:vera", certainty="possible")]),
    ))  # fmt: skip
    assert page("person:rufus", at)["Names, ties and descriptions"][-1].endswith("(possible, claimed by Vera Marcal)")


def test_a_line_counts_what_is_told_and_names_the_other_names() -> None:
    at = reading(court(entity("org:club", name="Club", **{"class": "forum"}),
                       event("entity.named", entity="org:club", name="The C", use="acronym")))  # fmt: skip
    told = {row[NAME]: row for row in rows("entity", at)}
    assert told["Club"] == ("█", "Club", "forum", "The C", "2", "1")
    assert told["Rufus Firefly"][KIND] == "person"


def test_registrations_that_disagree_are_contested() -> None:
    two = [
        entity("org:club", "a", name="Club", **{"class": "forum"}),
        entity("org:klub", name="Club", **{"class": "bank"}),
    ]
    at = reading(court(*two, same("org:club", "org:klub")))
    [line] = [row for row in rows("entity", at) if row[NAME] == "Club"]
    assert (line[0], line[SRC]) == ("≠", "0≠")
    why = VIEWS["entity"]().why("org:club", at)
    assert "Class: forum or bank." in why.verdict
    assert "Joined with it: org:klub." in why.verdict


@pytest.mark.parametrize("key", ["eng:m", "doc:report"])
def test_meetings_and_documents_have_no_entry(key: str) -> None:
    described = event("entity.described", entity="eng:m", aspect="aim", detail="Peace.")
    assert key not in VIEWS["entity"]().keys(reading(court(meeting("eng:m"), described)))
