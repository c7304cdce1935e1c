"""Explain what is wrong with the ledger's files, what still holds and what can be done; repair what is safe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from legation.command import Desk, print_json, say
from legation.commands import _repairing
from legation.doctor import Ailment, Examined, examine
from legation.literal import literal
from legation.words import counted

section = "audit"


@click.command()
@click.option(
    "--repair", "repairs", multiple=True, type=click.Choice(list(_repairing.REPAIRS)),
    help="Set a torn tail aside, seal anew what is there, or make the read model anew; may be given again.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@click.pass_obj
def command(desk: Desk, repairs: tuple[str, ...], as_json: bool) -> None:
    """Look at every file of the ledger, and at the read model beside it; explain each kind of damage by its code.

    Nothing is changed without --repair, and no repair destroys a byte of the ledger: a torn tail and an unreadable
    checkpoint are kept in files of their own. Exits with 1 if anything keeps the ledger from being written or trusted.

    Example: legation doctor
    """
    place = str(desk.place)
    found = examine(place)
    done = [sentence for repair in dict.fromkeys(repairs) for sentence in _repairing.REPAIRS[repair](desk, found)]
    if repairs:
        found = examine(place)
    beside = [] if found.grave else [*_repairing.of_events(desk), *_repairing.of_read_model(desk)]
    ailments = (*found.ailments, *beside)
    if as_json:
        print_json({"source": found.source, "size": found.size, "sealed": found.sealed, "repaired": done,
                    "ailments": list(map(_row, ailments))})  # fmt: skip
    else:
        for sentence in done:
            click.echo(literal(sentence))
        for ailment in ailments:
            _print(ailment)
        _sum_up(found, ailments)
    if any(ailment.kind.grave for ailment in ailments):
        raise SystemExit(1)


def _row(ailment: Ailment) -> dict[str, Any]:
    kind = ailment.kind
    return {"code": ailment.code, "place": ailment.place, "what": ailment.what, **kind._asdict()}


def _print(ailment: Ailment) -> None:
    kind = ailment.kind
    click.echo(f"{ailment.code} {literal(ailment.place)}: {kind.meaning} ({literal(ailment.what)})")
    click.echo(f"    holds: {kind.holds}")
    for remedy in kind.remedies:
        click.echo(f"    can be done: {remedy}")
    if kind.repair:
        click.echo(f"    can be done: `legation doctor --repair {kind.repair}`")


def _sum_up(found: Examined, ailments: Sequence[Ailment]) -> None:
    events = counted(found.size, "event")
    if not ailments:
        click.echo(f"sound: {events}, {'all' if found.sealed == found.size else f'{found.sealed:,} of them'} sealed")
    elif found.grave:
        say(f"{events} can be proved; once this is settled, the read model is looked at, too")
    else:
        newer = any(ailment.code == "D40" for ailment in ailments)
        can = "read here, and written by a newer legation" if newer else "read and written"
        say(f"{events} hold; the ledger can be {can}")
