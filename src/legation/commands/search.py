"""Find names and short texts, accents and case aside."""

from __future__ import annotations

import click

from legation.command import Desk, answer, reading_options, say
from legation.finding import search
from legation.ids import is_id, kind
from legation.reading import Reading
from legation.view import VIEWS, lines_of

section = "read"


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n", "most", default=20, show_default=True, type=click.IntRange(1), help="How many to print at the most."
)
@click.option("--all", "every", is_flag=True, help="Print everything that was found.")
@reading_options
@click.pass_obj
def command(
    desk: Desk, *, words: tuple[str, ...], most: int, every: bool,
    as_of: str | None, known_by: str | None, form: str | None,
) -> None:  # fmt: skip
    """Find people, offices, meetings, promises and whatever else was named or told, the best matches first.

    With each comes what held the words, where that is not its name, and the command that shows it.

    Example: legation search barcena
    """
    at = desk.reading(as_of, known_by)
    found = search(at, " ".join(words))
    shown = found if every else found[:most]
    rows = [{**one._asdict(), "open": _opened_by(one.id, at)} for one in shown]
    answer(at, form, ("kind", "name", "matched", "open"), rows)
    if len(found) > len(shown):
        say(f"and {len(found) - len(shown):,} more: --all prints them")
    if not found:
        raise SystemExit(1)


def _opened_by(id_: str, at: Reading) -> str:
    """Return the command that shows what was found: of the views with a line of it the one most about its kind."""
    able = [name for name in VIEWS if kind(id_) in VIEWS[name].kinds]
    for name in sorted(able, key=lambda name: (len(VIEWS[name].kinds), not VIEWS[name].digit, name)):
        if lines_of(VIEWS[name](), id_, at):
            return f"show {name} {id_}"
    return f"log --about {id_}" if is_id(id_) else f"event {id_[1:]}"
