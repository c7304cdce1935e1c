"""Who was where, and what stood: a lane for each, from the left into the past up to the moment.

A cell shows the surest of its days, so it is never surer than what is said of every one of them (screens.md 8.10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, cast

from legation import life
from legation.dates import OPEN_END, OPEN_START, day_after, in_words, parse
from legation.holders import holding_of, person_row, tenures_of
from legation.ids import kind
from legation.plot import ONE_BY_ONE, Band, Cell, Plot, drawing, label_width
from legation.projections import agreements, people
from legation.projections.agreements import Agreement
from legation.projections.bodies import Body
from legation.projections.programmes import Programme
from legation.reading import Reading
from legation.steps import NONE, States, Step
from legation.tenure import Tenure
from legation.view import View

_TEXTURES = {"attested": "█", "bridged": "█", "blurred": "▒", "carried": "░", "bounded": "▒", "backcast": "▒"}
_SURER = tuple(_TEXTURES)
_WORDS = {"█": "certain", "▒": "possible", "░": "carried", "→": "named", "·": "ended", " ": "not known"}
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months
_SHARE = 0.75  # of the lanes that must begin in sight
_YEAR = 5  # cells; what a year needs above them
_OVER = frozenset({"ended", "suspended", "stopped"})


class Lane(NamedTuple):
    """One lane: whose, of which row, the sign of some days from the first to the last, and when it is first told of."""

    label: str
    key: str
    about: str
    sign: Callable[[str, str], str]
    since: str


@drawing(ONE_BY_ONE)
def lanes(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw the lanes of offices, people, agreements and bodies; not those over before the first cell."""
    groups = [(_heading(id_, at), tuple(_lanes(id_, key, at))) for id_, key in _things(keys).items()]
    label = label_width([lane.label for _, told in groups for lane in told], room)
    cells, months = _cells([lane.since for _, told in groups for lane in told], at.day, max(1, room - label - 1))
    bands, earlier = [], 0
    for heading, told in groups:
        drawn = [_band(lane, cells) for lane in told]
        shown = [band for band in drawn if any(cell.text != " " for cell in band.cells)]
        earlier += len(drawn) - len(shown)
        bands += [Band(heading), *shown] if shown and heading else shown
    each = {1: "1 month", 12: "1 year"}.get(months, f"{months} months" if months < 12 else f"{months // 12} years")
    left = (f"{earlier} over before {in_words(cells[0][0][:7])}",) if earlier else ()
    notes = (f"one cell = {each}, its surest day   █ certain  ▒ possible  ░ carried", *left)
    return Plot(tuple(bands), _years(cells), notes, grid=True, label=label)


def _things(keys: Iterable[str]) -> dict[str, str]:
    """Return what the rows are about, each with the first of its rows."""
    found: dict[str, str] = {}
    for key in keys:
        found.setdefault(key.partition(" ")[0], key)
    return found


def _heading(id_: str, at: Reading) -> str:
    """Return what stands above the lanes of one thing; what has one lane of its own name needs none."""
    return at.name(id_) if kind(id_) in {"office", "person"} else ""


def _lanes(id_: str, key: str, at: Reading) -> Iterator[Lane]:
    match kind(id_):
        case "office":
            yield from _holders(id_, key, at)
        case "person":
            for office, _ in people.offices(person_row(at, id_)):
                mine = [t for t in tenures_of(at, office) if t.person == id_]
                for (_, capacity), terms in _by_holder(mine).items():
                    yield _lane(f"  {at.name(office)}{_acting(capacity)}", key, office, terms)
        case _:
            yield from _stood(id_, key, at)


def _holders(office: str, key: str, at: Reading) -> Iterator[Lane]:
    for (person, capacity), terms in _by_holder(tenures_of(at, office)).items():
        yield _lane(f"  {at.name(person)}{_acting(capacity)}", key, person, terms)
    for named in holding_of(at, office).designated:
        since = parse(named.since).s_lo
        yield Lane(f"  {at.name(named.person)} (named)", f"{office} next", named.person, _from(since), since)


def _by_holder(found: Iterable[Tenure]) -> dict[tuple[str, str], list[Tenure]]:
    """Return the terms of each person in each capacity: who acts does so in a lane of its own, and ends no other."""
    groups: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in found:
        groups.setdefault((tenure.person, tenure.capacity), []).append(tenure)
    return groups


def _lane(label: str, key: str, about: str, terms: Sequence[Tenure]) -> Lane:
    def sign(first: str, last: str) -> str:
        days = (day for t in terms for day in _turning(t, first, last))
        shades = [shade for day in dict.fromkeys(days) for t in terms if (shade := t.shade(day))]
        return _TEXTURES[min(shades, key=_SURER.index)] if shades else " "

    return Lane(label, key, about, sign, min(t.seen[0].span[0] if t.seen else t.s_hi.day for t in terms))


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
    turns = {day for step in steps for day in (step.on.s_lo, step.on.e_hi)}

    def sign(first: str, last: str) -> str:
        signs = {_of(stands(day)) for day in (first, *(day for day in turns if first < day <= last))}
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


def _cells(begun: Sequence[str], day: str, room: int) -> tuple[list[tuple[str, str]], int]:
    """Return the first and last day of every cell up to `day`, and the months of each: the fewest that show most lanes
    from their beginning. The first cell is no earlier than the January before the first of them."""
    dates = sorted((d for d in begun if OPEN_START < d <= day and d != OPEN_END), reverse=True) or [day]
    most = dates[min(len(dates) - 1, int(len(dates) * _SHARE))]
    end = _month(day)
    months = next((m for m in _STEPS if (end - _month(most)) // m < room), _STEPS[-1])
    first = max(end - end % months - (room - 1) * months, _month(dates[-1][:4] + "-01") // months * months, 12)
    starts = range(first, end + 1, months)
    return [(_first(m), min(day, _last(m + months))) for m in starts], months


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _first(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}-01"


def _last(after: int) -> str:
    return (date.fromisoformat(_first(after)) - timedelta(days=1)).isoformat()


def _band(lane: Lane, cells: Sequence[tuple[str, str]]) -> Band:
    def cell(first: str, last: str) -> Cell:
        sign = lane.sign(first, last)
        when = in_words(last[:7]) if first[:7] == last[:7] else f"{in_words(first[:7])} – {in_words(last[:7])}"
        return Cell(sign, f"{lane.label.strip()}, {when}: {_WORDS[sign]}", (lane.key,), last, about=lane.about)

    return Band(lane.label, tuple(cell(*days) for days in cells))


def _years(cells: Sequence[tuple[str, str]]) -> str:
    """Return the years above the cells in which they begin, as far as they have room."""
    line = ""
    for i, (first, last) in enumerate(cells):
        starts = i == 0 or cells[i - 1][1][:4] != last[:4]
        if (
            starts
            and (first[5:7] == "01" or i)
            and (not line or len(line) + 1 <= i)
            and i + _YEAR - 1 <= len(cells) + 3
        ):
            line = line.ljust(i) + last[:4]
    return line
