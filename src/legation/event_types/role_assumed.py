"""Somebody takes up an office."""

from __future__ import annotations

from typing import Literal

from legation.event_type import Sourced
from legation.fields import Edtf, Holding, Maybe


class RoleAssumed(Holding, Sourced):
    """Somebody takes up an office.

    Source: domain.md 5.3 and 7.1.
    """

    type = "role.assumed"
    subject = "office"

    act: Literal[
        "credentials_presented", "copy_presented", "recognised", "entered_duty", "sworn_in", "arrived", "acting_began",
        "unspecified",
    ]  # fmt: skip
    on: Maybe[Edtf] = None

    examples = (
        {
            "person": "person:chris-magnus",
            "office": "office:us-cbp-commissioner",
            "act": "unspecified",
            "on": "[..2022-03-22]",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [25, 25],
                    "item": "8",
                    "span_sha256": "545c03e6fcca3624e7deaa16d0a2798a4815a0de829d323f93c201c23cd64ec8",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
