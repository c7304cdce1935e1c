"""W3: a start before the appointment, an attestation after a departure, an office held before it was founded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import cast

from legation import life
from legation.dates import before
from legation.errors import Fault
from legation.projections.offices import Office
from legation.reading import Reading
from legation.terms import Piece, pieces
from legation.warning import odd

_APPOINTED = frozenset({"appointed", "commissioned", "confirmed", "elected"})


def out_of_turn(at: Reading) -> Iterator[Fault]:
    """Yield the role evidence of each office whose dates stand in the wrong order."""
    for (office,), row in at.rows("offices"):
        told = pieces(cast("Office", row).roles)
        for piece, other, why in (*_early(told), *_late(told)):
            what = f"{at.name(piece.who[0])}: {piece.on.text} {why} {other.on.text}"
            order = "appointment, start, presence, departure in this order"
            yield odd("W3", office, what, order, (piece.at, other.at))
        yield from _unfounded(at, office, cast("Office", row), told)


def _early(told: Sequence[Piece]) -> Iterator[tuple[Piece, Piece, str]]:
    for start, named in product(_of(told, "role.assumed"), _of(told, "role.designated")):
        if start.who == named.who and named.act in _APPOINTED and before(start.on, named.on) == "certain":
            again = any(
                other.who == start.who and before(named.on, other.on) != "no" for other in _of(told, "role.assumed")
            )
            if not again:
                yield start, named, "is a start before the appointment of"


def _late(told: Sequence[Piece]) -> Iterator[tuple[Piece, Piece, str]]:
    for left, seen in product(_of(told, "role.left"), _of(told, "role.attested")):
        if seen.who == left.who and seen.holds and before(left.on, seen.on) == "certain":
            starts = (other for other in _of(told, "role.assumed") if other.who == left.who)
            if not any(before(left.on, start.on) != "no" for start in starts):
                yield seen, left, "is a day in office after the departure of"


def _unfounded(at: Reading, office: str, row: Office, told: Sequence[Piece]) -> Iterator[Fault]:
    foundings = [step for step in life.life(row.life) if step.value["type"] == "body.established"]
    if not foundings:
        return
    first = min(foundings, key=lambda step: step.on.s_lo)
    for piece in told:
        if (piece.type == "role.assumed" or piece.holds) and before(piece.on, first.on) == "certain":
            what = f"{at.name(piece.who[0])} in office {piece.on.text}, before its founding"
            yield odd("W3", office, what, "holders after the founding", (piece.at, *first.at))


def _of(told: Sequence[Piece], type_: str) -> list[Piece]:
    return [piece for piece in told if piece.type == type_]
