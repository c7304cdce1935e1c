"""What a plot is: the rows of a view drawn as bands of cells, the same for the screen and for the command line.

A plot is plain text in cells, each of which stands for rows, so that it can be walked, clicked and asked why
(screens.md 8.10). What draws one is a file on the shelf `plots/`; the views say which of them suit their rows. Of two
moments, A and B, it draws what differs: as a comparison does with lines (screens.md 8.3).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from legation.breadth import cut, width
from legation.contrast import SAME_MOMENT, Contrast
from legation.literal import Shown, literal
from legation.reading import Reading
from legation.row_source import RowSource
from legation.shelf import Shelf, same
from legation.view import View
from legation.words import counted

ONE_BY_ONE, COUNTED, ANY = 500, 20_000, sys.maxsize  # rows: each has a lane, each is read once, none is read
_LEAST_LABEL = 10  # cells
_BREAK = "   "  # where a note may go on in another line


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a plot: what is drawn, and in words what it says.

    `keys` are the rows it stands for, of the view `view` if it is named, else of the view that is drawn; `day` is the
    last day of its time (empty: it has none). `role` names its colour where its first sign does not; `about` is who or
    what it is about, where relations may start.
    """

    text: str
    says: str
    keys: Sequence[str] = ()
    day: str = ""
    role: str = ""
    about: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One line of a plot: a label, its cells (a heading has none), and what stands behind them."""

    label: str
    cells: tuple[Cell, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """Bands below a scale, with notes below that say how to read them.

    Below the scale, `moments` shows where on it A and B are. `gap` cells stand between two cells; `grid` tells that
    cells above each other belong together. The label takes `label` cells, or if that is 0, what it needs.
    """

    bands: tuple[Band, ...]
    scale: str = ""
    notes: tuple[str, ...] = ()
    gap: int = 0
    grid: bool = False
    label: int = 0
    moments: str = ""


class Piece(NamedTuple):
    """A stretch of one line: text, its role (empty: that of its sign), and the number of its cell (-1: it is none)."""

    text: Shown
    role: str
    cell: int = -1


class Side(NamedTuple):
    """The rows of one of two moments."""

    keys: Sequence[str]
    at: Reading


Draw: TypeAlias = Callable[[View, Sequence[str], Reading, int], Plot]
DrawApart: TypeAlias = Callable[[View, Side, Side, int], Plot]


class Drawing(NamedTuple):
    """What draws rows, and what differs between two moments; and of how many rows at most.

    More are neither drawn in a time one would wait for, nor seen apart.
    """

    draw: Draw
    apart: DrawApart
    most: int


def drawing(most: int, apart: DrawApart) -> Callable[[Draw], Drawing]:
    """Say of how many rows at most a plot can be drawn, and what draws the difference between two moments."""
    return lambda draw: Drawing(draw, apart, most)


PLOTS: Shelf[Drawing] = Shelf("legation.plots", same)


def drawn(name: str, source: RowSource, room: int) -> Plot:
    """Return the plot `name` of the rows of a source, at most `room` cells wide; or words, where rows are too many."""
    keys = source.keys
    if len(keys) > PLOTS[name].most:
        return _too_many(len(keys))
    if not keys:
        return Plot(
            (), notes=(f"Nothing matches “{source.words}”.",) if source.words else (source.view.empty(source.at),)
        )
    return PLOTS[name].draw(source.view, keys, source.at, room)


def drawn_apart(name: str, contrast: Contrast, room: int) -> Plot:
    """Return what differs in the plot `name` between two moments; or words, where nothing does."""
    if contrast.same_moment:
        return Plot((), notes=SAME_MOMENT)
    a, b = (Side(keys, at) for keys, at in zip(contrast.keys, (contrast.a, contrast.b), strict=True))
    if (most := max(len(a.keys), len(b.keys))) > PLOTS[name].most:
        return _too_many(most)
    plot = PLOTS[name].apart(contrast.view, a, b, room) if most else Plot(())
    return or_nothing(plot, contrast.words)


def or_nothing(plot: Plot, words: str) -> Plot:
    """Return the plot of a difference, or words where it is empty."""
    if plot.bands:
        return plot
    which = f" that holds “{words}”" if words else ""
    return Plot((), notes=(f"Nothing{which} is drawn otherwise at B than at A.",))


def the_same(number: int, what: str) -> tuple[str, ...]:
    """Say that some of what could be drawn is left out, since it is the same at A and at B; nothing if none is."""
    return (f"{counted(number, what)} the same at A and at B",) if number else ()


def _too_many(rows: int) -> Plot:
    return Plot((), notes=(f"Too many rows to draw: {counted(rows, 'row')}.", "/ filters them."))


def label_width(labels: Sequence[str], room: int, share: float = 0.4) -> int:
    """Return how many of `room` cells the labels may take: what they need, at most their share."""
    return min(max(map(width, labels), default=0), max(_LEAST_LABEL, int(room * share)))


def scale_lines(plot: Plot, room: int) -> list[tuple[Shown, str]]:
    """Return the scale and the moments, standing above the cells, each with its role; nothing above no bands."""
    above = ((plot.scale, "muted"), (plot.moments, "accent")) if plot.bands else ()
    return [(cut(literal(" " * (_label(plot, room) + 1) + line), room), role) for line, role in above if line]


def note_lines(plot: Plot, room: int) -> list[Shown]:
    """Return the notes in lines of at most `room` cells, broken where three blanks stand, else between words."""
    told: list[Shown] = []
    for note in plot.notes:
        line = ""
        for part in note.split(_BREAK):
            for gap, piece in _pieces(part, room):
                if line and width(line + gap + piece) > room:
                    told.append(cut(literal(line), min(room, width(line))))
                    line = ""
                line = line + gap + piece if line else piece
        told.append(cut(literal(line), min(room, width(line))))
    return told


def _pieces(part: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield what must not be broken of a part of a note, each with the blanks before it."""
    if width(part) <= room:
        yield _BREAK, part
        return
    for i, word in enumerate(part.split(" ")):
        yield (" " if i else _BREAK), word


