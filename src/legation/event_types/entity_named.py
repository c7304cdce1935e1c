"""Another name for a thing."""

from __future__ import annotations

from typing import Literal

from legation.event_type import Sourced
from legation.fields import AnyRef, Edtf, Lang, Maybe, Name


class EntityNamed(Sourced):
    """Another name for a thing; its id stays.

    Source: domain.md 4.2 and 5.1.
    """

    type = "entity.named"
    subject = "entity"

    entity: AnyRef
    name: Name
    use: Literal["official", "short", "former", "alias", "acronym", "translation", "variant", "misspelling"]
    lang: Maybe[Lang] = None
    valid: Maybe[Edtf] = None

    examples = (
        {
            "entity": "org:high-level-economic-dialogue",
            "name": "HLED",
            "use": "acronym",
            "lang": "en",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [12, 12],
                    "item": "4",
                    "span_sha256": "68f79c28d7e7f0b9cbbc820d7c3cd7864085d093387fcc86cb4f3a985a7b54e3",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
