"""Which role evidence tells of one and the same term in office (domain.md 7.1).

One person in one office and capacity is one term, unless the sources say otherwise: by different keys, by a leaving
surely between two signs of office, or, where there is one seat, by another holder attested in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from legation.claim import Claim
from legation.dates import OPEN_END, OPEN_START, Edtf, Span, covers, parse
from legation.steps import ANY_DAY

REFUSED_ACTS = frozenset({"declined", "rejected", "withdrawn"})


class Piece(NamedTuple):
    """One piece of role evidence, read once for all that is asked of it.

    `who` are the person and the capacity, `key` is the slug by which a source tells terms apart (or empty). `holds`
    says that it attests the person in office, `span` are the days that it surely attests, else the days between which
    it lies, and `sure` are the days that its date surely covers, None if it names no day.
    """

    claim: Claim
    on: Edtf
    type: str
    act: str
    who: tuple[str, str]
    key: str
    holds: bool
    span: Span
    sure: Span | None

    @classmethod
    def of(cls, claim: Claim) -> Piece:
        """Read a claim of role evidence; without a date it can have been on any day."""
        says = claim.value
        on = parse(says["on"]) if "on" in says else ANY_DAY
        lasted = throughout(on)
        covers_days = lasted[0] <= lasted[1]
        holds = says["type"] == "role.attested" and says.get("state", "holds") == "holds"
        return cls(
            claim,
            on,
            says["type"],
            says.get("act", ""),
            (says.get("person", ""), says.get("capacity", "titular")),
            says.get("tenure", ""),
            holds,
            lasted if holds and covers_days else (on.s_lo, on.e_hi),
            lasted if covers_days and not on.qualifier else None,
        )

    @property
    def at(self) -> int:
        """Its position."""
        return self.claim.at

    @property
    def places(self) -> bool:
        """Tell whether it shows the person in office, or coming into it."""
        return self.holds or self.type == "role.assumed"

    @property
    def designates(self) -> bool:
        """Tell whether it names somebody for the office."""
        return self.type == "role.designated" and self.act not in REFUSED_ACTS

    @property
    def looks_back(self) -> bool:
        """Tell whether it calls the person a former holder."""
        return self.type == "role.attested" and not self.holds

    @property
    def ends(self) -> bool:
        """Tell whether it shows the person out of office."""
        return self.type == "role.left" or self.looks_back

    @property
    def order(self) -> tuple[str | int, ...]:
        """Sort by date; position comes last, so that the order of the ledger decides between equal pieces only."""
        return (self.on.s_lo, self.on.e_hi, self.on.s_hi, self.on.e_lo, *self.who, self.type, self.act, self.at)

    def blurs(self, day: str) -> bool:
        """Tell whether it attests a date that `day` lies in, too vague to cover it surely."""
        return self.holds and covers(self.on, day) == "possible"

    def refused_by(self, other: Piece) -> bool:
        """Tell whether `other` says that this designation came to nothing."""
        refuses = other.type == "role.designated" and other.act in REFUSED_ACTS
        return (
            refuses
            and other.who == self.who
            and (other.key == self.key or not (other.key and self.key))
            and other.on.e_hi >= self.on.s_lo
        )


def throughout(on: Edtf) -> Span:
    """Return the latest day by which something was so, and the earliest until which it stayed so.

    An open start or end is no day: it says what was going on when the source spoke, not for how long.
    """
    first = on.e_hi if on.s_hi == OPEN_START else on.s_hi
    last = on.s_lo if on.e_lo == OPEN_END else on.e_lo
    return first, last


def pieces(roles: Iterable[Claim]) -> list[Piece]:
    """Return the evidence that counts, in order of date."""
    return sorted((Piece.of(claim) for claim in roles if claim.counts), key=lambda piece: piece.order)


def sightings(told: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the attestations, and the starts and ends that are known to the day."""
    return tuple(p for p in told if p.holds or (p.type in {"role.assumed", "role.left"} and p.sure))


def first_seen(seen: Iterable[Piece]) -> str | None:
    """Return the first day on which a source is sure, or the date as written where it gives no day."""
    dates = [(p.sure[0], 0, p.sure[0]) if p.sure else (p.on.e_hi, 1, p.on.text) for p in seen]
    return min(dates)[2] if dates else None


def last_seen(seen: Iterable[Piece], day: str) -> str | None:
    """Return the last day up to `day` on which a source is sure, or the date as written where it gives no day."""
    dates = []
    for piece in seen:
        if piece.sure and piece.sure[0] <= day:
            last = min(piece.sure[1], day)
            dates.append((last, 1, last))
        elif piece.on.e_hi <= day:
            dates.append((piece.on.s_lo, 0, piece.on.text))
    return max(dates)[2] if dates else None


