"""R1: what a line names was there before it, and is there once only.

E101  an id that nothing creates
E102  an event that does not exist
E103  an id or event that comes only later in the same append
E104  an id that is registered already
E105  an id whose creation the same append retracts
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.after import After, creators
from legation.errors import Fault
from legation.event_type import Reference
from legation.fact import Fact
from legation.payload import shown


def references_resolve(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that every id and event a line names exists already, and that nothing is registered twice."""
    for reference in after.references(fact):
        if reference.value in after.unclear or _cited(reference):
            continue
        yield from _event(reference, fact, after) if reference.event else _thing(reference, fact, after)
    if fact.type in {"entity.registered", "source.registered"}:
        for other in after.about(fact.subject, fact.type):
            if after.first(other, fact):
                what = f"{shown(fact.subject)} is registered already, at {other.position}"
                remedy = "choose another id, or retract the first registration in the same append"
                field = "data.entity" if fact.type == "entity.registered" else "data.document"
                yield Fault("E104", what, "an id that is new", remedy, field)


def _cited(reference: Reference) -> bool:
    """Tell whether it is the document of a piece of evidence, which R4 looks after."""
    return reference.path.startswith("evidence.") and reference.path.endswith(".document")


def _event(reference: Reference, fact: Fact, after: After) -> Iterator[Fault]:
    field, found = f"data.{reference.path}", after.event(reference.value)
    if not found:
        yield Fault("E102", f"no event has the id {shown(reference.value)}", "the id of an earlier event", field=field)
    elif found.position >= fact.position:
        what = f"the event {shown(reference.value)} is not earlier than this one"
        yield Fault("E103", what, "an earlier event", "put that line first", field)


def _thing(reference: Reference, fact: Fact, after: After) -> Iterator[Fault]:
    found, field = after.creators(reference.value), f"data.{reference.path}"
    if any(creator.position <= fact.position for creator in found):
        return
    before = creators(after.before, reference.value)
    name = shown(reference.value)
    if found and after.new(fact) and not before:
        what = f"{name} is created only later in this append"
        yield Fault("E103", what, "an id that exists", "put that line first", field)
    elif before and not found:
        remedy = "leave that retraction out, or create the id anew in the same append"
        yield Fault("E105", f"this append retracts what created {name}", "an id that exists", remedy, field)
    elif not found:
        near = after.near(reference.value)
        remedy = f"did you mean {' or '.join(near)}?" if near else "create it first, or in the same append"
        yield Fault("E101", f"nothing creates {name}", "an id that exists", remedy, field)