def band_line(plot: Plot, band: Band, room: int) -> tuple[Piece, ...]:
    """Return one band as pieces that together take at most `room` cells."""
    if not band.cells:
        sign = 1 if band.label[1:2] == " " else 0
        line = cut(literal(band.label), room)
        return (Piece(Shown(line[:sign]), ""), Piece(Shown(line[sign:]), "strong"))
    label, wide = _label(plot, room), cell_width(plot)
    pieces, left = [Piece(Shown(cut(literal(band.label), label) + " "), "text")], room - label - 1
    for i, cell in enumerate(band.cells):
        if left <= 0:
            break
        pieces.append(Piece(cut(literal(cell.text), min(wide, left)), cell.role, i))
        pieces.append(Piece(Shown(" " * min(plot.gap, max(0, left - wide))), "text"))
        left -= wide + plot.gap
    if band.after and left > 1:
        pieces.append(Piece(cut(literal(" " + band.after), left), "muted"))
    return tuple(pieces)


def cell_width(plot: Plot) -> int:
    """Return how many cells of the terminal each cell of the plot takes, without the gap."""
    return max((width(cell.text) for band in plot.bands for cell in band.cells), default=0)


def _label(plot: Plot, room: int) -> int:
    if plot.label:
        return min(plot.label, room - 1)
    return label_width([band.label for band in plot.bands if band.cells], room)


def first_cell(plot: Plot, key: str, day: str) -> tuple[int, int]:
    """Return the band and the cell where a cursor belongs that comes from the row of a key, on a day.

    It is the last cell of that row up to the day, in the first band that has one; else the last that holds any row by
    then; else the first there is.
    """
    places = [(b, c, cell) for b, band in enumerate(plot.bands) for c, cell in enumerate(band.cells)]
    mine = [place for place in places if key and key in place[2].keys]
    if mine:
        there = [place for place in mine if place[0] == mine[0][0]]
        return ([place for place in there if place[2].day <= day] or there[:1])[-1][:2]
    filled = [place for place in places if plot.grid and place[2].keys and "" < place[2].day <= day]
    found = filled[-1:] or places[:1]
    return found[0][:2] if found else (0, 0)
