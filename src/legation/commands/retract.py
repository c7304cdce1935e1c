"""Strike events that are wrong; what was struck can be restored the same way."""

from __future__ import annotations

from typing import Any

import click

from legation.command import Desk
from legation.commands._amending import Form, at_head, entered, strike, with_dependants_option
from legation.commands._writing import writing_options
from legation.righting import standing

section = "write"


@click.command(cls=Form, event="record.retracted", fixed=("target",))
@click.argument("events", nargs=-1, required=True, metavar="ID…")
@with_dependants_option
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    *,
    events: tuple[str, ...],
    with_dependants: bool,
    actor: str | None,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Strike the events of positions or ids: they no longer count, and stay readable with the reason why.

    What was struck counts again once its retraction is struck. If something cannot stand without what goes, as it names
    what nobody created any more, nothing is written unless that is struck, too: --with-dependants.

    Example: legation retract 1112 --ground entry_error --reason "Said of another meeting." --dry-run
    """
    at = at_head(desk)
    targets = list({fact.position: fact for fact in (standing(at, word) for word in events)}.values())
    data = entered(desk, "record.retracted", given, {"target": targets[0].id})
    strike(desk, at, targets, data, with_dependants=with_dependants, actor=actor, dry_run=dry_run, as_json=as_json)
