"""Append events from files or standard input, all or none."""

from __future__ import annotations

import click

from legation.command import Desk
from legation.commands._writing import record, writing_options
from legation.jsonlines import read_events

section = "write"


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="[FILE…]")
@click.option("--expect", type=click.IntRange(min=0), metavar="N", help="Append only if the ledger ends at position N.")
@writing_options
@click.pass_obj
def command(
    desk: Desk, *, files: tuple[str, ...], expect: int | None, dry_run: bool, actor: str | None, as_json: bool
) -> None:
    """Append the events in FILEs (`-` or none: standard input) as one batch: all of them, or none if one has a fault.

    Each line is one JSON object. A plain {"type": …, "data": …} is enough: the rest of the line is filled in. An event
    whose id, type and data are in the ledger already has no effect.
    """
    events, unread = [], []
    for name in files or ("-",):
        with click.open_file(name, "rb") as stream:
            found, faults = read_events(stream, name)  # type: ignore[arg-type]
        events += found
        unread += faults
    record(desk, events, unread, actor=actor, dry_run=dry_run, as_json=as_json, expect=expect)
