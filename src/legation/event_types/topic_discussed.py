"""What was on the table."""

from __future__ import annotations

from pydantic import Field

from legation.event_type import Sourced
from legation.fields import Edtf, EngagementRef, Maybe, PartyRef, Some, Text, TopicRef


class TopicDiscussed(Sourced):
    """What was on the table, of an engagement or of the document as a whole.

    Source: domain.md 5.5.
    """

    type = "topic.discussed"
    subject = "topic"

    topic: TopicRef
    engagement: Maybe[EngagementRef] = Field(None, description="left out for the document as a whole")
    aspect: Maybe[Text] = None
    raised_by: Maybe[Some[PartyRef]] = None
    on: Maybe[Edtf] = None

    examples = (
        {
            "topic": "topic:water-conservation",
            "engagement": "eng:ibwc-follow-up-11",
            "aspect": "What can be saved at once along the Colorado.",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [37, 37],
                    "item": "12",
                    "span_sha256": "8cb2143fca14847e8170fee85894c851d70bf0e8d72a7cdfb0fb8d89e261c5f9",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
