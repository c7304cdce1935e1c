"""What reads otherwise at one moment than at another: no more and no less than comparing every line of every view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ledgers import Ledger, sample
from legation.changes import Change, changes, differences
from legation.reading import Reading
from legation.stirring import Stirred
from legation.view import VIEWS
from models import SMALL, anywhere, law, model
from payloads import DAYS
from readings import TODAY, court, model_of, seen
from trial import REPORT, Trial, cited, entity, event, meeting, promise, retract, same, source

Told = tuple[str, str, str]
# Days around those that made-up ledgers speak of, and on which they are recorded.
_DAYS = {day for day in DAYS if len(day) == len("2022-03-10") and day[4] == "-"}
_AROUND = {
    "2021-05-09",
    "2022-12-31",
    "2024-06-30",
    "2024-07-01",
    "2024-07-02",
    "2024-07-17",
    "2024-09-01",
    "2025-03-01",
}
RECENT = sorted(_DAYS | _AROUND)


def told(trial: Trial, position: int | None = None, day: str = TODAY) -> set[Told]:
    """Return sign, view and key of what the last event changed, or the one at `position`."""
    of = model_of(trial)
    return signs(changes(of, day, position or of.size))


def signs(changed: Iterable[Change]) -> set[Told]:
    found = list(changed)
    assert len(found) == len({(change.view, change.key) for change in found})
    return {(change.sign, change.view, change.key) for change in found}


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

    def test_a_short_name_reaches_the_offices_that_begin_with_it(self) -> None:
        trial = court(entity("org:land", name="Freedonia"))
        trial.append(entity("org:court", parent="org:land"))
        trial.append(entity("office:bard", org="org:court", seats=1))
        trial.append(event("entity.named", entity="org:land", name="Free", use="short"))
        assert ("~", "offices", "office:bard") in told(trial)
        trial.append(retract(model_of(trial).fact(model_of(trial).size).id))
        assert ("~", "offices", "office:bard") in told(trial)

    def test_who_came_to_a_gathering_is_told_of_all_who_came_to_a_part_of_it(self) -> None:
        trial = court(meeting("eng:whole"), meeting("eng:part", parent="eng:whole"))
        trial.append(meeting("eng:part", hosts=["person:rufus"], evidence=[cited(2)]))
        trial.append(event("engagement.attended", engagement="eng:whole", participant="person:gloria"))
        lines = {key for sign, view, key in told(trial) if (sign, view) == ("+", "relations")}
        assert lines == {"person:gloria person:rufus", "person:rufus person:gloria"}

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
        whole = model_of(trial)
        before_and_after = signs(
            differences(
                Reading(whole, "1966-01-01", whole.size - 2), Reading(whole, "1966-01-01"), ["offices", "people"]
            )
        )
        assert ("~", "offices", "office:leader") in before_and_after
        assert ("~", "people", "person:old") in before_and_after


def everything(at: Reading) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the cells of every line of every view."""
    views = {name: VIEWS[name]() for name in VIEWS}
    return {(name, key): view.entry(key, at).cells for name, view in views.items() for key in view.keys(at)}


def apart(before: Reading, after: Reading) -> dict[tuple[str, str], Any]:
    """Return what differs between two moments, line by line."""
    old, new = everything(before), everything(after)
    return {at: (old.get(at), new.get(at)) for at in {*old, *new} if old.get(at) != new.get(at)}


def found(before: Reading, after: Reading) -> dict[tuple[str, str], Any]:
    """Return the same as it is told."""
    return {
        (change.view, change.key): (change.before and change.before.cells, change.after and change.after.cells)
        for change in differences(before, after)
    }


class TestTwoMoments:
    """Nothing is left out, and nothing told that is not so."""

    @law
    @given(SMALL, anywhere, st.sampled_from(RECENT))
    def test_one_event(self, ledger: Ledger, choice: int, day: str) -> None:
        whole = model(ledger.facts)
        after = Reading(whole, day, choice % (whole.size + 1))
        before = after.known(max(0, after.position - 1))
        assert found(before, after) == apart(before, after)

    @law
    @given(SMALL, anywhere, anywhere, st.sampled_from(RECENT))
    def test_two_positions(self, ledger: Ledger, one: int, other: int, day: str) -> None:
        whole = model(ledger.facts)
        before, after = (Reading(whole, day, choice % (whole.size + 1)) for choice in (one, other))
        assert found(before, after) == apart(before, after)

    @law
    @given(SMALL, anywhere, st.sampled_from(RECENT), st.sampled_from(RECENT))
    def test_two_days(self, ledger: Ledger, choice: int, one: str, other: str) -> None:
        whole = model(ledger.facts)
        before, after = (Reading(whole, day, choice % (whole.size + 1)) for day in (one, other))
        assert found(before, after) == apart(before, after)

    @law
    @given(SMALL, anywhere, anywhere, st.sampled_from(RECENT), st.sampled_from(RECENT))
    def test_both_clocks(self, ledger: Ledger, one: int, other: int, here: str, there: str) -> None:
        whole = model(ledger.facts)
        before = Reading(whole, here, one % (whole.size + 1))
        after = Reading(whole, there, other % (whole.size + 1))
        assert found(before, after) == apart(before, after)


def test_a_replay_tells_the_same_but_for_counts_and_what_follows() -> None:
    whole = model(sample(21, 30).facts)
    for position in range(1, whole.size + 1, 3):
        before, after = (Reading(whole, TODAY, p) for p in (position - 1, position))
        telling = {
            at: cells
            for at, cells in apart(before, after).items()
            if at[0] not in {"audit", "inbox"} and not only_counts(at[0], *cells)
        }
        told_of = {(change.view, change.key) for change in changes(whole, TODAY, position)}
        assert (position, told_of) == (position, set(telling))


def only_counts(view: str, old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> bool:
    if not (old and new):
        return False
    return all(a == b or column.tally for a, b, column in zip(old, new, VIEWS[view].columns, strict=True))


def test_a_whole_append_is_compared_with_what_was_known_before_it() -> None:
    trial = court()
    trial.append(meeting("eng:talks", id="talks"), promise("com:bridge"), retract("talks"))
    whole = model_of(trial)
    told_of = signs(differences(Reading(whole, TODAY, 7), Reading(whole, TODAY), ["calendar", "followups"]))
    assert told_of == {("+", "followups", "com:bridge")}


def test_the_rows_that_events_touched_are_named_by_projection() -> None:
    trial = court(seen("rufus", "2021", id="seen"), retract("seen"))
    whole = model_of(trial)

    def rows(position: int) -> set[tuple[str, str]]:
        return Stirred(Reading(whole, TODAY, position - 1), Reading(whole, TODAY, position)).rows()

    assert {("offices", "office:leader"), ("people", "person:rufus")} <= rows(8)
    assert rows(8) <= rows(9)
    assert ("audit", "9") in rows(9)
