"""The event at which an answer changed, in few looks."""

from __future__ import annotations

from typing import Any

import click

from legation.command import Desk, answer, reading_options, say
from legation.commands._asking import asked, field_name
from legation.commands._listing import view_named
from legation.history import Cells, History, turning
from legation.ids import fold
from legation.literal import literal
from legation.view import VIEWS, told
from legation.words import counted

section = "audit"


@click.command(epilog=f"VIEW is one of {', '.join(VIEWS)}; FIELD is one of its columns.")
@click.argument("view")
@click.argument("key", nargs=-1, required=True, metavar="KEY [FIELD]")
@click.option("--was", required=True, metavar="VALUE", help="What it said before; '' if there was no such line.")
@reading_options
@click.pass_obj
def command(
    desk: Desk, view: str, key: tuple[str, ...], was: str, as_of: str | None, known_by: str | None, form: str | None
) -> None:
    """Find the event at which the line of KEY in VIEW, or its cell in FIELD, ceased to say VALUE.

    It is the newest such event; the number of looks grows with the logarithm of the ledger. The day stays the same
    throughout. Exit status 1: it says so still, or never did.

    Example: legation bisect offices "foreign secretary" holder --was "Marcelo Ebrard" --as-of 2023-03-01
    """
    shown = view_named(view)
    at = desk.reading(as_of, known_by)
    wanted = asked(shown, key, at)
    line, history = wanted.line(shown), History(at)
    look = history.look(shown, line, wanted.column)
    if _says(look(at.position), was):
        say(f"{line} says so still, at #{at.position}")
        raise SystemExit(1)
    turns = []
    for position in turning(look, 0, at.position):
        turns.append(position)
        if _says(look(position - 1), was):
            break
    else:
        field = "" if wanted.column is None else f" in {field_name(shown, wanted.column)}"
        said = ", ".join(f"#{p} {_words(look(p))}" for p in reversed(turns)) or "nothing"
        say(f"{line} never said {was!r}{field}; it changed at: {said}")
        raise SystemExit(1)
    [note] = told(at, [position])
    row: dict[str, Any] = {
        "position": f"#{position}", "day": note.day, "event": note.text,
        "before": _words(look(position - 1)), "after": _words(look(position)),
    }  # fmt: skip
    if form:
        answer(at, form, tuple(row), [row], view=view, key=line, looks=history.looks)
    else:
        click.echo(literal("  ".join(filter(None, (row["position"], note.day, note.text)))))
        click.echo(literal(f"    {row['before']} → {row['after']}"))
    say(f"found in {counted(history.looks, 'look')} at {counted(at.position, 'event')}")


def _says(found: Cells, was: str) -> bool:
    """Tell whether a line says a value in the column asked for, or in any; where there is no line nothing is said."""
    if not was:
        return not found or found == ("",)
    return found is not None and fold(was) in map(fold, found)


def _words(found: Cells) -> str:
    return " · ".join(filter(None, found)) or "empty" if found else "no such line"
