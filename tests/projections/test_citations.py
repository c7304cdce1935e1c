"""Which event cites which lines."""

from __future__ import annotations

from facts import fact, rows
from legation.projections.citations import citations


def test_each_piece_of_evidence_is_kept_whole_under_its_document_and_event() -> None:
    first = {"document": "doc:a", "lines": [3, 3], "span_sha256": "0" * 64, "voice": "body", "stance": "asserted"}
    again = first | {"lines": [39, 39], "voice": "heading", "item": "13"}
    other = first | {"document": "doc:b", "stance": "inferred", "rule": "opening-day", "basis": []}
    told = rows(citations, [fact(7, "body.restored", body="org:ibwc", evidence=[first, other, again])])

    def pieces(document: str) -> list[object]:
        return [claim.value | {"document": document} for claim in told[document, "7"].pieces]

    assert (pieces("doc:a"), pieces("doc:b")) == ([first, again], [other])


def test_an_event_with_a_reason_alone_cites_nothing() -> None:
    assert rows(citations, [fact(1, "entity.registered", entity="org:a", name="A", attrs={}, reason="Needed.")]) == {}
