"""W6: something is told as past that lies after the publication of the document that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from legation.claim import dated
from legation.dates import before, parse
from legation.errors import Fault
from legation.projections.sources import Source
from legation.reading import Reading
from legation.warning import odd
from legation.words import happened

_AHEAD = frozenset({"engagement.planned", "role.designated", "recommendation.made"})


def dated_after_publication(at: Reading) -> Iterator[Fault]:
    """Yield every account of which a document was surely published before."""
    for fact in at.facts():
        date = happened(fact)
        if not date or fact.type in _AHEAD or not at.counts(fact.position):
            continue
        for document in dict.fromkeys(piece["document"] for piece in fact.data.get("evidence", ())):
            published = dated(cast("Source", at.row("sources", document)).published).value
            if published and before(parse(published), parse(date)) == "certain":
                what = f"{date}, told by {document}, which was published {published}"
                yield odd("W6", fact.subject, what, "accounts of what had happened by then", [fact.position])
