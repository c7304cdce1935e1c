"""Open the screen: who, when, what and why, at any moment."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from legation import drafts
from legation.command import Desk, say, today
from legation.disk import Disk, unfit
from legation.errors import NotUnderstood
from legation.moment import Moment, parse_day, parse_known
from legation.read_model import cache_path
from legation.reading import Reading
from legation.timeline import Timeline
from legation.tui.theme import THEMES

section = "look"
_BARE = {"", "dumb", "unknown"}


@click.command()
@click.option("--as-of", metavar="DATE", help="The day to open at; `last` is the last day the ledger tells of.")
@click.option("--known-by", metavar="POSITION|TIME", help="Use only what had been recorded by then.")
@click.option("--theme", default="chancery", show_default=True, help="The colours: chancery is dark, paper light.")
@click.option("--read-only", is_flag=True, help="Open the ledger to be read only: nothing can be recorded.")
@click.pass_obj
def command(desk: Desk, as_of: str | None, known_by: str | None, theme: str, read_only: bool) -> None:
    """Open the screen on the ledger. Everything it shows is printed by `show` and `why`, too.

    `as of` is the day in the world you ask about, not the time of recording: that is `known by`.

    Example: legation browse --as-of last
    """
    if theme not in THEMES:
        raise NotUnderstood(theme, "theme", list(THEMES))
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()) or os.environ.get("TERM", "") in _BARE:
        say("the screen needs a terminal for input, output and errors; `legation show VIEW` prints the same rows")
        raise SystemExit(2)
    place, model = desk.place, desk.model
    position = desk.reading(None, known_by, quiet=True).position
    at = Reading(model, today(), position)
    day = None if as_of is None else parse_day(as_of, date.fromisoformat(today()), Timeline(at))
    from legation.appending import recorder
    from legation.tui.app import browse

    name = desk.store.source.rpartition(":")[2]
    moment = Moment(day, parse_known(known_by) if known_by else None)
    browse(
        desk.opened, cache_path(str(place)), moment, desk.documents, name, theme,
        read_only="it was opened with --read-only" if read_only else unwritable(place),
        actor=recorder(), drafts=None if read_only else drafts.folder(str(place)),
    )  # fmt: skip


def unwritable(place: Path) -> str:
    """Say why nothing can be recorded at a place; empty if it can."""
    if not os.access(place, os.W_OK | os.X_OK):
        return f"you may not write at {place}"
    return unfit(Disk(), str(place))
