"""Write the checkpoint of all there is, signed if the ledger is."""

from __future__ import annotations

import click

from legation.command import Desk, print_json
from legation.commands._sealing import keys_of
from legation.literal import literal

section = "audit"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@click.pass_obj
def command(desk: Desk, as_json: bool) -> None:
    """Seal the ledger: write size and root of all events into its checkpoint.

    If the ledger is signed, its key has to be at hand: as a file, or in an ssh-agent. Nothing is signed that
    contradicts what was signed or verified on this machine before. Every append of the holder of the key seals too.

    Example: legation seal
    """
    key = keys_of(desk).at(desk.model.size)
    if key:
        from legation import vouching
        from legation.keyring import holder

        checkpoint = vouching.seal(desk.store, desk.model.size, key, holder(key))
    else:
        checkpoint = desk.store.seal()
    told = key.text() if key else None
    if as_json:
        print_json({"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex(), "key": told})
    else:
        by = literal(f", signed by {told}") if told else ""
        click.echo(f"sealed: {checkpoint.size:,} events, root {checkpoint.root.hex()}{by}")
