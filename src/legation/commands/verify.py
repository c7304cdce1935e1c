"""Read every byte of the ledger again and say whether all is as it was written."""

from __future__ import annotations

from dataclasses import asdict

import click

from legation.command import Desk, print_json, say

section = "audit"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@click.pass_obj
def command(desk: Desk, as_json: bool) -> None:
    """Verify the bytes: canonical lines in their places, whole batches, the sealed root, the shape of every event.

    Prints size and root. Exits with 1 if anything is wrong, and says where. `legation check` asks about sense.

    Example: legation verify
    """
    from legation import ledger

    report = ledger.verify(desk.store)
    root, sealed = report.root.hex(), report.checkpoint.size if report.checkpoint else 0
    if as_json:
        faults = list(map(asdict, report.faults))
        print_json({"source": desk.store.source, "size": report.size, "root": root, "sealed": sealed, "faults": faults})
    else:
        for fault in report.faults:
            say(str(fault))
        click.echo(f"{'verified' if not report.faults else 'damaged'}: {report.size:,} events, root {root}")
        if sealed < report.size and not report.faults:
            say(f"the last {report.size - sealed:,} are not sealed yet: the next append seals them")
    if report.faults:
        raise SystemExit(1)
