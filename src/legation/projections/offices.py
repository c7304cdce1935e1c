"""Who holds an office, and what makes us think so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from legation import life, tenure
from legation.bounds import NO_LIMITS, UNKNOWN, Limits, Refusal
from legation.claim import Agreed, Claims, single
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, Row, many, one, projection
from legation.steps import Positions, step
from legation.tenure import CERTAIN, Shade, Tenure, overlaps
from legation.terms import Piece, first_seen, last_seen, pieces

_SHADES: tuple[Shade, ...] = ("attested", "bridged", "blurred", "carried", "bounded", "backcast")


@dataclass(frozen=True, slots=True)
class Office(Row):
    """One office: what it is, the steps of its life, and every piece of evidence on who held it."""

    dated: ClassVar[frozenset[str]] = frozenset({"life", "roles"})

    org: Claims = one("id", "the organisation it belongs to")
    seats: Claims = one("integer", "how many hold it at a time")
    accredited_to: Claims = one("id", "to whom its holder is sent")
    jurisdiction: Claims = one("id", "the place it is responsible for")
    life: Claims = many("its beginnings and ends: {type, act, on …}")
    roles: Claims = many("every piece of evidence on who held it: {type, person, on …}")


@dataclass(frozen=True, slots=True)
class Answer:
    """A person who was, or may have been, in office on a day.

    `first_seen` and `last_seen` (up to that day) are days, or dates as written where no source gives the day; `approx`
    says that the person is certain only by a qualified date, `at` are the positions the answer rests on.
    """

    person: str
    capacity: str
    shade: Shade
    tenure: Tenure
    first_seen: str | None
    last_seen: str | None

    @property
    def certain(self) -> bool:
        """Tell whether the person surely was in office."""
        return self.shade in CERTAIN

    @property
    def approx(self) -> bool:
        """Tell whether the person is certain only by a qualified date."""
        return self.shade == "bridged" and (self.tenure.s_hi.approx or self.tenure.e_lo.approx)

    @property
    def at(self) -> Positions:
        """The positions that the answer rests on."""
        return self.tenure.at


@dataclass(frozen=True, slots=True)
class Designate:
    """A person named for the office and, on a day, not known to have taken it up.

    `since` and `expected_start` are dates as written, the latter all that were told. It is certain if the naming surely
    lies not after the day.
    `outcome` is `unknown`, or the act (declined, rejected, withdrawn) by which it may have come to nothing by then.
    """

    person: str
    capacity: str
    act: str
    since: str
    certain: bool
    outcome: str
    expected_start: tuple[str, ...]
    at: Positions


@dataclass(frozen=True, slots=True)
class Conflict:
    """What cannot all be true: a cut that was refused, or two persons for more than a day on one seat."""

    kind: Literal["refused", "overlap"]
    tenures: tuple[Tenure, ...]
    at: Positions
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds an office on a day: titular holders, those who act for them, and those who are named to follow.

    `possible` are persons who are not certain; beside a certain one on one seat they come last. `vacant` are the
    positions that close the office, if nobody can be in it: it is empty where merely nobody is known.
    """

    certain: tuple[Answer, ...] = ()
    possible: tuple[Answer, ...] = ()
    acting: tuple[Answer, ...] = ()
    designated: tuple[Designate, ...] = ()
    contested: tuple[Conflict, ...] = ()
    vacant: Positions = ()
    one_seat: bool = False

    @property
    def current(self) -> tuple[Answer, ...]:
        """The current holder: who is certain, else who is carried; several where the office has several."""
        return self.certain or tuple(answer for answer in self.possible if answer.shade == "carried")


@projection(Office, "role", "body", "entity.registered", office=("id", "the office"))
def offices(fact: Fact) -> Iterator[Change[Office]]:
    """Fold the evidence on holders, the life of an office, and its registration."""
    match fact.type, fact.data:
        case "role.attested" | "role.designated" | "role.assumed" | "role.left", {"office": key}:
            yield key, _held
        case "body.established" | "body.restored" | "body.dissolved", {"body": key} if kind(key) == "office":
            yield key, _lived
        case "entity.registered", {"entity": key} if kind(key) == "office":
            yield key, _registered


def tenures(row: Office, limits: Limits = NO_LIMITS) -> tuple[Tenure, ...]:
    """Return every tenure the row tells of, in order of time; `limits` are the lives of persons (domain.md 7.1)."""
    founded, closed = _founded(row), _closed(row)
    return tenure.tenures(row.roles, replace(limits, founded=founded, closed=closed), one_seat(row))


def holding(row: Office, day: str, found: Sequence[Tenure] | None = None) -> Holding:
    """Return who holds the office on `day` (domain.md 7.2, 7.3); `found` are its tenures, if lives bound them."""
    found = tenures(row) if found is None else found
    answers = _answers(found, day)
    titular = [answer for answer in answers if answer.capacity == "titular"]
    return Holding(
        certain=tuple(answer for answer in titular if answer.certain),
        possible=tuple(answer for answer in titular if not answer.certain),
        acting=tuple(answer for answer in answers if answer.capacity != "titular"),
        designated=tuple(_designates(_namings(row), found, day)),
        contested=tuple(c for c in _conflicts(found) if c.kind == "refused" or _is_certain(c.tenures, day)),
        vacant=() if answers else _vacant(row, found, day),
        one_seat=bool(one_seat(row)),
    )


def held(person: str, found: Mapping[str, Iterable[Tenure]], day: str) -> tuple[tuple[str, Answer], ...]:
    """Return the offices that a person holds, or may hold, on `day`, surest first; `found` are the tenures of each."""
    answers = ((office, answer) for office, of in found.items() for answer in _answers(of, day))
    own = [(office, answer) for office, answer in answers if answer.person == person]
    return tuple(sorted(own, key=lambda pair: _SHADES.index(pair[1].shade)))


