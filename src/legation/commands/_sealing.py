"""What commands that seal share: the keys of the ledger, and who holds the one that signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.command import Desk
from legation.errors import KeyNotAtHand, LegationError, NotSealed
from legation.succession import ADOPTED, Succession

if TYPE_CHECKING:
    from legation.ledger import Taken


def keys_of(desk: Desk) -> Succession:
    """Return the keys that vouched for the ledger so far."""
    return Succession.told(desk.model.of_type(ADOPTED))


def seal_now(desk: Desk, taken: Taken) -> str:
    """Have what was appended signed, if the ledger is and its key is at hand; say what was left unsealed, and why."""
    if taken.sealed and not any(fact.type == ADOPTED for fact in taken.facts):
        return ""
    from legation import vouching
    from legation.keyring import holder

    desk.model.catch_up()
    key = keys_of(desk).at(desk.model.size)
    if not key:
        return "the events are kept, but not sealed yet: the next append seals them"
    checkpoint = desk.store.checkpoint()
    behind = desk.model.size - (checkpoint.size if checkpoint else 0)
    try:
        vouching.seal(desk.store, desk.model.size, key, holder(key))
    except KeyNotAtHand:
        return str(NotSealed(behind))
    except LegationError as error:
        return f"{behind:,} not sealed, though kept: {error}"
    return ""
