"""To judge, on the shelf: what opens a question, what settles it, and what brings it back."""

from __future__ import annotations

import pytest

from console import Console, lines
from legation.reading import Reading
from legation.view import VIEWS
from readings import TODAY, court, noted, reading, rows, seen
from trial import Event, cited, entity, event, meeting, promise, retract, same

WHAT, WHY, SINCE, SRC = range(1, 5)


def at(*events: Event, day: str = TODAY) -> Reading:
    return reading(court(*events), day)


def open_(*events: Event, day: str = TODAY) -> list[tuple[str, ...]]:
    """Return sign, question and reason of each open question."""
    return [row[:3] for row in rows("inbox", at(*events, day=day))]


def judged(verdict: str, id: str = "judged", target: str = "one", other: str = "two") -> Event:  # noqa: A002
    return event("record.assessed", id, target=target, verdict=verdict, other=other)


def dates(one: str = "2022-03-10", two: str = "2022-04-10") -> tuple[Event, Event]:
    return (meeting("eng:m", "one", title="Parley", when=one), meeting("eng:m", "two", when=two, evidence=[cited(2)]))


CONTEST = ("≠", "Parley, its day: 10 Mar 2022 or 10 Apr 2022", "values disagree")


def test_a_sound_ledger_leaves_nothing_to_judge() -> None:
    assert open_(meeting("eng:m", when="2022-03-10")) == []


def test_dates_that_exclude_each_other_are_open_and_those_that_narrow_are_not() -> None:
    assert open_(*dates()) == [CONTEST]
    assert open_(*dates(two="2022-03")) == []


@pytest.mark.parametrize(
    ("events", "question"),
    [
        ((meeting("eng:m", title="Parley", level="leaders"), meeting("eng:m", level="working", evidence=[cited(2)])),
         "Parley, level: leaders or working"),
        ((promise("com:b", strength="agreed"), promise("com:b", strength="seeks", evidence=[cited(2)])),
         "A bridge, strength: agreed or seeks"),
        ((event("body.established", body="org:freedonia", act="founded", on="2021"),
          event("body.restored", body="org:freedonia", on="2021")), "org:freedonia: founded or restored"),
    ],
)  # fmt: skip
def test_a_field_with_two_values_is_open(events: tuple[Event, ...], question: str) -> None:
    assert [(sign, what) for sign, what, _ in open_(*events)] == [("≠", question)]


def test_two_towns_contest_each_other_and_a_town_in_its_land_does_not() -> None:
    land = [entity("place:land", name="Land"), entity("place:town", name="Town", within="place:land")]
    there = [meeting("eng:m", title="Parley", place=place, evidence=[cited(line)])
             for line, place in ((1, "place:land"), (2, "place:town"), (3, "place:here"))]  # fmt: skip
    assert open_(*land, *there[:2]) == []
    assert open_(*land, *there) == [("≠", "Parley, place: Land, Town or place:here", "values disagree")]


def test_registrations_that_disagree_are_open() -> None:
    clubs = [entity(f"org:{name}", name=name, **{"class": class_}) for name, class_ in (("a", "bank"), ("b", "forum"))]
    assert open_(*clubs) == []
    assert open_(*clubs, same("org:a", "org:b")) == [("≠", "a, class: bank or forum", "values disagree")]


def test_registrations_that_place_a_thing_in_a_land_and_in_its_town_agree() -> None:
    land = [entity("place:land", name="Land"), entity("place:town", name="Town", within="place:land")]
    clubs = [entity("org:a", name="a", seat="place:land"), entity("org:b", name="b", seat="place:town")]
    assert open_(*land, *clubs, same("org:a", "org:b")) == []


def test_a_number_in_a_name_is_no_evidence() -> None:
    halls = [entity("place:a", name="Hall #1"), entity("place:b", name="Hall #2")]
    days = [meeting(f"eng:{x}", when="2021-05-09", place=f"place:{x}") for x in "ab"]
    came = [event("engagement.attended", engagement=f"eng:{x}", participant="person:vera") for x in "ab"]
    now = at(*halls, *days, *came)
    [key] = [key for key in VIEWS["inbox"]().keys(now) if key.startswith("person:vera")]
    entry = VIEWS["inbox"]().entry(key, now)
    assert "Hall #1" in entry.cells[WHAT]
    assert {now.fact(p).type for p in entry.at} == {"meeting.held", "engagement.attended"}


def test_what_is_denied_contests_its_twin() -> None:
    denied = meeting("eng:m", when="2022-03-10", evidence=[cited(2, polarity="denied")])
    assert ("≠", "Parley, its day: 10 Mar 2022", "values disagree") in open_(dates()[0], denied)


