"""An earlier event no longer counts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.event_type import Editorial
from legation.fields import EarlierEvent, Maybe, Text


class RecordRetracted(Editorial):
    """An earlier event no longer counts; to retract a retraction restores the event.

    Source: domain.md 5.8 and 11.1.
    """

    type = "record.retracted"
    subject = "target"

    target: EarlierEvent
    ground: Literal["entry_error", "source_erratum", "duplicate", "identity", "superseded", "privacy"]
    replaced_by: Maybe[EarlierEvent] = Field(None, description="the right event, appended before")
    reason: Text

    conditions = ()
    examples = (
        {
            "target": "019cadd3-88b4-7a4e-9c31-5d2f8b60e713",
            "ground": "entry_error",
            "replaced_by": "019cadd3-88b4-7a4e-9c31-5d2f8b60e714",
            "reason": "The day was typed wrongly.",
        },
    )
