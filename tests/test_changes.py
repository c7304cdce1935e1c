"""What one event changes in the views: no more and no less than comparing every line before it and after it."""

from __future__ import annotations

from typing import Any

import pytest

from ledgers import sample, stored
from legation.changes import Change, affected, changes
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.view import VIEWS, View
from readings import TODAY, court, model_of, seen
from trial import REPORT, Trial, cited, entity, event, meeting, promise, retract, same, source

Told = tuple[str, str, str]


def told(trial: Trial, position: int | None = None, day: str = TODAY, since: int | None = None) -> set[Told]:
    """Return sign, view and key of what the last event changed, or the one at `position`."""
    model = model_of(trial)
    found = list(changes(model, day, position or model.size, since))
    assert len(found) == len({(change.view, key(change)) for change in found})
    return {(change.sign, change.view, key(change)) for change in found}


def key(change: Change) -> str:
    entry = change.after or change.before
    assert entry
    return entry.key


class TestOneEvent:
    def test_a_first_word_makes_lines_appear(self) -> None:
        assert told(court(meeting("eng:talks", hosts=["person:rufus"]))) == {
            ("+", "calendar", "eng:talks"),
            ("~", "people", "person:rufus"),
        }
        assert told(court(promise("com:bridge"))) == {("+", "followups", "com:bridge")}

    def test_a_second_word_changes_lines(self) -> None:
        trial = court(seen("rufus", "2021-05-09"))
        [office] = [change for change in changes(model_of(trial), TODAY, 8) if change.view == "offices"]
        assert (office.sign, office.title) == ("~", "Offices")
        assert office.before
        assert office.after
        assert [entry.cells[2] for entry in (office.before, office.after)] == ["nobody known", "Rufus Firefly"]

    def test_a_line_beside_another_appears_and_ends(self) -> None:
        trial = court(seen("vera", "2024-07-16", capacity="acting", id="acting"))
        assert {("−", "offices", "office:leader"), ("+", "offices", "office:leader acting")} <= told(trial)
        trial.append(retract("acting"))
        assert {("+", "offices", "office:leader"), ("−", "offices", "office:leader acting")} <= told(trial)

    def test_what_changes_no_line_on_the_day_is_not_told(self) -> None:
        trial = court(promise("com:bridge", on="2030"))
        assert told(trial, day="2029-12-31") == set()
        assert told(trial, day="2031-01-01") == {("+", "followups", "com:bridge")}

    def test_a_document_that_is_added_appears_but_is_not_told_of_each_time_it_is_cited(self) -> None:
        trial = court(source("doc:other", REPORT + b"more\n"))
        assert told(trial) == {("+", "sources", "doc:other")}
        trial.append(seen("rufus", "2021", evidence=[cited(1, document="doc:other", text=REPORT + b"more\n")]))
        assert "sources" not in {view for _, view, _ in told(trial)}


class TestTakingBack:
    def test_a_retraction_ends_what_nobody_else_told(self) -> None:
        trial = court(meeting("eng:talks", id="talks"), seen("rufus", "2021", id="seen"))
        trial.append(retract("talks"))
        assert told(trial) == {("−", "calendar", "eng:talks")}
        trial.append(retract("seen"))
        assert told(trial) == {("~", "offices", "office:leader"), ("~", "people", "person:rufus")}

    def test_a_retraction_taken_back_brings_the_lines_again(self) -> None:
        trial = court(meeting("eng:talks", id="talks"), retract("talks", id="strike"), retract("strike"))
        assert told(trial) == {("+", "calendar", "eng:talks")}
        [change] = changes(model_of(trial), TODAY, 10)
        assert change.after == VIEWS["calendar"]().entry("eng:talks", Reading(model_of(trial), TODAY, 8))


class TestIdentity:
    def test_a_match_ends_one_line_and_changes_all_that_showed_either(self) -> None:
        trial = court(seen("rufus", "2021"), seen("vera", "2021"), meeting("eng:talks", hosts=["person:vera"]))
        trial.append(same("person:rufus", "person:vera", id="match"))
        match = {
            ("−", "people", "person:vera"),
            ("~", "people", "person:rufus"),
            ("~", "offices", "office:leader"),
            ("~", "calendar", "eng:talks"),
            ("−", "entity", "person:vera"),
            ("~", "entity", "person:rufus"),
        }
        assert told(trial) == match
        trial.append(retract("match"))
        undone = {("+" if sign == "−" else sign, view, key) for sign, view, key in match}
        assert told(trial) == undone
        assert told(trial, 11) == match, "what an event changed does not depend on what came later"

    def test_meetings_that_are_one_become_one_line(self) -> None:
        trial = court(meeting("eng:talks", when="2021-05", hosts=["person:rufus"]),
                      meeting("eng:other", when="2021-05-09", hosts=["person:rufus"]),
                      same("eng:talks", "eng:other"))  # fmt: skip
        assert told(trial) == {
            ("−", "calendar", "eng:other"),
            ("~", "calendar", "eng:talks"),
            ("~", "people", "person:rufus"),
        }

    def test_a_word_about_an_id_that_was_given_up_changes_the_line_of_the_other(self) -> None:
        trial = court(meeting("eng:talks"), meeting("eng:other"), same("eng:talks", "eng:other"))
        trial.append(event("engagement.attended", engagement="eng:other", participant="person:vera"))
        assert told(trial) == {("~", "calendar", "eng:talks"), ("~", "people", "person:vera")}

    def test_that_two_are_distinct_changes_nothing(self) -> None:
        trial = court(event("entity.matched", entity="person:rufus", other="person:vera", verdict="distinct"))
        assert told(trial) == set()


