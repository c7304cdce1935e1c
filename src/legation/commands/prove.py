"""Write a proof that an event, or an earlier state, is part of the signed ledger."""

from __future__ import annotations

from pathlib import Path

import click

from legation.command import Desk, say
from legation.commands._sealing import keys_of
from legation.errors import NotUnderstood

section = "audit"


@click.command()
@click.argument("position", type=click.IntRange(min=1), required=False)
@click.option(
    "--since", type=click.IntRange(min=0), metavar="SIZE", help="Prove that it begins with its first SIZE events."
)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE, not to the screen."
)
@click.pass_obj
def command(desk: Desk, position: int | None, since: int | None, output: Path | None) -> None:
    """Prove to somebody without the ledger that the event at POSITION is part of it, or that it only grew since.

    The proof of an event is a tlog-proof (c2sp.org/tlog-proof) and carries the event itself; that of growth begins with
    `old SIZE`. Both end with the signed checkpoint. `legation verify --proof FILE` checks them, on any machine.

    Example: legation prove 3
    """
    from legation import vouching

    if (position is None) == (since is None):
        raise click.UsageError("name one POSITION, or a size with --since")
    checkpoint = vouching.vouched_for(desk.store, keys_of(desk))
    asked = (since if position is None else position) or 0
    if asked > checkpoint.size:
        sealed = f"the ledger is sealed up to #{checkpoint.size}; `legation seal` seals the rest"
        raise NotUnderstood(str(asked), f"position or size that can be proved: {sealed}")
    proved = (
        vouching.grown(desk.store, asked, checkpoint)
        if position is None
        else vouching.included(desk.store, asked, checkpoint)
    )
    if output:
        output.write_bytes(proved.raw())
        say(f"wrote {output}: legation verify --proof {output}")
    else:
        # Byte for byte: base64, numbers, and names that were looked at when they were read.
        click.echo(proved.raw().decode(), nl=False)
