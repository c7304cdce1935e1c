"""Ask whether the events make sense: every rule again, and what looks odd."""

from __future__ import annotations

from dataclasses import asdict

import click

from legation.command import Desk, print_json, say
from legation.words import counted

section = "audit"


@click.command()
@click.option("--as-of", metavar="DATE", help="The day for which warnings are given (default: today).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@click.pass_obj
def command(desk: Desk, as_of: str | None, as_json: bool) -> None:
    """Check the sense of the ledger: each event's shape, all rules as when it was appended, and then what looks odd.

    Faults make it exit with 1; warnings never do, as real records hold all of them. `legation verify` is about bytes.

    Example: legation check --as-of 2024-07-17
    """
    from legation import audit
    from legation.warning import warnings

    faults = list(audit.check(desk.store, desk.documents))
    odd = [] if faults else list(warnings(desk.reading(as_of, None, quiet=as_json)))
    if as_json:
        print_json(
            {"size": desk.store.head().size, "faults": list(map(asdict, faults)), "warnings": list(map(asdict, odd))}
        )
    else:
        for fault in faults:
            say(str(fault))
        for warning in odd:
            click.echo(f"{warning}")
        size = counted(desk.store.head().size, "event")
        say(f"{size} checked: {counted(len(faults), 'fault')}, {counted(len(odd), 'warning')}")
        if first := (faults or odd)[:1]:
            say(f"`legation explain {first[0].code}` says why, with an example")
        if faults:
            say("warnings are given once no fault is left")
    if faults:
        raise SystemExit(1)
