"""Walk the ledger event by event and tell what each changed; --verify rebuilds everything and compares."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import click

from legation.changes import changes
from legation.choosing import Choice
from legation.command import Desk, progress, say, today
from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.literal import escaped, literal
from legation.moment import parse_day, parse_known
from legation.reading import Reading
from legation.timeline import Timeline
from legation.words import about, counted, happened, what

section = "audit"

_OFTEN = 20  # events between two signs of life


@click.command()
@click.option("--from", "first", metavar="MOMENT", help="The first event: a position such as #12, or a time.")
@click.option("--to", "last", metavar="MOMENT", help="The last event.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only events of this type, or family (`role`).")
@click.option("--about", "named", metavar="ID|NAME", help="Only events that name this person, office, meeting …")
@click.option("--as-of", metavar="DATE", help="The day for which the views are compared (default: today).")
@click.option("--step", is_flag=True, help="Wait for a key after each event; go on, back, or anywhere.")
@click.option("--verify", is_flag=True, help="Rebuild all from the first byte, and compare with the read model.")
@click.option("--samples", type=click.IntRange(min=0), metavar="N", help="With --verify: positions drawn (20).")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), metavar="N", help="With --verify: draw the same ones again.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one object; each event is a line of it.")
@click.pass_obj
def command(
    desk: Desk,
    *,
    first: str | None,
    last: str | None,
    types: tuple[str, ...],
    named: str | None,
    as_of: str | None,
    step: bool,
    verify: bool,
    samples: int | None,
    seed: int | None,
    form: str | None,
) -> None:
    """Tell, event after event, which lines of which views it made appear, change or end.

    --verify believes nothing that is kept: it reads every byte, checks the shape of every event, folds all anew, and
    holds it against the read model, at the end and at positions drawn at random. Exits with 1 where they part.

    Example: legation replay --from 12 --to 14 --type entity
    """
    if verify:
        if first or last or types or named or as_of or step:
            raise click.UsageError("--verify looks at the whole ledger: only --samples, --seed and --json go with it")
        from legation.commands import _verifying

        _verifying.verify(desk, samples, seed, form)
        return
    if samples is not None or seed is not None:
        raise click.UsageError("--samples and --seed say where --verify looks: add --verify, or leave them out")
    if step and form:
        raise click.UsageError("--step is for reading along and --json for programs: leave one of them out")
    now = Reading(desk.model, today())
    start, end = _position(now, first, 1), _position(now, last, now.position)
    day = today() if as_of is None else parse_day(as_of, date.fromisoformat(today()), Timeline(now))
    choice = Choice(now, start, end, types, named or "")
    if step:
        from legation.commands import _stepping

        _stepping.walk(choice, lambda fact: _print_event(fact, now, day), lambda text: _position(now, text, 0))
    elif form:
        told = _print_json(now, day, end, choice.onward(), _progress(choice.most))
        say(f"{counted(told, 'event')} · views as of {day}")
    else:
        told, seen = 0, _progress(choice.most)
        for told, fact in enumerate(choice.onward(), 1):
            _print_event(fact, now, day)
            seen(told)
        seen(0)
        say(f"{counted(told, 'event')} · views as of {day}")


def _position(at: Reading, text: str | None, default: int) -> int:
    """Return a position named by itself, or by a time: that of the last event recorded by then."""
    if text is None:
        return default
    known = parse_known(text)
    found = known if isinstance(known, int) else at.model.position_at(known)
    if not 1 <= found <= at.position:
        raise NotUnderstood(text, f"event: the ledger holds #1 to #{at.position}")
    return found


def _print_event(fact: Fact, now: Reading, day: str) -> None:
    """Print an event, with names as of now, and below it the lines of views that it changed."""
    when = happened(fact)
    on = f" · {in_words(when)}" if when else ""
    click.echo(literal(f"#{fact.position} {what(fact)}: {about(fact, now.name)}{on}"))
    for change in changes(now.model, day, fact.position):
        click.echo(f"    {literal(str(change))}")


def _print_json(now: Reading, day: str, end: int, facts: Iterable[Fact], seen: Callable[[int], None]) -> int:
    """Print what JSON prints everywhere, but as it comes: an event a line; return how many there were.

    One that was broken off is no JSON, so that nobody takes it for the whole.
    """
    import orjson

    click.echo(f'{{"as_of":"{day}","known_by":{end},"rows":[', nl=False)
    told = 0
    for told, fact in enumerate(facts, 1):
        row = orjson.dumps(_row(fact, now, day)).decode()
        click.echo(f"{',' if told > 1 else ''}\n{escaped(row)}", nl=False)
        seen(told)
    seen(0)
    click.echo("\n]}")
    return told


def _row(fact: Fact, now: Reading, day: str) -> dict[str, Any]:
    return {
        "position": fact.position, "id": fact.id, "type": fact.type, "subject": fact.subject,
        "changes": [change.row() for change in changes(now.model, day, fact.position)],
    }  # fmt: skip


def _progress(most: int) -> Callable[[int], None]:
    """Return what shows how far a long replay has come; 0 wipes it out again.

    It is silent where the events themselves fill the terminal.
    """

    def seen(told: int) -> None:
        if told % _OFTEN == 0:
            progress(f"told: {told:,} of {most:,} events" if told else "")

    return (lambda told: None) if sys.stdout.isatty() else seen
