"""A text takes a further step."""

from __future__ import annotations

from typing import Literal

from legation.conditions import Is, needs
from legation.event_type import Sourced
from legation.fields import AgreementRef, Edtf, EngagementRef, Maybe, OrgRef, PartyRef, Some, Text


class AgreementAdvanced(Sourced):
    """A text takes a further step; entry into force is never derived from signature or ratification.

    Source: domain.md 5.2 and 9.
    """

    type = "agreement.advanced"
    subject = "agreement"

    agreement: AgreementRef
    stage: Literal[
        "negotiated",
        "ratified",
        "acceded",
        "provisionally_applied",
        "in_force",
        "amended",
        "reviewed",
        "suspended",
        "restored",
    ]
    on: Maybe[Edtf] = None
    party: Maybe[OrgRef] = None
    by: Maybe[Some[PartyRef]] = None
    engagement: Maybe[EngagementRef] = None
    detail: Maybe[Text] = None

    conditions = (needs("party", when=Is("stage", "ratified", "acceded")),)
    examples = (
        {
            "agreement": "agreement:usmca",
            "stage": "in_force",
            "on": "2020",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [133, 136],
                    "span_sha256": "4e441dc7847d3b40de272d9ac857545053e1355905df1863b5a2edab002639bf",
                    "voice": "author",
                    "stance": "asserted",
                }
            ],
        },
        {
            "agreement": "agreement:mx-national-security-law",
            "stage": "amended",
            "detail": "Narrows what foreign agents may do.",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [478, 481],
                    "span_sha256": "8682956af0d352a38936e877028146406572dbe6bb70c09fcf6968fe2e86c683",
                    "voice": "author",
                    "stance": "asserted",
                }
            ],
        },
    )
