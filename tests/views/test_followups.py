"""Follow-ups on the shelf: every state a promise can be in, and what would close it."""

from __future__ import annotations

from typing import Any

import pytest

from legation.view import VIEWS, Entry, Why
from readings import Trial, court, noted, reading, rows, seen
from trial import Event, cited, event, meeting, promise, retract

WHAT, BY, DUE, STATE, SRC = range(1, 6)


def promised(**more: Any) -> Event:
    return promise("com:bridge", on="2022-01-10", **{"due": "2022-06", "due_basis": "stated", **more})


def updated(state: str, on: str, id: str | None = None, **more: Any) -> Event:  # noqa: A002
    return event("followup.updated", id, target="com:bridge", state=state, on=on, **more)


def entry(day: str, *events: Event) -> Entry:
    return VIEWS["followups"]().entry("com:bridge", reading(court(*events), day))


def sign(day: str, *events: Event) -> tuple[str, str, str]:
    """Return sign, words and state of the promise."""
    told = entry(day, *events)
    return told.cells[0], told.cells[STATE], told.state


def why(day: str, *events: Event) -> Why:
    return VIEWS["followups"]().why("com:bridge", reading(court(*events), day))


def test_a_promise_is_not_listed_before_it_was_made() -> None:
    assert rows("followups", reading(court(promised()), "2022-01-09")) == []


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2022-01-10", ("○", "pending", "pending")),
        ("2022-06-01", ("◔", "due", "due")),
        ("2022-06-30", ("◔", "due", "due")),
        ("2022-07-01", ("!", "day passed", "day passed")),
    ],
)
def test_time_alone_makes_it_pending_due_and_passed(day: str, told: tuple[str, str, str]) -> None:
    assert sign(day, promised()) == told


@pytest.mark.parametrize("state", ["accepted", "noted", "in_progress", "partly_fulfilled"])
def test_progress_is_told_while_there_is_time_and_saves_no_day_that_passed(state: str) -> None:
    moved = updated(state, "2022-03-01")
    assert sign("2022-02-28", promised(), moved) == ("○", "pending", "pending")
    assert sign("2022-03-01", promised(), moved) == ("○", state.replace("_", " "), "pending")
    assert sign("2022-07-01", promised(), moved) == ("!", "day passed", "day passed")


@pytest.mark.parametrize("state", ["withdrawn", "lapsed", "rejected"])
def test_an_end_closes_it_for_good(state: str) -> None:
    ended = updated(state, "2022-03-01")
    assert sign("2022-03-01", promised(), ended) == sign("2030-01-01", promised(), ended) == ("−", state, "closed")


def test_what_was_fulfilled_is_done() -> None:
    assert sign("2022-07-01", promised(), updated("fulfilled", "2022-03-01")) == ("✓", "done", "done")


def test_what_was_superseded_is_closed_and_its_successor_is_open() -> None:
    better = promise("com:better", on="2022-05-01", summary="A better bridge")
    trial = court(promised(), better, updated("superseded", "2022-05-01", successor="com:better"))
    told = [(row[0], row[WHAT], row[STATE]) for row in rows("followups", reading(trial, "2022-07-01"))]
    assert told == [("−", "A bridge", "superseded"), ("○", "A better bridge", "pending")]


def test_a_new_date_moves_what_is_due() -> None:
    moved = updated("rescheduled", "2022-05-01", due="2022-12")
    assert entry("2022-04-30", promised(), moved).cells[DUE] == "Jun 2022"
    told = entry("2022-07-01", promised(), moved)
    assert (told.cells[DUE], told.state) == ("Dec 2022", "pending")


class TestOpenDates:
    """Where dates leave several states open, all are named, the most urgent first, and none is claimed."""

    def test_a_range_may_have_passed(self) -> None:
        told = promised(due="[2022-06..2022-08]")
        assert sign("2022-06-15", told) == ("?", "day passed, due or pending", "unclear")
        assert why("2022-06-15", told).verdict[:2] == (
            "Day passed, due or pending: the dates leave more than one open.",
            "Its day may have passed and no outcome is recorded. Silence is not failure.",
        )

    def test_an_outcome_known_to_the_month_is_unclear_inside_it(self) -> None:
        assert sign("2022-03-15", promised(), updated("fulfilled", "2022-03")) == ("?", "pending or done", "unclear")

    def test_two_ends_that_are_both_possible_still_close_it(self) -> None:
        ends = updated("withdrawn", "2022-03"), updated("lapsed", "2022-03", evidence=[cited(2)])
        assert sign("2022-03-31", promised(), *ends) == ("−", "lapsed or withdrawn", "closed")

    def test_a_date_that_is_itself_uncertain_makes_nothing_sure(self) -> None:
        about, plain = (entry("2022-07-01", promised(due=due)) for due in ("2022-06~", "2022-06"))
        assert (about.state, about.sure, plain.state, plain.sure) == ("day passed", False, "day passed", True)
        assert why("2022-07-01", promised(due="2022-06~")).verdict[0] == (
            "Day passed, by a date that is itself uncertain; no outcome is recorded. Silence is not failure."
        )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"due_basis": "none"}, "no day given"),
        ({"due_basis": "vague", "due_vague": "promptly"}, "soon, no day"),
        ({"due_basis": "vague", "due_vague": "soon"}, "soon, no day"),
        ({"due_basis": "vague", "due_vague": "coming_months"}, "in coming months"),
        ({"due_basis": "vague", "due_vague": "ongoing"}, "ongoing"),
        ({"due_basis": "stated", "due": "[2023-02,2024-02]"}, "Feb 2023 or Feb 2024"),
    ],
)
def test_a_vague_due_is_told_as_vaguely_and_never_passes(given: Event, told: str) -> None:
    line = entry("2023-01-01", promise("com:bridge", on="2022-01-10", **given))
    assert (line.cells[DUE], line.state) == (told, "pending")


