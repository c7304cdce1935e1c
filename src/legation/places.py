"""Places within places: of several claims, the inner one is what is known (domain.md 12.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from legation.nesting import beneath
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
    return beneath(at, place, lambda inner: list(surroundings(at, inner)))


def surroundings(at: Reading, place: str) -> Iterator[str]:
    """Yield what a place lies within, from the inside out; a circle of places ends where it would close."""
    seen = {place}
    while True:
        place = attribute(cast("Entity", at.row("registry", place)), "within").value
        if not place or place in seen:
            return
        seen.add(place)
        yield place
