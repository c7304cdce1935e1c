"""Which event cites which lines of a document, in whose voice: one row for each event and document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from legation.claim import Claims
from legation.fact import Fact
from legation.projection import Change, Row, many, projection


@dataclass(frozen=True, slots=True)
class Citation(Row):
    """What one event cites of one document, piece by piece; each piece is one evidence of domain.md 3.2."""

    pieces: Claims = many(
        "each piece of evidence: {lines, span_sha256, item, voice, speaker, stance, rule, basis, certainty, polarity}"
    )


@projection(Citation, document=("id", "what is cited"), position=("integer", "the event that cites it"))
def citations(fact: Fact) -> Iterator[Change[Citation]]:
    """Fold the evidence of every event under (document, position)."""
    for number, piece in enumerate(fact.data.get("evidence", ())):
        yield (piece["document"], str(fact.position)), partial(_cited, number=number)


def _cited(row: Citation, fact: Fact, number: int) -> Citation:
    piece = {name: value for name, value in fact.data["evidence"][number].items() if name != "document"}
    return row.add(fact, pieces=piece)
