"""Who was in office, from when to when, and what that says of a day (domain.md 7).

`terms.py` decides which evidence is of one tenure and `bounds.py` lets it cut; here tenures meet on one seat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, TypeAlias

from legation.bounds import BEGINNING, END, NO_LIMITS, Bound, Limits, Refusal, bearing, bounds, earlier, later, strength
from legation.claim import Claims, union
from legation.dates import OPEN_END, OPEN_START, Span
from legation.terms import Piece, Term, pieces, sightings, terms

Shade: TypeAlias = Literal["attested", "bridged", "blurred", "carried", "backcast", "bounded"]
CERTAIN: frozenset[Shade] = frozenset({"attested", "bridged"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """One term of one person in one capacity, as far as the evidence goes.

    `key` is the slug by which the sources tell terms apart, else the number of the term in time. `seen` are the dates
    on which a source places the person in office. `beside` is what does not cut: denied, only possible, outweighed, or
    of this term or another. `seat` are the positions that give the office one seat; empty where tenures may overlap.
    """

    person: str
    capacity: str
    key: str
    s_lo: Bound = BEGINNING
    s_hi: Bound = END
    e_lo: Bound = BEGINNING
    e_hi: Bound = END
    seen: tuple[Piece, ...] = ()
    evidence: Claims = ()
    beside: Claims = ()
    refused: tuple[Refusal, ...] = ()
    seat: tuple[int, ...] = ()

    @property
    def at(self) -> tuple[int, ...]:
        """The positions that the tenure rests on."""
        bounds = (self.s_lo, self.s_hi, self.e_lo, self.e_hi)
        return tuple(sorted({claim.at for claim in self.evidence}.union(*(bound.at for bound in bounds))))

    @property
    def sure(self) -> tuple[Span, ...]:
        """The spans of days on which a source surely places the person in office, in order."""
        return tuple(span for piece in self.seen if (span := piece.sure))

    @property
    def milestones(self) -> Claims:
        """The acts by which it began, in order of date."""
        return tuple(claim for claim in self.evidence if claim.value["type"] == "role.assumed")

    @property
    def start(self) -> str:
        """The strongest act by which it began; empty if none is recorded."""
        return min((claim.value["act"] for claim in self.milestones), key=strength, default="")

    @property
    def ranks(self) -> Claims:
        """The claims that name a title within the post, in order of date."""
        return tuple(claim for claim in self.evidence if "rank" in claim.value)

    @property
    def accredited_to(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The polities it is accredited to, each with the positions that say so."""
        return union(tuple(c._replace(value=org) for c in self.evidence for org in c.value.get("accredited_to", ())))

    def shade(self, day: str) -> Shade | None:
        """Say how the person can have been in office on `day`; None if not at all (domain.md 7.2)."""
        if not self.s_lo.day <= day <= self.e_hi.day:
            return None
        began, lasts = self.s_hi.day <= day, day <= self.e_lo.day
        if began and lasts:
            return "attested" if self._is_known(day) else "bridged"
        if any(piece.blurs(day) for piece in self.seen):
            return "blurred"
        if began and self.e_hi.day == OPEN_END:
            return "carried"
        if lasts and self.s_lo.day == OPEN_START:
            return "backcast"
        return "bounded"

    def _is_known(self, day: str) -> bool:
        ends = ((self.s_lo, self.s_hi), (self.e_lo, self.e_hi))
        return any(first <= day <= last for first, last in self.sure) or any(
            lo.day == day == hi.day and not (lo.approx or hi.approx) for lo, hi in ends
        )


def tenures(roles: Claims, limits: Limits = NO_LIMITS, seat: tuple[int, ...] = ()) -> tuple[Tenure, ...]:
    """Return every tenure that the role evidence of one office tells of, in order of time.

    `seat` are the positions that give the office one seat; without any, tenures may overlap.
    """
    beside = [Piece.of(claim) for claim in roles if not claim.counts]
    found = [_tenure(term, beside, limits, seat) for term in terms(pieces(roles), one_seat=bool(seat))]
    return tuple(sorted((_between(t, found) for t in found), key=_in_time))


