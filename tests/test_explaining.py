"""Why, whole: what came of a line's events, what it said before, and to those who stood on the day."""

from __future__ import annotations

from datetime import UTC, datetime

from legation.explaining import explained
from legation.view import VIEWS, Why
from readings import Trial, court, noted, reading, seen
from trial import cited, event, meeting, promise, retract

OFFICE = "office:leader"


def why(trial: Trial, day: str, view: str = "offices", key: str = OFFICE) -> Why:
    return explained(VIEWS[view](), key, reading(trial, day))


def texts(told: Why, heading: str) -> list[str]:
    return [note.text for note in dict(told.sections).get(heading, ())]


def test_what_was_inferred_from_an_event_or_judges_it_came_of_it() -> None:
    trial = court(
        seen("rufus", "2021-05-09", id="seen"),
        promise("com:b", on="2022-01-10", evidence=[cited(2, stance="inferred", rule="opening-day", basis=["seen"])]),
        event("record.assessed", "judged", target="seen", verdict="corroborates", reason="Seen."),
    )
    assert {9, 10} >= set(noted(why(trial, "2021-05-09")).get("What came of it", [])) > set()


def test_a_struck_event_and_its_retraction_came_of_nothing_that_counts() -> None:
    trial = court(seen("rufus", "2021-05-09"), seen("vera", "2021-06-01", id="wrong"), retract("wrong"))
    assert "What came of it" not in noted(why(trial, "2021-05-09"))


def test_a_doubt_says_what_would_settle_it_and_a_sure_line_has_none() -> None:
    trial = court(seen("rufus", "2021-05-09"))
    assert texts(why(trial, "2022-01-01"), "What would settle it") == [
        "A source that sees the person there later, or tells of the end."
    ]
    assert texts(why(trial, "2021-05-09"), "What would settle it") == []


def test_what_it_said_before_names_the_event_that_changed_it_and_counts_of_sources_are_no_change() -> None:
    trial = court(seen("rufus", "2021-05-09"), seen("vera", "2022-05-09"))
    told = why(trial, "2022-05-09")
    assert texts(told, "What it said before")[0] == "Rufus Firefly · carried · 9 May 2021, until:"
    assert noted(told)["What it said before"] == [9]


class TestKnownByThatDay:
    def late(self) -> Trial:
        trial = court(seen("rufus", "2021-05-09"))
        trial.clock = lambda: datetime(2024, 8, 20, 12, tzinfo=UTC)
        trial.append(seen("vera", "2024-07-20"))
        return trial

    def test_a_line_that_read_otherwise_then_says_how_and_leads_there(self) -> None:
        told = why(self.late(), "2024-07-30")
        [note] = dict(told.sections)["Known by that day this row read"]
        assert note.text == "░ Rufus Firefly, 9 May 2021"
        assert note.moment == "2024-07-30@8"

    def test_where_nothing_was_recorded_since_nothing_is_said(self) -> None:
        assert not texts(why(self.late(), "2024-08-30"), "Known by that day this row read")

    def test_a_line_that_was_not_there_says_so(self) -> None:
        trial = court()
        trial.clock = lambda: datetime(2024, 8, 20, 12, tzinfo=UTC)
        trial.append(meeting("eng:talks", when="2024-07-20"))
        told = why(trial, "2024-07-30", "calendar", "eng:talks")
        assert texts(told, "Known by that day this row read") == ["not there yet"]
