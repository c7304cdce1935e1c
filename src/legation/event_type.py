"""What every event type shares, and what the program asks of a payload by the name of its type (domain.md 5).

The types themselves stand on the shelf `event_types`; each is imported when it is first asked for. What a type refers
to, says, dates and creates is read off the annotations of its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, ClassVar, NamedTuple

from legation import upcast
from legation.conditions import AtLeastOne, Condition
from legation.errors import Fault, NotUnderstood
from legation.fields import Evidence, Maybe, Model, Some, Text
from legation.payload import faults, leaves, meant, members, near, shown
from legation.shapes import Date, EventRef, Naming, New, OwnWords, Ref
from legation.shelf import Shelf, camel

Data = Mapping[str, Any]
_NONE: frozenset[str] = frozenset()


class Event(Model):
    """The payload of one event.

    `subject` names the field that is copied to the line's `subject`; the first of `examples` is the one shown.
    """

    type: ClassVar[str]
    version: ClassVar[int] = 1
    subject: ClassVar[str]
    editorial: ClassVar[bool] = False
    examples: ClassVar[tuple[dict[str, Any], ...]]

    evidence: Maybe[Some[Evidence]] = None
    note: Maybe[Text] = None


class Sourced(Event):
    """An event that a document tells of."""

    evidence: Some[Evidence]


class Editorial(Event):
    """An event that an editor may record for a reason of his own."""

    editorial = True
    conditions: ClassVar[tuple[Condition, ...]] = (AtLeastOne("evidence", "reason"),)

    reason: Maybe[Text] = None


EVENT_TYPES: Shelf[type[Event]] = Shelf("legation.event_types", camel)

names = upcast.names  # of all types, sorted; those who only read ask there, where no type is imported


class Reference(NamedTuple):
    """A value that names something earlier: an id of one of `kinds`, or an event of one of `types` (any, if none)."""

    path: str
    value: str
    kinds: frozenset[str]
    event: bool
    types: frozenset[str]


@cache
def event_type(name: str) -> type[Event]:
    """Return the type of that name; raises `NotUnderstood` if there is none."""
    if name not in names():
        raise NotUnderstood(name, "event type", near(name, names()))
    return EVENT_TYPES[name.replace(".", "_")]


def faults_of(name: object, data: object) -> list[Fault]:
    """Return all that is wrong with a payload taken by itself; empty if nothing is (domain.md 11.3, R7 and R9)."""
    if not isinstance(name, str) or name not in names():
        remedy = meant(str(name), names()) or f"the types are {', '.join(names())}"
        return [Fault("E901", f"{shown(name)} is no event type", remedy=remedy, field="type")]
    return faults(event_type(name), data)


def references(name: str, data: Data) -> Iterator[Reference]:
    """Yield everything earlier that a payload names, its evidence included; not the id that it creates itself."""
    for path, shape, value in leaves(event_type(name), data, Naming):
        if isinstance(shape, EventRef):
            yield Reference(path, value, _NONE, True, shape.types)
        elif isinstance(shape, Ref) and not isinstance(shape, New):
            yield Reference(path, value, shape.kinds, False, _NONE)


def creates(name: str, data: Data) -> str | None:
    """Return the id that the event creates, or speaks of again; None for a type that creates none."""
    return next((value for _, _, value in leaves(event_type(name), data, New)), None)


def texts(name: str, data: Data) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of all that must be said in words of our own (domain.md 3.4)."""
    return ((path, text) for path, _, text in leaves(event_type(name), data, OwnWords))


def dates(name: str, data: Data) -> Iterator[tuple[str, str]]:
    """Yield (path, EDTF) of all dates."""
    return ((path, text) for path, _, text in leaves(event_type(name), data, Date))


def subject_of(name: str, data: Data, lookup: Callable[[str], str]) -> str:
    """Return what the event is mainly about; `lookup` tells the subject of an earlier event by its id."""
    model = event_type(name)
    value = data[model.subject]
    if isinstance(members(model)[model.subject].node, EventRef):
        return lookup(value)
    return value[0] if isinstance(value, list) else value  # type: ignore[no-any-return]
