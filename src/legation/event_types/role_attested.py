"""Somebody is described as holding, or having held, an office."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.event_type import Sourced
from legation.fields import Edtf, Holding


class RoleAttested(Holding, Sourced):
    """Somebody is described as holding, or having held, an office.

    Source: domain.md 5.3 and 7.
    """

    type = "role.attested"
    subject = "office"

    on: Edtf = Field(
        description="the day, or the extent throughout, for which it is said; for `former`, the day of speaking"
    )
    state: Literal["holds", "former"] = "holds"

    examples = (
        {
            "person": "person:marcelo-ebrard",
            "office": "office:mx-foreign-secretary",
            "on": "2022-05-12",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [46, 46],
                    "item": "15",
                    "span_sha256": "8063e831ae0cd5c883d6f1e41869f1a3e881278e4d843f05df4bb0bba9232e4f",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "person": "person:blas-nunez-neto",
            "office": "office:us-deputy-homeland-security-secretary",
            "capacity": "acting",
            "on": "2022-05-11",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [43, 43],
                    "item": "14",
                    "span_sha256": "355862b73edbad66e5ac913d52156fd6460bcf57bdd90a8ff03662c4aac211b9",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
