"""Somebody leaves an office."""

from __future__ import annotations

from typing import Literal

from legation.event_type import Sourced
from legation.fields import Edtf, Holding, Maybe, PartyRef, Some


class RoleLeft(Holding, Sourced):
    """Somebody leaves an office.

    Source: domain.md 5.3 and 7.1.
    """

    type = "role.left"
    subject = "office"

    act: Literal[
        "left_post", "recall_presented", "relinquished", "resigned", "dismissed", "term_ended", "acting_ended", "died",
        "superseded", "promoted", "relations_severed", "post_closed", "non_grata", "unspecified",
    ]  # fmt: skip
    on: Maybe[Edtf] = None
    by: Maybe[Some[PartyRef]] = None

    examples = (
        {
            "person": "person:salvador-cienfuegos",
            "office": "office:mx-defence-secretary",
            "act": "unspecified",
            "on": "[..2022]",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [478, 479],
                    "span_sha256": "b828c73d5ee7e464d283f4b6aad72ca047a2dc59e747d2b063f59d2ef31e57f1",
                    "voice": "author",
                    "stance": "inferred",
                    "rule": "former-at-writing",
                    "basis": [],
                }
            ],
        },
    )
