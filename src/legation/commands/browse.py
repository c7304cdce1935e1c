"""Open the screen: who, when, what and why, at any moment."""

from __future__ import annotations

import os
import sys
from datetime import date

import click

from legation.command import Desk, say, today
from legation.errors import NotUnderstood
from legation.moment import Moment
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
@click.pass_obj
def command(desk: Desk, as_of: str | None, known_by: str | None, theme: str) -> None:
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
    present = date.fromisoformat(today())
    day = None if as_of is None else desk.marks.day(as_of, present, Timeline(at))
    from legation.tui.app import browse

    name = desk.store.source.rpartition(":")[2]
    moment = Moment(day, desk.marks.known(known_by, present) if known_by else None)
    browse(desk.opened, cache_path(str(place)), moment, desk.documents, name, desk.marks, theme)
