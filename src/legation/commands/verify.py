"""Read every byte of the ledger again and say whether all is as it was written; or check a proof."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from legation.command import Desk, print_json, say
from legation.errors import NotProved
from legation.lastseen import remember, seen
from legation.literal import literal
from legation.note import VerifierKey
from legation.tree import origin

section = "audit"

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--against", metavar="FILE|TEXT", help="Demand that the ledger goes on from another checkpoint.")
@click.option("--key", "keys", metavar="KEY", multiple=True, help="Demand, and believe, this verifier key.")
@click.option("--proof", metavar="FILE", type=_FILE, help="Check a proof instead; no ledger is needed.")
@click.option("--event", metavar="FILE", type=_FILE, help="The event that the proof is about, if it does not carry it.")
@click.option("--accept", is_flag=True, help="Take the ledger as it is, whatever this machine saw of it before.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@click.pass_obj
def command(
    desk: Desk, *, against: str | None, keys: tuple[str, ...], proof: Path | None, event: Path | None, accept: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Verify the bytes: canonical lines in their places, whole batches, the sealed root, the shape of every event.

    If the ledger is signed, the signature and the succession of its keys too. Prints size and root, and exits with 1
    if anything is wrong. `legation check` asks about sense.

    This machine remembers the last checkpoint it verified of each ledger. One that was put back to an earlier state,
    or is another ledger under the same name, is refused. If you know why it is (a backup was restored), --accept takes
    it as it is from now on.

    Example: legation verify
    """
    from legation.commands import _proving

    believed = [_proving.key(text) for text in keys]
    if proof:
        _proving.verify_proof(desk, proof, keys=believed, against=against, event=event, as_json=as_json)
        return
    if event:
        raise click.UsageError("--event goes with --proof")
    _verify(desk, against, believed, accept, as_json)


def _verify(desk: Desk, against: str | None, demanded: list[VerifierKey], accept: bool, as_json: bool) -> None:
    from legation import vouching
    from legation.commands._proving import checkpoint

    store = desk.store
    log = origin(store.source)
    known = None if accept else seen(log)
    others = {f"since this machine saw it last ({known.checkpoint.size:,} events)": known.checkpoint} if known else {}
    if against is not None:
        other = checkpoint(against)
        if other.origin != log:
            raise NotProved(against, f"it is of {other.origin}, not of {log}", "name a checkpoint of this ledger")
        others["since the other checkpoint"] = other
    trusted = [known.key] if known and known.key else []
    report, key = vouching.verify(store, demanded=demanded, believed=trusted, against=others)
    root, sealed = report.root.hex(), report.checkpoint.size if report.checkpoint else 0
    if as_json:
        print_json({"source": store.source, "size": report.size, "root": root, "sealed": sealed,
                    "key": key.text() if key else None, "faults": list(map(asdict, report.faults))})  # fmt: skip
    else:
        for fault in report.faults:
            say(str(fault))
        click.echo(f"{'damaged' if report.faults else 'verified'}: {report.size:,} events, root {root}")
        if key and not report.faults:
            say(f"sealed and signed up to #{sealed} by {literal(key.text())}")
        if sealed < report.size and not report.faults:
            who = "the holder of the key seals them: legation seal" if key else "the next append seals them"
            say(f"the last {report.size - sealed:,} are not sealed yet: {who}")
    if report.faults:
        raise SystemExit(1)
    is_older = known and report.checkpoint and known.checkpoint.size > report.checkpoint.size
    if report.checkpoint and not is_older and (unkept := remember(report.checkpoint, key)):
        say(unkept)
