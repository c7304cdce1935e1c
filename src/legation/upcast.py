"""How old lines read today: plain data lifted step by step to the newest shape of its type (domain.md 2).

A type that has older versions has a file on the shelf `upcasts`, with `UPCASTS`: the functions that lift version 1 to
2, 2 to 3, and so on. A step may rename or regroup, never add a fact, and leaves the data it is given as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

import orjson

from legation.errors import Fault, Refused
from legation.fact import Fact
from legation.literal import literal
from legation.newer import Newer
from legation.shelf import Shelf, camel

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
Upcasts = Mapping[str, tuple[Upcast, ...]]

UPCASTS: Upcasts = Shelf("legation.upcasts", lambda file: "UPCASTS")

_TYPES = Shelf[Any]("legation.event_types", camel)  # only their names are looked at: the types themselves take long
_URN = re.compile(r"urn:legation:schema:([a-z]+\.[a-z]+):([1-9][0-9]{0,3})", re.ASCII)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all event types, sorted; imports none of them."""
    return tuple(sorted(file.replace("_", ".") for file in _TYPES))


def newest(name: str, upcasts: Upcasts = UPCASTS) -> int:
    """Return the number of the newest version of a type."""
    return 1 + len(upcasts.get(name.replace(".", "_"), ()))


def dataschema(name: str, version: int) -> str:
    """Return the `dataschema` of a version of a type."""
    return f"urn:legation:schema:{name}:{version}"


def version_of(dataschema: str, name: str, upcasts: Upcasts = UPCASTS) -> int:
    """Return the version that the `dataschema` of an event of type `name` stands for.

    Raises Refused (E908) for one of another type, of a version nobody knows, or of no form at all.
    """
    if upcasts is UPCASTS:
        return _version_of(dataschema, name)
    return _read(dataschema, name, newest(name, upcasts))


@lru_cache(maxsize=1024)
def _version_of(dataschema: str, name: str) -> int:
    return _read(dataschema, name, newest(name))


def _read(dataschema: str, name: str, last: int) -> int:
    match = _URN.fullmatch(dataschema)
    if not match or match[1] != name:
        remedy = "leave dataschema out to have it filled in"
        raise _refused(dataschema, f"urn:legation:schema:{name}:<version>", remedy)
    version = int(match[2])
    if version > last:
        known = f"a version from 1 to {last}" if last > 1 else "version 1, the only one known here"
        raise _refused(dataschema, known, "a newer legation may have written it: use that one")
    return version


def _refused(found: str, expected: str, remedy: str) -> Refused:
    shown = literal(found if len(found) <= 60 else f"{found[:59]}…")
    return Refused([Fault("E908", f"{shown!r} names no shape known here", literal(expected), remedy, "dataschema")])


def lift(name: str, version: int, data: dict[str, Any], upcasts: Upcasts = UPCASTS) -> dict[str, Any]:
    """Return data of some version in the newest shape of its type; the very same object if it is new already."""
    for step in upcasts.get(name.replace(".", "_"), ())[version - 1 :]:
        data = step(data)
    return data


def is_known(dataschema: object, name: object) -> bool:
    """Tell whether data of this shape can be read here."""
    return isinstance(dataschema, str) and isinstance(name, str) and _steps(dataschema, name) is not None


def fact_of(line: bytes) -> Fact:
    """Read a stored line that is trusted to be one, its data lifted; one of a shape nobody here knows as it stands."""
    event = orjson.loads(line)
    steps = _steps(event["dataschema"], event["type"])
    if steps is None:
        return Newer.of(event)
    for step in steps:
        event["data"] = step(event["data"])
    return Fact.of(event)


@lru_cache(maxsize=1024)
def _steps(dataschema: str, name: str) -> tuple[Upcast, ...] | None:
    """Return what lifts data of a shape to the newest one of its type; None for a shape that is not known."""
    if name not in names():
        return None
    try:
        return UPCASTS.get(name.replace(".", "_"), ())[version_of(dataschema, name) - 1 :]
    except Refused:
        return None
