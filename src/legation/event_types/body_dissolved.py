"""A body ceases."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import Is, Kinds, iff
from legation.event_type import Sourced
from legation.fields import BodyRef, Edtf, Maybe, PartyRef, Some, Text


class BodyDissolved(Sourced):
    """A body ceases, or stops for a time.

    Source: domain.md 5.2 and 9.
    """

    type = "body.dissolved"
    subject = "body"

    body: BodyRef
    act: Literal["dissolved", "abolished", "closed", "merged", "suspended"] = Field(
        description="`suspended` for a stop that was meant to pass"
    )
    on: Maybe[Edtf] = None
    by: Maybe[Some[PartyRef]] = None
    successor: Maybe[BodyRef] = None
    detail: Maybe[Text] = None

    conditions = (
        iff("successor", when=Is("act", "merged")),
        Kinds("body", "successor", {kind: (kind,) for kind in ("org", "office", "programme")}),
    )
    examples = (
        {
            "body": "org:high-level-economic-dialogue",
            "act": "suspended",
            "on": "[2013..2021]",
            "detail": "It was brought back later, so it had stopped at some time.",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [137, 139],
                    "span_sha256": "9a0aca22903866b2c2b70bc990e220f473beb7ce164d7649e81c2dc9dc22dd6c",
                    "voice": "author",
                    "stance": "inferred",
                    "rule": "restored-after-a-stop",
                    "basis": [],
                    "certainty": "probable",
                }
            ],
        },
    )
