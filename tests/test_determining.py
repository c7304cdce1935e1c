"""Which events determine a cell: they alone give it, each has a part in it, and no other has (house.md 4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from ledgers import Ledger
from legation.determining import MOST, Among, determining
from legation.history import cells
from legation.reading import Reading
from legation.view import VIEWS, View
from models import DAY, SMALL, anywhere, head, law, model, pick, takes_back, without
from readings import court, model_of, reading, seen
from test_changes import everything
from trial import entity, event, meeting, retract, same


class Cell(NamedTuple):
    """A cell of a made-up ledger, by the facts that its answer lists."""

    ledger: Ledger
    at: Reading
    view: View
    key: str
    column: int
    listed: Sequence[int]

    def without(self, away: set[int]) -> Any:
        return cells(self.view, self.key, Among(self.at, set(range(1, self.at.position + 1)) - away), self.column)


@st.composite
def answers(draw: Any) -> Cell:
    ledger = draw(SMALL)
    at = head(ledger.facts)
    views = [view for view in (VIEWS[name]() for name in VIEWS) if view.kinds and not view.follows]
    view = pick(draw(anywhere), [view for view in views if view.keys(at)])
    key = pick(draw(anywhere), view.keys(at))
    column = draw(anywhere) % len(view.columns)
    found = determining(view, key, column, at)
    assume(found.tried <= MOST)
    assert found.exact
    return Cell(ledger, at, view, key, column, found.positions)


class TestAmong:
    def test_what_was_never_said_does_not_come_back_with_its_retraction_taken_back(self) -> None:
        trial = court(seen("rufus", "2021", id="left"), seen("gloria", "2021", id="kept"))
        trial.append(event("record.assessed", target="kept", other="left", verdict="outweighs", reason="Later."))
        at = reading(trial)
        left, judged = at.model.event("left"), at.position
        assert left
        trial.append(retract("left", id="struck"))
        trial.append(retract("struck"))
        at = reading(trial)
        tried = Among(at, set(range(1, at.position + 1)) - {left.position})
        assert not tried.counts(judged)

    def test_ids_are_those_of_the_rows_that_are_left(self) -> None:
        trial = court(seen("rufus", "2021", id="left"), seen("gloria", "2021", id="kept"))
        at = reading(trial)
        kept = at.model.event("kept")
        assert kept
        tried = Among(at, {kept.position})
        assert list(tried.ids("people")) == [key[0] for key in tried.keys("people")] == ["person:gloria"]

    @law
    @given(SMALL, st.sets(anywhere, max_size=4))
    def test_leaving_events_out_is_as_if_they_had_never_been_said(self, ledger: Ledger, chosen: set[int]) -> None:
        assume(ledger.facts)
        away = {choice % len(ledger.facts) + 1 for choice in chosen}
        left = head(without(ledger.facts, [ledger.facts[p - 1] for p in away], also=["record.assessed"]))
        judged = {name for name in VIEWS if VIEWS[name]().kinds and not VIEWS[name]().follows}
        at = head(ledger.facts)
        tried = Among(at, set(range(1, at.position + 1)) - away)
        assert {at: said for at, said in everything(tried).items() if at[0] in judged} == {
            at: said for at, said in everything(left).items() if at[0] in judged
        }


class TestDetermining:
    @law
    @given(answers())
    def test_what_is_listed_alone_gives_the_same_cell(self, cell: Cell) -> None:
        everybody = set(range(1, cell.at.position + 1))
        assert cell.without(everybody - set(cell.listed)) == cell.without(set())

    @law
    @given(answers(), anywhere)
    def test_to_take_back_what_is_not_listed_changes_nothing(self, cell: Cell, choice: int) -> None:
        facts = cell.ledger.facts
        others = [f for f in facts if f.position not in cell.listed and cell.at.counts(f.position)]
        one = pick(choice, others)
        now = Reading(model([*facts, takes_back(one, facts)]), DAY)
        assert cells(cell.view, cell.key, now, cell.column) == cell.without(set())

    @law
    @given(answers(), anywhere)
    def test_whatever_is_listed_changes_the_cell_among_some_of_the_listed(self, cell: Cell, choice: int) -> None:
        one = pick(choice, cell.listed)
        everybody, rest = set(range(1, cell.at.position + 1)), [p for p in cell.listed if p != one]
        most = len(rest) if len(rest) < 10 else 2
        smaller = (set(some) for n in range(most + 1) for some in combinations(rest, n))
        larger = [set(rest), {p for p in rest if p < one}, {p for p in rest if p > one}]
        for some in (*larger, *smaller):
            if cell.without(everybody - some - {one}) != cell.without(everybody - some):
                return
        assert cell.without({one}) != cell.without(set())


def test_a_cell_rests_on_those_who_were_seen_and_on_what_they_and_their_office_are_called() -> None:
    trial = court(seen("rufus", "2021-05-09", id="one"), seen("rufus", "2022-05-09", id="two"), meeting("eng:talks"))
    at = Reading(model_of(trial), DAY)
    found = determining(VIEWS["offices"](), "office:leader", 2, at)
    told = [at.fact(p).type for p in found.positions]
    assert told.count("role.attested") == 2
    assert "meeting.held" not in told
    assert found.exact


def test_a_retraction_that_made_room_for_an_answer_has_a_part_in_it() -> None:
    trial = court(seen("vera", "2022-05-09", id="wrong"), retract("wrong"), seen("rufus", "2022-05-09"))
    at = Reading(model_of(trial), DAY)
    found = determining(VIEWS["offices"](), "office:leader", 2, at)
    assert "record.retracted" in [at.fact(p).type for p in found.positions]


def test_what_a_struck_match_would_join_has_a_part_in_the_answer() -> None:
    trial = court(entity("person:roof", name="Roof"), seen("rufus", "2022-05-09"), seen("roof", "2022-05-10"),
                  same("person:rufus", "person:roof", id="joined"), retract("joined"))  # fmt: skip
    at = Reading(model_of(trial), DAY)
    found = determining(VIEWS["people"](), "person:rufus", 3, at)
    told = {at.fact(p).type for p in found.positions}
    assert {"entity.matched", "record.retracted"} <= told
    assert at.position - 2 in found.positions


def test_beyond_what_can_be_tried_the_answer_says_so() -> None:
    talks = (event("topic.discussed", topic="topic:water", aspect=f"part {i}") for i in range(MOST + 5))
    trial = court(entity("topic:water"), *talks)
    at = Reading(model_of(trial), DAY)
    found = determining(VIEWS["topics"](), "topic:water", 3, at)
    assert not found.exact
    assert found.tried > MOST