@dataclass(frozen=True, slots=True)
class Term:
    """The evidence of one term, in order of date; `doubtful` pieces may tell of this term or of another one.

    `who` are the person and the capacity.
    """

    who: tuple[str, str]
    key: str
    pieces: tuple[Piece, ...]
    doubtful: tuple[Piece, ...] = ()


def terms(told: Sequence[Piece], one_seat: bool) -> Iterator[Term]:
    """Yield the terms that evidence of one office tells of; a designation alone makes none."""
    for who in dict.fromkeys(piece.who for piece in told):
        others = [s for s in told if s.holds and s.who[1] == "titular" and s.who[0] != who[0]]
        between = others if one_seat and who[1] == "titular" else []
        for key, members in _keyed([piece for piece in told if piece.who == who]).items():
            for number, (mine, doubtful) in enumerate(_split(members, between), start=1):
                name = f"{key}/{number}" if key and number > 1 else key or str(number)
                yield Term(who, name, tuple(mine), tuple(doubtful))


def _keyed(told: list[Piece]) -> dict[str, list[Piece]]:
    """Group by the keys that the sources give; where there is only one, pieces without a key are of that term."""
    keys = {piece.key for piece in told if piece.type != "role.designated"} - {""}
    only = keys.pop() if len(keys) == 1 else ""
    groups: dict[str, list[Piece]] = {}
    for piece in told:
        groups.setdefault(piece.key or only, []).append(piece)
    return groups


class _Wall(NamedTuple):
    """What separates two terms: a leaving, whose day is still of the term it ends, or a day of another holder."""

    piece: Piece

    def before(self, piece: Piece) -> bool:
        """Tell whether `piece` lies surely before it."""
        last, day = piece.span[1], self.piece.span[0]
        return piece is self.piece or last < day or (last == day and self.piece.type == "role.left")

    def after(self, piece: Piece) -> bool:
        """Tell whether `piece` lies surely after it."""
        return piece is not self.piece and piece.span[0] > self.piece.span[1]


def _walls(pieces: Iterable[Piece], signs: Sequence[Piece]) -> list[_Wall]:
    """Return the pieces that have signs of office surely before and surely after them."""
    if not signs:
        return []
    first, last = min(signs, key=lambda s: s.span[1]), max(signs, key=lambda s: s.span[0])
    return [wall for wall in map(_Wall, pieces) if wall.before(first) and wall.after(last)]


def _split(told: Sequence[Piece], others: Sequence[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Yield the pieces of each term, and the doubtful ones, in order of time.

    Walls divide time into slots. A piece that can lie in several is of the only term there is among them, if it is one.
    """
    acts = [piece for piece in told if piece.places or piece.type == "role.left"]
    walls = _walls((s for s in acts if s.type == "role.left"), [s for s in acts if s.places])
    walls += _walls(others, [s for s in acts if s.holds])
    reach = [(act, sum(w.after(act) for w in walls), sum(not w.before(act) for w in walls)) for act in acts]
    taken = sorted({first for _, first, last in reach if first == last} or {0})
    mine: dict[int, list[Piece]] = {slot: [] for slot in taken}
    doubtful: dict[int, list[Piece]] = {}
    for act, first, last in reach:
        slots = [slot for slot in taken if first <= slot <= last] or [first]
        for slot in slots:
            (mine if len(slots) == 1 else doubtful).setdefault(slot, []).append(act)
    for piece in told:
        if piece.looks_back:
            mine[_looking_back(piece, mine)].append(piece)
    for piece in told:
        if piece.type == "role.designated":
            ahead = _looking_ahead(piece, mine, sum(w.after(piece) for w in walls))
            if ahead is not None:
                mine[ahead].append(piece)
    for slot in sorted(mine):
        if any(piece.type != "role.designated" for piece in mine[slot]):
            yield sorted(mine[slot], key=lambda s: s.order), doubtful.get(slot, [])


def _looking_back(former: Piece, terms: Mapping[int, list[Piece]]) -> int:
    """Return the last term that can have begun when somebody was called a former holder."""
    begun = (slot for slot, pieces in terms.items() if any(s.span[0] <= former.on.e_hi for s in pieces))
    return max(begun, default=min(terms))


def _looking_ahead(designated: Piece, terms: Mapping[int, list[Piece]], first: int) -> int | None:
    """Return the first term that had not surely ended when somebody was designated."""
    over = {slot for slot, pieces in terms.items() if any(s.ends and s.on.e_hi < designated.on.s_lo for s in pieces)}
    return min((slot for slot in terms if slot >= first and slot not in over), default=None)
