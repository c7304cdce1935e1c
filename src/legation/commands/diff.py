"""What reads otherwise at one moment than at another, and which events, or days, made it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import click

from legation.changes import Change, differences
from legation.command import Desk, print_csv, print_json, say, view_named
from legation.dates import in_words
from legation.history import History
from legation.indexing import turns_of
from legation.literal import literal
from legation.reading import Reading
from legation.view import VIEWS, Note, told
from legation.words import counted

section = "read"

_MOST_BEHIND = 5  # events named behind one change
_COLUMNS = ("view", "key", "sign", "column", "before", "after", "events")


@click.command(epilog=f"VIEW is one of {', '.join(VIEWS)}.")
@click.argument("view", required=False)
@click.argument("key", nargs=-1)
@click.option("--from", "first", required=True, metavar="MOMENT", help="The moment to compare with.")
@click.option("--to", "last", default="today", metavar="MOMENT", help="The moment that is compared (default: now).")
@click.option("--csv", "form", flag_value="csv", help="Print CSV, one line a cell.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one object.")
@click.pass_obj
def command(desk: Desk, view: str | None, key: tuple[str, ...], first: str, last: str, form: str | None) -> None:
    """Tell which lines of VIEW (of all views, if none is named; of one KEY) appear, change or end between two moments.

    A MOMENT is AS_OF@KNOWN_BY: a day in the world, and what had been recorded by a position or a time. Either may be
    missing: 2023-03-01 changes the day, @368 only what was known. Below each change stand the events that made it.

    Example: legation diff offices --from 2022-03-20 --to 2023-03-01
    """
    before, after = desk.moment(first), desk.moment(last)
    shown = view_named(view) if view else None
    wanted = shown.find(" ".join(key), max(before, after, key=lambda at: at.position)) if shown and key else None
    found = (change for change in differences(before, after, [view] if view else list(VIEWS))
             if wanted is None or change.key.partition(" ")[0] == wanted)  # fmt: skip
    told_of = _told(found, before, after)
    count = 0
    if form == "json":
        rows = [_row(*one) for one in told_of]
        count = len(rows)
        print_json({"from": _basis(before), "to": _basis(after), "changes": rows})
    elif form == "csv":
        cells = [list(_cells(change, behind)) for change, behind, _ in told_of]
        count = len(cells)
        print_csv(_COLUMNS, chain.from_iterable(cells))
    else:
        for change, behind, passed in told_of:
            count += 1
            click.echo(literal(str(change)))
            for note in behind:
                click.echo(literal(f"    #{'  '.join(filter(None, (str(note.position), note.day, note.text)))}"))
            if passed and before.position != after.position:
                click.echo(literal(f"    as the days passed from {in_words(before.day)} to {in_words(after.day)}"))
    say(f"from {_words(before)} to {_words(after)}: {counted(count, 'change')}")


def _told(found: Iterable[Change], before: Reading, after: Reading) -> Iterator[tuple[Change, Sequence[Note], bool]]:
    """Yield each change with the events that made it, and whether the days did, be it alone or too.

    Events are those at which the line came to read otherwise as of the later moment's day; where only days passed,
    those it rests on that have a date between them.
    """
    low, high = sorted((before.position, after.position))
    newest = after if after.position == high else after.known(high)
    history = History(newest)
    for change in found:
        view = VIEWS[change.view]()
        rests = {p for entry in (change.before, change.after) if entry for p in entry.at}
        if low == high:
            yield change, told(newest, sorted(rests & _turned(before, after, rests))[-_MOST_BEHIND:]), True
        elif view.follows or not view.kinds:  # too dear to look at again and again, or an event itself
            yield (
                change,
                told(newest, sorted(p for p in rests if view.kinds and low < p <= high)[-_MOST_BEHIND:]),
                False,
            )
        else:
            behind = history.behind(view, change.key, low, high, _MOST_BEHIND)
            then = history.look(view, change.key)(before.position)
            passed = before.day != after.day and then != (change.before and change.before.cells)
            yield change, told(newest, behind), passed


def _turned(before: Reading, after: Reading, positions: Iterable[int]) -> set[int]:
    low, high = sorted((before.day, after.day))
    return {p for p in positions if any(low <= day <= high for day in turns_of(after.fact(p)))}


def _row(change: Change, behind: Sequence[Note], passed: bool) -> dict[str, Any]:
    return {
        "view": change.view, "key": change.key, "sign": change.sign,
        "before": change.before and list(change.before.cells), "after": change.after and list(change.after.cells),
        "events": [note.position for note in behind], "days": passed,
    }  # fmt: skip


def _cells(change: Change, behind: Sequence[Note]) -> Iterator[dict[str, Any]]:
    """Yield what a change did to each cell, as one line of CSV."""
    none = ("",) * len(VIEWS[change.view].columns)
    old, new = (entry.cells if entry else none for entry in (change.before, change.after))
    for column, was, is_ in zip(VIEWS[change.view].columns, old, new, strict=True):
        if was != is_:
            yield {"view": change.view, "key": change.key, "sign": change.sign, "column": column.title or "mark",
                   "before": was, "after": is_, "events": [f"#{note.position}" for note in behind]}  # fmt: skip


def _basis(at: Reading) -> dict[str, Any]:
    return {"as_of": at.day, "known_by": at.position}


def _words(at: Reading) -> str:
    return f"{in_words(at.day)} as known by #{at.position}"
