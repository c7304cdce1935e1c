"""What writing commands share: their options, and how events are appended, tried, refused and told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from legation.command import Desk, F, print_json, say, today
from legation.errors import Fault, LedgerMoved, NoReadModel, Refused
from legation.fact import Fact
from legation.literal import literal

if TYPE_CHECKING:
    from legation.appending import Trial
    from legation.jsonlines import Given
    from legation.ledger import Taken

_MOST_TWINS = 20  # a reader of more looks at none


def writing_options(command: F) -> F:
    """Give a command the options every writing command has."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print what was done, or all faults, as JSON."),
        click.option("--actor", metavar="NAME", help="Who records this. Else $LEGATION_ACTOR, else your user name."),
        click.option("--dry-run", is_flag=True, help="Check everything and say what would change; write nothing."),
    ):
        command = option(command)
    return command


def record(
    desk: Desk,
    events: Sequence[Given],
    unread: Sequence[Fault] = (),
    *,
    actor: str | None,
    dry_run: bool,
    as_json: bool,
    expect: int | None = None,
    tell: Callable[[Sequence[Fact]], Iterable[str]] = lambda facts: (),
) -> None:
    """Append events as one batch and print where they stand; or, for a trial, print what they would change.

    `unread` are faults of lines that could not even be read; `tell` says of the new facts, in sentences of one line
    each, what they do. Raises Refused with all faults, unless they are to be
    printed as JSON: then the command ends here, with status 1.
    """
    from legation import appending

    who, model = appending.recorder(actor), desk.model
    try:
        if expect is not None and expect != model.size:
            raise LedgerMoved(expect, model.size)
        if unread or dry_run:
            trial = appending.tried(model, events, desk.documents, who, today())
            if faults := (*unread, *trial.proposal.faults):
                raise Refused(sorted(faults, key=lambda fault: (fault.file, fault.line)))
            _print_trial(trial, list(tell(trial.proposal.facts)), as_json)
        else:
            taken = appending.record(model, events, desk.documents, who, expect)
            left = appending.left_unsealed(model, taken)
            _print_taken(taken, _likely_twins(desk, taken), list(tell(taken.facts)), left, as_json)
    except Refused as error:
        if not as_json:
            raise
        print_json({"appended": None, "faults": list(map(asdict, error.faults))})
        raise SystemExit(error.status) from None


def _likely_twins(desk: Desk, taken: Taken) -> list[Fault]:
    from legation.reading import Reading
    from legation.twins import twins

    if not taken.facts:
        return []
    try:
        desk.model.catch_up()
    except NoReadModel as error:  # the events are there: whoever is told of an error alone would append them again
        say(str(error))
        return []
    return list(twins(Reading(desk.model, today(), taken.facts[-1].position), taken.facts[0].position - 1))


def _print_taken(taken: Taken, twins: Sequence[Fault], told: Sequence[str], left: str, as_json: bool) -> None:
    positions = [fact.position for fact in taken.facts]
    if as_json:
        print_json({
            "appended": {"first": positions[0], "last": positions[-1], "count": len(positions)} if positions else None,
            "repeated": [{"id": fact.id, "position": fact.position} for fact in taken.repeated],
            "told": told, "sealed": not left, "faults": [], "warnings": list(map(asdict, twins)),
        })  # fmt: skip
        return
    click.echo(f"appended {_run(positions)}" if positions else "appended nothing")
    _print_told(told)
    _tell_repeated(taken.repeated)
    _tell_twins(twins)
    if left:
        say(left)


def _print_trial(trial: Trial, told: Sequence[str], as_json: bool) -> None:
    changed, rows, twins = trial.preview
    positions = [fact.position for fact in trial.proposal.facts]
    if as_json:
        print_json({
            "would_append": len(positions),
            "repeated": [{"id": fact.id, "position": fact.position} for fact in trial.proposal.repeated],
            "told": told,
            "changes": [change.row() for change in changed],
            "rows": [{"projection": projection, "key": key} for projection, key in rows], "faults": [],
            "warnings": list(map(asdict, twins)),
        })  # fmt: skip
        return
    click.echo(f"would append {_run(positions)}" if positions else "would append nothing")
    _print_told(told)
    for change in changed:
        click.echo(f"  {literal(str(change))}")
    counts = Counter(projection for projection, _ in rows)
    say(f"rows touched: {', '.join(f'{name} {count}' for name, count in sorted(counts.items())) or 'none'}")
    _tell_repeated(trial.proposal.repeated)
    _tell_twins(twins)


def _print_told(told: Sequence[str]) -> None:
    for sentence in told:
        click.echo(f"  {literal(sentence)}")


def _tell_twins(twins: Sequence[Fault]) -> None:
    for twin in twins[:_MOST_TWINS]:
        say(f"{twin.code} {twin.field}: {twin.what}; {twin.remedy}")
    if len(twins) > _MOST_TWINS:
        say(f"and {len(twins) - _MOST_TWINS:,} more that may be recorded already: --json lists all")


def _tell_repeated(facts: Sequence[Fact]) -> None:
    for fact in facts:
        say(f"{fact.id} is #{fact.position} already, word for word: it had no effect")


def _run(positions: Sequence[int]) -> str:
    first, last = positions[0], positions[-1]
    return f"#{first}–#{last} ({len(positions):,} events)" if last > first else f"#{first} (1 event)"
