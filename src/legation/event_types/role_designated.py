"""Somebody is named for an office, not yet in it."""

from __future__ import annotations

from typing import Literal

from legation.event_type import Sourced
from legation.fields import Edtf, Holding, Maybe, PartyRef, Some


class RoleDesignated(Holding, Sourced):
    """Somebody is named for an office, not yet in it.

    Source: domain.md 5.3 and 7.3.
    """

    type = "role.designated"
    subject = "office"

    act: Literal[
        "nominated", "agrement_requested", "agrement_granted", "elected", "appointed", "commissioned", "confirmed",
        "announced", "declined", "rejected", "withdrawn",
    ]  # fmt: skip
    on: Maybe[Edtf] = None
    expected_start: Maybe[Edtf] = None
    by: Maybe[Some[PartyRef]] = None

    examples = (
        {
            "person": "person:alicia-barcena",
            "office": "office:mx-environment-secretary",
            "act": "announced",
            "on": "[..2024-07-17]",
            "evidence": [
                {
                    "document": "doc:blinken-barcena-2024-07",
                    "lines": [28, 28],
                    "span_sha256": "e99b148da0068abbd2f5fa573204d05ad0b1b976667c0764675a2cc3759d63e6",
                    "voice": "speaker",
                    "speaker": "person:alicia-barcena",
                    "stance": "asserted",
                }
            ],
        },
    )
