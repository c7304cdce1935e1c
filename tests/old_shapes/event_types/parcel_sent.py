"""Somebody sent a parcel."""

from __future__ import annotations

from legation.event_type import Event
from legation.fields import Maybe, Model, PartyRef, Positive, Slug, Some


class Parcel(Model):
    """What was sent."""

    grams: Positive


class ParcelSent(Event):
    """Somebody sent a parcel."""

    type = "parcel.sent"
    version = 3
    subject = "by"

    number: Slug
    by: Some[PartyRef]
    parcel: Maybe[Parcel] = None

    examples = ({"number": "p-1", "by": ["person:ana-ruiz"], "parcel": {"grams": 250}},)
