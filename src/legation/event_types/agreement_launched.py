"""A text begins its public life."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.event_type import Sourced
from legation.fields import AgreementRef, Edtf, EngagementRef, Maybe, OrgRef, PartyRef, PlaceRef, Some


class AgreementLaunched(Sourced):
    """A text begins its public life; several acts of one text are several events.

    Source: domain.md 5.2 and 9.
    """

    type = "agreement.launched"
    subject = "agreement"

    agreement: AgreementRef
    act: Literal["proposed", "announced", "adopted", "signed", "published", "launched", "concluded"] = Field(
        description="`launched` for created or set up, `concluded` for agreed in a form unknown"
    )
    on: Maybe[Edtf] = None
    by: Maybe[Some[PartyRef]] = None
    parties: Maybe[Some[OrgRef]] = None
    engagement: Maybe[EngagementRef] = None
    place: Maybe[PlaceRef] = None

    examples = (
        {
            "agreement": "agreement:bicentennial-framework",
            "act": "launched",
            "on": "2021-10",
            "parties": ["org:mexico", "org:united-states"],
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [3, 3],
                    "item": "1",
                    "span_sha256": "219c2d5188e17a0f73bea9409e749c7822e98e94ca20473fa42abe1cfe011c2d",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
