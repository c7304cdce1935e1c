"""Money and what it is for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import Has, iff
from legation.event_type import Sourced
from legation.fields import Comparator, Currency, Decimal, Edtf, FundedRef, Maybe, PartyRef, Some


class FundingRecorded(Sourced):
    """Money and what it is for, often without an amount.

    Source: domain.md 5.7 and 10.
    """

    type = "funding.recorded"
    subject = "for"

    for_: FundedRef = Field(alias="for")
    stage: Literal["announced", "pledged", "committed", "disbursed", "unchanged", "cut", "raised", "unspecified"]
    donors: Maybe[Some[PartyRef]] = None
    recipients: Maybe[Some[PartyRef]] = None
    amount: Maybe[Decimal] = None
    currency: Maybe[Currency] = None
    comparator: Comparator = "eq"
    period: Maybe[Edtf] = None

    conditions = (iff("currency", when=Has("amount")),)
    examples = (
        {
            "for": "programme:root-causes-development",
            "stage": "announced",
            "recipients": ["org:guatemala", "org:honduras"],
            "amount": "180000000",
            "currency": "USD",
            "evidence": [
                {
                    "document": "doc:migration-talks",
                    "lines": [13, 13],
                    "span_sha256": "74e0178fe63a407b76cd77251d1696945ff0584d7ec4176afa3fe081af3732ba",
                    "voice": "speaker",
                    "speaker": "org:mexico",
                    "stance": "asserted",
                }
            ],
        },
        {
            "for": "programme:fulbright-garcia-robles",
            "stage": "unchanged",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [418, 420],
                    "span_sha256": "8e4bffd9da49f7084a624395b1b308bd0f3be9f66b0797e7fdc08e1f7ec89674",
                    "voice": "author",
                    "stance": "asserted",
                }
            ],
        },
    )
