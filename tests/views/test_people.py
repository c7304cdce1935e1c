"""People on the shelf: their office on the day, where they were last seen, and under which names."""

from __future__ import annotations

import pytest

from legation.row_source import RowSource
from legation.view import VIEWS
from readings import Trial, court, noted, reading, rows, seen
from trial import REPORT, Event, cited, entity, event, meeting, retract, same, source, visit

NAME, OFFICE, SEEN, MEETINGS, SRC = range(1, 6)


def person(trial: Trial, day: str, name: str = "Rufus Firefly") -> tuple[str, ...]:
    """Return the cells of one person."""
    return next(row for row in rows("people", reading(trial, day)) if row[NAME] == name)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2019-01-01", ("▒", "Leader of Freedonia", "")),
        ("2021-05-09", ("█", "Leader of Freedonia", "9 May 2021")),
        ("2021-12-01", ("█", "Leader of Freedonia", "9 May 2021")),
        ("2023-01-01", ("░", "Leader of Freedonia", "12 May 2022")),
    ],
)
def test_an_office_is_told_with_how_sure_that_is(day: str, told: tuple[str, str, str]) -> None:
    sign, _, office, last, *_ = person(court(seen("rufus", "2021-05-09"), seen("rufus", "2022-05-12")), day)
    assert (sign, office, last) == told


def test_who_was_succeeded_is_only_possible_in_between_and_in_no_office_after() -> None:
    trial = court(seen("rufus", "2021-05-09"), seen("gloria", "2022-05-12"))
    assert person(trial, "2022-01-01")[0] == "▒"
    assert person(trial, "2023-01-01")[:3] == ("·", "Rufus Firefly", "none known")


def test_a_former_holder_is_in_no_office() -> None:
    assert person(court(seen("rufus", "2021", state="former")), "2022-01-01")[:3] == (
        "·",
        "Rufus Firefly",
        "none known",
    )


def test_several_offices_are_named_the_surest_first_and_acting_is_said() -> None:
    trial = court(
        entity("office:treasurer", name="Treasurer"),
        seen("rufus", "2022-05-12", capacity="ad_interim"),
        seen("rufus", "2021-05-09", "treasurer"),
    )
    assert person(trial, "2022-05-12")[OFFICE] == "Leader of Freedonia (ad interim), Treasurer"
    told = VIEWS["people"]().why("person:rufus", reading(trial, "2022-05-12"))
    assert [verdict.partition(", ")[0].rpartition(": ")[0] for verdict in told.verdict[:1]] == [
        "Leader of Freedonia (ad interim)"
    ]
    assert (
        told.verdict[1]
        == "Treasurer: carried: last seen 9 May 2021, 1 year before this day. No source says when it ended."
    )


class TestMeetings:
    def count(self, *events: Event) -> str:
        return person(court(*events), "2024-07-17")[MEETINGS]

    def attended(self, **more: str) -> Event:
        return event("engagement.attended", engagement="eng:talks", participant="person:rufus", **more)

    def test_hosts_visitors_and_those_who_attended_were_there(self) -> None:
        hosted = meeting("eng:talks", when="2022-06-07", hosts=["person:rufus"])
        assert self.count(hosted, self.attended()) == "1"
        assert self.count(hosted, meeting("eng:more", when="2022-06-08", hosts=["person:rufus"])) == "2"
        assert self.count(meeting("eng:talks"), self.attended()) == "1"

    @pytest.mark.parametrize("presence", ["absent", "invited"])
    def test_who_stayed_away_was_not_there(self, presence: str) -> None:
        assert self.count(meeting("eng:talks"), self.attended(presence=presence)) == "0"
        assert self.count(meeting("eng:talks"), self.attended(presence=presence), self.attended()) == "1"

    def test_who_only_may_have_been_there_is_not_counted(self) -> None:
        doubtful = {
            **self.attended(),
            "data": {**self.attended()["data"], "evidence": [cited(2, certainty="possible")]},
        }
        assert self.count(meeting("eng:talks"), doubtful) == "0"

    def test_one_meeting_under_two_ids_counts_once(self) -> None:
        two = (meeting("eng:talks", hosts=["person:rufus"]), meeting("eng:other", hosts=["person:rufus"]))
        assert self.count(*two) == "2"
        assert self.count(*two, same("eng:talks", "eng:other")) == "1"


def test_one_person_under_two_ids_is_one_line_that_has_all_of_both() -> None:
    trial = court(
        seen("rufus", "2021-05-09"),
        meeting("eng:talks", when="2022-06-07", hosts=["person:vera"]),
        same("person:rufus", "person:vera", id="match"),
    )
    assert person(trial, "2021-05-09")[:5] == ("█", "Rufus Firefly", "Leader of Freedonia", "9 May 2021", "1")
    assert len(rows("people", reading(trial))) == 2
    trial.append(retract("match"))
    assert len(rows("people", reading(trial))) == 3
    assert person(trial, "2021-05-09")[MEETINGS] == "0"


def test_other_names_are_told_by_why_and_found_by_the_filter() -> None:
    trial = court(event("entity.named", entity="person:rufus", name="Jülius H.", use="alias"))
    at = reading(trial)
    assert "Also called Jülius H." in VIEWS["people"]().why("person:rufus", at).verdict
    assert RowSource(VIEWS["people"](), at, "julius").keys == ["person:rufus"]


def test_why_tells_offices_meetings_and_all_else_apart() -> None:
    trial = court(
        seen("rufus", "2021-05-09"),
        meeting("eng:talks", when="2022-06-07", hosts=["person:rufus"]),
        event("engagement.attended", engagement="eng:talks", participant="person:rufus", function="chair"),
        visit("eng:tour", hosts=["org:freedonia"]),
        event("position.voiced", holders=["person:rufus"], about=["org:freedonia"], stance="praises", summary="Hail."),
    )
    told = VIEWS["people"]().why("person:rufus", reading(trial))
    assert noted(told) == {"In office": [8], "At meetings and visits": [9, 10], "Also said": [5, 12]}
    assert told.verdict[-1] == "1 document agrees, 0 disagree."


def test_documents_that_name_a_person_are_counted() -> None:
    other = cited(1, document="doc:other", text=REPORT + b"more\n")
    trial = court(
        source("doc:other", REPORT + b"more\n"), seen("rufus", "2021"), seen("rufus", "2022", evidence=[other])
    )
    assert person(trial, "2024-07-17")[SRC] == "2"
    assert person(trial, "2024-07-17", "Vera Marcal")[SRC] == "0"
    told = VIEWS["people"]().why("person:rufus", reading(trial))
    assert told.verdict[-1] == "2 documents agree, 0 disagree; they are of one origin."


def test_who_was_entered_by_an_editor_alone_rests_on_no_document() -> None:
    told = VIEWS["people"]().why("person:vera", reading(court()))
    assert told.verdict == ("In no known office on this day.", "No document carries it; an editor’s reason does.")


def test_people_are_listed_by_name() -> None:
    trial = court(entity("person:z", name="Álvaro"), entity("person:a", name="zoe"))
    assert [row[NAME] for row in rows("people", reading(trial))] == [
        "Álvaro", "Gloria Teasdale", "Rufus Firefly", "Vera Marcal", "zoe",
    ]  # fmt: skip
