"""Old lines read today as their newest shape, and nothing is added to what they said."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.errors import Refused
from legation.event_type import event_type, names
from legation.fact import decode, encode
from legation.newer import Newer
from legation.payload import faults
from legation.shelf import Shelf
from legation.upcast import UPCASTS, Upcasts, dataschema, fact_of, lift, newest, version_of
from old_shapes.event_types.parcel_sent import ParcelSent

PARCELS: Upcasts = Shelf("old_shapes.upcasts", lambda file: "UPCASTS")
NUMBERS = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
SENDERS = st.sampled_from(("person:ana-ruiz", "org:mexico"))
GRAMS = st.fixed_dictionaries({}, optional={"grams": st.integers(1, 5_000)})
FIRST = st.builds(lambda number, sender, grams: {"number": number, "sender": sender, **grams}, NUMBERS, SENDERS, GRAMS)
SECOND = st.builds(lambda number, by, grams: {"number": number, "by": [by], **grams}, NUMBERS, SENDERS, GRAMS)
OLD = st.tuples(st.just(1), FIRST) | st.tuples(st.just(2), SECOND)


def leaves(value: Any) -> Iterator[Any]:
    """Yield everything said in some data, wherever it stands."""
    if isinstance(value, dict | list):
        for member in value.values() if isinstance(value, dict) else value:
            yield from leaves(member)
    else:
        yield value


def line(type_: str, schema: str, data: dict[str, Any]) -> bytes:
    """Return the bytes of a stored line."""
    return encode({
        "specversion": "1.0", "id": "one", "source": "tag:example.org,2026:desk", "type": type_, "position": 1,
        "subject": "org:mexico", "recordedtime": "2026-03-02T09:14:07.412Z", "actor": "ana.ruiz", "batch": "b/1/1",
        "dataschema": schema, "data": data,
    })  # fmt: skip


@given(OLD)
def test_an_old_line_is_taken_by_the_newest_model(old: tuple[int, dict[str, Any]]) -> None:
    version, data = old
    lifted = lift("parcel.sent", version, data, PARCELS)
    assert [fault for fault in faults(ParcelSent, lifted) if fault.field != "data.evidence"] == []


@given(OLD)
def test_lifting_adds_no_fact_and_loses_none(old: tuple[int, dict[str, Any]]) -> None:
    version, data = old
    assert Counter(leaves(lift("parcel.sent", version, data, PARCELS))) == Counter(leaves(data))


@given(OLD)
def test_the_stored_bytes_stay_what_they_were(old: tuple[int, dict[str, Any]]) -> None:
    version, data = old
    stored = line("parcel.sent", dataschema("parcel.sent", version), data)
    event, before = decode(stored), deepcopy(decode(stored))
    lift("parcel.sent", version, event["data"], PARCELS)
    assert event == before
    assert encode(event) == stored


def test_a_line_of_the_first_version_passes_through_all_steps() -> None:
    first = {"number": "p-1", "sender": "org:mexico", "grams": 250}
    assert lift("parcel.sent", 1, first, PARCELS) == {"number": "p-1", "by": ["org:mexico"], "parcel": {"grams": 250}}


def test_a_line_of_the_newest_version_is_handed_on_as_it_is() -> None:
    data = ParcelSent.examples[0]
    assert lift("parcel.sent", 3, data, PARCELS) is data
    assert lift("role.assumed", 1, data) is data


def test_the_version_is_read_from_the_dataschema() -> None:
    assert version_of(dataschema("parcel.sent", 2), "parcel.sent", PARCELS) == 2
    assert version_of("urn:legation:schema:role.assumed:1", "role.assumed") == 1


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("urn:legation:schema:parcel.sent:4", "a version from 1 to 3"),
        ("urn:legation:schema:role.assumed:1", "urn:legation:schema:parcel.sent:<version>"),
        ("urn:legation:schema:parcel.sent:0", "urn:legation:schema:parcel.sent:<version>"),
        ("urn:legation:schema:parcel.sent:1\n", "urn:legation:schema:parcel.sent:<version>"),
        ("urn:legation:schema:parcel.sent:٣", "urn:legation:schema:parcel.sent:<version>"),
        ("https://example.org/parcel", "urn:legation:schema:parcel.sent:<version>"),
    ],
)
def test_a_version_that_nobody_knows_is_refused(found: str, expected: str) -> None:
    with pytest.raises(Refused) as refused:
        version_of(found, "parcel.sent", PARCELS)
    (fault,) = refused.value.faults
    assert (fault.code, fault.field, fault.expected) == ("E908", "dataschema", expected)
    assert fault.remedy


def test_a_stored_line_becomes_a_fact() -> None:
    data = event_type("role.assumed").examples[0]
    fact = fact_of(line("role.assumed", dataschema("role.assumed", 1), data))
    assert (fact.type, fact.position, fact.data) == ("role.assumed", 1, json.loads(json.dumps(data)))


@pytest.mark.parametrize(
    ("name", "shape", "known_as"),
    [
        ("role.assumed", "urn:legation:schema:role.assumed:2", "role.assumed:2"),
        ("treaty.signed", "urn:legation:schema:treaty.signed:1", "treaty.signed:1"),
        ("role.assumed", "urn:legation:schema:role.left:1", "role.assumed:urn:legation:schema:role.left:1"),
        ("role.assumed", "", "role.assumed:"),
    ],
)
def test_a_stored_line_from_the_future_keeps_what_it_says_and_means_nothing(
    name: str, shape: str, known_as: str
) -> None:
    fact = fact_of(line(name, shape, {"person": "person:a", "evidence": "on my word"}))
    assert isinstance(fact, Newer)
    assert (fact.type, fact.written, dict(fact.data)) == (known_as, name, {})
    assert fact.raw == fact.unread == {"person": "person:a", "evidence": "on my word"}


def test_evidence_in_the_form_it_always_had_is_read_in_lines_from_the_future_too() -> None:
    piece = event_type("role.assumed").examples[0]["evidence"][0]
    fact = fact_of(line("treaty.signed", "urn:legation:schema:treaty.signed:1", {"evidence": [piece], "by": "x"}))
    assert isinstance(fact, Newer)
    assert (fact.data, fact.evidence, fact.unread) == ({}, [piece], {"by": "x"})


@pytest.mark.parametrize(
    "change",
    [
        {"document": "person:a"},
        {"document": 5},
        {"lines": [1]},
        {"lines": [3, 2]},
        {"lines": [0, 2]},
        {"lines": ["1", "2"]},
        {"voice": ["body"]},
        {"stance": "inferred", "rule": 5},
        {"certainty": "unlikely"},
        {"basis": ["a", 1]},
        {"speaker": {"id": "person:a"}},
    ],
)
def test_evidence_in_another_form_is_left_unread(change: dict[str, Any]) -> None:
    piece = {**event_type("role.assumed").examples[0]["evidence"][0], **change}
    fact = fact_of(line("treaty.signed", "urn:legation:schema:treaty.signed:1", {"evidence": [piece]}))
    assert isinstance(fact, Newer)
    assert (fact.evidence, fact.unread) == ((), {"evidence": [piece]})


@pytest.mark.parametrize("name", names())
def test_the_steps_lead_to_the_version_that_the_model_describes(name: str) -> None:
    assert newest(name) == event_type(name).version


def test_steps_are_kept_for_types_that_exist_only() -> None:
    assert {file.replace("_", ".") for file in UPCASTS} <= set(names())
    assert newest("parcel.sent", PARCELS) == ParcelSent.version == 3
