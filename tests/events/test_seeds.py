"""The thirty contradictions and oddities of domain.md 12.3, each on the events themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from legation.dates import parse
from legation.fact import Fact
from legation.projections.agreements import history
from legation.projections.bodies import contested, standing
from legation.projections.engagements import when
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.supporting import support
from legation.view import VIEWS, Entry
from legation.warning import warnings

NUMBERS = {
    "004": "doc:convocation-2021",
    "003": "doc:bilateral-report-2022-h1",
    "000": "doc:rec-2024",
    "002": "doc:migration-talks",
    "001": "doc:blinken-barcena-2024-07",
}
TODAY = "2024-07-17"


@pytest.fixture(scope="module")
def at(model: ReadModel) -> Reading:
    return Reading(model, TODAY)


def told(facts: Iterable[Fact], place: str, *types: str) -> list[Fact]:
    """Return the facts of some types that cite a line, given as `003:40`."""
    number, _, line = place.partition(":")
    return [
        f for f in facts if f.type in types and any(
            piece["document"] == NUMBERS[number] and piece["lines"][0] <= int(line) <= piece["lines"][1]
            for piece in f.data.get("evidence", ())
        )
    ]  # fmt: skip


def cites(at: Reading, positions: Iterable[int]) -> set[str]:
    """Return the lines that some events cite, as `003:40`."""
    numbers = {document: number for number, document in NUMBERS.items()}
    return {
        f"{numbers[piece['document']]}:{line}"
        for p in positions for piece in at.fact(p).data.get("evidence", ())
        for line in range(piece["lines"][0], piece["lines"][1] + 1)
    }  # fmt: skip


def line(at: Reading, view: str, key: str) -> Entry:
    return VIEWS[view]().entry(key, at)


def names(facts: Iterable[Fact], entity: str) -> dict[str, str]:
    """Return every name of an entity, with its use; the one it was registered by has none."""
    about = [f for f in facts if f.subject == entity and f.type in {"entity.registered", "entity.named"}]
    return {f.data["name"]: f.data.get("use", "") for f in about}


def codes(at: Reading, id_: str) -> set[str]:
    return {fault.code for fault in warnings(at) if fault.field == id_}


def pieces(fact: Fact) -> list[dict[str, Any]]:
    return list(fact.data["evidence"])


def test_01_the_security_dialogue_is_both_restored_and_new(at: Reading) -> None:
    row: Any = at.row("bodies", "org:high-level-security-dialogue")
    assert {"004:140", "004:467"} <= cites(at, contested(row))
    entry = line(at, "agreements", "org:high-level-security-dialogue")
    assert (entry.cells[0], entry.state) == ("≠", "contested")


def test_02_the_framework_has_three_acts_and_no_contest(at: Reading) -> None:
    row: Any = at.row("agreements", "agreement:bicentennial-framework")
    acts = {step.value["act"]: step.on.text for step in history(row)}
    assert acts == {"launched": "2021-10", "signed": "2021", "announced": "2021"}
    assert line(at, "agreements", "agreement:bicentennial-framework").state != "contested"


def test_03_a_plan_is_out_and_still_being_worked_on(at: Reading, facts: list[Fact]) -> None:
    assert line(at, "agreements", "agreement:action-plan-2022-2024").state != "contested"
    (status,) = told(facts, "004:471", "entity.described")
    assert (status.subject, status.data["aspect"]) == ("agreement:bicentennial-framework", "status")


def test_04_the_thirty_fifth_gathering_should_be_the_thirty_sixth(at: Reading) -> None:
    (odd,) = [fault for fault in warnings(at) if fault.code == "W9"]
    assert (odd.field, odd.expected) == ("series:rec", "number 36")


def test_05_a_past_tense_is_no_date(facts: list[Fact]) -> None:
    (months,) = told(facts, "000:14", "figure.reported")
    assert (months.data["value"], months.data["period"]) == ("9", "2024-01-08")
    assert "tense" in months.data["note"]


@pytest.mark.parametrize(
    ("engagement", "date"),
    [
        ("eng:velasco-chicago-2022-02", "/2022-02-16"),
        ("eng:ebrard-los-angeles-2022-03", "/2022-03-08"),
        ("eng:velasco-washington-2022-03", "2022-03-10/2022-03-12"),
    ],
)
def test_06_a_heading_gives_the_last_day_of_a_stay(at: Reading, engagement: str, date: str) -> None:
    row: Any = at.row("engagements", engagement)
    assert when(row).value == date


def test_07_who_rejects_the_measures_is_only_possible(facts: list[Fact]) -> None:
    (rejects,) = [f for f in told(facts, "002:19", "position.voiced") if f.data["stance"] == "rejects"]
    assert [piece["certainty"] for piece in pieces(rejects)] == ["possible"]


def test_08_a_caption_attests_an_office_and_attends_nothing(at: Reading, facts: list[Fact]) -> None:
    (attested,) = told(facts, "001:4", "role.attested")
    assert (attested.data["person"], pieces(attested)[0]["voice"]) == ("person:elizabeth-konick", "caption")
    assert at.keys_under("attendance", "person:elizabeth-konick") == []


@pytest.mark.parametrize("office", ["us-under-secretary-labor", "us-deputy-homeland-security-secretary"])
def test_09_a_title_told_by_one_document_is_not_corroborated(at: Reading, office: str) -> None:
    (lane, *_) = [key for key in VIEWS["offices"]().lines(f"office:{office}", at) if line(at, "offices", key).at]
    assert support(at, line(at, "offices", lane).at) == (1, 1)


def test_10_a_remark_about_all_leaders_is_no_attendance(facts: list[Fact]) -> None:
    assert told(facts, "003:48", "engagement.attended") == []
    assert "composition" in {f.data["aspect"] for f in told(facts, "003:48", "entity.described")}


def test_11_the_president_may_have_been_at_the_earlier_round(facts: list[Fact]) -> None:
    president = "person:andres-manuel-lopez-obrador"
    came = [f for f in facts if f.type == "engagement.attended" and f.data.get("participant") == president
            and f.subject.startswith("eng:migration-talks")]  # fmt: skip
    assert [(f.subject, pieces(f)[0]["certainty"]) for f in came] == [("eng:migration-talks-december", "possible")]


def test_12_the_climate_envoy_has_one_office_under_two_titles(facts: list[Fact]) -> None:
    kerry = {f.data["office"] for f in facts if f.data.get("person") == "person:john-kerry"}
    assert kerry == {"office:us-climate-envoy"}
    assert names(facts, "office:us-climate-envoy")["Special Presidential Envoy for Climate Change"] == "variant"


def test_13_one_office_and_one_ministry_under_two_names(facts: list[Fact]) -> None:
    velasco = {f.data["office"] for f in facts if f.data.get("person") == "person:roberto-velasco"}
    assert velasco == {"office:mx-chief-officer-north-america"}
    assert "Chief Officer for the North America Unit" in names(facts, "office:mx-chief-officer-north-america")
    assert "Mexican Secretariat of Foreign Affairs" in names(facts, "org:mx-foreign-ministry")


def test_14_one_ministers_office_under_many_titles(facts: list[Fact]) -> None:
    assert {"Foreign Minister", "Secretary of Foreign Affairs", "Foreign Secretary"} <= set(
        names(facts, "office:mx-foreign-secretary")
    )


def test_15_a_surname_more_or_less_is_the_same_person(facts: list[Fact]) -> None:
    assert "Esteban Moctezuma" in names(facts, "person:esteban-moctezuma")
    assert {"Ken Salazar", "Kenneth Salazar"} <= set(names(facts, "person:ken-salazar"))
    people = {f.subject for f in facts if f.type == "entity.registered" and f.subject.startswith("person:")}
    assert len([p for p in people if "salazar" in p or "moctezuma" in p]) == 2


def test_16_three_spellings_of_one_visa(facts: list[Fact]) -> None:
    assert {"H-2A", "H2-A", "H2A"} <= set(names(facts, "programme:h-2a-visa"))
    visas = [f.subject for f in facts if f.type == "entity.registered" and "2a" in f.subject]
    assert visas == ["programme:h-2a-visa"]


def test_17_two_meetings_of_one_day_in_one_ministry(at: Reading) -> None:
    entries = [line(at, "calendar", key) for key in VIEWS["calendar"]().keys(at)]
    assert [entry.cells[1] for entry in entries].count("27 Apr 2022") == 2
    assert [fault for fault in warnings(at) if fault.code == "W5"] == []


def test_18_a_sentence_told_twice_has_one_origin(at: Reading, facts: list[Fact]) -> None:
    twice = {f.position for place in ("003:3", "003:39") for f in told(facts, place, "entity.described")
             if f.subject == "agreement:bicentennial-framework"}  # fmt: skip
    assert {"003:3", "003:39"} <= cites(at, twice)
    assert support(at, twice) == (1, 1)


def test_19_the_economic_dialogue_was_restored_without_a_recorded_stop(at: Reading, model: ReadModel) -> None:
    assert "W7" in codes(at, "org:high-level-economic-dialogue")
    row: Any = at.row("bodies", "org:high-level-economic-dialogue")
    assert standing(row, "2018-06-01").states == {"active", "stopped"}
    assert standing(row, "2021-12-31").states == {"active"}


@pytest.mark.parametrize("place", ["003:13", "003:22", "004:647"])
def test_20_days_without_a_year_are_inferred(facts: list[Fact], place: str) -> None:
    dated = [f for f in told(facts, place, "meeting.held", "visit.made") if "when" in f.data]
    assert dated
    # A heading prints the year; where only the body tells of the day, the year is concluded.
    alone = [f for f in dated if all(piece["voice"] != "heading" for piece in pieces(f))]
    assert alone
    assert all(any(piece["stance"] == "inferred" for piece in pieces(f)) for f in alone)


@pytest.mark.parametrize("place", ["004:177", "004:484"])
def test_21_this_year_and_the_past_year_are_inferred(facts: list[Fact], place: str) -> None:
    found = [f for f in told(facts, place, "engagement.planned", "figure.reported")
             if any(piece.get("rule") == "relative-year" for piece in pieces(f))]  # fmt: skip
    assert found
    assert {parse(f.data.get("when") or f.data["period"]).e_hi for f in found} == {"2022-12-31"}


def test_22_more_than_a_dozen_in_all_and_twelve_at_first(at: Reading, facts: list[Fact]) -> None:
    (twelve,) = told(facts, "004:7", "engagement.attended")
    assert twelve.data["group"]["count"] == 12
    assert "composition" in {f.data["aspect"] for f in told(facts, "004:3", "entity.described")}
    assert codes(at, "eng:convocation-2020") == set()


def test_23_a_sentence_against_its_sense_is_only_possible(facts: list[Fact]) -> None:
    about = [f for f in told(facts, "004:305", "position.voiced") if "agreement:build-back-better" in f.data["about"]]
    sure, odd = sorted(about, key=lambda f: "note" in f.data)
    assert [piece.get("certainty") for f in (sure, odd) for piece in pieces(f)] == [None, "possible"]
    assert "negation" in odd.data["note"]


def test_24_more_sharing_is_advised_on_a_condition(at: Reading, facts: list[Fact]) -> None:
    (advice,) = told(facts, "004:521", "recommendation.made")
    (condition,) = told(facts, "004:523", "position.voiced")
    assert (advice.data["strength"], condition.data["stance"]) == ("should", "warns")
    assert not [fault for fault in warnings(at) if fault.field in {advice.subject, condition.subject}]


def test_25_the_same_remark_twice_has_one_origin(at: Reading, facts: list[Fact]) -> None:
    twice = [f.position for place in ("004:330", "004:441") for f in told(facts, place, "position.voiced")
             if "topic:work-visas" in f.data["about"]]  # fmt: skip
    assert len(twice) == 2
    assert support(at, twice) == (1, 1)


def test_26_a_visa_may_keep_the_name_of_what_was_replaced(at: Reading, facts: list[Fact]) -> None:
    assert told(facts, "004:348", "entity.described")[0].subject == "programme:tn-visa"
    replaces = [f for f in facts if f.type == "entity.related" and f.data["relation"] == "replaces"]
    assert [(f.subject, f.data["other"]) for f in replaces] == [("agreement:usmca", "agreement:nafta")]
    assert codes(at, "programme:tn-visa") | codes(at, "agreement:usmca") == set()


def test_27_in_office_and_named_for_another_on_one_day(at: Reading) -> None:
    assert line(at, "offices", "office:mx-foreign-secretary").cells[2:5] == (
        "Alicia Bárcena Ibarra",
        "certain",
        "17 Jul 2024",
    )
    lanes = VIEWS["offices"]().lines("office:mx-environment-secretary", at)
    assert [line(at, "offices", lane).cells[:4] for lane in lanes] == [
        ("→", "MX · Secretary of Environment and Natural Resources, next", "Alicia Bárcena Ibarra", "named")
    ]


def test_28_a_plan_and_the_summit_that_fulfilled_it(at: Reading) -> None:
    entry = line(at, "calendar", "eng:summit-of-the-americas-2022")
    assert (entry.state, entry.cells[1]) == ("held", "7–10 Jun 2022")
    assert {"003:19", "003:49"} <= cites(at, at.evidence("engagements", "eng:summit-of-the-americas-2022"))
    assert "W10" not in codes(at, "eng:summit-of-the-americas-2022")


def test_29_a_first_tour_and_an_earlier_meeting_at_home(at: Reading) -> None:
    row: Any = at.row("engagements", "eng:dallas-meeting-before-2022-03-29")
    assert [c.value for c in row.place] == ["place:dallas"]
    assert codes(at, "eng:johnson-mexico-2022-03") | codes(at, "eng:dallas-meeting-before-2022-03-29") == set()


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        ("agreement:usmca", "United StatesMexico-Canada Agreement"),
        ("programme:fulbright-garcia-robles", "FulbrightGarcia Robles program"),
    ],
)
def test_30_words_run_together_are_a_misspelling(facts: list[Fact], entity: str, name: str) -> None:
    assert names(facts, entity)[name] == "misspelling"
    assert [f.subject for f in facts if f.type == "entity.registered" and f.data["name"] == name] == []
