"""A plot as text: what the screen draws, on standard output."""

from __future__ import annotations

from shutil import get_terminal_size

import click

from legation.command import Desk, answer, say
from legation.errors import NotUnderstood
from legation.literal import literal
from legation.plot import Plot, band_line, drawn, scale_line
from legation.reading import Reading
from legation.row_source import RowSource
from legation.view import View
from legation.words import counted

_WIDTH = 100  # cells, where no terminal says


def plotted(
    desk: Desk,
    view: View,
    name: str,
    named: str,
    words: str,
    certain: bool,
    moment: tuple[str | None, str | None, str | None],
) -> None:
    """Print the plot `name` of a view, or of what `named` names in it; exits with 1 if there is nothing to draw.

    Raises NotUnderstood for a plot that the view does not have.
    """
    if name not in view.plots:
        raise NotUnderstood(name, f"plot of {view.name}", list(view.plots) or ["none"])
    as_of, known_by, form = moment
    at = desk.reading(as_of, known_by)
    among = view.naming(view.find(named, at), at) if named else None
    source = RowSource(view, at, words, among)
    if certain:
        source = RowSource(view, at, "", [key for key in source.keys if source.line(key).entry.sure])
    plot = drawn(name, source, get_terminal_size((_WIDTH, 0)).columns)
    if form:
        _print_cells(at, form, view, name, plot)
    else:
        _print_lines(plot)
    say(f"{name} of {counted(source.count, 'row')}")
    if not plot.bands:
        raise SystemExit(1)


def _print_lines(plot: Plot) -> None:
    room = get_terminal_size((_WIDTH, 0)).columns
    if plot.scale and plot.bands:
        click.echo(scale_line(plot, room).rstrip())
    for band in plot.bands:
        click.echo("".join(piece.text for piece in band_line(plot, band, room)).rstrip())
    for note in plot.notes:
        click.echo(literal(note))


def _print_cells(at: Reading, form: str, view: View, name: str, plot: Plot) -> None:
    """Print every cell that says something as a row of its own."""
    rows = (
        {
            "band": band.label.strip(),
            "cell": cell.text.strip(),
            "says": cell.says,
            "keys": list(cell.keys),
            "day": cell.day,
        }
        for band in plot.bands
        for cell in band.cells
        if cell.says
    )
    answer(at, form, ["band", "cell", "says", "keys"], rows, view=view.name, plot=name, notes=list(plot.notes))
