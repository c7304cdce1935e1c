"""How commands that list print the lines of a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from legation.command import Desk, answer, say, table
from legation.errors import NotUnderstood
from legation.literal import literal
from legation.reading import Reading
from legation.row_source import RowSource
from legation.view import VIEWS, Entry, Sections, View
from legation.words import counted


def view_named(name: str) -> View:
    """Return the view of this name; raises NotUnderstood, naming those there are."""
    from difflib import get_close_matches

    if name not in VIEWS:
        raise NotUnderstood(name, "view", get_close_matches(name, VIEWS, n=2) or list(VIEWS))
    return VIEWS[name]()


def listing(
    desk: Desk,
    at: Reading,
    form: str | None,
    name: str,
    keep: Callable[[Entry], bool] = lambda _: True,
    words: str = "",
    keys: Sequence[str] | None = None,
    page: Sections = (),
    sort: str = "",
) -> None:
    """Print the lines of the view `name` that `keep` and the filter let through; exit with 1 if there are none.

    `keys` are those of the only lines looked at, if given, and `page` is what there is to read about them beside.
    """
    view = view_named(name)
    source = RowSource(view, at, words, keys, sort)
    lines = [line for line in map(source.line, source.keys) if keep(line.entry)]
    titles = [column.title.lower() or "mark" for column in view.columns]
    if form:
        rows = ({"key": e.key, **dict(zip(titles, e.cells, strict=True)), "state": e.state, "sure": e.sure, "at": e.at}
                for e in (line.entry for line in lines))  # fmt: skip
        columns = ["key", *titles, "state"] if "state" not in titles else ["key", *titles]
        more = [{"heading": heading, "position": note.position or None, "day": note.day, "text": note.text}
                for heading, notes in page for note in notes]  # fmt: skip
        answer(at, form, columns, rows, view=name, **({"page": more} if more else {}))
    else:
        table([line.cells for line in lines])
        print_page(page)
    say(f"{len(lines)} of {counted(source.count_unfiltered, 'row')}")
    if not source.count_unfiltered:
        say(view.empty(at))
    if not lines:
        raise SystemExit(1)


def print_page(page: Sections) -> None:
    """Print sections under their headings, an event with its position and day before it."""
    for heading, notes in page:
        if notes:
            click.echo(f"\n{literal(heading)}")
        for note in notes:
            place = f"#{note.position}" if note.position else ""
            click.echo(f"  {literal('  '.join(filter(None, (place, note.day, note.text))))}")
