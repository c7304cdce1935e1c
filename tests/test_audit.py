"""The whole ledger looked at again: what makes no sense, and what is not as it was written, is told where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from legation import envelope
from legation.audit import check, verify
from legation.documents import Documents
from trial import REPORT, Event, Trial, cited, entity, event, meeting, retract, same

MEMORY = "tag:example.org,2026:memory"


@pytest.fixture
def trial() -> Trial:
    return Trial()


def raw_append(trial: Trial, *lines: Event) -> None:
    """Write lines past the door, as another program would."""
    trial.store.append(lambda size: lines)


def raw(type_: str, subject: str, data: Any, **more: Any) -> Event:
    return {
        "specversion": "1.0", "id": f"raw-{subject}", "source": MEMORY, "type": type_, "subject": subject, "actor": "b",
        "recordedtime": "2024-07-17T12:00:00.000Z", "dataschema": f"urn:legation:schema:{type_}:1", "data": data,
        **more,
    }  # fmt: skip


MAY = raw("meeting.held", "eng:may", meeting("eng:may")["data"])


class TestCheckAndVerify:
    def test_what_came_in_by_the_door_makes_sense_and_is_intact(self, trial: Trial) -> None:
        trial.append(entity("org:a", "a"), entity("org:b", "b"), same("org:a", "org:b"), meeting("eng:may", "m"))
        trial.append(retract("m"), entity("org:b", "again"), retract("b"))
        assert list(check(trial.store)) == []
        report = verify(trial.store)
        assert (report.size, report.faults) == (10, ())

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"subject": "eng:june"}, "E911"),
            ({"id": "report"}, "E025"),
            ({"recordedtime": "2024-07-17T11:59:59.999Z"}, "E026"),
            ({"recordedtime": "yesterday"}, "E021"),
            ({"recordedtime": 5}, "E021"),
            ({"actor": "a\nb"}, "E021"),
            ({"specversion": "2.0"}, "E022"),
            ({"dataschema": "urn:legation:schema:meeting.held:7"}, "E908"),
            ({"type": "meeting.helt"}, "E901"),
            ({"time": "2024"}, "E020"),
            ({"mergedfrom": "6/2024"}, "E021"),
            ({"mergedfrom": f"6/2024-13-01T00:00:00Z/{'0' * 64}"}, "E021"),
            ({"data": {**MAY["data"], "colour": "red"}}, "E902"),
            ({"data": "x"}, "E904"),
        ],
    )
    def test_a_line_that_came_in_by_another_way_is_found_by_both(self, trial: Trial, change: Event, code: str) -> None:
        raw_append(trial, {**MAY, **change})
        assert [(fault.code, fault.line) for fault in verify(trial.store).faults][:1] == [(code, 4)]
        assert [(fault.code, fault.line) for fault in check(trial.store)][:1] == [(code, 4)]

    @pytest.mark.parametrize("name", sorted({*envelope.ATTRIBUTES} - {"source", "position", "batch"}))
    def test_a_missing_attribute_is_found(self, trial: Trial, name: str) -> None:
        raw_append(trial, {key: value for key, value in MAY.items() if key != name})
        assert name in {fault.field for fault in verify(trial.store).faults if fault.code == "E024"}
        assert name in {fault.field for fault in check(trial.store) if fault.code == "E024"}

    def test_sense_is_not_a_matter_of_bytes(self, trial: Trial) -> None:
        raw_append(trial, {**MAY, "data": {**MAY["data"], "parties": ["org:nobody"]}})
        assert verify(trial.store).faults == ()
        (fault,) = check(trial.store)
        assert (fault.code, str(fault)[:9]) == ("E101", "ledger:4:")

    def test_rules_are_asked_batch_by_batch_in_order(self, trial: Trial) -> None:
        tie = {"relation": "part_of", "evidence": [cited()]}
        trial.append(entity("org:a", "a"), entity("org:b", "b"))
        trial.append(event("entity.related", "t", entity="org:a", other="org:b", **tie))
        raw_append(
            trial,
            raw("entity.related", "org:b", {"entity": "org:b", "other": "org:a", **tie}),
            raw("record.retracted", "org:a", {"target": "t", "ground": "entry_error", "reason": "no"}),
        )
        assert list(check(trial.store)) == []
        raw_append(trial, raw("entity.related", "org:a", {"entity": "org:a", "other": "org:b", **tie}, id="again"))
        assert [(fault.code, fault.line) for fault in check(trial.store)] == [("E601", 9)]

    def test_a_circle_that_got_in_by_another_way_is_told_of_and_not_walked_for_ever(self, trial: Trial) -> None:
        tie = {"relation": "part_of", "evidence": [cited()]}
        trial.append(*(entity(f"org:{name}", name) for name in "abc"))
        ends = (("org:a", "org:b"), ("org:b", "org:a"), ("org:c", "org:a"))
        raw_append(trial, *(raw("entity.related", one, {"entity": one, "other": other, **tie}) for one, other in ends))
        assert {(fault.line, fault.code) for fault in check(trial.store)} == {(7, "E601"), (8, "E601")}

    def test_texts_are_held_against_documents_that_turn_up_later(self, trial: Trial, tmp_path: Path) -> None:
        trial.append(meeting("eng:may", purpose="They spoke of bridges, of the price of grain"))
        assert list(check(trial.store)) == []
        (tmp_path / "report").write_bytes(REPORT)
        assert [fault.code for fault in check(trial.store, Documents([tmp_path]))] == ["E1001"]

    def test_a_broken_batch_is_told_of_once(self, trial: Trial) -> None:
        raw_append(trial, {**MAY, "data": {"engagement": "eng:may"}}, raw("meeting.held", "eng:june", {
            **meeting("eng:june", parent="eng:may")["data"]}))  # fmt: skip
        assert {(fault.line, fault.code) for fault in check(trial.store)} == {(4, "E903")}
