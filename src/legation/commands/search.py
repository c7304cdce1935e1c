"""Find names and short texts, accents and case aside."""

from __future__ import annotations

import click

from legation.command import Desk, answer, reading_options
from legation.lookup import search

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
    found = search(at, " ".join(words))[:most]
    answer(at, form, ("kind", "name", "matched", "id"), [f._asdict() for f in found])
    if not found:
        raise SystemExit(1)
