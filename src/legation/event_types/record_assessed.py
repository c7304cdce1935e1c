"""How an earlier event stands to another, in an editor's eyes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import Is, needs
from legation.event_type import Editorial
from legation.fields import EarlierEvent, Maybe, Text


class RecordAssessed(Editorial):
    """How an earlier event stands to another, in an editor's eyes; read "target contradicts other".

    Source: domain.md 5.8 and 13.1.
    """

    type = "record.assessed"
    subject = "target"

    target: EarlierEvent
    verdict: Literal["corroborates", "contradicts", "refines", "outweighs"] = Field(
        description="`outweighs` if the target is to be preferred"
    )
    other: Maybe[EarlierEvent] = None
    detail: Maybe[Text] = None

    conditions = (
        *Editorial.conditions,
        needs("other", when=Is("verdict", "contradicts", "refines", "outweighs")),
    )
    examples = (
        {
            "target": "019cadd3-88b4-7a4e-9c31-5d2f8b60e713",
            "verdict": "contradicts",
            "other": "019cadd3-88b4-7a4e-9c31-5d2f8b60e714",
            "detail": "One tells of a return in 2021, the other of something new.",
            "reason": "Both cannot be right.",
        },
    )
