"""Find names and short texts, accents and case aside."""

from __future__ import annotations

import click

from legation.command import Desk, answer, reading_options, say
from legation.ids import kind
from legation.lookup import search
from legation.view import VIEWS

section = "read"


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n", "most", default=50, show_default=True, type=click.IntRange(1), help="How many to print at the most."
)
@reading_options
@click.pass_obj
def command(
    desk: Desk, words: tuple[str, ...], most: int, as_of: str | None, known_by: str | None, form: str | None
) -> None:
    """Find people, offices, meetings, promises and whatever else was named or told, the best matches first.

    Example: legation search barcena
    """
    at = desk.reading(as_of, known_by)
    found = search(at, " ".join(words))
    rows = [{**f._asdict(), "open": _opened_by(f.id)} for f in found[:most]]
    answer(at, form, ("kind", "name", "matched", "open"), rows)
    if len(found) > most:
        say(f"and {len(found) - most:,} more: -n {len(found)} prints them all")
    if not found:
        raise SystemExit(1)


def _opened_by(id_: str) -> str:
    """Return the command that shows what was found, in the view that is most about things of its kind."""
    able = [name for name in VIEWS if kind(id_) in VIEWS[name].kinds]
    best = min(able, key=lambda name: (len(VIEWS[name].kinds), not VIEWS[name].digit, name), default="entity")
    return f"show {best} {id_}"
