"""A text stops applying."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import Is, iff
from legation.event_type import Sourced
from legation.fields import AgreementRef, Edtf, Maybe, OrgRef, PartyRef, Some, Text


class AgreementEnded(Sourced):
    """A text stops applying, for all or for the party that denounced it.

    Source: domain.md 5.2 and 9.
    """

    type = "agreement.ended"
    subject = "agreement"

    agreement: AgreementRef
    act: Literal["terminated", "denounced", "superseded", "expired"]
    on: Maybe[Edtf] = None
    party: Maybe[OrgRef] = Field(None, description="who denounced it; it ends for that party alone")
    successor: Maybe[AgreementRef] = None
    by: Maybe[Some[PartyRef]] = None
    detail: Maybe[Text] = None

    conditions = (
        iff("party", when=Is("act", "denounced")),
        iff("successor", when=Is("act", "superseded")),
    )
    examples = (
        {
            "agreement": "agreement:nafta",
            "act": "superseded",
            "successor": "agreement:usmca",
            "on": "[..2022-06-30]",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [33, 33],
                    "item": "11",
                    "span_sha256": "aa69524c801eefaaa27009ed84eb50dae4978426556f1fac90897a6d71953965",
                    "voice": "body",
                    "stance": "inferred",
                    "rule": "successor-compared",
                    "basis": [],
                }
            ],
        },
    )
