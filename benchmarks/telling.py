"""How often what is told in a made-up document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks import dealings, things

if TYPE_CHECKING:
    from benchmarks.worlds import World

# As often as in the shipped ledger, of a thousand or so; what that has little of yet is given a small share.
SHARES: tuple[tuple[Callable[[World], None], int], ...] = (
    (dealings.voiced, 187), (dealings.discussed, 104), (dealings.attended, 60), (dealings.advised, 94),
    (things.described, 93), (things.named, 83), (things.related, 56), (things.attested, 52), (dealings.occurred, 30),
    (dealings.figured, 22), (dealings.counted, 20), (dealings.planned, 10), (things.established, 9),
    (things.launched, 9), (things.funded, 7), (dealings.promised, 14), (dealings.updated, 16), (things.advanced, 5),
    (things.restored, 3), (things.dissolved, 2), (things.ended, 2), (things.designated, 4), (things.assumed, 4),
    (things.left, 3), (things.identified, 2), (things.corrected, 5), (things.reinstated, 1), (things.assessed, 4),
    (things.doubled, 4), (things.told_apart, 1),
)  # fmt: skip
