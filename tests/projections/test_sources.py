"""Documents and their editions."""

from __future__ import annotations

from facts import fact, rows
from legation.claim import Claim
from legation.projections.sources import Source, sources

MENTIONED = {"document": "doc:report-2020", "title": "Report", "origin": "envoys", "published_basis": "unknown"}


def test_an_edition_is_known_to_the_document_it_replaces() -> None:
    told = rows(
        sources,
        [
            fact(1, "source.registered", **MENTIONED, held=False),
            fact(2, "source.registered", **MENTIONED | {"document": "doc:report-2021", "replaces": "doc:report-2020"}),
        ],
    )
    shared = {"title": "Report", "origin": "envoys", "published_basis": "unknown"}
    assert told["doc:report-2020",] == Source(
        **{name: (Claim(1, value),) for name, value in shared.items()},
        held=(Claim(1, False),),
        editions=(Claim(2, "doc:report-2021"),),
    )
    assert (told["doc:report-2021",].replaces, told["doc:report-2021",].held) == (
        (Claim(2, "doc:report-2020"),),
        (Claim(2, True),),
    )
    assert told["doc:report-2020",].label() == "Report"
