"""Judge how two events stand to each other; both stay."""

from __future__ import annotations

from typing import Any

import click

from legation.command import Desk
from legation.commands._amending import Form, at_head, entered
from legation.commands._writing import record, writing_options
from legation.righting import judging, standing

section = "write"


@click.command(cls=Form, event="record.assessed", fixed=("target", "other"))
@click.argument("event", metavar="ID")
@click.argument("other", required=False)
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    *,
    event: str,
    other: str | None,
    actor: str | None,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Judge that the event ID corroborates, contradicts, refines or outweighs the event OTHER: read it in this order.

    None is struck. The judgement counts while both do; `legation retract` takes it back. Only `corroborates` can do
    without OTHER.

    Example: legation assess 207 407 --verdict contradicts --reason "Restored, or new: both cannot be." --dry-run
    """
    from legation.jsonlines import Given

    at = at_head(desk)
    facts = [standing(at, word) for word in (event, other) if word is not None]
    named = dict(zip(("target", "other"), (fact.id for fact in facts), strict=False))
    data = entered(desk, "record.assessed", given, named)
    sentence = judging(at, facts, data.get("verdict", ""))
    record(desk, [Given({"type": "record.assessed", "data": data})], actor=actor, dry_run=dry_run, as_json=as_json,
           tell=lambda _: [sentence])  # fmt: skip
