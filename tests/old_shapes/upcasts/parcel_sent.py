"""How older lines about parcels read today."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]


def _sender_became_by(data: Data) -> Data:
    """Lift 1 to 2: one `sender` became a list, `by`."""
    rest = {name: value for name, value in data.items() if name != "sender"}
    return {**rest, "by": [data["sender"]]}


def _weight_moved_into_parcel(data: Data) -> Data:
    """Lift 2 to 3: `grams` moved into `parcel`, which is left out if nobody had weighed it."""
    rest = {name: value for name, value in data.items() if name != "grams"}
    return {**rest, "parcel": {"grams": data["grams"]}} if "grams" in data else rest


UPCASTS = (_sender_became_by, _weight_moved_into_parcel)
