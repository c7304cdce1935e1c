"""The published schemas take what the models take and refuse what they refuse, wherever schemas have words for it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from event_data import data_for, spoilt, switched
from legation.errors import Fault
from legation.event_type import event_type, faults_of, names
from legation.schema import payload_schema, stale, write
from legation.upcast import dataschema

SCHEMAS = Path(__file__).parents[1] / "schemas"
PUBLISHED = Path(__file__).with_name("schemas_published.json")
VALIDATORS = {name: Draft202012Validator(payload_schema(event_type(name))) for name in names()}
QUICK = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def beyond_schemas(fault: Fault) -> bool:
    """Tell whether JSON Schema has no words for a fault: days that do not exist, lines in the wrong order, an echo."""
    return fault.code in {"E702", "E407"} or "neither entity nor other" in fault.what


def agree(name: str, data: Any) -> None:
    """Ask the model and the published schema, and let them say the same."""
    faults = faults_of(name, data)
    refused = [error.message for error in VALIDATORS[name].iter_errors(data)]
    if not faults:
        assert not refused, f"{name}: only the schema refuses {data}"
    elif not all(map(beyond_schemas, faults)):
        assert refused, f"{name}: only the model refuses {data}: {faults}"


@pytest.mark.parametrize("name", names())
class TestEveryPayload:
    def test_its_schema_is_a_schema(self, name: str) -> None:
        Draft202012Validator.check_schema(VALIDATORS[name].schema)

    def test_what_the_model_takes_the_schema_takes(self, name: str) -> None:
        @QUICK
        @given(data_for(name))
        def check(data: dict[str, Any]) -> None:
            assert faults_of(name, data) == []
            agree(name, data)

        check()

    def test_what_goes_wrong_by_a_step_is_judged_alike(self, name: str) -> None:
        @settings(QUICK, max_examples=25)
        @given(st.sampled_from(event_type(name).examples).flatmap(spoilt))
        def check(data: dict[str, Any]) -> None:
            agree(name, data)

        check()

    def test_other_words_and_missing_fields_are_judged_alike(self, name: str) -> None:
        for example in event_type(name).examples:
            for variant in switched(name, example):
                agree(name, variant)


def line(name: str, **changes: Any) -> dict[str, Any]:
    """Return a whole line of a type, changed as told; None leaves an attribute out."""
    whole = {
        "specversion": "1.0", "id": "019cadd3-88b4-7a4e-9c31-5d2f8b60e713", "source": "tag:example.org,2026:desk",
        "type": name, "subject": "office:us-cbp-commissioner", "recordedtime": "2026-03-02T09:14:07.412Z",
        "actor": "ana.ruiz", "position": 1207, "batch": "019cadd3-88b1-7c02-8f6a-1b5f0d9e2c44/1/1",
        "dataschema": dataschema(name, 1), "data": event_type(name).examples[0], **changes,
    }  # fmt: skip
    return {attribute: value for attribute, value in whole.items() if value is not None}


class TestTheWholeLine:
    schema = json.loads((SCHEMAS / "event.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)

    @pytest.mark.parametrize("name", names())
    def test_a_line_of_every_type_is_taken(self, name: str) -> None:
        assert [error.message for error in self.validator.iter_errors(line(name))] == []

    @pytest.mark.parametrize("name", names())
    def test_the_payload_of_another_type_is_refused(self, name: str) -> None:
        other = "record.retracted" if name != "record.retracted" else "role.assumed"
        assert not self.validator.is_valid(line(name, data=event_type(other).examples[0]))
        assert not self.validator.is_valid(line(name, dataschema=dataschema(other, 1)))

    @pytest.mark.parametrize("attribute", line("role.assumed"))
    def test_no_attribute_may_be_missing(self, attribute: str) -> None:
        assert not self.validator.is_valid(line("role.assumed", **{attribute: None}))

    @pytest.mark.parametrize(
        ("attribute", "value"),
        [
            ("specversion", "1.1"), ("id", ""), ("id", "x" * 201), ("id", "a\n"), ("source", ""), ("source", "a b"),
            ("type", "role.asumed"), ("subject", "CBP"), ("recordedtime", "2026-03-02 09:14:07Z"),
            ("recordedtime", "2026-03-02T09:14:07+01:00"), ("actor", "a\x1b"), ("position", 0), ("position", "1"),
            ("batch", "x/1"), ("dataschema", "urn:legation:schema:role.assumed:2"), ("data", []), ("time", "2026"),
        ],
    )  # fmt: skip
    def test_an_attribute_of_another_form_is_refused(self, attribute: str, value: Any) -> None:
        assert not self.validator.is_valid(line("role.assumed", **{attribute: value}))

    def test_it_is_named_by_an_absolute_uri(self) -> None:
        assert self.schema["$id"] == "urn:legation:schema:event"


def test_the_schemas_on_disk_are_those_of_today() -> None:
    assert stale(SCHEMAS) == [], "generate them again: legation schema"


def test_a_published_schema_is_never_rewritten() -> None:
    published = json.loads(PUBLISHED.read_text("utf-8"))
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in SCHEMAS.glob("*.json")
        if file.name != "event.json"
    }
    changed = [name for name, sha256 in published.items() if found.get(name) != sha256]
    assert not changed, f"{changed}: a changed shape gets the next version, and the old file stays as it was"
    new = {name: sha256 for name, sha256 in found.items() if name not in published}
    assert not new, f"new schemas are published by adding these to {PUBLISHED.name}: {json.dumps(new, indent=2)}"


class TestADirectoryOfSchemas:
    def test_what_is_missing_changed_or_foreign_is_stale(self, tmp_path: Path) -> None:
        write(tmp_path)
        assert stale(tmp_path) == []
        (tmp_path / "role.left.v1.json").unlink()
        (tmp_path / "role.assumed.v1.json").write_text("{}", "utf-8")
        (tmp_path / "role.borrowed.v1.json").write_text("{}", "utf-8")
        assert stale(tmp_path) == ["role.assumed.v1.json", "role.borrowed.v1.json", "role.left.v1.json"]

    def test_an_older_version_stays_and_lines_may_still_have_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path)
        first = (tmp_path / "role.left.v1.json").read_bytes()
        monkeypatch.setattr(event_type("role.left"), "version", 2)
        assert stale(tmp_path) == ["event.json", "role.left.v2.json"]
        write(tmp_path)
        assert stale(tmp_path) == []
        assert (tmp_path / "role.left.v1.json").read_bytes() == first
        whole = Draft202012Validator(json.loads((tmp_path / "event.json").read_text("utf-8")))
        assert all(whole.is_valid(line("role.left", dataschema=dataschema("role.left", n))) for n in (1, 2))
        assert not whole.is_valid(line("role.left", dataschema=dataschema("role.left", 3)))

    def test_writing_twice_writes_the_same_bytes(self, tmp_path: Path) -> None:
        write(tmp_path / "one")
        write(tmp_path / "two")
        for file in (tmp_path / "one").iterdir():
            assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_patterns_are_such_as_every_engine_of_json_schema_reads() -> None:
    text = (SCHEMAS / "event.json").read_text("utf-8")
    assert not re.search(r"\\\\[AZzdwsb]", text), "classes and anchors that engines read differently"
