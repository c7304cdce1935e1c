"""Ledgers that are signed on the command line."""

from __future__ import annotations

from console import Console, attested


def sign(run: Console) -> str:
    """Make a key, have it sign the ledger, and return its verifier key."""
    made = run("key", "new")
    assert made.status == 0, made.err
    used = run("key", "use")
    assert used.status == 0, used.err
    return made.out.strip()


def begin_signed(run: Console) -> str:
    """Start a ledger of seven events, the last of which has it signed; return its verifier key."""
    run.begin(attested())
    return sign(run)


def without_key(run: Console) -> None:
    """Take the private keys away."""
    (run.folder / "config").rename(run.folder / "config-away")


def with_key(run: Console) -> None:
    """Bring them back."""
    (run.folder / "config-away").rename(run.folder / "config")
