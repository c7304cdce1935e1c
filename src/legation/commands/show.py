"""Print a view: who holds which office, what was agreed, promised, planned or recorded."""

from __future__ import annotations

import click

from legation.command import Desk, certain_option, filter_options, reading_options
from legation.commands._listing import listing, view_named
from legation.view import VIEWS

section = "read"


@click.command(epilog=f"VIEW is one of {', '.join(VIEWS)}.")
@click.argument("view")
@click.argument("key", nargs=-1)
@filter_options
@click.option(
    "--plot", metavar="NAME", help="Draw the lines, as lanes, months, bars …; a wrong NAME says which there are."
)
@certain_option
@reading_options
@click.pass_obj
def command(
    desk: Desk, view: str, key: tuple[str, ...], words: str, sort: str, plot: str | None, certain: bool,
    as_of: str | None, known_by: str | None, form: str | None,
) -> None:  # fmt: skip
    """Print the lines of VIEW, or those of KEY with all there is to read about it.

    KEY is an id, a name or an unambiguous part of one.

    Example: legation show offices --as-of 2022-03-20

    Example: legation show calendar --plot months --as-of 2022-03-20
    """
    shown = view_named(view)
    at = desk.reading(as_of, known_by)
    if plot is not None:
        from legation.commands._plotting import plotted

        plotted(at, view, plot, " ".join(key), words, certain, form)
        return
    wanted = shown.find(" ".join(key), at) if key else ""
    lines = shown.naming(wanted, at) if wanted else None
    page = shown.page(wanted, at) if wanted else ()
    listing(desk, at, form, view, lambda entry: entry.sure or not certain, words, lines, page, sort)
