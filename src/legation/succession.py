"""Which key vouches for a ledger, from which position on: told by the ledger itself, in events (storage.md 3).

The first key is taken on trust, as all first keys are. Each later one is vouched for by the one before it, which signs
a statement of its own; one that nobody vouched for is a break, which a reader accepts knowingly or not at all.

E1103  a key that nobody vouched for
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from legation.errors import Fault
from legation.fact import Fact, NotCanonical
from legation.note import VerifierKey, base64

ADOPTED = "key.adopted"


class Adopted(NamedTuple):
    """A key, and the position of the event from which on it vouches."""

    position: int
    key: VerifierKey


class Succession:
    """The keys of one ledger, in order, and the `faults` that keep the last of them from being believed."""

    def __init__(self, trusted: Iterable[VerifierKey] = ()) -> None:
        """Take keys that are believed without anybody's word."""
        self.keys: list[Adopted] = []
        self.faults: list[Fault] = []
        self._trusted = frozenset(trusted)

    @classmethod
    def told(cls, facts: Iterable[Fact]) -> Succession:
        """Return the keys that facts tell of, in order; what has been let in is believed."""
        keys = cls()
        keys.keys += (Adopted(fact.position, VerifierKey.parse(fact.data["verifier"])) for fact in facts)
        return keys

    def at(self, size: int) -> VerifierKey | None:
        """Return the key that vouches for the first `size` lines; None if the ledger is not signed yet."""
        return next((adopted.key for adopted in reversed(self.keys) if adopted.position <= size), None)

    def take(self, position: int, data: Mapping[str, Any]) -> None:
        """Take the data of the next `key.adopted`. Where it is believed anyway, so is all that it was built on."""
        before = self.keys[-1].key if self.keys else None
        try:
            key = VerifierKey.parse(str(data.get("verifier")))
        except NotCanonical as error:
            self.faults.append(_no_key(error, position))
            return
        self.keys.append(Adopted(position, key))
        if key in self._trusted:
            self.faults.clear()
            return
        self.faults += (replace(fault, positions=(position,)) for fault in unvouched(before, key, data.get("voucher")))
        if before and "voucher" not in data:
            what = f"the key {key.text()} was put in the place of another, which did not vouch for it"
            remedy = f"ask its holder by another way; if it is right: legation verify --key '{key.text()}'"
            self.faults.append(
                Fault("E1103", what, "the word of the key before", remedy, "data.voucher", positions=(position,))
            )


def _no_key(error: NotCanonical, position: int) -> Fault:
    remedy = "`legation key use` writes it"
    return Fault("E1101", str(error), "a verifier key", remedy, "data.verifier", positions=(position,))


def unvouched(before: VerifierKey | None, key: VerifierKey, voucher: object) -> Iterator[Fault]:
    """Yield a fault if a voucher was given and is not the word of the key before."""
    from legation.signing import verified

    if voucher is None:
        return
    try:
        good = before and verified(before.public, base64(str(voucher)), statement(before, key))
    except NotCanonical:
        good = False
    if not good:
        whose = f"that of {before.text()}" if before else "none, for the first key"
        yield Fault("E1102", "the voucher is not a signature of the key before", whose,
                    "`legation key use` writes it", "data.voucher")  # fmt: skip


def statement(before: VerifierKey, key: VerifierKey) -> bytes:
    """Return what a key signs to vouch for its successor; no checkpoint reads like it."""
    return f"legation/succession\n{before.text()}\n{key.text()}\n".encode()
