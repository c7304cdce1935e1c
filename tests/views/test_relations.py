"""Relations on the shelf: who met whom, and who only may have."""

from __future__ import annotations

from typing import Any

from legation.reading import Reading
from legation.view import VIEWS
from readings import court, noted, reading, rows, seen
from trial import Event, cited, event, meeting, retract

PERSON, WITH, TIMES, WHEN, LAST, SRC = range(1, 7)
ALL = (seen("rufus", "2021"), seen("gloria", "2021", "leader"), seen("vera", "2021", "leader"))


def came(who: str, eng: str = "eng:talks", id: str | None = None, **more: Any) -> Event:  # noqa: A002
    return event("engagement.attended", id, engagement=eng, participant=f"person:{who}", **more)


def talks(**more: Any) -> Event:
    return meeting("eng:talks", **{"title": "Talks", "when": "2022-03-10", **more})


def at(*events: Event, day: str = "2022-06-01") -> Reading:
    return reading(court(*ALL, *events), day)


def lines(*events: Event, day: str = "2022-06-01", of: str = "Rufus Firefly") -> list[tuple[str, ...]]:
    return [row for row in rows("relations", at(*events, day=day)) if row[PERSON] == of]


def test_who_was_at_one_meeting_met_and_each_sees_the_other() -> None:
    events = (talks(), came("rufus"), came("gloria"))
    assert lines(*events) == [("█", "Rufus Firefly", "Gloria Teasdale", "1", "10 Mar 2022", "Talks", "1")]
    assert lines(*events, of="Gloria Teasdale")[0][WITH] == "Rufus Firefly"


def test_a_host_met_who_came() -> None:
    assert lines(talks(hosts=["person:rufus"]), came("vera"))[0][WITH] == "Vera Marcal"


def test_nobody_met_before_the_day_of_the_meeting() -> None:
    assert lines(talks(), came("rufus"), came("gloria"), day="2022-03-09") == []


def test_who_was_invited_or_stayed_away_met_nobody() -> None:
    assert lines(talks(), came("rufus"), came("gloria", presence="invited"), came("vera", presence="absent")) == []


def test_a_presence_that_is_only_possible_is_a_possible_meeting() -> None:
    [line] = lines(talks(), came("rufus"), came("gloria", evidence=[cited(certainty="possible")]))
    assert (line[0], line[TIMES]) == ("▒", "1")


def test_a_meeting_that_may_lie_ahead_is_a_possible_meeting() -> None:
    [line] = lines(talks(when="2022-03"), came("rufus"), came("gloria"), day="2022-03-15")
    assert line[0] == "▒"


def test_parts_of_one_gathering_are_no_meeting() -> None:
    whole = meeting("eng:whole", title="Summit", when="2022-03")
    parts = [meeting(f"eng:{p}", title=p, when="2022-03-10", parent="eng:whole") for p in ("first", "second")]
    [line] = lines(whole, *parts, came("rufus", "eng:first"), came("vera", "eng:second"))
    assert (line[0], line[WITH], line[TIMES]) == ("·", "Vera Marcal", "")


def test_groups_are_nobody_one_met() -> None:
    group = event("engagement.attended", engagement="eng:talks", group={"label": "mayors"})
    assert lines(talks(), came("rufus"), group) == []


def test_the_one_met_most_often_comes_first() -> None:
    again = [talks(), meeting("eng:more", title="More", when="2022-04-10")]
    found = lines(
        *again, came("rufus"), came("vera"), came("gloria"), came("rufus", "eng:more"), came("vera", "eng:more")
    )
    assert [(line[WITH], line[TIMES], line[WHEN]) for line in found] == [
        ("Vera Marcal", "2", "10 Mar 2022, 10 Apr 2022"), ("Gloria Teasdale", "1", "10 Mar 2022"),
    ]  # fmt: skip


def test_a_month_finds_the_meetings_in_it() -> None:
    moment = at(talks(), came("rufus"), came("gloria"))
    assert len(rows("relations", moment, "mar 2022")) == 2
    assert rows("relations", moment, "apr 2022") == []


def test_a_retracted_attendance_undoes_the_meeting() -> None:
    assert lines(talks(), came("rufus"), came("gloria", id="g"), retract("g")) == []


def test_the_why_names_what_places_both_there() -> None:
    moment = at(talks(), came("rufus", id="r"), came("gloria", id="g"))
    view = VIEWS["relations"]()
    why = view.why("person:rufus person:gloria", moment)
    assert noted(why) == {"Met": [moment.model.event(id_).position for id_ in ("r", "g")]}  # type: ignore[union-attr]
    assert why.verdict[0] == "Both were at 1 meeting or visit by this day."


def test_the_page_of_a_person_lists_whom_they_met() -> None:
    view, moment = VIEWS["relations"](), at(talks(), came("rufus"), came("gloria"))
    assert [(name, [note.text for note in notes]) for name, notes in view.page("person:rufus", moment)] == [
        ("Gloria Teasdale", ["Talks"])
    ]


def test_accounts_that_disagree_whether_somebody_came_make_it_possible() -> None:
    absent = came("gloria", presence="absent", evidence=[cited(2)])
    [line] = lines(talks(), came("rufus"), came("gloria"), absent)
    assert line[0] == "▒"


def test_a_month_in_full_finds_the_meetings_in_it() -> None:
    moment = at(talks(), came("rufus"), came("gloria"))
    assert len(rows("relations", moment, "march 2022")) == 2
    assert rows("relations", moment, "april 2022") == []


def test_sure_and_possible_meetings_are_counted_apart() -> None:
    more = meeting("eng:more", title="More", when="2022-04-10")
    maybe = came("gloria", "eng:more", evidence=[cited(certainty="possible")])
    moment = at(talks(), more, came("rufus"), came("gloria"), came("rufus", "eng:more"), maybe)
    view = VIEWS["relations"]()
    assert view.entry("person:rufus person:gloria", moment).cells[TIMES] == "1"
    assert view.why("person:rufus person:gloria", moment).verdict[:2] == (
        "Both were at 1 meeting or visit by this day.", "Both may have been at 1 meeting or visit.",
    )  # fmt: skip


def test_an_invitation_is_no_evidence_of_a_meeting() -> None:
    invited = came("gloria", id="i", presence="invited", evidence=[cited(2)])
    moment = at(talks(), came("rufus", id="r"), came("gloria", id="g"), invited)
    named = VIEWS["relations"]().why("person:rufus person:gloria", moment).positions
    assert moment.model.event("i").position not in named  # type: ignore[union-attr]