def contested(row: Office, limits: Limits = NO_LIMITS) -> tuple[Conflict, ...]:
    """Return every refused cut, and every pair of persons that one seat cannot hold."""
    return tuple(_conflicts(tenures(row, limits)))


def beside(row: Office) -> Claims:
    """Return the role evidence that takes no part in judging: denied, only possible, or outweighed."""
    return tuple(claim for claim in row.roles if not claim.counts)


def one_seat(row: Office) -> Positions:
    """Return the positions that give the office one seat; empty if it has more, or nobody agrees on how many."""
    seats = single(row.seats)
    return seats.at if seats.value == 1 else ()


def _answers(found: Iterable[Tenure], day: str) -> list[Answer]:
    """Return one answer per person and capacity, the surest of several terms, in order of time."""
    best: dict[tuple[str, str], Answer] = {}
    for t in found:
        shade = t.shade(day)
        known = best.get((t.person, t.capacity))
        if shade and (known is None or _SHADES.index(shade) < _SHADES.index(known.shade)):
            answer = Answer(t.person, t.capacity, shade, t, first_seen(t.seen), last_seen(t.seen, day))
            best[t.person, t.capacity] = answer
    return list(best.values())


def _conflicts(found: Sequence[Tenure]) -> Iterator[Conflict]:
    for t in found:
        for refusal in t.refused:
            yield Conflict("refused", (t,), refusal.at, refusal)
    for pair in overlaps(found):
        yield Conflict("overlap", pair, tuple(sorted({position for t in pair for position in t.at})))


def _is_certain(found: Iterable[Tenure], day: str) -> bool:
    return all(t.shade(day) in CERTAIN for t in found)


def _namings(row: Office) -> list[Piece]:
    """Return who was named for the office, and of whom it is told that this came to nothing."""
    return pieces(claim for claim in row.roles if claim.value["type"] == "role.designated")


def _designates(told: Sequence[Piece], found: Iterable[Tenure], day: str) -> Iterator[Designate]:
    open_: dict[tuple[str, ...], list[tuple[Piece, str]]] = {}
    for piece in told:
        if piece.designates and piece.on.s_lo <= day and (outcome := _outcome(piece, told, found, day)):
            open_.setdefault((*piece.who, piece.key), []).append((piece, outcome))
    for (person, capacity, _), named in open_.items():
        (first, _), (last, outcome) = named[0], named[-1]
        yield Designate(
            person,
            capacity,
            act=last.act,
            since=first.on.text,
            certain=first.on.e_hi <= day and not first.on.qualifier,
            outcome=outcome,
            expected_start=tuple(
                sorted({start for piece, _ in named if (start := piece.claim.value.get("expected_start"))})
            ),
            at=tuple(sorted(piece.at for piece, _ in named)),
        )


def _outcome(piece: Piece, told: Iterable[Piece], found: Iterable[Tenure], day: str) -> str:
    """Return what became of a designation by `day`: empty if it is surely settled, else what may have become of it."""
    begun = (t for t in found if t.s_hi.day <= day and any(claim.at == piece.at for claim in t.evidence))
    # Papers may be signed late; but who was merely seen in office before may as well have been named anew.
    if any(t.milestones or t.s_hi.day >= piece.on.s_lo for t in begun):
        return ""
    refusals = [other for other in told if piece.refused_by(other) and other.on.s_lo <= day]
    if any(other.on.e_hi <= day for other in refusals):
        return ""
    return refusals[0].act if refusals else "unknown"


def _vacant(row: Office, found: Iterable[Tenure], day: str) -> Positions:
    standing = life.standing(row.life, day)
    if standing.states and standing.states <= {life.ENDED, life.SUSPENDED}:
        return standing.at
    closings = [p for p in pieces(row.roles) if p.act == "post_closed" and p.on.e_hi < day]
    after = (p for p in closings if not any(t.e_lo.day > p.on.e_hi and t.s_lo.day <= day for t in found))
    return tuple(sorted(p.at for p in after))


def _founded(row: Office) -> Agreed:
    """Return the earliest founding that is told of, the one that surely excludes nobody."""
    foundings = (s for s in life.life(row.life) if s.value["type"] == "body.established")
    earliest = min(foundings, key=lambda s: s.on.s_lo, default=None)
    return Agreed(earliest.on.text, earliest.at) if earliest else UNKNOWN


def _closed(row: Office) -> Agreed:
    """Return the last closing; none if the office may have been opened again since."""
    steps = life.life(row.life)
    closed = max((s for s in steps if s.state == life.ENDED), key=lambda s: s.on.e_hi, default=None)
    if closed is None:
        return UNKNOWN
    restored = any(s.value["type"] == "body.restored" and s.on.e_hi >= closed.on.s_lo for s in steps)
    anew = any(s.value["type"] == "body.established" and s.on.s_lo > closed.on.e_hi for s in steps)
    return UNKNOWN if restored or anew else Agreed(closed.on.text, closed.at)


def _held(row: Office, fact: Fact) -> Office:
    return row.add(fact, roles=step(fact, "office"))


def _lived(row: Office, fact: Fact) -> Office:
    return row.add(fact, life=step(fact, "body"))


def _registered(row: Office, fact: Fact) -> Office:
    attrs = fact.data["attrs"]
    return row.add(fact, **{name: attrs.get(name) for name in ("org", "seats", "accredited_to", "jurisdiction")})
