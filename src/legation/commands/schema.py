"""Write the JSON Schemas of all event types, or print one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from legation.command import say

section = "leave"


@click.command()
@click.argument("place", default="schemas", metavar="[DIR|TYPE]")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is not what would be written.")
@click.option("--dry-run", is_flag=True, help="Write nothing; list the files that would change.")
@click.pass_context
def command(ctx: click.Context, place: str, check: bool, dry_run: bool) -> None:
    """Write the JSON Schemas of all event types into DIR (default: ./schemas), or print that of one TYPE.

    Each type and version has its file; event.json describes the whole line. Published versions are never rewritten.
    """
    from legation import schema
    from legation.event_type import event_type, names

    if place in names() or (re.fullmatch(r"[a-z]+\.[a-z]+", place) and not Path(place).exists()):
        click.echo(json.dumps(schema.payload_schema(event_type(place)), indent=2, ensure_ascii=False))
        return
    directory = Path(place)
    if not (check or dry_run):
        schema.write(directory)
        click.echo(f"{directory}: {len(list(directory.glob('*.json')))} schemas")
        return
    stale = schema.stale(directory)
    for name in stale:
        click.echo(str(directory / name))
    if check and stale:
        say("these files are not what the event types say; write them anew: legation schema")
        ctx.exit(1)
