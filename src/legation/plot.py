"""What a plot is: the rows of a view drawn as bands of cells, the same for the screen and for the command line.

A plot is plain text in cells, each of which stands for rows, so that it can be walked, clicked and asked why
(screens.md 8.10). What draws one is a file on the shelf `plots/`; the views say which of them suit their rows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from legation.breadth import cut, width
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

    `gap` cells stand between two cells; `grid` tells that cells above each other belong together. The label takes
    `label` cells, or if that is 0, what it needs.
    """

    bands: tuple[Band, ...]
    scale: str = ""
    notes: tuple[str, ...] = ()
    gap: int = 0
    grid: bool = False
    label: int = 0


class Piece(NamedTuple):
    """A stretch of one line: text, its role (empty: that of its sign), and the number of its cell (-1: it is none)."""

    text: Shown
    role: str
    cell: int = -1


Draw: TypeAlias = Callable[[View, Sequence[str], Reading, int], Plot]


class Drawing(NamedTuple):
    """What draws rows, and of how many at most: more are neither drawn in a time one would wait for, nor seen apart."""

    draw: Draw
    most: int


def drawing(most: int) -> Callable[[Draw], Drawing]:
    """Say of how many rows at most a plot can be drawn."""
    return lambda draw: Drawing(draw, most)


PLOTS: Shelf[Drawing] = Shelf("legation.plots", same)


def drawn(name: str, source: RowSource, room: int) -> Plot:
    """Return the plot `name` of the rows of a source, at most `room` cells wide; or words, where rows are too many."""
    keys = source.keys
    draw, most = PLOTS[name]
    if len(keys) > most:
        return Plot((), notes=(f"Too many rows to draw: {counted(len(keys), 'row')}.", "/ filters them."))
    if not keys:
        return Plot(
            (), notes=(f"Nothing matches “{source.words}”.",) if source.words else (source.view.empty(source.at),)
        )
    return draw(source.view, keys, source.at, room)


def label_width(labels: Sequence[str], room: int, share: float = 0.4) -> int:
    """Return how many of `room` cells the labels may take: what they need, at most their share."""
    return min(max(map(width, labels), default=0), max(_LEAST_LABEL, int(room * share)))


def scale_line(plot: Plot, room: int) -> Shown:
    """Return the scale, standing above the cells."""
    return cut(literal(" " * (_label(plot, room) + 1) + plot.scale), room)


def note_lines(plot: Plot, room: int) -> list[Shown]:
    """Return the notes in lines of at most `room` cells, broken where three blanks stand."""
    told: list[Shown] = []
    for note in plot.notes:
        line = ""
        for part in note.split(_BREAK):
            if line and width(line + _BREAK + part) > room:
                told.append(cut(literal(line), min(room, width(line))))
                line = ""
            line = line + _BREAK + part if line else part
        told.append(cut(literal(line), min(room, width(line))))
    return told


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
