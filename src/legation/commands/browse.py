"""Open the screen: who, when, what and why, at any moment."""

from __future__ import annotations

import os
import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from legation import drafts
from legation.command import Desk, say, today
from legation.commands._listing import view_named
from legation.disk import Disk, unfit
from legation.documents import Documents
from legation.errors import NoLedger, NotUnderstood
from legation.moment import Moment, parse_day
from legation.reading import Reading
from legation.timeline import Timeline
from legation.tui import settings
from legation.tui.in_browser import served
from legation.tui.opening import opening_at
from legation.tui.theme import THEMES, all_themes

section = "look"
_BARE = {"", "dumb", "unknown"}


@click.command()
@click.option("--as-of", metavar="DATE", help="The day to open at; `last` is the last day the ledger tells of.")
@click.option("--known-by", metavar="POSITION|TIME", help="Use only what had been recorded by then.")
@click.option(
    "--theme", metavar="NAME", help="The colours: chancery is dark, paper light. `legation settings` lists all."
)
@click.option("--view", metavar="VIEW", help="The view to open with, as `show` names it.")
@click.option("--read-only", is_flag=True, help="Open the ledger to be read only: nothing can be recorded.")
@click.pass_obj
def command(
    desk: Desk, as_of: str | None, known_by: str | None, theme: str | None, *, view: str | None, read_only: bool
) -> None:
    """Open the screen on the ledger. Everything it shows is printed by `show` and `why`, too.

    `as of` is the day in the world you ask about, not the time of recording: that is `known by`.

    Example: legation browse --as-of last
    """
    if theme and theme not in THEMES and theme not in all_themes():
        raise NotUnderstood(theme, "theme", get_close_matches(theme, all_themes(), n=2) or list(THEMES))
    if not (served() or _on_terminal()):
        say("the screen needs a terminal for input, output and errors; `legation show VIEW` prints the same rows")
        raise SystemExit(2)
    set_to = settings.read()
    for fault in set_to.faults:
        say(fault)
    documents = Documents([Path(folder).expanduser() for folder in set_to.documents])
    place = _place(desk)
    from legation.appending import recorder

    asked = "it is served without --write" if served() else "it was opened with --read-only"
    opening = opening_at(
        place, desk.documents if desk.has_documents else documents,
        follow=set_to.follow, resume=set_to.resume and not served(), view=view_named(view).name if view else "",
        read_only=asked if read_only else _unwritable(place),
        actor=recorder(), drafts=None if read_only else drafts.folder(str(place)),
    )  # fmt: skip
    moment = _moment(desk, as_of, known_by)
    from legation.tui.running import run

    run(opening, moment, theme or "", set_to)


def _on_terminal() -> bool:
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    return terminal and os.environ.get("TERM", "") not in _BARE


def _place(desk: Desk) -> Path:
    """Return where the ledger is, or where one was looked for: the screen says how to come by one."""
    try:
        return desk.place
    except NoLedger:
        return Path.cwd() / "events"


def _unwritable(place: Path) -> str:
    """Say why nothing can be recorded at a place; empty if it can, or if no ledger is there yet."""
    if not place.exists():
        return ""
    if not os.access(place, os.W_OK | os.X_OK):
        return f"you may not write at {place}"
    return unfit(Disk(), str(place))


def _moment(desk: Desk, as_of: str | None, known_by: str | None) -> Moment:
    """Return the moment to open at. Only for a day that the ledger must tell is it opened here."""
    clock = date.fromisoformat(today())
    known = None
    if known_by is not None:
        known = desk.marks.known(known_by, clock)
        desk.reading(None, known_by, quiet=True)  # refuses a position past the end
    if as_of is None:
        return Moment(None, known)
    try:
        return Moment(parse_day(as_of, clock), known)
    except NotUnderstood:
        at = Reading(desk.model, today(), desk.reading(None, known_by, quiet=True).position)
        return Moment(desk.marks.day(as_of, clock, Timeline(at)), known)
