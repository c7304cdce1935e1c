"""What a thing is for or like."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import AtLeastOne, Fits, Is
from legation.event_type import Sourced
from legation.fields import DURATION_PATTERN, AnyRef, Edtf, Maybe, Text, Value


class EntityDescribed(Sourced):
    """What a thing is for or like, in words or as a short value.

    Source: domain.md 5.1.
    """

    type = "entity.described"
    subject = "entity"

    entity: AnyRef
    aspect: Literal[
        "mandate", "aim", "motto", "composition", "cadence", "rank", "scope", "status", "method", "background",
        "history", "assessment",
    ]  # fmt: skip
    detail: Maybe[Text] = None
    value: Maybe[Value] = Field(None, description="an ISO 8601 duration for a cadence")
    valid: Maybe[Edtf] = None

    conditions = (
        AtLeastOne("detail", "value"),
        Fits("value", DURATION_PATTERN, when=Is("aspect", "cadence")),
    )
    examples = (
        {
            "entity": "office:us-climate-envoy",
            "aspect": "mandate",
            "detail": "A presidential post in charge of federal energy and climate matters.",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [6, 6],
                    "item": "2",
                    "span_sha256": "1152872839c5b78efeaf4f4ffb4beae5ad10af743d4427d9f4de0094012ed383",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "entity": "series:summit-of-the-americas",
            "aspect": "cadence",
            "value": "P3Y",
            "detail": "Roughly every third year.",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [48, 48],
                    "item": "16",
                    "span_sha256": "5f9108eed47c279cab46f9ff2f93714458bf0fa1b074c003c090adce0e5bd94a",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