def must_precede(a: Tenure, b: Tenure) -> bool:
    """Tell whether their order is forced: `a` can have ended before `b` began, and not the other way round.

    Where tenures may overlap, only their bounds can force it.
    """
    if a.seat and b.seat:
        return _can_precede(a, b) and not _can_precede(b, a)
    return a.e_hi.day <= b.s_lo.day and not b.e_hi.day <= a.s_lo.day


def overlaps(tenures: Iterable[Tenure]) -> tuple[tuple[Tenure, Tenure], ...]:
    """Return the pairs of persons who surely shared one seat for more than the day of hand-over."""
    return tuple(
        (a, b)
        for a, b in combinations(tenures, 2)
        if a.seat and b.seat and a.person != b.person and not _can_precede(a, b) and not _can_precede(b, a)
    )


def predecessor(tenures: Sequence[Tenure], tenure: Tenure) -> Tenure | None:
    """Return the last of the same capacity that must have come before; None where the order is not forced."""
    return _neighbour(tenures, tenure, must_precede)


def successor(tenures: Sequence[Tenure], tenure: Tenure) -> Tenure | None:
    """Return the first of the same capacity that must have come after; None where the order is not forced."""
    return _neighbour(tenures, tenure, lambda a, b: must_precede(b, a))


def _tenure(term: Term, beside: list[Piece], limits: Limits, seat: tuple[int, ...]) -> Tenure:
    standing, refused = bounds(term, limits)
    contradicted = {position for refusal in refused for position in refusal.cut.at}
    return Tenure(
        *term.who,
        term.key,
        *standing,
        seen=sightings(piece for piece in bearing(term) if piece.at not in contradicted),
        evidence=tuple(piece.claim for piece in term.pieces),
        beside=tuple(s.claim for s in [*term.doubtful, *beside] if s.who == term.who),
        refused=refused,
        seat=seat if term.who[1] == "titular" else (),
    )


def _between(tenure: Tenure, tenures: Iterable[Tenure]) -> Tenure:
    """Fill what is unknown of a tenure by those that must come before and after it on the same seat.

    Limits give way where the seat says more, role evidence never does.
    """
    if not tenure.seat:
        return tenure
    seated = [t for t in tenures if t.seat]
    s_lo, e_hi = tenure.s_lo, tenure.e_hi
    for other in seated:
        if must_precede(other, tenure) and tenure.s_lo.why != "role":
            s_lo = later(s_lo, _by_seat(other.e_lo, tenure.seat))
        if must_precede(tenure, other) and tenure.e_hi.why != "role":
            e_hi = earlier(e_hi, _by_seat(other.s_hi, tenure.seat))
    if s_lo.day > e_hi.day:  # The neighbours overlap each other, which is reported of them.
        return tenure
    s_hi, e_lo = earlier(tenure.s_hi, e_hi), later(tenure.e_lo, s_lo)
    return replace(tenure, s_lo=s_lo, s_hi=s_hi, e_lo=e_lo, e_hi=e_hi)


def _by_seat(bound: Bound, seat: tuple[int, ...]) -> Bound:
    return bound._replace(why="seat", at=tuple(sorted({*bound.at, *seat})))


def _can_precede(a: Tenure, b: Tenure) -> bool:
    return a.e_lo.day <= b.s_hi.day


def _neighbour(tenures: Sequence[Tenure], tenure: Tenure, precedes: Callable[[Tenure, Tenure], bool]) -> Tenure | None:
    others = [t for t in tenures if t.capacity == tenure.capacity and t != tenure]
    for near in others:
        farther = (t for t in others if t != near)
        if precedes(near, tenure) and all(precedes(t, near) or precedes(tenure, t) for t in farther):
            return near
    return None


def _in_time(tenure: Tenure) -> tuple[str, ...]:
    bounds = (tenure.s_hi, tenure.e_lo, tenure.s_lo, tenure.e_hi)
    return (*(bound.day for bound in bounds), tenure.person, tenure.capacity, tenure.key)
