"""Write a view as a file for others: a spreadsheet, a note, a page, another program."""

from __future__ import annotations

from pathlib import Path

import click

from legation.command import Desk, certain_option, filter_options, moment_options
from legation.commands._exporting import exported, format_named
from legation.commands._listing import view_named
from legation.export import EXPORTS, Lines
from legation.row_source import RowSource
from legation.view import VIEWS

section = "leave"


@click.command(epilog=f"FORMAT is one of {', '.join(EXPORTS)}; VIEW is one of {', '.join(VIEWS)}.")
@click.argument("format", metavar="FORMAT")
@click.argument("view")
@click.argument("key", nargs=-1)
@click.option("-o", "--to", "place", type=click.Path(path_type=Path), help="The file to write (default: print it).")
@click.option("--replace", is_flag=True, help="Write over a file that stands there.")
@filter_options
@certain_option
@moment_options
@click.pass_obj
def command(
    desk: Desk, *, format: str, view: str, key: tuple[str, ...], place: Path | None, replace: bool,  # noqa: A002
    words: str, sort: str, certain: bool, as_of: str | None, known_by: str | None,
) -> None:  # fmt: skip
    """Write the lines of VIEW, or those of KEY, as FORMAT, with the moment and the documents they stand on.

    A file is written whole or not at all.

    Example: legation export markdown offices --as-of 2022-03-20
    """
    wanted = format_named(format)
    shown = view_named(view)
    at = desk.reading(as_of, known_by)
    among = shown.naming(shown.find(" ".join(key), at), at) if key else None
    source = RowSource(shown, at, words, among, sort)
    lines = [line for line in map(source.line, source.keys) if line.entry.sure or not certain]
    exported(Lines(shown, at, lines, source.count_unfiltered, words, sort), wanted, place, replace=replace)
    if not lines:
        raise SystemExit(1)
