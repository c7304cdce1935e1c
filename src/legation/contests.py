"""What cannot all be true: values of one field that exclude each other, with what is shown meanwhile (domain.md 12.1).

Every row says of itself which of its fields have one true value; here they are held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

from legation.claim import Claims, dated, single, union
from legation.dates import in_words
from legation.ids import kind
from legation.life import contested_beginning
from legation.places import innermost
from legation.projection import PROJECTIONS, Key, Row
from legation.projections.registry import Entity, contested
from legation.reading import Reading
from legation.steps import Positions

Values = tuple[tuple[Any, Positions], ...]


class Contest(NamedTuple):
    """One field of one row, and each value that is claimed for it, in words, with the events that claim it."""

    projection: str
    key: Key
    field: str
    values: Values

    @property
    def at(self) -> Positions:
        """Every event that takes part."""
        return tuple(sorted({position for _, at in self.values for position in at}))


def contests(at: Reading) -> Iterator[Contest]:
    """Yield the contested fields of all rows, projection by projection."""
    for name in PROJECTIONS:
        type_ = PROJECTIONS[name].row
        fields = sorted(type_.single | type_.narrowed | type_.placed)
        for key in at.doubtful(name) if fields else ():
            row = at.row(name, *key)
            for field in fields:
                if values := _values(getattr(row, field), at, type_, field):
                    yield Contest(name, key, field, values)
    for (entity,) in at.doubtful("registry"):
        for name, values in contested_attributes(entity, at):
            yield Contest("registry", (entity,), name, _in_words(values, at))


def contested_attributes(entity: str, at: Reading) -> Iterator[tuple[str, Values]]:
    """Yield the attributes of one thing whose values exclude each other: a town and the land it lies in do not."""
    for name, agreed in contested(cast("Entity", at.row("registry", entity))):
        places = [value for value, _ in agreed.values if kind(str(value)) == "place"]
        if len(places) < len(agreed.values) or len(innermost(at, places)) > 1:
            yield name, agreed.values


def contested_lives(at: Reading) -> Iterator[tuple[str, Positions]]:
    """Yield what came into being by accounts that tell it both as new and as restored, with their events."""
    for projection in ("bodies", "offices", "programmes"):
        for (key,), row in at.rows(projection):
            if positions := contested_beginning(getattr(row, "life", ())):
                yield key, positions


def _values(claims: Claims, at: Reading, type_: type[Row], field: str) -> Values:
    """Return the values that exclude each other; none if they do not."""
    if field in type_.placed:
        told = union(claims)
        return _in_words(told, at) if len(innermost(at, (value for value, _ in told))) > 1 else ()
    if field in type_.narrowed:
        agreed = dated(claims)
        return tuple((in_words(value), told) for value, told in agreed.values) if agreed.contested else ()
    agreed = single(claims)
    return _in_words(agreed.values, at) if agreed.contested else ()


def _in_words(values: Iterable[tuple[object, Positions]], at: Reading) -> Values:
    return tuple((at.name(value) if isinstance(value, str) else str(value), told) for value, told in values)
