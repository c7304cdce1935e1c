"""One lane, and the lanes of one thing: who was where, and what stood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from legation import brief, life
from legation.dates import OPEN_START, day_after, parse
from legation.holders import holding_of, person_row, tenures_of
from legation.ids import kind
from legation.projections import agreements, people
from legation.projections.agreements import Agreement
from legation.projections.bodies import Body
from legation.projections.programmes import Programme
from legation.reading import Reading
from legation.steps import NONE, States, Step
from legation.tenure import Tenure

_TEXTURES = {"attested": "█", "bridged": "█", "blurred": "▒", "carried": "░", "bounded": "▒", "backcast": "▒"}
_SURER = tuple(_TEXTURES)
_OVER = frozenset({"ended", "suspended", "stopped"})


class Lane(NamedTuple):
    """One lane: whose, of which row, the sign of some days from the first to the last, and when it is first told of.

    `how` tells several lanes of one apart.
    """

    label: str
    key: str
    about: str
    sign: Callable[[str, str], str]
    since: str
    how: str = ""


def heading(id_: str, at: Reading) -> str:
    """Return what stands above the lanes of one thing; what has one lane of its own name needs none."""
    match kind(id_):
        case "office":
            return brief.title(at, id_)
        case "person":
            return at.name(id_)
    return ""


def lanes_of(id_: str, key: str, at: Reading) -> Iterator[Lane]:
    """Yield the lanes of one thing, whose row is `key`."""
    match kind(id_):
        case "office":
            yield from _holders(id_, key, at)
        case "person":
            for office, _ in people.offices(person_row(at, id_)):
                mine = [t for t in tenures_of(at, office) if t.person == id_]
                for (_, capacity), terms in _by_holder(mine).items():
                    yield _lane(brief.title(at, office), capacity, key, office, terms)
        case _:
            yield from _stood(id_, key, at)


def _holders(office: str, key: str, at: Reading) -> Iterator[Lane]:
    for (person, capacity), terms in _by_holder(tenures_of(at, office)).items():
        yield _lane(at.name(person), capacity, key, person, terms)
    for named in holding_of(at, office).designated:
        since = parse(named.since).s_lo
        yield Lane(f"  {at.name(named.person)} (named)", f"{office} next", named.person, _from(since), since, "named")


def _by_holder(found: Iterable[Tenure]) -> dict[tuple[str, str], list[Tenure]]:
    """Return the terms of each person in each capacity: who acts does so in a lane of its own, and ends no other."""
    groups: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in found:
        groups.setdefault((tenure.person, tenure.capacity), []).append(tenure)
    return groups


def _lane(name: str, capacity: str, key: str, about: str, terms: Sequence[Tenure]) -> Lane:
    def sign(first: str, last: str) -> str:
        days = (day for t in terms for day in _turning(t, first, last))
        shades = [shade for day in dict.fromkeys(days) for t in terms if (shade := t.shade(day))]
        return _TEXTURES[min(shades, key=_SURER.index)] if shades else " "

    since = min(t.seen[0].span[0] if t.seen else t.s_hi.day for t in terms)
    return Lane(f"  {name}{_acting(capacity)}", key, about, sign, since, capacity)


def _turning(t: Tenure, first: str, last: str) -> Iterator[str]:
    """Yield the days from `first` to `last` on which a tenure may become surer: it never does on another."""
    turns = (t.s_lo.day, t.s_hi.day, t.e_lo.day, *(piece.span[0] for piece in t.seen))
    yield first
    yield from (day for day in turns if first < day <= last)
    if first <= t.e_lo.day < last:
        yield day_after(t.e_lo.day)


def _from(since: str) -> Callable[[str, str], str]:
    return lambda _, last: "→" if since <= last else " "


def _stood(id_: str, key: str, at: Reading) -> Iterator[Lane]:
    """Yield the lane of an agreement, a body or a programme, if a step of its life is recorded."""
    if kind(id_) == "agreement":
        row = cast("Agreement", at.row("agreements", id_))
        steps, stands = agreements.history(row), lambda day: agreements.standing(row, day)
    else:
        lived = cast("Body | Programme", at.row("bodies" if kind(id_) == "org" else "programmes", id_)).life
        steps, stands = life.life(lived), lambda day: life.standing(lived, day)
    if any(step.state for step in steps):
        yield Lane(at.name(id_), key, id_, _standing(steps, stands), min(_known(step) for step in steps))


def _standing(steps: Sequence[Step], stands: Callable[[str], States]) -> Callable[[str, str], str]:
    turns = sorted({day for step in steps for day in (step.on.s_lo, step.on.e_hi)})
    known: dict[tuple[int, int], str] = {}

    def on(day: str) -> str:
        # Nothing turns between two of these days, and to judge all steps anew takes long.
        place = bisect_left(turns, day), bisect_right(turns, day)
        if place not in known:
            known[place] = _of(stands(day))
        return known[place]

    def sign(first: str, last: str) -> str:
        signs = {on(day) for day in (first, *turns[bisect_right(turns, first) : bisect_right(turns, last)])}
        return next(sign for sign in "█▒· " if sign in signs)

    return sign


def _of(stands: States) -> str:
    if not stands.states - {NONE}:
        return " "
    if stands.states <= _OVER:
        return "·"
    return "█" if stands.sure else "▒"


def _known(step: Step) -> str:
    return step.on.s_lo if step.on.s_lo != OPEN_START else step.on.e_hi


def _acting(capacity: str) -> str:
    return "" if capacity == "titular" else f" ({capacity.replace('_', ' ')})"
