"""W1: two titular holders of one seat overlap by more than the shared day, or evidence on a term contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from legation.errors import Fault
from legation.projections.offices import Office, contested
from legation.projections.people import Person, limits
from legation.reading import Reading
from legation.warning import odd


def shared_seats(at: Reading) -> Iterator[Fault]:
    """Yield the pairs of holders that one seat cannot hold, and the bounds that evidence would have passed."""
    lives = limits({key[0]: cast("Person", row) for key, row in at.rows("people")})
    for (office,), row in at.rows("offices"):
        for conflict in contested(cast("Office", row), lives):
            names = " and ".join(at.name(tenure.person) for tenure in conflict.tenures)
            if conflict.refusal:
                cut, standing = conflict.refusal.cut, conflict.refusal.standing
                what = f"{names}: one account says {cut.day}, which another rules out with {standing.day}"
            else:
                what = f"{names} share one seat for more than a day"
            yield odd("W1", office, what, "one holder at a time, and evidence that agrees", conflict.at)
