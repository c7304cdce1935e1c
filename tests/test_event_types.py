"""What every event type promises, and what each rule of the vocabulary (domain.md 5) refuses.

It is long because it is mostly tables: each row is a case of its own.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from event_data import spoilt
from legation.errors import NotUnderstood
from legation.event_type import (
    EVENT_TYPES,
    Editorial,
    Reference,
    creates,
    dates,
    event_type,
    faults_of,
    names,
    references,
    subject_of,
    texts,
)
from legation.payload import members
from legation.shapes import EventRef, Ref
from legation.shelf import camel

VOCABULARY = """
source.registered entity.registered entity.named entity.identified entity.matched entity.related entity.described
agreement.launched agreement.advanced agreement.ended
body.established body.restored body.dissolved
role.attested role.designated role.assumed role.left
engagement.planned meeting.held visit.made engagement.attended
topic.discussed position.voiced
commitment.made recommendation.made followup.updated
figure.reported funding.recorded occurrence.reported ordinal.claimed
record.assessed record.retracted key.adopted
"""
FAMILIES = [line.split() for line in VOCABULARY.strip().splitlines()]
EDITORIAL = {
    "source.registered", "entity.registered", "entity.identified", "entity.matched", "record.assessed",
    "record.retracted", "key.adopted",
}  # fmt: skip


def example(name: str, i: int = 0, **changes: Any) -> dict[str, Any]:
    """Return the payload of an example, changed as told; None leaves a field out."""
    data = {**deepcopy(event_type(name).examples[i]), **{field.rstrip("_"): value for field, value in changes.items()}}
    return {field: value for field, value in data.items() if value is not None}


def found(name: str, data: object) -> list[tuple[str, str]]:
    """Return code and field of every fault."""
    return [(fault.code, fault.field) for fault in faults_of(name, data)]


def test_the_vocabulary_is_the_one_of_the_domain() -> None:
    assert sorted(name for family in FAMILIES for name in family) == list(names())
    assert [len(family) for family in FAMILIES] == [7, 3, 3, 4, 4, 2, 3, 4, 3]
    assert len(names()) == 33


@pytest.mark.parametrize("name", names())
class TestEveryType:
    def test_its_names_agree(self, name: str) -> None:
        file = name.replace(".", "_")
        assert event_type(name) is EVENT_TYPES[file]
        assert event_type(name).__name__ == camel(file)
        assert event_type(name).__module__ == f"legation.event_types.{file}"
        assert event_type(name).type == name

    def test_it_says_what_it_is_and_which_chapter_says_so(self, name: str) -> None:
        doc = event_type(name).__doc__ or ""
        assert re.search(r"^ *Source: .*domain\.md .*5\.[1-8]", doc, re.MULTILINE)
        assert sys.modules[event_type(name).__module__].__doc__

    def test_its_examples_are_taken(self, name: str) -> None:
        assert event_type(name).examples
        for data in event_type(name).examples:
            assert faults_of(name, data) == []

    def test_its_subject_is_an_id_or_an_event(self, name: str) -> None:
        node = members(event_type(name))[event_type(name).subject].node
        assert isinstance(getattr(node, "item", node), Ref | EventRef)
        for data in event_type(name).examples:
            assert re.fullmatch(r"[a-z]+:[a-z0-9-]+", subject_of(name, data, lambda _: "org:looked-up"))

    def test_no_required_field_may_be_missing(self, name: str) -> None:
        for field in (member.name for member in members(event_type(name)).values() if member.required):
            data = {key: value for key, value in example(name).items() if key != field}
            assert ("E903", f"data.{field}") in found(name, data)

    def test_no_other_field_is_taken(self, name: str) -> None:
        assert found(name, {**example(name), "bogus": "x"}) == [("E902", "data.bogus")]

    def test_no_field_may_be_null(self, name: str) -> None:
        for field in members(event_type(name)):
            faults = faults_of(name, {**example(name), field: None})
            assert [fault.code for fault in faults if fault.field == f"data.{field}" and "null" in fault.what], field

    def test_every_list_has_a_member_and_none_twice(self, name: str) -> None:
        for data in event_type(name).examples:
            for field in (field for field, value in data.items() if isinstance(value, list)):
                assert ("E904", f"data.{field}") in found(name, {**data, field: []})
                assert ("E904", f"data.{field}") in found(name, {**data, field: [*data[field], data[field][0]]})

    def test_only_editors_may_give_a_reason_instead_of_evidence(self, name: str) -> None:
        type_ = event_type(name)
        assert type_.editorial == issubclass(type_, Editorial) == (name in EDITORIAL)
        bare = example(name, evidence=None, reason="An editor wants it so.")
        assert (found(name, bare) == []) == (name in EDITORIAL)

    def test_every_reference_is_of_a_kind_that_its_field_allows(self, name: str) -> None:
        for data in event_type(name).examples:
            for path, value, kinds, event, _ in references(name, data):
                assert at(data, path) == value
                assert event or value.partition(":")[0] in kinds

    def test_whatever_goes_wrong_is_told_with_place_and_words(self, name: str) -> None:
        @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(st.sampled_from(event_type(name).examples).flatmap(spoilt))
        def check(data: dict[str, Any]) -> None:
            for fault in faults_of(name, data):
                assert re.fullmatch(r"E(20|40|70|80|90)[1-7]", fault.code)
                assert re.match(r"data\b", fault.field)
                assert fault.what
                assert fault.expected or fault.remedy
                assert str(fault).isprintable()
            for walk in (references, creates, texts, dates):
                assert walk(name, data) is None or list(walk(name, data)) is not None

        check()


def at(data: Any, path: str) -> Any:
    """Return the value at a path such as `evidence.0.document`."""
    for step in path.split("."):
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data


RULES: list[tuple[str, int, Mapping[str, Any], str, str]] = [
    ("source.registered", 0, {"published": None}, "E906", "published"),
    ("source.registered", 0, {"published_basis": "unknown"}, "E906", "published"),
    ("source.registered", 0, {"sha256": None}, "E906", "sha256"),
    ("source.registered", 0, {"held": True, "bytes": None}, "E906", "bytes"),
    ("source.registered", 1, {"lines": 5}, "E906", "lines"),
    ("source.registered", 1, {"held": 0}, "E904", "held"),
    ("source.registered", 1, {"media_type": "text/plain"}, "E906", "media_type"),
    ("entity.registered", 0, {"attrs": {"seats": 1}}, "E903", "attrs.org"),
    ("entity.registered", 0, {"attrs": {"org": "org:a", "seats": 0}}, "E904", "attrs.seats"),
    ("entity.registered", 1, {"attrs": {"seats": 1}}, "E902", "attrs.seats"),
    ("entity.registered", 1, {"attrs": {"birth": "1952-13"}}, "E701", "attrs.birth"),
    ("entity.registered", 2, {"attrs": {}}, "E903", "attrs.class"),
    ("entity.registered", 2, {"attrs": {"class": "city"}}, "E905", "attrs.class"),
    ("entity.registered", 3, {"attrs": {"class": "city", "within": "org:mexico"}}, "E904", "attrs.within"),
    ("entity.registered", 6, {"attrs": {"cadence": "yearly"}}, "E904", "attrs.cadence"),
    ("entity.registered", 0, {"entity": "doc:a"}, "E904", "entity"),
    ("entity.registered", 0, {"evidence": None}, "E906", ""),
    ("entity.identified", 1, {"value": "Mexico"}, "E801", "value"),
    ("entity.identified", 0, {"value": "biographies"}, "E801", "value"),
    ("entity.identified", 0, {"scheme": "passport"}, "E904", "scheme"),
    ("entity.matched", 0, {"other": "org:mexico"}, "E201", "other"),
    ("entity.matched", 0, {"keep": None}, "E906", "keep"),
    ("entity.matched", 0, {"keep": "eng:another"}, "E906", "keep"),
    ("entity.matched", 1, {"keep": "eng:ibwc-follow-up-11"}, "E906", "keep"),
    ("entity.matched", 0, {"reason": None}, "E903", "reason"),
    ("entity.related", 0, {"other": "org:mexico"}, "E906", "other"),
    ("entity.related", 0, {"relation": "part_of", "other": "programme:a"}, "E906", "other"),
    ("entity.related", 0, {"relation": "based_in"}, "E906", "other"),
    ("entity.related", 0, {"relation": "beside"}, "E905", "relation"),
    ("entity.described", 0, {"detail": None}, "E906", ""),
    ("entity.described", 1, {"value": "every third year"}, "E906", "value"),
    ("agreement.advanced", 0, {"stage": "ratified"}, "E906", "party"),
    ("agreement.advanced", 0, {"stage": "acceded"}, "E906", "party"),
    ("agreement.ended", 0, {"successor": None}, "E906", "successor"),
    ("agreement.ended", 0, {"party": "org:mexico"}, "E906", "party"),
    ("agreement.ended", 0, {"act": "denounced", "successor": None}, "E906", "party"),
    ("body.established", 0, {"body": "person:a"}, "E904", "body"),
    ("body.dissolved", 0, {"act": "merged"}, "E906", "successor"),
    ("body.dissolved", 0, {"act": "merged", "successor": "programme:a"}, "E906", "successor"),
    ("body.dissolved", 0, {"successor": "org:a"}, "E906", "successor"),
    ("role.attested", 0, {"on": None}, "E903", "on"),
    ("role.attested", 0, {"capacity": "deputy"}, "E905", "capacity"),
    ("visit.made", 0, {"visitors": None}, "E906", ""),
    ("visit.made", 0, {"duration_days": 0}, "E904", "duration_days"),
    ("visit.made", 1, {"group": {"count": 3}}, "E903", "group.label"),
    ("visit.made", 1, {"group": {"label": "guests", "count": -1}}, "E904", "group.count"),
    ("engagement.attended", 0, {"participant": None}, "E906", "participant"),
    ("engagement.attended", 0, {"group": {"label": "guests"}}, "E906", "group"),
    ("position.voiced", 0, {"holders": None}, "E906", ""),
    ("position.voiced", 0, {"about": ["doc:a"]}, "E904", "about.0"),
    ("commitment.made", 0, {"by": None}, "E906", ""),
    ("commitment.made", 0, {"due": None}, "E906", "due"),
    ("commitment.made", 0, {"due_vague": "soon"}, "E906", "due_vague"),
    ("commitment.made", 1, {"due_vague": None}, "E906", "due_vague"),
    ("commitment.made", 1, {"due": "2025"}, "E906", "due"),
    ("commitment.made", 2, {"due": "2025"}, "E906", "due"),
    ("recommendation.made", 0, {"group": None}, "E906", ""),
    ("recommendation.made", 0, {"to": None}, "E906", ""),
    ("followup.updated", 0, {"due": "2025"}, "E906", "due"),
    ("followup.updated", 1, {"due": None}, "E906", "due"),
    ("followup.updated", 0, {"state": "superseded"}, "E906", "successor"),
    ("figure.reported", 0, {"value": None}, "E906", ""),
    ("figure.reported", 2, {"comparator": "approx"}, "E906", ""),
    ("figure.reported", 0, {"value": "1e9"}, "E904", "value"),
    ("figure.reported", 0, {"value": 5}, "E904", "value"),
    ("figure.reported", 0, {"unit": "dollars"}, "E904", "unit"),
    ("funding.recorded", 0, {"currency": None}, "E906", "currency"),
    ("funding.recorded", 1, {"currency": "USD"}, "E906", "currency"),
    ("funding.recorded", 0, {"for_": "person:a"}, "E904", "for"),
    ("ordinal.claimed", 0, {"ordinal": None}, "E906", "ordinal"),
    ("ordinal.claimed", 0, {"claim": "first"}, "E906", "ordinal"),
    ("ordinal.claimed", 0, {"series": None}, "E906", "series"),
    ("ordinal.claimed", 0, {"scope": "all gatherings"}, "E906", "scope"),
    ("ordinal.claimed", 1, {"since_when": None}, "E906", "since"),
    ("ordinal.claimed", 1, {"since": "eng:a"}, "E906", "since_when"),
    ("ordinal.claimed", 0, {"since_when": "1994"}, "E906", "since_when"),
    ("record.assessed", 0, {"other": None}, "E906", "other"),
    ("record.assessed", 0, {"reason": None}, "E906", ""),
    ("record.retracted", 0, {"reason": None}, "E903", "reason"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "i", "changes", "code", "field"), RULES)
def test_a_rule_of_the_vocabulary_is_kept(name: str, i: int, changes: Mapping[str, Any], code: str, field: str) -> None:
    assert found(name, example(name, i, **changes)) == [(code, f"data.{field}" if field else "data")]


ALLOWED: list[tuple[str, int, Mapping[str, Any]]] = [
    ("agreement.advanced", 0, {"party": "org:mexico"}),
    ("agreement.ended", 0, {"act": "denounced", "successor": None, "party": "org:mexico"}),
    ("entity.related", 0, {"relation": "part_of", "other": "agreement:usmca"}),
    ("entity.related", 0, {"entity": "office:a", "relation": "part_of", "other": "org:b"}),
    ("entity.related", 0, {"entity": "series:a", "relation": "run_by", "other": "person:b"}),
    ("figure.reported", 2, {"comparator": None}),
    ("record.assessed", 0, {"verdict": "corroborates", "other": None}),
    ("recommendation.made", 0, {"to": None, "to_group": {"label": "tourist boards"}}),
    ("source.registered", 0, {"held": True, "media_type": "text/html"}),
    ("visit.made", 0, {"group": {"label": "business people"}}),
]


@pytest.mark.parametrize(("name", "i", "changes"), ALLOWED)
def test_what_the_vocabulary_allows_is_taken(name: str, i: int, changes: Mapping[str, Any]) -> None:
    assert faults_of(name, example(name, i, **changes)) == []


EVIDENCE: list[tuple[Mapping[str, Any], str, str]] = [
    ({"voice": "speaker"}, "E405", "speaker"),
    ({"speaker": "org:mexico"}, "E405", "speaker"),
    ({"stance": "inferred", "basis": []}, "E406", "rule"),
    ({"stance": "inferred", "rule": "opening-day"}, "E406", "basis"),
    ({"rule": "opening-day"}, "E406", "rule"),
    ({"basis": []}, "E406", "basis"),
    ({"lines": [26, 25]}, "E407", "lines"),
    ({"lines": [0, 25]}, "E904", "lines.0"),
    ({"lines": [25]}, "E904", "lines"),
    ({"lines": ["25", 25]}, "E904", "lines.0"),
    ({"lines": [25.0, 25]}, "E904", "lines.0"),
    ({"lines": [True, 25]}, "E904", "lines.0"),
    ({"span_sha256": "545C03E6" * 8}, "E904", "span_sha256"),
    ({"item": "x" * 21}, "E904", "item"),
    ({"voice": "bodies"}, "E905", "voice"),
    ({"document": "org:mexico"}, "E904", "document"),
    ({"document": "doc:a\n"}, "E904", "document"),
    ({"certainty": "doubtful"}, "E905", "certainty"),
]


@pytest.mark.parametrize(("changes", "code", "field"), EVIDENCE)
def test_evidence_is_kept_in_shape(changes: Mapping[str, Any], code: str, field: str) -> None:
    data = example("role.assumed")
    data["evidence"] = [{**data["evidence"][0], **changes}]
    assert found("role.assumed", data) == [(code, f"data.evidence.0.{field}")]


@pytest.mark.parametrize(
    "text", ["", " ", "\u00a0", "two\nlines", "x" * 281, "bell\x07", "\x9b31m", "para\u2029graph", "end\n", 5]
)
def test_a_text_is_one_line_that_can_be_read(text: object) -> None:
    assert found("role.assumed", example("role.assumed", note=text)) == [("E904", "data.note")]


@pytest.mark.parametrize("text", ["x", "x" * 280, "¿Qué?", "مرحبا", "a\u200cb", "𝕏"])
def test_a_text_may_be_in_any_script(text: str) -> None:
    assert faults_of("role.assumed", example("role.assumed", note=text)) == []


@pytest.mark.parametrize(
    ("date", "code"), [("2022-13", "E701"), ("2022-02-30", "E702"), ("2022/2021", "E702"), ("2022\n", "E701")]
)
def test_a_date_that_cannot_be_is_refused_with_advice(date: str, code: str) -> None:
    (fault,) = faults_of("role.assumed", example("role.assumed", on=date))
    assert (fault.code, fault.field) == (code, "data.on")
    assert fault.expected
    assert fault.remedy


@pytest.mark.parametrize(
    ("lang", "taken"),
    [
        ("en", True),
        ("es-MX", True),
        ("zh-Hant-TW", True),
        ("es-419", True),
        ("e", False),
        ("en_US", False),
        ("en-", False),
    ],
)
def test_a_language_has_the_shape_of_a_tag(lang: str, taken: bool) -> None:
    assert (faults_of("entity.registered", example("entity.registered", lang=lang)) == []) == taken


def test_everything_wrong_is_told_at_once() -> None:
    (evidence,) = example("role.assumed")["evidence"]
    data = {
        "person": "org:mexico", "office": 5, "act": "arived", "on": "2022-13", "evidnce": [],
        "evidence": [{**evidence, "lines": [3, 2], "voice": "speaker", "stance": "inferred"}],
    }  # fmt: skip
    assert sorted(found("role.assumed", data)) == [
        ("E405", "data.evidence.0.speaker"),
        ("E406", "data.evidence.0.basis"),
        ("E406", "data.evidence.0.rule"),
        ("E407", "data.evidence.0.lines"),
        ("E701", "data.on"),
        ("E902", "data.evidnce"),
        ("E904", "data.office"),
        ("E904", "data.person"),
        ("E905", "data.act"),
    ]


def test_a_near_miss_is_suggested() -> None:
    (act,) = faults_of("role.assumed", example("role.assumed", act="arived"))
    assert (act.what, act.remedy) == ('"arived" is not allowed here', "did you mean arrived?")
    assert act.expected.startswith("one of credentials_presented, copy_presented")
    (field,) = faults_of("role.assumed", example("role.assumed", rnak="x"))
    assert (field.what, field.remedy) == ('"rnak" is no field here', "did you mean rank?")
    (type_,) = faults_of("role.asumed", {})
    assert (type_.code, type_.field) == ("E901", "type")
    assert type_.remedy.startswith("did you mean role.assumed")


@pytest.mark.parametrize("name", ["role_assumed", "", "__init__", "role.assumed\n", None, 5, ["role.assumed"]])
def test_what_is_no_type_is_told_so(name: object) -> None:
    assert found(name, {}) == [("E901", "type")]  # type: ignore[arg-type]


def test_asking_for_a_type_that_does_not_exist_names_what_comes_near() -> None:
    with pytest.raises(NotUnderstood) as error:
        event_type("role.atested")
    assert error.value.near[0] == "role.attested"


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_a_payload_that_is_no_object_is_told_so(data: object) -> None:
    assert found("role.assumed", data) == [("E904", "data")]


def test_hostile_text_is_shown_harmless_and_short() -> None:
    (fault,) = faults_of("role.assumed", example("role.assumed", person="\x1b[31m" + "x" * 500))
    assert "\x1b" not in str(fault)
    assert len(fault.what) < 80
    (fault,) = faults_of("role.assumed", {**example("role.assumed"), "\u202e" + "y" * 500: 1})
    assert "\u202e" not in str(fault)
    assert len(fault.field) <= 120 + len("⟨202E⟩")


class TestWhatIsReadOffAPayload:
    data = example("engagement.attended", office="office:us-ambassador-to-mexico", note="He came along.")

    def test_references_carry_their_path_and_kinds(self) -> None:
        assert set(references("engagement.attended", self.data)) == {
            Reference("evidence.0.document", "doc:convocation-2021", frozenset({"doc"}), False, frozenset()),
            Reference("engagement", "eng:kerry-mexico-city-2022-02", frozenset({"eng"}), False, frozenset()),
            Reference("participant", "person:ken-salazar", frozenset({"person", "org"}), False, frozenset()),
            Reference("side", "org:united-states", frozenset({"org"}), False, frozenset()),
            Reference("office", "office:us-ambassador-to-mexico", frozenset({"office"}), False, frozenset()),
        }

    def test_events_are_references_too(self) -> None:
        data = example("role.assumed")
        data["evidence"][0] |= {"stance": "inferred", "rule": "opening-day", "basis": ["e-1", "e-2"]}
        events = [r for r in references("role.assumed", data) if r.event]
        assert [(r.path, r.value) for r in events] == [("evidence.0.basis.0", "e-1"), ("evidence.0.basis.1", "e-2")]

    def test_attributes_hold_references_by_the_kind_of_the_entity(self) -> None:
        paths = {r.path: r.value for r in references("entity.registered", example("entity.registered"))}
        assert paths == {"evidence.0.document": "doc:bilateral-report-2022-h1", "attrs.org": "org:mx-foreign-ministry"}

    def test_what_an_event_creates_is_no_reference(self) -> None:
        plan = example("engagement.planned", 1)
        assert creates("engagement.planned", plan) == "eng:migration-talks-february"
        assert "eng:migration-talks-february" not in {r.value for r in references("engagement.planned", plan)}
        assert "com:february-round" in {r.value for r in references("engagement.planned", plan)}

    def test_eight_types_create_what_they_are_about(self) -> None:
        creating = {name for name in names() if creates(name, event_type(name).examples[0])}
        assert creating == {
            "source.registered", "entity.registered", "engagement.planned", "meeting.held", "visit.made",
            "commitment.made", "recommendation.made", "key.adopted",
        }  # fmt: skip
        assert all(creates(n, d) == subject_of(n, d, str) for n in creating for d in event_type(n).examples)

    def test_texts_are_those_in_words_of_our_own(self) -> None:
        held = example("meeting.held", note="Shown to the press.")
        assert dict(texts("meeting.held", held)) == {"purpose": held["purpose"], "note": "Shown to the press."}
        assert dict(texts("visit.made", example("visit.made", 1))) == {"group.label": "a delegation of the department"}

    def test_dates_are_found_wherever_they_stand(self) -> None:
        born = example("entity.registered", 1, attrs={"birth": "1952"})
        assert list(dates("entity.registered", born)) == [("attrs.birth", "1952")]
        promise = example("commitment.made")
        assert dict(dates("commitment.made", promise)) == {"on": promise["on"], "due": promise["due"]}

    def test_a_subject_may_be_the_first_of_a_list_or_that_of_an_earlier_event(self) -> None:
        said = example("position.voiced", about=["topic:trade", "topic:water"])
        assert subject_of("position.voiced", said, str) == "topic:trade"
        subjects = {example("record.retracted")["target"]: "office:us-cbp-commissioner"}
        assert subject_of("record.retracted", example("record.retracted"), subjects.__getitem__) == (
            "office:us-cbp-commissioner"
        )
        assert subject_of("followup.updated", example("followup.updated"), subjects.__getitem__) == "com:february-round"


def test_the_names_are_known_without_importing_the_types() -> None:
    code = (
        "import sys; from legation.event_type import event_type, names; names(); event_type('role.left');"
        "print(*(m for m in sys.modules if m.startswith('legation.event_types.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["legation.event_types.role_left"]
