"""What changed the record itself."""

from __future__ import annotations

from facts import fact, rows
from legation.claim import Claim
from legation.projections.audit import Record, audit


def test_a_retraction_stands_under_its_own_position_with_reason_and_actor() -> None:
    struck = fact(
        367, "record.retracted", target="e327", ground="entry_error", replaced_by="e366", reason="Keyed 94 for 49."
    )
    said = {
        "target": "e327", "ground": "entry_error", "replaced_by": "e366", "reason": "Keyed 94 for 49.",
        "actor": "ana.ruiz", "recorded": struck.recordedtime,
    }  # fmt: skip
    assert rows(audit, [struck]) == {
        ("367",): Record(**{name: (Claim(367, value),) for name, value in said.items()}),
    }


def test_a_match_is_listed_with_the_ids_it_joins() -> None:
    said = {"entity": "person:a", "other": "person:b", "verdict": "same", "keep": "person:b"}
    match = rows(audit, [fact(9, "entity.matched", **said, reason="One birthday.")])["9",]
    assert [c.value for c in (*match.entity, *match.other, *match.verdict, *match.keep_)] == list(said.values())
    assert {"entity", "other", "keep_"} <= match.as_written


def test_rows_are_sorted_by_position_not_as_words() -> None:
    said = {"target": "e1", "ground": "duplicate", "reason": "Twice."}
    told = rows(audit, [fact(n, "record.retracted", **said) for n in (10, 9, 100)])
    assert [key for key, _ in sorted(told.items(), key=lambda item: item[1].order())] == [("9",), ("10",), ("100",)]


def test_other_events_change_no_record() -> None:
    assert rows(audit, [fact(1, "body.restored", body="org:ibwc")]) == {}
