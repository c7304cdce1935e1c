"""Entities on the shelf: everything that has an id of its own, and on one page all that is known of it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ledgers import sample, stored
from legation import upcast
from legation.dossier import dossier, tells
from legation.event_type import names
from legation.fact import Fact
from legation.ids import ENTITY_KINDS, kind
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.row_source import RowSource
from legation.stores.files import Files
from legation.upcast import fact_of
from legation.view import VIEWS, Note
from readings import TODAY, Trial, court, nasty, reading, rows, seen
from trial import REPORT, Event, cited, entity, event, meeting, promise, retract, same, source

SHIPPED = Path(__file__).parents[2] / "events"
NAME, KIND, OTHERS, EVENTS, LAST, SRC = range(1, 7)
ENTITY = VIEWS["entity"]()


def line(trial: Trial, name: str, day: str = TODAY) -> tuple[str, ...]:
    """Return the cells of one thing."""
    return next(row for row in rows("entity", reading(trial, day)) if row[NAME] == name)


def page(trial: Trial, key: str, day: str = TODAY) -> dict[str, list[str]]:
    """Return what stands under each heading of a page."""
    told = ENTITY.page(key, reading(trial, day))
    return {heading: [note.text for note in notes] for heading, notes in told}


def said(by: str, about: str, **more: object) -> Event:
    return event("position.voiced", holders=[by], about=[about], stance="praises", summary="Hail.", **more)


class TestLines:
    def test_a_line_tells_kind_class_other_names_and_how_often_and_when_last_it_is_told_of(self) -> None:
        trial = court(
            entity("org:mfa", name="Ministry of Affairs", **{"class": "ministry"}),
            event("entity.named", entity="org:mfa", name="MoA", use="acronym"),
            meeting("eng:talks", when="2022-05-09", hosts=["org:mfa"]),
            meeting("eng:more", when="2023-01", parties=["org:mfa", "org:freedonia"]),
        )
        assert line(trial, "Ministry of Affairs") == (
            "█", "Ministry of Affairs", "organisation, ministry", "MoA", "4", "Jan 2023", "1",
        )  # fmt: skip
        assert line(trial, "Ministry of Affairs", "2022-12-01")[LAST] == "9 May 2022"
        assert line(trial, "Vera Marcal")[KIND:] == ("person", "", "1", "", "0")

    def test_plans_and_what_is_only_possible_are_not_when_it_was_last_told_of(self) -> None:
        plan = event("engagement.planned", engagement="eng:next", kind="talks", status="scheduled", when="2022-06-01",
                     hosts=["person:rufus"])  # fmt: skip
        doubtful = seen("rufus", "2023-01-01", evidence=[cited(certainty="possible")])
        assert line(court(seen("rufus", "2022-01-01"), plan, doubtful), "Rufus Firefly")[LAST] == "1 Jan 2022"

    def test_attributes_that_disagree_are_contested_and_places_within_each_other_do_not(self) -> None:
        trial = Trial(
            None,
            entity("place:land"),
            entity("place:town", within="place:land"),
            entity("org:a", name="Alliance", seat="place:land", **{"class": "alliance"}),
            entity("org:b", name="Pact", seat="place:town", **{"class": "alliance"}),
            same("org:a", "org:b"),
        )
        assert line(trial, "Alliance")[0] == "█"
        trial.append(entity("org:c", name="Forum", **{"class": "forum"}), same("org:a", "org:c"))
        assert line(trial, "Alliance")[:3] == ("≠", "Alliance", "organisation, alliance or forum")
        told = page(trial, "org:a")["On 17 Jul 2024"]
        assert told[:2] == ["≠ contested: alliance (#6, #7) or forum (#9)", "also entered as org:b and org:c"]

    def test_what_was_entered_only_as_possible_is_not_sure(self) -> None:
        evidence = [cited(certainty="possible")]
        trial = court(event("entity.registered", entity="topic:ghost", name="Ghost", attrs={}, evidence=evidence))
        entry = ENTITY.entry("topic:ghost", reading(trial))
        assert (entry.cells[0], entry.state, entry.sure) == ("▒", "possible", False)

    def test_meetings_and_promises_that_were_described_have_no_line(self) -> None:
        trial = court(
            meeting("eng:talks"), event("entity.described", entity="eng:talks", aspect="aim", detail="Peace.")
        )
        assert {kind(key) for key in ENTITY.keys(reading(trial))} <= set(ENTITY_KINDS)

    def test_other_names_and_former_ids_find_a_line(self) -> None:
        trial = court(event("entity.named", entity="person:rufus", name="Jülius H.", use="alias"),
                      same("person:vera", "person:gloria"))  # fmt: skip
        at = reading(trial)
        assert RowSource(ENTITY, at, "julius").keys == ["person:rufus"]
        assert RowSource(ENTITY, at, "person:gloria").keys == ["person:vera"]


class TestPages:
    def test_events_stand_under_headings_by_what_they_tell_and_by_the_part_the_thing_has_in_them(self) -> None:
        trial = court(
            seen("rufus", "2022-05-12"),
            meeting("eng:talks", title="Talks", when="2022-03-10", hosts=["person:rufus"]),
            said("person:rufus", "person:vera"),
            said("person:vera", "person:rufus"),
            said("person:vera", "org:freedonia", addressees=["person:rufus"]),
            promise("com:bridge", by=["person:rufus"], due_basis="stated", due="2030"),
            event("figure.reported", about="place:here", measure="bridges", unit="other", nature="observed", value="2",
                  evidence=[cited(voice="speaker", speaker="person:rufus")]),
            event("entity.described", entity="person:rufus", aspect="background", detail="Was a singer."),
        )  # fmt: skip
        told = page(trial, "person:rufus", "2022-06-01")
        assert told == {
            "On 1 Jun 2022": ["People: carried, office that day Leader of Freedonia, last seen 12 May 2022, met 1"],
            "Names and identifiers": ["entered as Rufus Firefly"],
            "Descriptions": ["background: Was a singer."],
            "Offices": ["seen in office: Leader of Freedonia"],
            "Meetings and visits": ["took place: Talks"],
            "Statements by this person": ["praises: Hail."],
            "Statements to this person": ["praises: Vera Marcal: Hail."],
            "Statements about this person": ["praises: Vera Marcal: Hail."],
            "Promises by this person": ["promised: A bridge · due 2030"],
            "Told by this person": ["figure: place:here: bridges 2"],
        }

    def test_ties_are_told_on_both_pages_and_so_is_what_was_entered_with_a_thing(self) -> None:
        trial = court(
            entity("org:club", name="Club", seat="place:here", **{"class": "forum"}),
            event("entity.related", entity="org:club", relation="part_of", other="org:freedonia", valid="2021/2022"),
        )
        tie = "Club part of org:freedonia (2021–2022)"
        assert page(trial, "org:club")["Ties"] == [tie]
        assert page(trial, "org:freedonia")["Ties"] == ["Leader of Freedonia, office of org:freedonia", tie]
        assert page(trial, "place:here")["Ties"] == ["Club, seat in place:here"]
        assert page(trial, "org:club")["Names and identifiers"] == ["entered as Club, forum, seat in place:here"]

    def test_what_became_of_its_promises_is_told_though_it_is_not_named_there(self) -> None:
        outcome = event("followup.updated", target="com:bridge", state="lapsed", on="2023-01-01")
        told = page(court(promise("com:bridge"), outcome), "org:freedonia")
        assert told["What became of promises and advice"] == ["lapsed: A bridge"]

    def test_who_was_at_a_meeting_was_there_on_its_days_in_the_order_of_time(self) -> None:
        came = [event("engagement.attended", engagement=f"eng:{day}", participant="person:vera") for day in "ab"]
        trial = court(meeting("eng:a", when="2023-02-01"), meeting("eng:b", when="2022-02-01"), *came)
        [notes] = [notes for heading, notes in ENTITY.page("person:vera", reading(trial)) if heading.startswith("Meet")]
        assert [(note.position, note.day) for note in notes] == [(11, "1 Feb 2022"), (10, "1 Feb 2023")]
        trial.append(meeting("eng:b", when="2022-03-01"))
        [notes] = [notes for heading, notes in ENTITY.page("person:vera", reading(trial)) if heading.startswith("Meet")]
        assert notes[0].day == "1 Feb 2022 or 1 Mar 2022 (contested)"

    def test_what_is_known_by_its_latest_day_stands_by_that_day(self) -> None:
        trial = court(seen("rufus", "2022-05-12"), seen("rufus", "[..2023-01-01]"), seen("rufus", "2021"))
        notes = dict(ENTITY.page("office:leader", reading(trial)))["Holders"]
        assert [note.day for note in notes] == ["2021", "12 May 2022", "by 1 Jan 2023"]

    def test_what_lies_after_the_day_stands_last_and_apart(self) -> None:
        trial = court(seen("rufus", "2022-05-12"), seen("rufus", "2021-05-09"),
                      event("engagement.planned", engagement="eng:next", kind="talks", status="scheduled",
                            on="2021-01-01", when="2023-01-01", hosts=["person:rufus"]))  # fmt: skip
        told = page(trial, "person:rufus", "2021-12-31")
        assert list(told)[-1] == "After 31 Dec 2021"
        assert told["After 31 Dec 2021"] == ["seen in office: Leader of Freedonia"]
        assert told["Meetings and visits"] == ["scheduled: Talks"]

    @pytest.mark.parametrize(
        ("evidence", "mark"),
        [
            ([cited()], ""),
            ([cited(voice="speaker", speaker="person:vera")], " · claimed by Vera Marcal"),
            ([cited(voice="speaker", speaker="person:vera"), cited(2)], ""),
            ([cited(voice="author")], " · claimed by the authors"),
            ([cited(certainty="possible")], " · possible"),
            ([cited(polarity="denied")], " · denied"),
            ([cited(stance="inferred", rule="opening-day", basis=[])], " · inferred (opening day)"),
        ],
    )
    def test_what_is_not_plainly_reported_says_why(self, evidence: list[Event], mark: str) -> None:
        told = page(court(seen("rufus", "2022-05-12", evidence=evidence)), "person:rufus")
        assert told["Offices"] == [f"seen in office: Leader of Freedonia{mark}"]

    def test_what_an_editor_holds_to_be_wrong_or_contradicted_says_by_which_event(self) -> None:
        trial = court(seen("rufus", "2022-05-12", id="one"), seen("rufus", "2022-06-12", id="two"),
                      seen("rufus", "2022-07-12", id="three"))  # fmt: skip
        trial.append(event("record.assessed", target="two", verdict="outweighs", other="one"),
                     event("record.assessed", target="two", verdict="contradicts", other="three"))  # fmt: skip
        told = page(trial, "person:rufus")["Offices"]
        assert [text.partition(" · ")[2] for text in told] == ["outweighed by #9", "≠ #10", "≠ #9"]
        trial.append(event("record.assessed", "judged", target="three", verdict="outweighs", other="two"))
        trial.append(retract("judged"))
        assert page(trial, "person:rufus")["Offices"] == told

    def test_an_event_type_nobody_thought_of_stands_under_its_family(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(upcast, "names", lambda: ("sanction.imposed", *names()))  # as if it were on the shelf
        data = {"by": ["org:freedonia"], "on": "2022", "target_of": "person:rufus"}
        fact = Fact(8, "new", "sanction.imposed", "person:rufus", "2024-07-17T12:00:00.000Z", "ana", "", data)
        earlier = [fact_of(line.entry) for line in court().store.read()]
        model = ReadModel(stored([*earlier, fact]))
        model.catch_up()
        at = Reading(model, TODAY)
        for key, heading in (
            ("person:rufus", "Sanction about this person"),
            ("org:freedonia", "Sanction by this organisation"),
        ):
            assert dict(ENTITY.page(key, at))[heading] == (Note("sanction imposed: Rufus Firefly", 8, "2022"),)

    def test_two_that_were_joined_have_one_page_and_the_judgement_stands_on_it(self) -> None:
        trial = court(seen("rufus", "2022"), seen("vera", "2021"), same("person:rufus", "person:vera"))
        told = page(trial, "person:rufus")
        assert told["Names and identifiers"] == ["entered as Rufus Firefly", "entered as Vera Marcal"]
        assert len(told["Offices"]) == 2
        assert "also entered as person:vera" in told["On 17 Jul 2024"]
        assert len(told["Judgements and corrections"]) == 1

    def test_what_was_taken_back_is_on_no_page_but_its_taking_back_is(self) -> None:
        trial = court(meeting("eng:talks", hosts=["person:vera"], id="talks"), retract("talks"))
        assert list(page(trial, "person:vera")) == ["On 17 Jul 2024", "Names and identifiers"]
        trial = court(seen("vera", "2022", id="seen"), retract("seen", reason="It never was."))
        assert page(trial, "office:leader")["Judgements and corrections"] == ["struck: #8: It never was."]


def shipped() -> ReadModel:
    model = ReadModel(Files.open(str(SHIPPED)))
    model.catch_up()
    return model


@cache
def readings() -> dict[str, Reading]:
    made_up = ReadModel(stored(sample(5, 80).facts))
    made_up.catch_up()
    whole = shipped()
    return {
        "shipped": Reading(whole, "2024-07-17"),
        "shipped, in 2022": Reading(whole, "2022-03-20"),
        "shipped, as known by 300": Reading(whole, "2022-03-20", 300),
        "made up": Reading(made_up, "2023-06-01"),
        "hostile": Reading(nasty(), "2023-06-01"),
    }


@pytest.mark.parametrize("at", readings().values(), ids=readings())
def test_every_event_that_names_a_thing_stands_on_its_page_once(at: Reading) -> None:
    keys = ENTITY.keys(at)
    assert keys
    for key in keys:
        told = Counter(note.position for _, notes in ENTITY.page(key, at) for note in notes if note.position)
        assert set(told.values()) <= {1}, key
        naming = {fact.position for fact in at.naming(key)}
        beside = [at.fact(position).type for position in told.keys() - naming]
        assert naming <= told.keys(), key
        assert set(beside) <= {"followup.updated"}, key
        assert all(note.text for _, notes in ENTITY.page(key, at) for note in notes)
        why = ENTITY.why(key, at)
        assert Counter(why.positions) == told, "why names the same events"
        assert int(ENTITY.entry(key, at).cells[EVENTS]) == sum(tells(at.fact(p)) for p in naming)


def test_every_part_has_a_heading_of_its_own() -> None:
    at = readings()["shipped"]
    for key in ENTITY.keys(at):
        headings = [part.heading for part in dossier(key, at)]
        assert len(set(headings)) == len(headings)
        assert not [heading for heading in headings if "{" in heading]


def test_src_counts_documents_whoever_they_are_from() -> None:
    other = cited(1, document="doc:other", text=REPORT + b"more\n")
    trial = court(
        source("doc:other", REPORT + b"more\n"), seen("rufus", "2021"), seen("rufus", "2022", evidence=[other])
    )
    assert line(trial, "Rufus Firefly")[SRC] == "2"
