"""Somebody travelled to be received."""

from __future__ import annotations

from legation.conditions import AtLeastOne
from legation.event_type import Sourced
from legation.fields import Encounter, Group, Maybe, PartyRef, PlaceRef, Some, VisitKind


class VisitMade(Encounter, Sourced):
    """Somebody travelled to be received; the stops are children of the stay.

    Source: domain.md 5.4.
    """

    type = "visit.made"
    subject = "engagement"

    kind: VisitKind
    visitors: Maybe[Some[PartyRef]] = None
    group: Maybe[Group] = None
    destination: PlaceRef
    origin: Maybe[PlaceRef] = None

    conditions = (AtLeastOne("visitors", "group"),)
    examples = (
        {
            "engagement": "eng:velasco-washington-2022-03",
            "kind": "working_visit",
            "when": "2022-03-10/2022-03-12",
            "duration_days": 3,
            "visitors": ["person:roberto-velasco"],
            "destination": "place:washington-dc",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [19, 19],
                    "item": "6",
                    "span_sha256": "f52fb73dd438bce9274cec66224f51d65c3579346be0645d512180ea5df5a4c8",
                    "voice": "body",
                    "stance": "inferred",
                    "rule": "length-to-start",
                    "basis": [],
                }
            ],
        },
        {
            "engagement": "eng:dhs-mexico-city-2022-05",
            "kind": "delegation_visit",
            "when": "2022-05-11",
            "group": {"label": "a delegation of the department"},
            "destination": "place:mexico-city",
            "venue": "org:mx-foreign-ministry",
            "evidence": [
                {
                    "document": "doc:bilateral-report-2022-h1",
                    "lines": [43, 43],
                    "item": "14",
                    "span_sha256": "355862b73edbad66e5ac913d52156fd6460bcf57bdd90a8ff03662c4aac211b9",
                    "voice": "body",
                    "stance": "asserted",
                }
            ],
        },
    )
