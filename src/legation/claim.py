"""A claimed value, where it was claimed, and what many claims add up to (domain.md 12.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from legation.dates import narrow, parse
from legation.fact import Fact

Weight: TypeAlias = Literal["certain", "probable", "possible", "denied", "outweighed"]
_RANK = {"certain": 3, "probable": 2, "possible": 1, "": 0}


class Claim(NamedTuple):
    """A value as one fact states it: any JSON value, ids as written.

    Only `certain` and `probable` claims are judged by; the others are shown beside. A fold never writes `outweighed`:
    the reader sets it where a live assessment prefers another claim.
    """

    at: int
    value: Any
    weight: Weight = "certain"

    @property
    def counts(self) -> bool:
        """Tell whether the claim takes part in narrowing."""
        return self.weight in {"certain", "probable"}


Claims: TypeAlias = tuple[Claim, ...]


def weight(fact: Fact) -> Weight:
    """Return how sure the evidence of `fact` is: its surest affirmed piece; `denied` if no piece affirms it."""
    best, pieces = "", fact.data.get("evidence", ())
    for piece in pieces:
        if piece.get("polarity", "affirmed") == "affirmed":
            sure = piece.get("certainty", "certain")
            if sure == "certain":
                return "certain"
            best = max(best, sure, key=_RANK.__getitem__)
    return best or ("denied" if pieces else "certain")  # type: ignore[return-value]  # as the schema lists them


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the claims about one field add up to.

    `value` is None if nothing is known, or if the field is contested; then `values` holds every claimed value with its
    positions, in the order of position. `at` are the positions that carry the answer.
    """

    value: Any = None
    at: tuple[int, ...] = ()
    contested: bool = False
    values: tuple[tuple[Any, tuple[int, ...]], ...] = ()


def single(claims: Claims) -> Agreed:
    """Read a field that has one true value (a reference, an enumeration, a number): agreed or contested.

    A denial contests its affirmed twin.
    """
    grouped = _grouped(c for c in claims if c.counts)
    if len(grouped) == 1 and not _denied(grouped, claims):
        return Agreed(*grouped[0], values=grouped)
    if not grouped:
        return Agreed()
    return Agreed(None, _positions(grouped), contested=True, values=grouped)


def dated(claims: Claims) -> Agreed:
    """Read a date: what is left of all claims (domain.md 6.3), as EDTF text in its shortest form.

    A denial contests its affirmed twin.
    """
    grouped = _grouped(c for c in claims if c.counts and c.value)
    if not grouped:
        return Agreed()
    left = narrow([parse(value) for value, _ in grouped])
    if left is None or _denied(grouped, claims):
        return Agreed(None, _positions(grouped), contested=True, values=grouped)
    return Agreed(left.text, _positions(grouped), values=grouped)


def _denied(grouped: tuple[tuple[Any, tuple[int, ...]], ...], claims: Claims) -> bool:
    denied = {_frozen(c.value) for c in claims if c.weight == "denied"}
    return any(_frozen(value) in denied for value, _ in grouped)


def union(claims: Claims) -> tuple[tuple[Any, tuple[int, ...]], ...]:
    """Read a list: every claimed member once, in the order of first mention, with the positions that state it."""
    return _grouped(c for c in claims if c.counts)


def first(claims: Claims) -> Any:
    """Return the value recorded first among the claims that count; None if there is none."""
    return next((c.value for c in claims if c.counts), None)


def substituted(claims: Claims, same: Mapping[str, str]) -> Claims:
    """Return the claims with each id replaced by its survivor; what one fact then says twice is kept once."""
    if not claims:
        return claims
    if same and any(_holds(claim.value, same) for claim in claims):
        claims = tuple(Claim(c.at, _replaced(c.value, same), c.weight) for c in claims)
    return claims if len({c.at for c in claims}) == len(claims) else tuple(_once(claims))


def _holds(value: Any, same: Mapping[str, str]) -> bool:
    # Types are compared before anything slower is asked: this runs for every member of every claim that is shown.
    if type(value) is str:
        return value in same
    if type(value) is dict or isinstance(value, Mapping):
        value = value.values()
    elif type(value) is not list and not isinstance(value, list | tuple):
        return False
    return any(member in same if type(member) is str else _holds(member, same) for member in value)


def _replaced(value: Any, same: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return same.get(value, value)
    if isinstance(value, Mapping):
        return {key: _replaced(member, same) for key, member in value.items()}
    if isinstance(value, list | tuple):
        members = [_replaced(member, same) for member in value]
        if members == list(value):  # the lines from 6 to 6 are still two numbers
            return members
        return [member for member, _ in _grouped(Claim(0, member) for member in members)]
    return value


def _once(claims: Iterable[Claim]) -> Iterable[Claim]:
    seen = set()
    for claim in claims:
        mark = (claim.at, _frozen(claim.value), claim.weight)
        if mark not in seen:
            seen.add(mark)
            yield claim


def _grouped(claims: Iterable[Claim]) -> tuple[tuple[Any, tuple[int, ...]], ...]:
    groups: dict[Any, tuple[Any, list[int]]] = {}
    for claim in claims:
        groups.setdefault(_frozen(claim.value), (claim.value, []))[1].append(claim.at)
    return tuple((value, tuple(dict.fromkeys(at))) for value, at in groups.values())


def _positions(grouped: tuple[tuple[Any, tuple[int, ...]], ...]) -> tuple[int, ...]:
    return tuple(sorted({position for _, at in grouped for position in at}))


def _frozen(value: Any) -> Any:
    match value:
        case Mapping():
            return frozenset((key, _frozen(member)) for key, member in value.items())
        case list() | tuple():
            return tuple(_frozen(member) for member in value)
        case _:
            return value
