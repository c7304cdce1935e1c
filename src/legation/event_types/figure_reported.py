"""A number and what it measures."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from legation.conditions import AtLeastOne, Both, Has, Is, Not
from legation.event_type import Sourced
from legation.fields import AnyRef, Comparator, Decimal, Edtf, Maybe, PlaceRef, Slug, Text, Unit


class FigureReported(Sourced):
    """A number and what it measures; without a number, at least which way it goes or what it is compared to.

    Source: domain.md 5.7 and 10.
    """

    type = "figure.reported"
    subject = "about"

    about: AnyRef
    measure: Slug
    unit: Unit
    nature: Literal["observed", "estimate", "projection", "target", "share", "change"]
    value: Maybe[Decimal] = None
    comparator: Comparator = "eq"
    direction: Maybe[Literal["up", "down"]] = None
    compared_to: Maybe[AnyRef] = None
    period: Maybe[Edtf] = None
    place: Maybe[PlaceRef] = None
    base: Maybe[Text] = Field(None, description="of what a share, since when a change")

    conditions = (
        AtLeastOne(
            "value",
            "direction",
            Both(Has("compared_to"), Not(Is("comparator", "ge", "le", "approx", "unknown"))),
        ),
    )
    examples = (
        {
            "about": "org:mexico",
            "measure": "trade-value",
            "unit": "USD",
            "nature": "observed",
            "value": "800000000000",
            "comparator": "gt",
            "evidence": [
                {
                    "document": "doc:blinken-barcena-2024-07",
                    "lines": [26, 26],
                    "span_sha256": "e0175ec509085b5e569480395275da395f0aecf766d37d4c738671e4a94adafc",
                    "voice": "speaker",
                    "speaker": "person:alicia-barcena",
                    "stance": "asserted",
                }
            ],
        },
        {
            "about": "topic:migration",
            "measure": "irregular-arrivals",
            "unit": "person",
            "nature": "change",
            "direction": "down",
            "evidence": [
                {
                    "document": "doc:blinken-barcena-2024-07",
                    "lines": [14, 14],
                    "span_sha256": "443b622c167329763d1236ade591a1d7b89b01d6971289a22fe793989837fba9",
                    "voice": "speaker",
                    "speaker": "person:antony-blinken",
                    "stance": "asserted",
                }
            ],
        },
        {
            "about": "org:mexico",
            "measure": "us-students",
            "unit": "person",
            "nature": "observed",
            "comparator": "lt",
            "compared_to": "org:costa-rica",
            "evidence": [
                {
                    "document": "doc:convocation-2021",
                    "lines": [573, 574],
                    "span_sha256": "c02ac6466a5abe7a1789747a4b856850eda4123e83894dbdb52cdae59256b687",
                    "voice": "author",
                    "stance": "asserted",
                }
            ],
        },
    )
