"""The four bounds of a term in office, and the evidence that cuts them (domain.md 7.1).

It begins in [s_lo, s_hi] and ends in [e_lo, e_hi], both ends inclusive. Cuts are sorted before they are made, so the
order of the ledger never shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from legation.claim import Agreed
from legation.dates import OPEN_END, OPEN_START, Edtf, parse
from legation.terms import Piece, Term, throughout

Side: TypeAlias = Literal["s_lo", "s_hi", "e_lo", "e_hi"]
Why: TypeAlias = Literal["", "role", "limit", "seat"]
ACTS = (
    "credentials_presented", "copy_presented", "recognised", "entered_duty",
    "sworn_in", "arrived", "acting_began", "unspecified",
)  # fmt: skip
"""The milestones of one start, strongest first."""

_TURNS, _ATTESTED, _AROUND = range(3)
_GROUP = {"role.assumed": _TURNS, "role.left": _TURNS, "role.attested": _ATTESTED, "role.designated": _AROUND}


class Bound(NamedTuple):
    """A day that a start or an end does not pass, and what set it: role evidence, a limit, the seat rule, or nothing.

    `at` are the positions behind it; `approx` says that the date which set it is qualified, to be shown with ≈.
    """

    day: str
    why: Why = ""
    at: tuple[int, ...] = ()
    approx: bool = False


BEGINNING, END = Bound(OPEN_START), Bound(OPEN_END)


class Refusal(NamedTuple):
    """A cut that was not made: to which bound, and the bound that stood against it."""

    side: Side
    cut: Bound
    standing: Bound

    @property
    def at(self) -> tuple[int, ...]:
        """The positions on both sides."""
        return tuple(sorted({*self.cut.at, *self.standing.at}))


UNKNOWN = Agreed()


@dataclass(frozen=True, slots=True)
class Limits:
    """Agreed dates that bound tenures from outside their office's role evidence, with their positions."""

    born: Mapping[str, Agreed] = field(default_factory=dict)
    died: Mapping[str, Agreed] = field(default_factory=dict)
    founded: Agreed = UNKNOWN
    closed: Agreed = UNKNOWN


NO_LIMITS = Limits()


class Bounds(NamedTuple):
    """What evidence leaves of the start and the end of one term."""

    s_lo: Bound = BEGINNING
    s_hi: Bound = END
    e_lo: Bound = BEGINNING
    e_hi: Bound = END

    def refuses(self, side: Side, bound: Bound) -> Bound | None:
        """Return the bound that a cut would pass; None if the cut can be made."""
        match side:
            case "s_lo":
                return self.s_hi if bound.day > self.s_hi.day else None
            case "s_hi":
                return self.s_lo if bound.day < self.s_lo.day else None
            case "e_lo":
                return self.e_hi if bound.day > self.e_hi.day else None
            case "e_hi":
                return self.e_lo if bound.day < self.e_lo.day else None

    def cut(self, side: Side, bound: Bound) -> Bounds:
        """Return the bounds with one tightened, and the other of its kind with it: nobody leaves before he comes."""
        s_lo = later(self.s_lo, bound) if side == "s_lo" else self.s_lo
        e_hi = earlier(self.e_hi, bound) if side == "e_hi" else self.e_hi
        s_hi = earlier(self.s_hi, bound if side == "s_hi" else e_hi)
        e_lo = later(self.e_lo, bound if side == "e_lo" else s_lo)
        return Bounds(s_lo, s_hi, e_lo, e_hi)


def later(standing: Bound, new: Bound) -> Bound:
    """Return the tighter of two lower bounds; on one day the surer, else the standing one."""
    return new if (new.day, not new.approx) > (standing.day, not standing.approx) else standing


def earlier(standing: Bound, new: Bound) -> Bound:
    """Return the tighter of two upper bounds; on one day the surer, else the standing one."""
    return new if (new.day, new.approx) < (standing.day, standing.approx) else standing


def bounds(term: Term, limits: Limits = NO_LIMITS) -> tuple[Bounds, tuple[Refusal, ...]]:
    """Cut the bounds of a term; a cut that would leave no day is not made but returned beside, as refused."""
    standing, refused = Bounds(), []
    for cut in sorted([*_cuts(term), *_limiting(term.who[0], limits)], key=lambda cut: cut.order):
        for side, day in cut.days:
            bound = Bound(day, cut.why, cut.at, bool(cut.on.qualifier))
            if against := standing.refuses(side, bound):
                refused.append(Refusal(side, bound, against))
            else:
                standing = standing.cut(side, bound)
    return standing, tuple(refused)


def bearing(term: Term) -> Iterator[Piece]:
    """Yield the pieces that cut: of several acts of one start the strongest, and designations only without one."""
    acts = [strength(piece.act) for piece in term.pieces if piece.type == "role.assumed"]
    refusals = [piece for piece in term.pieces if piece.type == "role.designated" and not piece.designates]
    for piece in term.pieces:
        match piece.type:
            case "role.assumed" if strength(piece.act) > min(acts):
                pass
            case "role.designated" if acts or not piece.designates or any(map(piece.refused_by, refusals)):
                pass
            case _:
                yield piece


def strength(act: str) -> int:
    """Return the rank of an act by which somebody takes office; the strongest is 0."""
    return ACTS.index(act) if act in ACTS else len(ACTS)


class _Cut(NamedTuple):
    """What one date says about bounds."""

    group: int
    on: Edtf
    days: tuple[tuple[Side, str], ...]
    why: Why
    at: tuple[int, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """Sort by group and date; position comes last, and decides only who is named of those that say the same."""
        on = self.on
        return (self.group, on.s_lo, on.e_hi, on.s_hi, on.e_lo, self.days, on.qualifier != "", self.why, self.at)


def _cuts(term: Term) -> Iterator[_Cut]:
    for piece in bearing(term):
        yield _Cut(_GROUP[piece.type], piece.on, _says(piece), "role", (piece.at,))


def _says(piece: Piece) -> tuple[tuple[Side, str], ...]:
    on = piece.on
    match piece.type:
        case "role.assumed":
            return ("s_lo", on.s_lo), ("s_hi", on.e_hi)
        case "role.left":
            return ("e_lo", on.s_lo), ("e_hi", on.e_hi)
        case "role.designated":
            return (("s_lo", on.s_lo),)
        case _ if piece.holds:
            first, last = throughout(on)
            return ("s_hi", first), ("e_lo", last)
        case _:
            return (("e_hi", on.e_hi),)


def _limiting(person: str, limits: Limits) -> Iterator[_Cut]:
    for limit in (limits.born.get(person, UNKNOWN), limits.founded):
        if limit.value:
            on = parse(limit.value)
            yield _Cut(_AROUND, on, (("s_lo", on.s_lo),), "limit", limit.at)
    for limit in (limits.died.get(person, UNKNOWN), limits.closed):
        if limit.value:
            on = parse(limit.value)
            yield _Cut(_AROUND, on, (("e_hi", on.e_hi),), "limit", limit.at)
