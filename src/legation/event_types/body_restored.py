"""A body works again."""

from __future__ import annotations

from legation.event_type import Sourced
from legation.fields import BodyRef, Edtf, EngagementRef, Maybe, PartyRef, Some, Text


class BodyRestored(Sourced):
    """A body works again, also where no stop was recorded.

    Source: domain.md 5.2 and 9.
    """

    type = "body.restored"
    subject = "body"

    body: BodyRef
    on: Maybe[Edtf] = None
    by: Maybe[Some[PartyRef]] = None
    engagement: Maybe[EngagementRef] = None
    detail: Maybe[Text] = None

    examples = (
        {
            "body": "org:high-level-economic-dialogue",
            "on": "2021",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [137, 139],
                    "span_sha256": "9a0aca22903866b2c2b70bc990e220f473beb7ce164d7649e81c2dc9dc22dd6c",
                    "voice": "author",
                    "stance": "asserted",
                }
            ],
        },
    )
