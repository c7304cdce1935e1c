"""Write the signed ledger as files for any web server and transparency-log client."""

from __future__ import annotations

from pathlib import Path

import click

from legation.command import Desk, print_json, say
from legation.commands._sealing import keys_of
from legation.words import counted

section = "leave"


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@click.pass_obj
def command(desk: Desk, directory: Path, as_json: bool) -> None:
    """Publish the sealed events in DIR as a tiled transparency log (c2sp.org/tlog-tiles).

    DIR can be served as it is: `checkpoint` as text that is not cached for long, everything below `tile/` for ever.
    Published again, only what is new is written; what is there and differs is never overwritten, but refused. All
    events are published whole, with their evidence and whoever recorded them.

    Example: legation publish log
    """
    from legation import vouching
    from legation.tiles import publish

    keys = keys_of(desk)
    checkpoint = vouching.vouched_for(desk.store, keys)
    done = publish(directory, vouching.entries(desk.store), checkpoint)
    key = keys.at(checkpoint.size)
    if as_json:
        print_json({"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex(),
                    "key": key.text() if key else None, **done._asdict()})  # fmt: skip
    else:
        click.echo(f"published: {checkpoint.size:,} events, {counted(done.new, 'new file')}")
        say(f"whoever reads it needs the key: {key.text() if key else ''}")