class TestOthers:
    """Lines that rest on the rows of others."""

    def test_a_better_name_is_told_wherever_it_is_shown(self) -> None:
        trial = court(
            seen("rufus", "2021"), meeting("eng:talks", hosts=["person:rufus"]), promise("com:x", by=["person:rufus"])
        )
        trial.append(event("entity.named", entity="person:rufus", name="Rufus T. Firefly", use="official"))
        assert told(trial) == {
            ("~", "people", "person:rufus"),
            ("~", "offices", "office:leader"),
            ("~", "calendar", "eng:talks"),
            ("~", "followups", "com:x"),
            ("~", "entity", "person:rufus"),
        }

    def test_a_name_reaches_what_is_called_after_it(self) -> None:
        trial = court(meeting("eng:whole", title="Weak"), meeting("eng:part", parent="eng:whole"))
        trial.append(meeting("eng:whole", title="Yearly", evidence=[cited(2)]), entity("place:lake", name="Lake"))
        trial.append(meeting("eng:bare", place="place:lake"))
        trial.append(event("entity.named", entity="place:lake", name="Big Lake", use="official"))
        found = {change.view: change for change in changes(model_of(trial), TODAY, model_of(trial).size)}
        assert found.keys() == {"calendar", "places", "entity"}
        change = found["calendar"]
        assert change.after
        assert change.after.cells[2:4] == ("Meeting in Big Lake", "Big Lake")

    def test_a_successor_bounds_who_was_there_before(self) -> None:
        trial = court(seen("rufus", "2021-05-09"))
        trial.append(seen("gloria", "2023-01-01"))
        assert told(trial) == {
            ("~", "offices", "office:leader"),
            ("~", "people", "person:gloria"),
            ("~", "people", "person:rufus"),
        }

    def test_a_death_reaches_the_office_and_those_who_share_it(self) -> None:
        trial = court(entity("person:old", "birth", "Old Man"), seen("old", "1960"), seen("vera", "1980"))
        assert told(trial, day="1970-01-01") >= {("~", "people", "person:old")}
        trial.append(entity("person:old", name="Old Man", death="1965"), retract("birth"))
        before_and_after = told(trial, day="1966-01-01", since=model_of(trial).size - 2)
        assert ("~", "offices", "office:leader") in before_and_after
        assert ("~", "people", "person:old") in before_and_after


def compared(model: ReadModel, day: str, since: int, position: int) -> dict[tuple[str, str], Any]:
    """Return what differs between all lines of all views but the audit, before and after, one by one."""
    before, after = Reading(model, day, since), Reading(model, day, position)
    apart = {}
    for name in VIEWS:
        view = VIEWS[name]()
        if view.kinds and not view.follows:
            old, new = ({key: view.entry(key, at).cells for key in view.keys(at)} for at in (before, after))
            differ = {key for key in {*old, *new} if telling(view, old.get(key)) != telling(view, new.get(key))}
            apart |= {(name, key): (old.get(key), new.get(key)) for key in differ}
    return without_counts_of_citations(apart)


def telling(view: View, cells: tuple[str, ...] | None) -> list[str] | None:
    """Return the cells that count no events: only their change is told."""
    return cells and [cell for cell, column in zip(cells, view.columns, strict=True) if not column.tally]  # type: ignore[return-value]


def without_counts_of_citations(apart: dict[tuple[str, str], Any]) -> dict[tuple[str, str], Any]:
    """Leave out sources that neither came nor went: each citation changes them, and is not told as a change."""
    return {at: (was, is_) for at, (was, is_) in apart.items() if at[0] != "sources" or not (was and is_)}


@pytest.mark.parametrize("number", [21, 24])
def test_nothing_is_left_out_and_nothing_told_that_is_not_so(number: int) -> None:
    model = ReadModel(stored(sample(number, 30).facts))
    model.catch_up()
    for position in range(1, model.size + 1, 2):
        found = changes(model, TODAY, position)
        shown = {(c.view, key(c)): (c.before and c.before.cells, c.after and c.after.cells) for c in found}
        assert (position, without_counts_of_citations(shown)) == (
            position,
            compared(model, TODAY, position - 1, position),
        )


def test_a_whole_append_is_compared_with_what_was_known_before_it() -> None:
    trial = court()
    trial.append(meeting("eng:talks", id="talks"), promise("com:bridge"), retract("talks"))
    assert told(trial, since=7) == {("+", "followups", "com:bridge")}


def test_the_rows_an_event_affected_are_named_by_projection() -> None:
    trial = court(seen("rufus", "2021", id="seen"), retract("seen"))
    model = model_of(trial)
    assert {("offices", "office:leader"), ("people", "person:rufus")} <= affected(model, 8)
    assert affected(model, 8) <= affected(model, 9)
    assert ("audit", "9") in affected(model, 9)
