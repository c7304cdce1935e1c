"""Somebody took part in an engagement."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import ExactlyOne
from legation.event_type import Sourced
from legation.fields import EngagementRef, Group, Maybe, OfficeRef, OrgRef, PartyRef, Text


class EngagementAttended(Sourced):
    """Somebody took part; apart from the meeting itself, so that a second source can add a name.

    Source: domain.md 5.4.
    """

    type = "engagement.attended"
    subject = "engagement"

    engagement: EngagementRef
    participant: Maybe[PartyRef] = None
    group: Maybe[Group] = None
    side: Maybe[OrgRef] = None
    function: Literal["head", "member", "chair", "host", "guest", "visitor", "speaker", "observer", "unspecified"] = (
        "unspecified"
    )
    office: Maybe[OfficeRef] = Field(None, description="in which office")
    presence: Literal["present", "absent", "invited"] = "present"
    portion: Maybe[Text] = Field(None, description="a part of it, such as the closing")

    conditions = (ExactlyOne("participant", "group"),)
    examples = (
        {
            "engagement": "eng:kerry-mexico-city-2022-02",
            "participant": "person:ken-salazar",
            "side": "org:united-states",
            "office": "office:us-ambassador-to-mexico",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [647, 652],
                    "span_sha256": "1681b580c828f9672e461a416494d822437578b6958c5a9db810d769654d0c57",
                    "voice": "author",
                    "stance": "asserted",
                }
            ],
        },
        {
            "engagement": "eng:rec-2024",
            "group": {"label": "heads of missions abroad", "count": 146},
            "evidence": [
                {
                    "document": "doc:rec-2024",
                    "lines": [6, 6],
                    "span_sha256": "f81e9db7b4252d0cfc5fa829a69f8054c854c22a703015fddf71ab6c487dfada",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
