"""What was promised and is not done: pending, due, or its day passed."""

from __future__ import annotations

import click

from legation.command import Desk, certain_option, reading_options
from legation.commands._listing import listing

section = "read"

_OPEN = {"pending", "due", "day passed", "unclear"}


@click.command()
@certain_option
@reading_options
@click.pass_obj
def command(desk: Desk, certain: bool, as_of: str | None, known_by: str | None, form: str | None) -> None:
    """Print the promises that are open on a day, with what is due and who promised.

    Example: legation due --as-of 2024-03-01
    """
    at = desk.reading(as_of, known_by)
    listing(desk, at, form, "followups", lambda entry: entry.state in _OPEN and (entry.sure or not certain))
