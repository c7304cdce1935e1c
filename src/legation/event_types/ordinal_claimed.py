"""A countable claim: the first, the nth, the largest."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import ExactlyOne, Is, iff
from legation.event_type import Sourced
from legation.fields import AnyRef, Edtf, EngagementRef, Maybe, Positive, SeriesRef, Text


class OrdinalClaimed(Sourced):
    """A countable claim: the first, the nth, the largest.

    Source: domain.md 5.7 and 10.
    """

    type = "ordinal.claimed"
    subject = "of"

    of: AnyRef
    claim: Literal["nth", "first", "first_since", "latest", "top", "among_top"]
    ordinal: Maybe[Positive] = None
    series: Maybe[SeriesRef] = None
    scope: Maybe[Text] = Field(None, description="among what, if there is no series")
    since: Maybe[EngagementRef] = None
    since_when: Maybe[Edtf] = None

    conditions = (
        iff("ordinal", when=Is("claim", "nth")),
        ExactlyOne("series", "scope"),
        ExactlyOne("since", "since_when", when=Is("claim", "first_since")),
    )
    examples = (
        {
            "of": "eng:rec-2024",
            "claim": "nth",
            "ordinal": 35,
            "series": "series:rec",
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
        {
            "of": "eng:summit-of-the-americas-2022",
            "claim": "first_since",
            "since_when": "1994",
            "scope": "editions on United States soil",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [49, 49],
                    "item": "16",
                    "span_sha256": "e143d345d793d3eaa945f692ee0a34b245367636e1d03a798a5d8c342c4fc8c8",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
