"""`legation bisect`: the event at which an answer changed."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import Console, attested
from legation.history import turning
from trial import entity, event, meeting


@pytest.fixture
def told(run: Console) -> Iterator[Console]:
    run.begin(
        attested("2021-05-09"),  # 6
        entity("person:gloria", name="Gloria Teasdale"),  # 7
        entity("topic:roads"),  # 8
        *(event("topic.discussed", topic="topic:roads", aspect=f"part {i}") for i in range(40)),
        attested("2024-01-08", person="person:gloria"),  # 49
        *(meeting(f"eng:m{i}", when="2022") for i in range(40)),
        *(meeting(f"eng:r{i}", when="2022", hosts=["person:rufus"]) for i in range(3)),
    )
    return run


def test_it_finds_the_event_in_few_looks(told: Console) -> None:
    done = told("bisect", "offices", "leader", "holder", "--was", "rufus t. firefly", "--as-of", "2024-07-17")
    first, second = done.out.splitlines()
    assert done.status == 0
    assert first == "#49  8 Jan 2024  seen in office: Gloria Teasdale, Leader of Freedonia"
    assert second == "    Rufus T. Firefly → Gloria Teasdale"
    found = told("bisect", "offices", "leader", "holder", "--was", "Rufus T. Firefly", "--json").json
    assert found["rows"][0]["position"] == "#49"
    assert found["looks"] <= 2 * log2(89) + 3


def test_without_a_field_any_cell_may_have_said_it_and_nothing_means_no_such_line(told: Console) -> None:
    assert told("bisect", "offices", "leader", "--was", "nobody known").out.startswith("#6  ")
    assert told("bisect", "calendar", "eng:m3", "--was", "").out.startswith("#53  ")


def test_what_it_says_still_or_never_said_is_no_event(told: Console) -> None:
    still = told("bisect", "offices", "leader", "holder", "--was", "Gloria Teasdale")
    assert (still.status, still.out) == (1, "")
    assert "says so still" in still.err
    never = told("bisect", "offices", "leader", "holder", "--was", "Zeppo")
    assert (never.status, never.out) == (1, "")
    assert "never said 'Zeppo' in Holder; it changed at: #5 nobody known, #6 Rufus T. Firefly, #49" in never.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("offices", "leader", "colour", "--was", "x"), "'colour' is no column of Offices"),
        (("offices", "nobody", "colour", "--was", "x"), "'nobody colour' is no office"),
        (("calendar", "rufus", "--was", "x"), "fits 3 of kind meeting or visit"),
        (("offices", "leader"), "Missing option '--was'"),
        (("offices", "holder", "--was", "x"), "is no office"),
    ],
)
def test_what_is_not_understood_is_refused(told: Console, words: tuple[str, ...], says: str) -> None:
    done = told("bisect", *words)
    assert (done.status, done.out, says in done.err) == (2, "", True), done.err


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60))
def test_turning_points_are_real_and_explain_the_whole_difference(said: list[int]) -> None:
    found = list(turning(said.__getitem__, 0, len(said) - 1))
    assert found == sorted(found, reverse=True)
    assert all(said[p] != said[p - 1] for p in found)
    told_of = said[0]
    for p in reversed(found):
        assert said[p - 1] == told_of
        told_of = said[p]
    assert told_of == said[-1]
