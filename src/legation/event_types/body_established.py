"""An organisation, office or programme comes into being."""

from __future__ import annotations

from typing import Literal

from legation.event_type import Sourced
from legation.fields import AgreementRef, BodyRef, Edtf, EngagementRef, Maybe, PartyRef, PlaceRef, Some


class BodyEstablished(Sourced):
    """An organisation, office or programme comes into being.

    Source: domain.md 5.2 and 9.
    """

    type = "body.established"
    subject = "body"

    body: BodyRef
    act: Literal["founded", "chartered", "created", "launched", "opened"]
    on: Maybe[Edtf] = None
    by: Maybe[Some[PartyRef]] = None
    under: Maybe[AgreementRef] = None
    engagement: Maybe[EngagementRef] = None
    place: Maybe[PlaceRef] = None

    examples = (
        {
            "body": "org:ibwc",
            "act": "founded",
            "on": "1889",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [36, 36],
                    "item": "12",
                    "span_sha256": "0ba61d5fbc760ae7c521c82393aaa404be2159b2d2470bcc0798c6642200120e",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
        {
            "body": "office:us-homeland-security-secretary",
            "act": "created",
            "on": "[2001-09-11..]",
            "under": "agreement:us-homeland-security-act",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [21, 21],
                    "item": "7",
                    "span_sha256": "c0988a7c492d7ca97c4174b6a0113e9a8c879c7434362465f433c300bc18aa06",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
