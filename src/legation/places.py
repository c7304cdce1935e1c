"""Places within places: of several claims, the inner one is what is known (domain.md 12.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from legation.ids import kind
from legation.projections.registry import Entity, attribute
from legation.reading import Reading


def innermost(at: Reading, places: Iterable[str]) -> list[str]:
    """Return the places that no other of them lies within, in the order given; more than one: they disagree.

    Of places in a circle each is as good as another, so all are returned.
    """
    told = list(dict.fromkeys(places))
    outer = {around for place in told for around in surroundings(at, place)}
    return [place for place in told if place not in outer] or told


def inside(at: Reading, place: str) -> list[str]:
    """Return the places that lie within one, and those within them, the outer ones first."""
    found: dict[str, None] = {}
    todo = [place]
    while todo:
        outer = todo.pop(0)
        named = {at.identity.resolve((f.subject,))[0] for f in at.naming(outer) if f.type == "entity.registered"}
        inner = [id_ for id_ in sorted(named) if kind(id_) == "place" and id_ not in {place, *found}]
        inner = [id_ for id_ in inner if outer in surroundings(at, id_)]
        found.update(dict.fromkeys(inner))
        todo += inner
    return list(found)


def surroundings(at: Reading, place: str) -> Iterator[str]:
    """Yield what a place lies within, from the inside out; a circle of places ends where it would close."""
    seen = {place}
    while True:
        place = attribute(cast("Entity", at.row("registry", place)), "within").value
        if not place or place in seen:
            return
        seen.add(place)
        yield place
