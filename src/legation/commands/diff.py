"""What reads otherwise at one moment than at another, and which events, or days, made it so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click

from legation.causes import Made, made
from legation.changes import differences
from legation.command import Desk, print_csv, print_json, say
from legation.commands._asking import field_name
from legation.commands._listing import view_named
from legation.commands._telling import print_made
from legation.contrast import Contrast
from legation.dates import in_words
from legation.reading import Reading
from legation.view import VIEWS, View, lines_of
from legation.words import counted

section = "read"

_COLUMNS = ("view", "key", "sign", "column", "before", "after", "events")


@click.command(epilog=f"VIEW is one of {', '.join(VIEWS)}.")
@click.argument("view", required=False)
@click.argument("key", nargs=-1)
@click.option("--from", "first", required=True, metavar="MOMENT", help="The moment to compare with.")
@click.option("--to", "last", default="today", metavar="MOMENT", help="The moment that is compared (default: now).")
@click.option("--format", "written", metavar="FORMAT", help="Write VIEW, A and B beside each other, as export does.")
@click.option("-o", "--output", "place", type=click.Path(path_type=Path), help="The file to write it to.")
@click.option("--replace", is_flag=True, help="Write over a file that stands there.")
@click.option("--plot", metavar="NAME", help="Draw what differs in VIEW, as lanes, months, bars …")
@click.option("--csv", "form", flag_value="csv", help="Print CSV, one line a cell.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one object.")
@click.pass_obj
def command(
    desk: Desk, *, view: str | None, key: tuple[str, ...], first: str, last: str, written: str | None,
    place: Path | None, replace: bool, plot: str | None, form: str | None,
) -> None:  # fmt: skip
    """Tell which lines of VIEW (of all views, if none is named; of one KEY) appear, change or end between two moments.

    A MOMENT is AS_OF@KNOWN_BY: a day in the world, and what had been recorded by a position or a time. Either may be
    missing: 2023-03-01 changes the day, @368 only what was known. Below each change stand the events that made it.

    Example: legation diff offices --from 2022-03-20 --to 2023-03-01

    Example: legation diff offices --from 2022-03-20 --format markdown
    """
    before, after = desk.moment(first), desk.moment(last)
    shown = view_named(view) if view else None
    wanted = shown.find(" ".join(key), max(before, after, key=lambda at: at.position)) if shown and key else None
    if written is not None or plot is not None:
        if not shown:
            raise click.UsageError("--format and --plot are of one VIEW: name it before the options.")
        contrast = Contrast(shown, before, after, "", _among(shown, wanted, before, after))
        if plot is not None:
            from legation.commands._plotting import plotted_apart

            plotted_apart(contrast, plot, " ".join(key), form)
        else:
            from legation.apart import Sides
            from legation.commands._exporting import exported, format_named

            export = format_named(str(written))
            keys = contrast.ordered([change.key for change in contrast.changes() if change])
            exported(Sides(contrast, keys), export, place, replace=replace)
        say(f"from {_words(before)} to {_words(after)}")
        return
    found = (change for change in differences(before, after, [view] if view else None)
             if wanted is None or change.key.partition(" ")[0] == wanted)  # fmt: skip
    told_of = made(found, before, after)
    count = 0
    if form == "json":
        rows = [one.row() for one in told_of]
        count = len(rows)
        print_json({"from": _basis(before), "to": _basis(after), "changes": rows})
    elif form == "csv":
        cells = [list(_cells(one)) for one in told_of]
        count = len(cells)
        print_csv(_COLUMNS, chain.from_iterable(cells))
    else:
        for one in told_of:
            count += 1
            print_made(one, before, after)
    say(f"from {_words(before)} to {_words(after)}: {counted(count, 'change')}")


def _among(
    view: View, wanted: str | None, before: Reading, after: Reading
) -> tuple[Sequence[str] | None, Sequence[str] | None]:
    """Return the only lines that are asked for, at each moment; None for all."""
    return (lines_of(view, wanted, before), lines_of(view, wanted, after)) if wanted else (None, None)


def _cells(made: Made) -> Iterator[Sequence[Any]]:
    """Yield what a change did to each cell, as one line of CSV."""
    change, view = made.change, VIEWS[made.change.view]()
    none = ("",) * len(view.columns)
    old, new = (entry.cells if entry else none for entry in (change.before, change.after))
    for column, (was, is_) in enumerate(zip(old, new, strict=True)):
        if was != is_:
            events = [f"#{note.position}" for note in made.events]
            yield (change.view, change.key, change.sign, field_name(view, column), was, is_, events)


def _basis(at: Reading) -> dict[str, Any]:
    return {"as_of": at.day, "known_by": at.position}


def _words(at: Reading) -> str:
    return f"{in_words(at.day)} as known by #{at.position}"
