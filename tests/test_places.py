"""Places within places: the inner one is what is known, and circles end where they close."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from legation.places import innermost, surroundings
from legation.reading import Reading
from readings import TODAY, unchecked
from trial import Event, entity, event, retract, same


def place(name: str, within: str = "", id: str | None = None) -> Event:  # noqa: A002
    return entity(f"place:{name}", id, **({"within": f"place:{within}"} if within else {}))


def told(*events: Event, position: int | None = None) -> Reading:
    return Reading(unchecked(*events), TODAY, position)


WORLD = (
    place("country"),
    place("city", "country"),
    place("house", "city"),
    place("room", "house"),
    place("town", "country"),
)


def names(*short: str) -> list[str]:
    return [f"place:{name}" for name in short]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ([], []),
        (["city"], ["city"]),
        (["city", "house"], ["house"]),
        (["room", "country"], ["room"]),
        (["country", "room", "city"], ["room"]),
        (["house", "town"], ["house", "town"]),
        (["town", "country", "house"], ["town", "house"]),
        (["house", "house"], ["house"]),
        (["nowhere", "city"], ["nowhere", "city"]),
    ],
)
def test_what_lies_around_another_place_says_no_more(given: Sequence[str], left: Sequence[str]) -> None:
    assert innermost(told(*WORLD), names(*given)) == names(*left)


def test_surroundings_go_from_the_inside_out() -> None:
    assert list(surroundings(told(*WORLD), "place:room")) == names("house", "city", "country")
    assert list(surroundings(told(*WORLD), "place:country")) == []


def test_a_circle_of_places_ends_where_it_would_close() -> None:
    at = told(place("a", "b"), place("b", "c"), place("c", "a"), place("self", "self"))
    assert list(surroundings(at, "place:a")) == names("b", "c")
    assert list(surroundings(at, "place:self")) == []
    assert innermost(at, names("self")) == names("self")


def test_of_two_that_lie_within_each_other_both_are_told() -> None:
    at = told(place("a", "b"), place("b", "a"))
    assert innermost(at, names("a", "b")) == names("a", "b")


def test_a_place_that_is_told_to_lie_in_two_lies_in_neither_for_sure() -> None:
    at = told(*WORLD, place("city", "town"))
    assert list(surroundings(at, "place:city")) == []
    assert innermost(at, names("city", "country")) == names("city", "country")


def test_places_are_those_of_the_moment() -> None:
    events = (*WORLD, place("port", "city", "told"), retract("told"), place("port", "town"))
    assert list(surroundings(told(*events, position=6), "place:port")) == names("city", "country")
    assert list(surroundings(told(*events, position=7), "place:port")) == []
    assert list(surroundings(told(*events), "place:port")) == names("town", "country")


def test_a_place_under_two_ids_is_one_place() -> None:
    at = told(*WORLD, place("hall"), same("place:house", "place:hall"))
    assert innermost(at, names("house", "city")) == names("house")
    assert list(surroundings(at, "place:hall")) == names("city", "country")


def test_nothing_but_registrations_says_where_a_place_lies() -> None:
    tie = event("entity.related", entity="place:town", relation="part_of", other="place:city")
    assert list(surroundings(told(*WORLD, tie), "place:town")) == names("country")
