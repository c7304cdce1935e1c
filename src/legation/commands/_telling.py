"""Changes as commands print them, each with what made it below."""

from __future__ import annotations

import click

from legation.causes import Made
from legation.dates import in_words
from legation.literal import literal
from legation.reading import Reading


def print_made(made: Made, before: Reading, after: Reading) -> None:
    """Print a change on standard output, what made it below."""
    click.echo(literal(str(made.change)))
    for note in made.events:
        click.echo(literal(f"    #{'  '.join(filter(None, (str(note.position), note.day, note.text)))}"))
    if made.days and before.position != after.position:
        click.echo(literal(f"    as the days passed from {in_words(before.day)} to {in_words(after.day)}"))
    if made.strange:
        click.echo("    by no event: the program, or the ledger below, is not what it was")
