"""Words for events: every type has a phrase, every phrase speaks of real fields, and no text loses a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from legation.event_type import event_type, names
from legation.fact import Fact
from legation.ids import is_id
from legation.payload import members
from legation.words import PHRASES, about, counted, filled, grouped, happened, listed, sentence, spoken, unit, what

FIELDS = re.compile(r"\{([a-z_|]+)\}")


def fact(type_: str, **data: Any) -> Fact:
    return Fact(1, "e1", type_, "org:x", "2024-07-17T10:00:00.000Z", "ana.ruiz", "b/1/1", data)


def name(id_: str) -> str:
    """Name things by what stands behind the colon of their id."""
    return id_.partition(":")[2].replace("-", " ").title() if is_id(id_) else f"#{len(id_)}"


def examples() -> Iterator[Fact]:
    """Yield every example of every type, also with each of its optional fields left out."""
    for type_ in names():
        optional = [member.name for member in members(event_type(type_)).values() if not member.required]
        for example in event_type(type_).examples:
            yield fact(type_, **example)
            yield from (fact(type_, **{k: v for k, v in example.items() if k != left_out}) for left_out in optional)


class TestThePhrases:
    def test_every_event_type_has_one_and_there_is_none_beside(self) -> None:
        assert set(PHRASES) == set(names())

    @pytest.mark.parametrize("type_", names())
    def test_templates_name_fields_of_the_type(self, type_: str) -> None:
        fields = {
            field for template in PHRASES[type_] for place in FIELDS.findall(template) for field in place.split("|")
        }
        assert fields <= set(members(event_type(type_)))
        assert fields, "a phrase that names no field tells nothing of the event"

    @pytest.mark.parametrize("type_", names())
    def test_what_an_event_is_mainly_about_is_told_or_implied(self, type_: str) -> None:
        places = FIELDS.findall(PHRASES[type_].about)
        required = {member.name for member in members(event_type(type_)).values() if member.required}
        alternatives = {
            "title|engagement",
            "title|purpose|engagement",
            "holders|group",
            "participant|group",
            "visitors|group",
        }
        assert any(set(place.split("|")) & required or place in alternatives for place in places)

    def test_they_read_as_phrases_whatever_is_left_out(self) -> None:
        for one in examples():
            for text in (what(one), about(one, name)):
                assert text == " ".join(text.split()) != "", one
                assert not re.search(r"[{}]|\bNone\b|[:,] *[:,]|^[:,]|[:,]$| [:,]", text), (one, text)
                assert "_" not in text, (one, text)

    def test_a_type_without_a_phrase_is_called_by_its_own_name(self) -> None:
        strange = fact("treaty.hidden_away", treaty="agreement:x")
        assert (what(strange), about(strange, name)) == ("treaty hidden away", "X")


@pytest.mark.parametrize(
    ("type_", "data", "told"),
    [
        ("role.attested", {"person": "person:ada", "office": "office:mayor"}, "seen in office: Ada, Mayor"),
        (
            "role.attested",
            {"person": "person:ada", "office": "office:mayor", "state": "former"},
            "seen as former: Ada, Mayor",
        ),
        ("engagement.attended", {"participant": "person:ada", "engagement": "eng:talks"}, "took part: Ada, Talks"),
        (
            "engagement.attended",
            {"participant": "person:ada", "engagement": "eng:talks", "presence": "absent"},
            "stayed away: Ada, Talks",
        ),
        (
            "engagement.attended",
            {"group": {"label": "envoys", "count": 4}, "engagement": "eng:talks", "presence": "invited"},
            "invited: envoys (4), Talks",
        ),
        (
            "ordinal.claimed",
            {"of": "eng:rec", "claim": "nth", "ordinal": 35, "series": "series:gatherings"},
            "counted as: Rec: number 35, Gatherings",
        ),
        (
            "ordinal.claimed",
            {"of": "eng:summit", "claim": "first_since", "since_when": "1994", "scope": "held at home"},
            "counted as: Summit: first since 1994, held at home",
        ),
        (
            "figure.reported",
            {"about": "org:mexico", "measure": "trade-value", "comparator": "gt", "value": "8", "unit": "USD"},
            "figure: Mexico: trade value more than 8 USD",
        ),
        (
            "figure.reported",
            {"about": "topic:migration", "measure": "arrivals", "unit": "person", "direction": "down"},
            "figure: Migration: arrivals down",
        ),
        (
            "figure.reported",
            {"about": "org:a", "measure": "students", "unit": "person", "comparator": "lt", "compared_to": "org:b"},
            "figure: A: students less than B",
        ),
        ("figure.reported", {"about": "org:a", "measure": "new", "unit": "job", "value": "1"}, "figure: A: new 1 job"),
        ("figure.reported", {"about": "org:a", "measure": "new", "unit": "job", "value": "2"}, "figure: A: new 2 jobs"),
        (
            "figure.reported",
            {"about": "org:a", "measure": "seats", "unit": "other", "value": "1620"},
            "figure: A: seats 1,620",
        ),
        (
            "funding.recorded",
            {"for": "org:a", "stage": "cut", "amount": "180000000.50", "currency": "USD", "comparator": "le"},
            "funding cut: A: at most 180,000,000.50 USD",
        ),
        ("entity.matched", {"entity": "org:a", "other": "org:b", "verdict": "distinct"}, "judged distinct: A and B"),
        (
            "entity.matched",
            {"entity": "org:a", "other": "person:a", "verdict": "same"},
            "judged same: A (org:a and person:a)",
        ),
        ("record.assessed", {"target": "e1", "verdict": "outweighs", "other": "e22"}, "assessed: #2 outweighs #3"),
        ("record.retracted", {"target": "e1", "reason": "Wrong."}, "struck: #2: Wrong."),
        (
            "visit.made",
            {"visitors": ["person:ada", "org:x", "person:bo"], "destination": "place:y"},
            "visited: Ada, X and Bo in Y",
        ),
        ("commitment.made", {"summary": "To let observers in"}, "promised: To let observers in"),
    ],
)
def test_events_are_told_as_a_diplomat_would_say_it(type_: str, data: dict[str, Any], told: str) -> None:
    one = fact(type_, **data)
    assert f"{what(one)}: {about(one, name)}" == told


@pytest.mark.parametrize(
    ("template", "data", "told"),
    [
        ("plain words", {}, "plain words"),
        ("{a}: {b} {c}, {d}", {"a": "1", "b": "2", "c": "3", "d": "4"}, "1: 2 3, 4"),
        ("{a}: {b} {c}, {d}", {"a": "1", "d": "4"}, "1, 4"),
        ("{a}: {b} {c}, {d}", {"c": "3"}, "3"),
        ("{a}: {b} {c}, {d}", {"a": "1", "c": "3"}, "1: 3"),
        ("{a}: {b} {c}, {d}", {}, ""),
        ("{a} in {b}", {"a": "x"}, "x"),
        ("{a} in {b}", {"b": "y"}, "y"),
        ("{a|b}", {"b": "y", "c": "z"}, "y"),
        ("told {a}", {"a": "twice"}, "told twice"),
        ("{a}", {"a": "ends with: ,"}, "ends with: ,"),
        ("{a}, {b}", {"a": "50 % {b}", "b": "\\1"}, "50 % {b}, \\1"),
    ],
)
def test_what_is_not_there_takes_its_punctuation_with_it(template: str, data: dict[str, str], told: str) -> None:
    assert filled(template, data, str) == told


@pytest.mark.parametrize(
    ("data", "told"),
    [({"when": "2022"}, "2022"), ({"on": "2021-05"}, "2021-05"), ({"on": "2020", "when": "2022"}, "2022"), ({}, "")],
)
def test_an_event_happened_when_it_says(data: dict[str, str], told: str) -> None:
    assert happened(fact("meeting.held", **data)) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("person:ada-lovell", "Ada Lovell"),
        ("in_progress", "in progress"),
        ("Not_a_word of_ours", "Not_a_word of_ours"),
        ({"label": "former envoys", "count": 3}, "former envoys (3)"),
        ({"act": "signed", "is_it": True}, "act signed, is it yes"),
        (["org:a", "org:b", "org:c"], "A, B and C"),
        (False, "no"),
        (7, "7"),
        ([], ""),
    ],
)
def test_values_are_spoken_as_words(value: Any, told: str) -> None:
    assert spoken(value, name) == told


def test_names_are_joined_as_in_a_sentence() -> None:
    assert [listed("ABC"[:n]) for n in range(4)] == ["", "A", "A and B", "A, B and C"]
    assert listed(iter("AB"), "or") == "A or B"


@pytest.mark.parametrize(
    ("text", "told"), [("In Rome", "In Rome."), ("To the U.S.", "To the U.S."), ("Why?", "Why?"), ("Out!", "Out!")]
)
def test_a_sentence_ends_with_one_stop(text: str, told: str) -> None:
    assert sentence(text) == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("0", "0"),
        ("999", "999"),
        ("-1000", "-1,000"),
        ("14.50", "14.50"),
        ("-0.1234", "-0.1234"),
        ("9" * 7, "9,999,999"),
    ],
)
def test_digits_are_grouped_and_otherwise_left_as_they_are(number: str, told: str) -> None:
    assert grouped(number) == told


def test_a_unit_is_said_of_one_or_of_many() -> None:
    assert [unit(name, "1") for name in ("visa", "percent", "USD", "other")] == ["visa", "percent", "USD", ""]
    assert [unit(name, "0") for name in ("visa", "percent", "USD", "other")] == ["visas", "percent", "USD", ""]


def test_things_are_counted_in_words() -> None:
    assert [counted(n, "event") for n in (0, 1, 2, 1_000_000)] == [
        "0 events",
        "1 event",
        "2 events",
        "1,000,000 events",
    ]
    assert counted(2, "person", "people") == "2 people"
