"""Walk the ledger event by event and tell what each changed; --verify rebuilds everything and compares."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from legation.changes import Change, changes
from legation.command import Desk, answer, say, today
from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.literal import literal
from legation.moment import parse_day, parse_known
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.timeline import Timeline
from legation.words import about, counted, happened, what

section = "audit"


@click.command()
@click.option("--from", "first", metavar="MOMENT", help="The first event: a position such as #12, or a time.")
@click.option("--to", "last", metavar="MOMENT", help="The last event.")
@click.option("--as-of", metavar="DATE", help="The day for which the views are compared (default: today).")
@click.option("--verify", is_flag=True, help="Rebuild all from the first event, and compare with the read model.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one object.")
@click.pass_obj
def command(desk: Desk, first: str | None, last: str | None, as_of: str | None, verify: bool, form: str | None) -> None:
    """Tell, event after event, which lines of which views it made appear, change or end.

    Example: legation replay --from 12 --to 14
    """
    if verify:
        _compare(desk)
        return
    model = desk.model
    start, end = _position(desk, first, 1), _position(desk, last, model.size)
    at = Reading(model, today())
    day = today() if as_of is None else parse_day(as_of, date.fromisoformat(today()), Timeline(at))
    told = _replayed(model, day, start, end)
    if form:
        answer(Reading(model, day, end), form, (), map(_row, told))
    else:
        for fact, changed in told:
            click.echo(_headline(fact, at))
            for change in changed:
                click.echo(f"    {literal(str(change))}")
    say(f"{counted(max(0, end - start + 1), 'event')} · views as of {day}")


def _position(desk: Desk, text: str | None, default: int) -> int:
    if text is None:
        return default
    known = parse_known(text)
    position = known if isinstance(known, int) else desk.model.position_at(known)
    if not 1 <= position <= desk.model.size:
        raise NotUnderstood(text, f"event: the ledger holds #1 to #{desk.model.size}")
    return position


def _replayed(model: ReadModel, day: str, start: int, end: int) -> Iterator[tuple[Fact, list[Change]]]:
    return ((model.fact(position), list(changes(model, day, position))) for position in range(start, end + 1))


def _headline(fact: Fact, at: Reading) -> str:
    when = happened(fact)
    on = f" · {in_words(when)}" if when else ""
    return literal(f"#{fact.position} {what(fact)}: {about(fact, at.name)}{on}")


def _row(told: tuple[Fact, list[Change]]) -> dict[str, Any]:
    fact, changed = told
    return {
        "position": fact.position, "id": fact.id, "type": fact.type, "subject": fact.subject,
        "changes": [
            {
                "view": c.view, "key": (c.after or c.before).key,  # type: ignore[union-attr]
                "before": c.before and list(c.before.cells), "after": c.after and list(c.after.cells),
            }
            for c in changed
        ],
    }  # fmt: skip


def _compare(desk: Desk) -> None:
    """Fold the whole ledger anew, trusting nothing kept, and look for the first event where the copies part."""
    model = desk.model
    anew = ReadModel(desk.store)
    anew.catch_up()
    if apart := model.parts_from(anew):
        table, position = apart
        where = f"in {table} at #{position}" if position else f"in {table}"
        say(f"the read model parts from the ledger {where}: delete {model.path}, it is made anew")
        raise SystemExit(1)
    click.echo(f"{counted(anew.size, 'event')} folded anew; rows, touches, retractions and identities are the same")
