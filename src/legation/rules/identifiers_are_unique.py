"""R8: an outside identifier means one thing, and a thing has one identifier in a scheme.

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
            first = held.setdefault(other.data["scheme"], other)
            if first.data["value"] != other.data["value"] and other.data["scheme"] != "url":
                yield _two_values(fact.data["entity"], first, other, "data.other")
    elif fact.type == "entity.identified" and _exact(fact):
        yield from _shared(fact, "data.value", after)
        for other in _of(fact.subject, after):
            same_scheme = other.data["scheme"] == fact.data["scheme"] != "url"
            if same_scheme and other.data["value"] != fact.data["value"] and after.first(other, fact):
                yield _two_values(fact.subject, other, fact, "data.value")
    for match in filter(is_match, after.ended.get(fact.position, ())):
        for one in _of(match.data["entity"], after):
            yield from _shared(one, "data.target", after)


def _exact(fact: Fact) -> bool:
    return fact.data.get("match", "exact") == "exact" and affirmed(fact)


def _of(id_: str, after: After) -> list[Fact]:
    """Return the exact identifiers of a thing, under whichever of its ids they were recorded."""
    return [f for member in after.members(id_) for f in after.about(member, "entity.identified") if _exact(f)]


def _shared(fact: Fact, field: str, after: After) -> Iterator[Fault]:
    """Tell of other things that have the identifier which `fact` records."""
    scheme, value = fact.data["scheme"], fact.data["value"]
    for other in filter(_exact, after.identified(scheme, value)):
        if other.subject not in after.members(fact.subject) and after.first(other, fact):
            what = f"{scheme} {shown(value)} is that of {shown(other.subject)}, at {other.position}, too"
            yield Fault("E802", what, f"an identifier of {fact.subject} alone", _REMEDY, field)


def _two_values(id_: str, one: Fact, other: Fact, field: str) -> Fault:
    values = " and ".join(f"{shown(fact.data['value'])} at {fact.position}" for fact in (one, other))
    what = f"{shown(id_)} would have two identifiers in {one.data['scheme']}: {values}"
    return Fault("E803", what, "one value in a scheme", _REMEDY, field)
