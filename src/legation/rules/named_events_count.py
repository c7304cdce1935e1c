"""R3: an event that a line names still counts, and is of a type that fits.

E301  an event that was retracted
E302  an event of a type that the field does not allow
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.after import After
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown


def named_events_count(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that no line rests on, or speaks of, what is retracted or of the wrong type."""
    for reference in after.references(fact):
        event = after.event(reference.value) if reference.event else None
        if not event:
            continue
        field, name = f"data.{reference.path}", shown(reference.value)
        if by := _retracted(event, fact, reference.path, after):
            what = f"the event {name} was retracted{by}"
            yield Fault("E301", what, "an event that counts", "name what replaced it, or restore it first", field)
        if reference.types and event.type not in reference.types:
            what = f"the event {name} is of type {event.type}"
            yield Fault("E302", what, " or ".join(sorted(reference.types)), field=field)


def _retracted(event: Fact, fact: Fact, path: str, after: After) -> str:
    """Say where the event was retracted, for all that `fact` can know; empty if it counts."""
    if fact.type != "record.retracted" or path != "target":
        return (
            "" if after.live(event) else "".join(f" at {by.position}" for by in after.retractions(event)) or " before"
        )
    # What a retraction takes back counts no more after it; the question is whether somebody else did it already.
    return "".join(f" at {by.position}" for by in after.retractions(event) if after.first(by, fact))
