"""What commands that seal share: the keys of the ledger, and who holds the one that signs."""

from __future__ import annotations

from legation.command import Desk
from legation.succession import ADOPTED, Succession


def keys_of(desk: Desk) -> Succession:
    """Return the keys that vouched for the ledger so far."""
    return Succession.told(desk.model.of_type(ADOPTED))
