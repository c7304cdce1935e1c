"""A plot as text: what the screen draws, on standard output."""

from __future__ import annotations

from shutil import get_terminal_size

import click

from legation.command import answer
from legation.commands._listing import view_named
from legation.contrast import Contrast
from legation.errors import NotUnderstood
from legation.lookup import find
from legation.plot import Plot, band_line, drawn, drawn_apart, note_lines, scale_lines
from legation.plots.graph import GRAPH, around, around_apart
from legation.reading import Reading
from legation.row_source import RowSource
from legation.ties import CENTRES
from legation.view import View

_WIDTH = 100  # cells, where no terminal says


def plotted(
    at: Reading, name: str, plot: str, named: str = "", words: str = "", certain: bool = False, form: str | None = None
) -> None:
    """Print a plot of the view `name`, or of what `named` names in it; exits with 1 if there is nothing to draw.

    Raises NotUnderstood for a plot that the view does not have.
    """
    view = _with_plot(name, plot)
    room = get_terminal_size((_WIDTH, 0)).columns
    if plot == GRAPH:
        found = around(find(at, named, *CENTRES), at, room, words, certain=certain)
    else:
        source = RowSource(view, at, words, view.naming(view.find(named, at), at) if named else None)
        if certain:
            source = RowSource(view, at, "", [key for key in source.keys if source.line(key).entry.sure])
        found = (
            Plot((), notes=("Nothing here is certain.",)) if certain and not source.keys else drawn(plot, source, room)
        )
    if form:
        _print_cells(at, form, name, plot, found)
    else:
        _print_lines(found, room)
    if not any(band.cells for band in found.bands):
        raise SystemExit(1)


def plotted_apart(contrast: Contrast, plot: str, named: str = "", form: str | None = None) -> None:
    """Print what differs in a plot of a view, or of what `named` names in it, between two moments.

    Raises NotUnderstood for a plot that the view does not have.
    """
    view = _with_plot(contrast.view.file, plot)
    room = get_terminal_size((_WIDTH, 0)).columns
    if plot == GRAPH and not contrast.same_moment:
        later = max(contrast.a, contrast.b, key=lambda at: at.position)
        found = around_apart(find(later, named, *CENTRES), contrast.a, contrast.b, room)
    else:
        found = drawn_apart(plot, contrast, room)
    if form:
        sides = {word: {"as_of": at.day, "known_by": at.position}
                 for word, at in (("from", contrast.a), ("to", contrast.b))}  # fmt: skip
        _print_cells(contrast.b, form, view.file, plot, found, **sides)
    else:
        _print_lines(found, room)


def _with_plot(name: str, plot: str) -> View:
    view = view_named(name)
    if plot not in view.plots:
        raise NotUnderstood(plot, f"plot of {name}", list(view.plots) or ["the table, without --plot"])
    return view


def _print_lines(plot: Plot, room: int) -> None:
    for scale, _ in scale_lines(plot, room):
        click.echo(scale.rstrip())
    for band in plot.bands:
        click.echo("".join(piece.text for piece in band_line(plot, band, room)).rstrip())
    for note in note_lines(plot, room):
        click.echo(note)


def _print_cells(at: Reading, form: str, name: str, plot: str, found: Plot, **more: object) -> None:
    """Print every cell that says something as a row of its own."""
    rows = (
        {"band": band.label.strip(), "cell": cell.text.strip(), "says": cell.says, "day": cell.day,
         "keys": list(cell.keys)}
        for band in found.bands
        for cell in band.cells
        if cell.says
    )  # fmt: skip
    answer(at, form, ["band", "cell", "says", "keys"], rows, view=name, plot=plot, notes=list(found.notes), **more)