def test_where_one_addressee_alone_got_it_each_is_told_of() -> None:
    given = promised(to=["person:rufus", "person:vera"]), updated("fulfilled", "2022-03-01", party="person:rufus")
    assert sign("2022-04-01", *given) == ("○", "partly fulfilled", "pending")
    assert {"Rufus Firefly: done.", "All others: pending."} <= set(why("2022-04-01", *given).verdict)


def test_a_group_that_promised_is_called_by_its_label() -> None:
    given = event("commitment.made", commitment="com:bridge", group={"label": "former envoys"}, action="meet",
                  summary="Meet again", strength="intends", due_basis="none")  # fmt: skip
    assert entry("2024-08-01", given).cells[BY] == "former envoys"
    assert (
        entry("2024-08-01", promised(by=["person:vera", "org:freedonia"])).cells[BY] == "Vera Marcal and org:freedonia"
    )


class TestWhy:
    @pytest.mark.parametrize(
        ("strength", "told"),
        [("agreed", "Agreed"), ("pledged", "Pledged"), ("intends", "Intended"), ("seeks", "Sought")],
    )
    def test_it_says_how_firmly_when_and_where_it_was_promised(self, strength: str, told: str) -> None:
        talks = meeting("eng:talks", title="Talks in the U.S.", when="2022-01-10")
        given = promised(strength=strength, engagement="eng:talks")
        assert f"{told} 10 Jan 2022, at Talks in the U.S., by org:freedonia." in why("2022-02-01", talks, given).verdict

    def test_silence_is_said_not_to_be_failure(self) -> None:
        told = why("2022-07-01", promised())
        assert told.verdict[0] == "Day passed; no outcome is recorded. Silence is not failure."

    def test_it_says_what_would_close_it(self) -> None:
        [note] = dict(why("2022-02-01", promised()).sections)["What would close it"]
        assert note.text == "An account that it was done in Jun 2022, or a word that it was dropped. None is recorded."

    def test_what_is_closed_needs_no_more_to_close(self) -> None:
        for state in ("fulfilled", "withdrawn"):
            told = why("2022-07-01", promised(), updated(state, "2022-03-01"))
            assert not dict(told.sections)["What would close it"]
            assert not [sentence for sentence in told.verdict if "passed" in sentence]

    def test_the_events_it_was_inferred_from_are_named_while_they_count(self) -> None:
        inferred = [cited(2, stance="inferred", rule="tenure-bounds", basis=["seen"])]
        given = promised(due_basis="inferred", evidence=inferred)
        trial = court(seen("rufus", "2021-05-09", id="seen"), given)
        view = VIEWS["followups"]()
        told = view.why("com:bridge", reading(trial, "2022-02-01"))
        assert noted(told) == {"Because": [9], "How its day is known": [8]}
        assert "Due Jun 2022 · inferred." in told.verdict
        trial.append(retract("seen"))
        assert noted(view.why("com:bridge", reading(trial, "2022-02-01"))) == {"Because": [9]}


def test_what_is_due_first_stands_first_and_what_has_no_day_last() -> None:
    def due(name: str, **more: Any) -> Event:
        return promise(f"com:{name}", on="2022-01-10", summary=name, **more)

    trial = court(
        due("never"),
        due("late", due="2024", due_basis="stated"),
        due("early", due="2023-05", due_basis="stated"),
        due("moved", due="2022-02", due_basis="stated"),
        event("followup.updated", target="com:moved", state="rescheduled", on="2022-02-01", due="2023-09"),
    )
    told = rows("followups", reading(trial, "2022-03-01"))
    assert [row[WHAT] for row in told] == ["early", "moved", "late", "never"]


def test_a_retracted_promise_is_gone_and_a_retracted_outcome_opens_it_again() -> None:
    trial: Trial = court(promised(id="made"), updated("fulfilled", "2022-03-01", id="done"))
    trial.append(retract("done"))
    assert rows("followups", reading(trial, "2022-07-01"))[0][STATE] == "day passed"
    assert rows("followups", reading(trial, "2022-07-01", 9))[0][STATE] == "done"
    trial.append(retract("made"))
    assert rows("followups", reading(trial, "2022-07-01")) == []
