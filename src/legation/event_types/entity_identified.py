"""A thing is known elsewhere under an identifier."""

from __future__ import annotations

from typing import Annotated, Literal

from legation.conditions import Fits, Is
from legation.event_type import Editorial
from legation.fields import URL_PATTERN, AnyRef, Identifier
from legation.shapes import SLUG, Shape

SCHEMES = {
    "wikidata": r"Q[1-9][0-9]*",
    "iso3166-1": r"[A-Z]{2}",
    "iso3166-2": r"[A-Z]{2}-[A-Z0-9]{1,3}",
    "unlocode": r"[A-Z]{2}[A-Z2-9]{3}",
    "viaf": r"[0-9]+",
    "unts": r"I{1,2}-[0-9]+",
    "isni": r"[0-9]{15}[0-9X]",
    "lei": r"[A-Z0-9]{18}[0-9]{2}",
    "url": URL_PATTERN,
}
_SCHEME = Shape(
    "scheme", f"one of {', '.join(SCHEMES)}, or x-… for a data set of one's own", rf"{'|'.join(SCHEMES)}|x-{SLUG}", 80
)


class EntityIdentified(Editorial):
    """A thing is known elsewhere under an identifier, which is never guessed.

    Source: domain.md 5.1; ISO 27729 for `isni`, ISO 17442 for `lei`.
    """

    type = "entity.identified"
    subject = "entity"

    entity: AnyRef
    scheme: Annotated[str, _SCHEME]
    value: Identifier
    match: Literal["exact", "close"] = "exact"

    conditions = (
        *Editorial.conditions,
        *(Fits("value", pattern, when=Is("scheme", scheme), code="E801") for scheme, pattern in SCHEMES.items()),
    )
    examples = (
        {
            "entity": "person:elizabeth-konick",
            "scheme": "url",
            "value": "https://www.state.gov/biographies/elizabeth-konick/",
            "evidence": [
                {
                    "document": "doc:blinken-barcena-2024-07",
                    "lines": [4, 4],
                    "span_sha256": "e20707b5e8cd8bf6972dce583c8d41d18a4a6dceca25d4f98a7f7f52d7bafd34",
                    "voice": "caption",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "place:mexico",
            "scheme": "iso3166-1",
            "value": "MX",
            "reason": "The two-letter code of the country.",
        },
    )
