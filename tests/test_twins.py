"""What may have been recorded twice is told after an append, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from legation.errors import Fault
from legation.reading import Reading
from legation.twins import twins
from readings import TODAY, court, model_of
from trial import Event, Trial, cited, distinct, entity, event, meeting, promise


def found(trial: Trial, *new: Event) -> list[Fault]:
    """Return the twins that an append of `new` behind `trial` brings."""
    since = model_of(trial).size
    trial.append(*new)
    return list(twins(Reading(model_of(trial), TODAY), since))


@pytest.mark.parametrize("name", ["Rufus Firefly", "RUFUS FÍREFLY", "Firefly Rufus", "Rufus Firefley"])
def test_a_name_of_somebody_known_is_told_with_how_to_join_them(name: str) -> None:
    [twin] = found(court(), entity("person:r-f", name=name))
    assert (twin.code, twin.field) == ("W5", "person:r-f")
    assert "person:rufus" in twin.what
    assert (
        "legation add entity.matched --entity person:r-f --other person:rufus --verdict same or distinct" in twin.remedy
    )


@pytest.mark.parametrize(
    ("id_", "name"),
    [("person:other", "Rufus Waterfly"), ("org:rufus", "Rufus Firefly"), ("person:x", "Vera"), ("person:li", "Li")],
)
def test_other_names_and_names_of_other_kinds_are_not(id_: str, name: str) -> None:
    assert found(court(), entity(id_, name=name)) == []


def test_numbers_tell_names_apart() -> None:
    visas = court(entity("agreement:h-1", name="H-1B visa rules"))
    assert found(visas, entity("agreement:h-2", name="H-2B visa rules")) == []


def test_those_judged_distinct_are_not_proposed_again() -> None:
    assert found(court(), entity("person:r-f", name="Rufus Firefly"), distinct("person:r-f", "person:rufus")) == []


def parley(id_: str, **more: Any) -> Event:
    return meeting(id_, **{"when": "2022-03-10", "place": "place:here", "hosts": ["person:rufus"], **more})


def test_a_meeting_at_one_time_and_place_with_one_person_is_told() -> None:
    [twin] = found(court(parley("eng:one")), parley("eng:two", when="2022-03"))
    assert (twin.field, "with Rufus Firefly in both" in twin.what) == ("eng:two", True)


@pytest.mark.parametrize(
    "more", [{"hosts": ["person:vera"]}, {"when": "2022-03-11"}, {"place": "place:there"}, {"parent": "eng:one"}]
)
def test_day_and_place_alone_are_not_enough(more: dict[str, Any]) -> None:
    assert found(court(entity("place:there"), parley("eng:one")), parley("eng:two", **more)) == []


def test_a_second_account_of_a_known_meeting_is_no_twin() -> None:
    trial = court(parley("eng:one"), entity("place:there"))
    assert found(trial, parley("eng:one", title="Parley", evidence=[cited(2)])) == []


def test_a_promise_told_again_under_another_id_is_told() -> None:
    trial = court(promise("com:one", summary="Build a bridge over the river by spring."))
    [twin] = found(trial, promise("com:two", summary="Build a bridge over the river in spring."))
    assert (twin.field, "com:one" in twin.what) == ("com:two", True)
    assert found(trial, promise("com:three", summary="Share the water of the river with the south.")) == []


def test_the_same_fact_of_the_same_lines_is_told_and_of_others_corroborates() -> None:
    fact = {"entity": "person:rufus", "aspect": "mandate", "detail": "Leads."}
    trial = court(event("entity.described", **fact))
    [twin] = found(trial, event("entity.described", **fact, note="Again."))
    assert "--ground duplicate" in twin.remedy
    assert found(court(event("entity.described", **fact)), event("entity.described", **fact, evidence=[cited(3)])) == []
    other = {**fact, "detail": "Follows."}
    assert found(court(event("entity.described", **fact)), event("entity.described", **other)) == []
