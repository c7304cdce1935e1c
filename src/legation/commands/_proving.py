"""What `verify` does with what others hand over: checkpoints, and proofs, for which no ledger is needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from legation.command import Desk, print_json
from legation.commands._sealing import keys_of
from legation.errors import NoLedger, NotProved, NotUnderstood
from legation.fact import NotCanonical
from legation.lastseen import seen
from legation.literal import literal
from legation.note import LONGEST_NOTE, VerifierKey
from legation.proof import LONGEST_PROOF, Consistency, Inclusion, parse
from legation.store import Store
from legation.tree import Checkpoint, origin


def key(text: str) -> VerifierKey:
    """Read a verifier key from the command line; raise NotUnderstood."""
    try:
        return VerifierKey.parse(text)
    except NotCanonical as error:
        raise NotUnderstood(text[:80], f"verifier key, as `legation key show` prints them ({error})") from None


def checkpoint(given: str) -> Checkpoint:
    """Read a checkpoint from a file of that name or, if there is none, from the text itself; raise NotProved."""
    path = Path(given) if given and "\n" not in given else None
    try:
        raw = _read(path, LONGEST_NOTE) if path and path.is_file() else given.rstrip("\n").encode() + b"\n"
        return Checkpoint.parse(raw, ours=False)
    except NotCanonical as error:
        remedy = "give a file, or the lines: origin, size, root, and the signatures below an empty line"
        raise NotProved(given[:80], f"no checkpoint: {error}", remedy) from None


def verify_proof(
    desk: Desk, file: Path, *, keys: Sequence[VerifierKey], against: str | None, event: Path | None, as_json: bool
) -> None:
    """Check a proof, and print what it proves; raise NotProved."""
    from legation.vouching import signed

    try:
        proof = parse(_read(file, LONGEST_PROOF))
    except NotCanonical as error:
        raise NotProved(str(file), f"no proof: {error}", "ask for one made by `legation prove`") from None
    log = proof.checkpoint.origin
    believed = keys or _known_keys(desk, proof.checkpoint)
    if not signed(proof.checkpoint, believed):
        by = ", ".join(f"{one.name} ({one.id.hex()})" for one in proof.checkpoint.signatures)
        what = f"its checkpoint is signed by {by}" if believed else f"no key of {log} is known here"
        wanted = f"that is not, or wrongly, {' or '.join(one.text() for one in believed)}; " if believed else ""
        raise NotProved(str(file), what, f"{wanted}ask the holder for his key, and name it with --key")
    if isinstance(proof, Inclusion):
        _print_included(desk, file, proof, event, as_json)
    else:
        _print_grown(desk, file, proof, against, as_json)


def _print_included(desk: Desk, file: Path, proof: Inclusion, event: Path | None, as_json: bool) -> None:
    sealed, position = proof.checkpoint, proof.position
    entry = _read(event, LONGEST_PROOF).removesuffix(b"\n") if event else proof.extra
    if not entry:
        store = _same_log(desk, sealed.origin)
        if not store or position > store.head().size:
            raise NotProved(str(file), "it does not carry the event", "name a file with its line: --event FILE")
        (entry,) = (line.entry for line in store.read(position - 1, position))
    if not proof.shows(entry):
        what = f"this event is not #{position} of the {sealed.size:,} that were sealed"
        raise NotProved(str(file), what, "ask for the proof of this very event")
    told = entry.decode(errors="replace")
    if as_json:
        print_json({"origin": sealed.origin, "size": sealed.size, "root": sealed.root.hex(), "position": position,
                    "event": told})  # fmt: skip
    else:
        click.echo(literal(f"proved: event #{position} is one of the {sealed.size:,} of {sealed.origin}"))
        click.echo(literal(told))


def _print_grown(desk: Desk, file: Path, proof: Consistency, against: str | None, as_json: bool) -> None:
    sealed, old = proof.checkpoint, proof.old
    root = _old_root(desk, proof, against)
    if root is None:
        remedy = f"give the checkpoint of {old:,} events that you hold: --against FILE"
        raise NotProved(str(file), f"it says what the first {old:,} events became, and they are not known here", remedy)
    if not proof.shows(root):
        what = f"the {sealed.size:,} events of its checkpoint do not begin with the {old:,} known here"
        raise NotProved(str(file), what, "one of the two was rewritten: ask for both copies")
    if as_json:
        print_json({"origin": sealed.origin, "size": sealed.size, "root": sealed.root.hex(), "old": old})
    else:
        click.echo(literal(f"proved: the {sealed.size:,} events of {sealed.origin} begin with the {old:,} known here"))


def _old_root(desk: Desk, proof: Consistency, against: str | None) -> bytes | None:
    """Return the root that the proof starts from, as it is known: given, seen before, or in the ledger at hand."""
    from legation.vouching import root_of

    log, held = proof.checkpoint.origin, checkpoint(against) if against else None
    if held:
        if (held.origin, held.size) != (log, proof.old):
            what = f"the checkpoint given is of {held.size:,} events of {held.origin}"
            raise NotProved(against or "", what, f"the proof begins with {proof.old:,} events of {log}")
        return held.root
    if (known := seen(log)) and known.checkpoint.size == proof.old:
        return known.checkpoint.root
    store = _same_log(desk, log)
    return root_of(store, proof.old) if store and proof.old <= store.head().size else None


def _known_keys(desk: Desk, sealed: Checkpoint) -> list[VerifierKey]:
    """Return the keys of a log that this machine knows: the one seen last, and that of the ledger at hand."""
    known, store = seen(sealed.origin), _same_log(desk, sealed.origin)
    mine = keys_of(desk).at(sealed.size) if store else None
    return [one for one in {known.key if known else None, mine} if one]


def _same_log(desk: Desk, log: str) -> Store | None:
    try:
        return desk.store if origin(desk.store.source) == log else None
    except NoLedger:
        return None


def _read(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most + 1)
