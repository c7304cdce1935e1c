"""What lies within what: places in places, topics in topics, as far as their registrations say so."""

from __future__ import annotations

from collections.abc import Callable, Container

from legation.ids import kind
from legation.reading import Reading


def beneath(at: Reading, id_: str, around: Callable[[str], Container[str]]) -> list[str]:
    """Return what lies within one thing, and within that, the outer ones first; `around` says what one lies within.

    Only things of the same kind are asked, and each once, so that a circle ends.
    """
    found: dict[str, None] = {}
    todo = [id_]
    while todo:
        outer = todo.pop(0)
        named = {at.identity.resolve((f.subject,))[0] for f in at.naming(outer) if f.type == "entity.registered"}
        inner = [one for one in sorted(named) if kind(one) == kind(id_) and one not in {id_, *found}]
        inner = [one for one in inner if outer in around(one)]
        found.update(dict.fromkeys(inner))
        todo += inner
    return list(found)
