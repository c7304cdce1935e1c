"""Who was where, and what stood: a lane for each, from the left into the past up to the moment.

A cell shows the surest of its days, so it is never surer than what is said of every one of them (screens.md 8.10).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.breadth import cut
from legation.contrast import merged
from legation.dates import in_words
from legation.literal import literal
from legation.plot import ONE_BY_ONE, Band, Cell, Plot, Side, drawing, label_width, the_same
from legation.plots._axis import Cells, cells_of, moments, until, years
from legation.plots._lane import Lane, heading, lanes_of
from legation.reading import Reading
from legation.view import View

_WORDS = {"█": "certain", "▒": "possible", "░": "carried", "→": "named", "·": "ended", " ": "not known"}
_NOTHING = frozenset(" ·")
_SIGNS = "+ only at B   − only at A   ~ changes between them"
_TWO = "A above B: known otherwise at B"
_APART = "{} {} {}"  # sign, label, A or B


def _apart(view: View, a: Side, b: Side, room: int) -> Plot:
    """Draw the lanes that change on the days between A and B, and both of each of which other things are known."""
    sides = [{id_: tuple(lanes_of(id_, key, side.at)) for id_, key in _things(side.keys).items()} for side in (a, b)]
    groups = [(heading(id_, (b if id_ in sides[1] else a).at), _paired(*(side.get(id_, ()) for side in sides)))
              for id_ in merged(list(sides[0]), list(sides[1]))]  # fmt: skip
    every = [lane for _, pairs in groups for pair in pairs for lane in pair if lane]
    label = label_width([_APART.format("~", lane.label.removeprefix("  "), "A") for lane in every], room)
    early, late = sorted((a.at.day, b.at.day))
    cells, months = cells_of([early, *(lane.since for lane in every)], late, max(1, room - label - 1), early)
    bands: list[Band] = []
    same = 0
    for above, pairs in groups:
        drawn = [_bands_apart(pair, (a.at.day, b.at.day), cells, label) for pair in pairs]
        shown = [band for found in drawn for band in found]
        same += sum(not found for found in drawn)
        bands += [Band(above), *shown] if shown and above else shown
    two = (_TWO,) if any(band.label.endswith("B") for band in bands if band.cells) else ()
    left = (f"{text} since {in_words(cells[0][0][:7])}" for text in the_same(same, "lane"))
    where = moments(cells, a.at.day, b.at.day) if early < late else ""
    return Plot(
        tuple(bands),
        years(cells),
        (_key(months), "   ".join((_SIGNS, *two)), *left),
        grid=True,
        label=label,
        moments=where,
    )


@drawing(ONE_BY_ONE, _apart)
def lanes(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw the lanes of offices, people, agreements and bodies; not those over before the first cell."""
    groups = [(heading(id_, at), tuple(lanes_of(id_, key, at))) for id_, key in _things(keys).items()]
    label = label_width([lane.label for _, told in groups for lane in told], room)
    cells, months = cells_of([lane.since for _, told in groups for lane in told], at.day, max(1, room - label - 1))
    bands, earlier = [], 0
    for above, told in groups:
        drawn = [_band(lane, cells) for lane in told]
        shown = [band for band in drawn if any(cell.text != " " for cell in band.cells)]
        earlier += len(drawn) - len(shown)
        bands += [Band(above), *shown] if shown and above else shown
    left = (f"{earlier} over before {in_words(cells[0][0][:7])}",) if earlier else ()
    return Plot(tuple(bands), years(cells), (_key(months), *left), grid=True, label=label)


def _key(months: int) -> str:
    each = {1: "1 month", 12: "1 year"}.get(months, f"{months} months" if months < 12 else f"{months // 12} years")
    return f"one cell = {each}, its surest day   █ certain  ▒ possible  ░ carried"


def _band(lane: Lane, cells: Cells, which: str = "") -> Band:
    def cell(first: str, last: str) -> Cell:
        sign = lane.sign(first, last)
        when = in_words(last[:7]) if first[:7] == last[:7] else f"{in_words(first[:7])} – {in_words(last[:7])}"
        return Cell(sign, f"{lane.label.strip()}, {when}{which}: {_WORDS[sign]}", (lane.key,), last, about=lane.about)

    return Band(lane.label, tuple(cell(*days) for days in cells))


def _paired(a: Iterable[Lane], b: Iterable[Lane]) -> list[tuple[Lane | None, Lane | None]]:
    """Return the lanes of one thing at A and at B, each beside what it is at the other moment."""
    old, new = ({(lane.about, lane.how): lane for lane in side} for side in (a, b))
    return [(old.get(mark), new.get(mark)) for mark in merged(list(old), list(new))]


def _bands_apart(pair: tuple[Lane | None, Lane | None], days: tuple[str, str], cells: Cells, label: int) -> list[Band]:
    """Return a lane up to the later day if it changes between them; of what is known otherwise that of A, that of B."""
    a, b = pair
    early, late = sorted(days)
    if a and b:
        known = until(early, cells)
        if all(a.sign(*cell) == b.sign(*cell) for cell in known):
            between = (b.sign(max(first, early), last) for first, last in until(late, cells) if last > early)
            if {b.sign(early, early)}.issuperset(between):
                return []
            was, is_ = (b.sign(day, day) in _NOTHING for day in days)
            return [_lined("~" if was == is_ else "+" if was else "−", "", b, late, cells, label)]
        return [_lined("~", "A", a, days[0], cells, label), _lined(" ", "B", b, days[1], cells, label)]
    one, sign, day = (b, "+", days[1]) if b else (a, "−", days[0])
    return [_lined(sign, "", one, day, cells, label)] if one else []


def _lined(sign: str, letter: str, lane: Lane, day: str, cells: Cells, label: int) -> Band:
    """Return the band of one lane up to a day, with its sign before the name, and behind it A or B."""
    band = _band(lane, until(day, cells), f" at {letter}" if letter else "")
    name = cut(literal(lane.label.removeprefix("  ") if sign.strip() else ""), label - 4)
    return replace(band, label=_APART.format(sign, name, letter or " "))


def _things(keys: Iterable[str]) -> dict[str, str]:
    """Return what the rows are about, each with the first of its rows."""
    found: dict[str, str] = {}
    for key in keys:
        found.setdefault(key.partition(" ")[0], key)
    return found
