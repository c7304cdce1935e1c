"""Outside identifiers, found by scheme and value."""

from __future__ import annotations

from facts import fact, rows
from legation.claim import Claim
from legation.projections.identifiers import Identifier, identifiers


def test_a_value_knows_whom_it_stands_for_exactly_and_nearly() -> None:
    said = {"scheme": "wikidata", "value": "Q1", "reason": "Same birthday."}
    told = rows(
        identifiers,
        [
            fact(1, "entity.identified", entity="person:a", **said),
            fact(2, "entity.identified", entity="person:b", match="close", **said),
        ],
    )
    assert told == {("wikidata", "Q1"): Identifier(exact=(Claim(1, "person:a"),), close=(Claim(2, "person:b"),))}
