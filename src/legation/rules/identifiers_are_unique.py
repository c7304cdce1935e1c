"""R8: an outside identifier means one thing, and a thing has one identifier in a scheme.

E801  an identifier that does not fit the pattern of its scheme (told by the shape of the payload)
E802  an exact identifier that would belong to two things
E803  a thing with two exact identifiers in one scheme, addresses on the web apart
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.after import After, affirmed, is_match
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown

_REMEDY = "one of them is wrong, or only close: retract it, record it with match `close`, or match the two things"


def identifiers_are_unique(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask it of an identifier, of a match that brings two of them together, and of the end of one that held them so."""
    if is_match(fact):
        held: dict[str, Fact] = {}
        for other in _of(fact.data["entity"], after):
            yield from _two_values(held.setdefault(other.data["scheme"], other), other, "data.other")
    elif fact.type == "entity.identified" and _exact(fact):
        yield from _shared(fact, "data.value", after)
        others = [other for other in _of(fact.subject, after) if after.first(other, fact)]
        if found := next((other for other in others if other.data["scheme"] == fact.data["scheme"]), None):
            yield from _two_values(found, fact, "data.value")
    for match in filter(is_match, after.ended.get(fact.position, ())):
        for one in _of(match.data["entity"], after):
            yield from _shared(one, "data.target", after)


def _exact(fact: Fact) -> bool:
    return fact.data.get("match", "exact") == "exact" and affirmed(fact)


def _of(id_: str, after: After) -> list[Fact]:
    """Return the exact identifiers of a thing, under whichever of its ids they were recorded."""
    return [f for member in after.members(id_) for f in after.about(member, "entity.identified") if _exact(f)]


def _shared(fact: Fact, field: str, after: After) -> Iterator[Fault]:
    """Tell of another thing that has the identifier which `fact` records."""
    scheme, value, mine = fact.data["scheme"], fact.data["value"], after.members(fact.subject)
    others = (other for other in filter(_exact, after.identified(scheme, value)) if other.subject not in mine)
    if other := next((other for other in others if after.first(other, fact)), None):
        what = f"{scheme} {shown(value)} is that of {shown(other.subject)}, at {other.position}, too"
        yield Fault("E802", what, f"an identifier of {fact.subject} alone", _REMEDY, field)


def _two_values(one: Fact, other: Fact, field: str) -> Iterator[Fault]:
    scheme = one.data["scheme"]
    if one.data["value"] != other.data["value"] and scheme != "url":
        values = " and ".join(f"{shown(fact.data['value'])} at {fact.position}" for fact in (one, other))
        what = f"{shown(other.subject)} would have two identifiers in {scheme}: {values}"
        yield Fault("E803", what, "one value in a scheme", _REMEDY, field)