def test_preferring_one_settles_it_and_striking_the_judgement_brings_it_back() -> None:
    assert open_(*dates(), judged("outweighs")) == []
    assert open_(*dates(), judged("outweighs"), retract("judged")) == [CONTEST]
    assert rows("calendar", at(*dates(), judged("outweighs")))[0][1] == "10 Mar 2022"


@pytest.mark.parametrize("verdict", ["contradicts", "refines"])
def test_a_judgement_that_prefers_none_leaves_it_noted(verdict: str) -> None:
    told = open_(*dates(), judged(verdict))
    assert {sign for sign, _, _ in told} == {"·"}
    assert CONTEST[1] in {what for _, what, _ in told}
    assert open_(*dates(), judged(verdict), retract("judged")) == [CONTEST]


def test_retracting_one_settles_it() -> None:
    assert open_(*dates(), retract("two")) == []
    assert open_(*dates(), retract("two", id="r"), retract("r")) == [CONTEST]


def test_two_statements_that_an_editor_finds_in_conflict_are_noted() -> None:
    on_it = {"holders": ["person:vera"], "about": ["org:freedonia"], "stance": "warns"}
    said = [event("position.voiced", id_, summary=text, **on_it) for id_, text in (("one", "Yes."), ("two", "No."))]
    assert open_(*said) == []
    [(sign, what, why)] = open_(*said, judged("contradicts"))
    assert (sign, why) == ("·", "an editor finds them in conflict")
    assert what.startswith("Vera Marcal: Yes. (#")


def test_a_reading_that_is_only_possible_is_unclear_until_it_is_struck() -> None:
    doubtful = event("engagement.attended", "came", engagement="eng:m", participant="person:vera",
                     evidence=[cited(certainty="possible")])  # fmt: skip
    held = meeting("eng:m", title="Parley", when="2022-03-10")
    assert open_(held, doubtful) == [("?", "took part: Vera Marcal, Parley", "reading unclear")]
    assert open_(held, doubtful, retract("came")) == []


def test_a_warning_is_open_and_no_second_line_for_what_is_contested_already() -> None:
    restored = event("body.restored", body="org:freedonia", on="2021")
    assert open_(restored) == [("!", "org:freedonia: restored 2021 without a recorded stop", "a stop missing")]
    founded = event("body.established", body="org:freedonia", act="founded", on="2021")
    assert [row[0] for row in open_(founded, restored)] == ["≠"]


def test_two_holders_of_one_seat_are_one_line() -> None:
    told = open_(seen("rufus", "2022-05-01/2022-05-31"), seen("vera", "2022-05-10/2022-05-20"))
    assert [(sign, why) for sign, _, why in told] == [("≠", "one seat, two")]


def test_a_due_day_opens_a_question_when_it_has_passed() -> None:
    due = promise("com:b", on="2022-01-10", due="2022-06", due_basis="stated")
    assert open_(due, day="2022-06-30") == []
    assert [row[2] for row in open_(due, day="2022-07-01")] == ["no outcome"]


def test_the_why_sets_the_values_side_by_side_with_what_would_settle_it() -> None:
    moment = at(*dates())
    view = VIEWS["inbox"]()
    (key,) = view.keys(moment)
    why = view.why(key, moment)
    one, two = (moment.model.event(id_).position for id_ in ("one", "two"))  # type: ignore[union-attr]
    assert noted(why) == {"A  10 Mar 2022": [one], "B  10 Apr 2022": [two]}
    assert why.verdict[1:] == (
        "Same document, so this is 1 source against itself.", "Views show: ≠ 10 Mar 2022 or 10 Apr 2022."
    )  # fmt: skip
    how = [note.text for note in dict(why.sections)["How to settle it"]]
    assert how[0] == "c judge: A · B · both"
    assert f"legation assess {one} {two} --verdict outweighs" in how[2]


def test_the_oldest_question_comes_first() -> None:
    trial = court(*dates())
    trial.append(event("body.restored", body="org:freedonia", on="2021"))
    told = rows("inbox", reading(trial))
    assert [row[0] for row in told] == ["≠", "!"] or told[0][SINCE] == told[1][SINCE]


def test_a_trial_tells_which_question_an_append_would_open(run: Console) -> None:
    run.begin(dates()[0])
    told = run("append", "--dry-run", given=lines(dates()[1])).out
    assert f"  + To judge: ≠ · {CONTEST[1]} · values disagree" in told
    run.append(dates()[1])
    told = run("append", "--dry-run", given=lines(judged("outweighs"))).out
    assert f"  − To judge: ≠ · {CONTEST[1]} · values disagree" in told
