"""What commands that seal share: the keys of the ledger, and who holds the one that signs."""

from __future__ import annotations

from legation.command import Desk
from legation.errors import NewerEvents
from legation.succession import ADOPTED, Succession


def keys_of(desk: Desk) -> Succession:
    """Return the keys that vouched for the ledger so far; raises NewerEvents if one may not be known here."""
    adopted = (p for p in desk.model.newer() if desk.model.fact(p).type.startswith(f"{ADOPTED}:"))
    if newer := list(adopted):
        raise NewerEvents(newer)
    return Succession.told(desk.model.of_type(ADOPTED))
