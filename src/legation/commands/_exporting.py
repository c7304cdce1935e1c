"""A table as a file, or on standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from legation.command import say
from legation.errors import NotUnderstood
from legation.export import EXPORTS, Export, Table, write
from legation.words import counted


def format_named(name: str) -> Export:
    """Return the format of this name; raises NotUnderstood, naming those there are."""
    if name not in EXPORTS:
        raise NotUnderstood(name, "format", list(EXPORTS))
    return EXPORTS[name]()


def exported(table: Table, form: Export, place: Path | None, *, replace: bool) -> None:
    """Write a table to a file, whole or not at all, or print it where there is no file."""
    pieces = form.text(table)
    if place:
        write(place, pieces, replace=replace)
        say(f"wrote {counted(table.count, 'row')} to {place}")
    else:
        for piece in pieces:
            click.echo(piece, nl=False, file=sys.stdout)
