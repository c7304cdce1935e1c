"""R3: an event that a line names still counts, and is of a type that fits.

E301  an event that was retracted
E302  a record about records, where something about the world is meant
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.after import After
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown


def named_events_count(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that no line rests on, or speaks of, what is retracted; and that only retractions speak of records."""
    for reference in after.references(fact):
        event = after.event(reference.value) if reference.event else None
        if not event:
            continue
        field, name, by = f"data.{reference.path}", shown(reference.value), after.retractions(event)
        if fact.type == "record.retracted" and reference.path == "target":
            # What it takes back counts no more after it; the question is whether somebody else did it already.
            by = [retraction for retraction in by if after.first(retraction, fact)]
        if by:
            what = f"the event {name} was retracted at {by[-1].position}"
            yield Fault("E301", what, "an event that counts", "name what replaced it, or restore it first", field)
        if event.type.startswith("record.") and fact.type != "record.retracted":
            what = f"the event {name} is a {event.type}"
            yield Fault("E302", what, "an event about the world", "name the event that it is about", field)
