"""Start a ledger in an empty place."""

from __future__ import annotations

from pathlib import Path

import click

from legation.command import Desk, say
from legation.starting import suggested
from legation.stores.files import Files
from legation.tree import origin

section = "write"


@click.command()
@click.argument("place", required=False)
@click.option(
    "--source", metavar="URI", help="Its name for ever, a tag URI (default: made of this machine, day and folder)."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.pass_obj
def command(desk: Desk, place: str | None, source: str | None, dry_run: bool) -> None:
    """Start a ledger in PLACE, an empty directory or one to be made (default: ./events).

    The source names the ledger in each of its lines and cannot be changed later. A tag URI is a domain or address that
    you held on a day, and a word of your own: tag:example.org,2026:north-america-desk.
    """
    folder = Path(place or desk.named or "events")
    source = source or suggested(folder)
    origin(source)
    if dry_run:
        click.echo(f"would start a ledger at {folder} (source {source})")
        return
    Files.create(str(folder), source).close()
    click.echo(f"started a ledger at {folder} (source {source})")
    prefix = "" if folder == Path("events") else f" --ledger {folder}"
    say(f"next: legation{prefix} source add FILE    registers a document, so that its lines can be cited")
    say(f"      legation{prefix} add --help         lists what can be recorded")
    if any((above / ".git").exists() for above in folder.absolute().parents):
        say(f"      put `{folder.name}/** -text merge=binary` into .gitattributes, or git may rewrite its lines")
