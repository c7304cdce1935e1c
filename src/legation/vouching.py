"""Who vouches for a ledger, and whether it is still what they vouched for (storage.md 3).

A key signs only what goes on from all that was signed with it on this machine: two checkpoints of one ledger that
contradict each other would be worth less than none.

E098  a checkpoint that the key of the ledger has not signed
E099  a ledger that does not go on from what was seen of it elsewhere
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from legation import audit
from legation.errors import Fault, KeyUnsafe, NotProved, NotSigned
from legation.keyring import Holder
from legation.lastseen import apart, remember, seen
from legation.note import Signature, VerifierKey
from legation.proof import Consistency, Inclusion
from legation.store import Report, Store
from legation.succession import ADOPTED, Succession
from legation.tree import Checkpoint, Frontier, consistency, inclusion, leaf, origin

P = TypeVar("P", Inclusion, Consistency)


class Verified(NamedTuple):
    """What was found of the bytes, and which key vouches for them; None if none does."""

    report: Report
    key: VerifierKey | None


def verify(
    store: Store,
    subjects: MutableMapping[str, str] | None = None,
    *,
    demanded: Collection[VerifierKey] = (),
    believed: Collection[VerifierKey] = (),
    against: Mapping[str, Checkpoint] | None = None,
) -> Verified:
    """Read every byte again, follow the keys, check the signature; return all that is wrong.

    One of the keys `demanded` must be among those of the ledger; they and those `believed` need nobody's word.
    `against` are checkpoints that the ledger must go on from, by what they are called. To the faults of bytes come
    E098 (signature), E099 (another checkpoint) and those of `succession`. Raises SigningNotInstalled.
    """
    keys, others = Succession((*demanded, *believed)), against or {}

    def more(line: Mapping[str, Any]) -> Iterable[Fault]:
        if line["type"] == ADOPTED:
            keys.take(line["position"], line["data"])
        return ()

    report = audit.verify(store, subjects, more, [other.size for other in others.values()])
    faults = [*report.faults, *keys.faults, *_unsigned(report.checkpoint, report.size, keys)]
    if demanded and not {adopted.key for adopted in keys.keys} & set(demanded):
        what = f"the ledger is not signed with {', '.join(key.text() for key in demanded)}"
        faults.append(Fault("E098", what, "the key that was named", "ask its holder for the ledger that he signed"))
    for name, other in others.items():
        if why := apart(other, report.size, report.roots.__getitem__):
            remedy = "ask for a copy that holds both; `legation verify --help` tells how to go on without"
            faults.append(Fault("E099", f"{name}: {why}", "a ledger that only grows", remedy))
    return Verified(report._replace(faults=tuple(faults)), keys.at(report.checkpoint.size if report.checkpoint else 0))


def _unsigned(checkpoint: Checkpoint | None, size: int, keys: Succession) -> Iterator[Fault]:
    key = keys.at(checkpoint.size if checkpoint else size)
    if checkpoint and key and not signed(checkpoint, [key]):
        found = ", ".join(f"{s.name} ({s.id.hex()})" for s in checkpoint.signatures)
        what = f"the signature of the checkpoint is {f'of {found}, or is wrong' if found else 'missing'}"
        yield Fault(
            "E098", what, f"one of {key.text()}", "the holder of the key signs: legation seal", file="checkpoint"
        )
    elif checkpoint and checkpoint.signatures and not key:
        what = "it is signed, and no event says with which key"
        yield Fault("E098", what, "an event that adopts the key", "`legation key use` appends it", file="checkpoint")
    elif key and not checkpoint:
        yield Fault("E098", "the checkpoint is missing", f"one signed by {key.text()}", "restore it: legation seal")


def signed(checkpoint: Checkpoint, keys: Iterable[VerifierKey]) -> bool:
    """Tell whether a checkpoint is signed by one of these keys, and none of their signatures is wrong."""
    from legation.signing import holds

    known = [(key, one) for key in keys for one in checkpoint.signatures if key.made(one)]
    return bool(known) and all(holds(key, one, checkpoint.text()) for key, one in known)


def seal(store: Store, size: int, key: VerifierKey, holder: Holder) -> Checkpoint:
    """Sign the checkpoint of the head, at `size`, and remember it.

    Raises NotProved if the ledger does not go on from what was seen of it last, KeyUnsafe if the holder does not sign,
    LedgerMoved if somebody has appended, which may have changed the key, and what `Store.seal` raises.
    """
    store.head()
    before, known = store.checkpoint(), seen(origin(store.source))
    is_same = before and known and before[:3] == known.checkpoint[:3]
    if known and not is_same and (why := apart(known.checkpoint, size, lambda count: root_of(store, count))):
        remedy = "signing it would vouch for both; `legation verify --accept` takes the ledger as it is now"
        raise NotProved(origin(store.source), f"since this machine saw it last, {why}", remedy)
    checkpoint = store.seal(lambda bare: _with_signature(bare, key, holder), size)
    if unkept := remember(checkpoint, key):
        store.notices.append(unkept)
    return checkpoint


def _with_signature(bare: Checkpoint, key: VerifierKey, holder: Holder) -> Checkpoint:
    from legation.signing import holds

    try:
        signature = Signature(key.name, key.id, holder.sign(bare.text()))
    except OSError as error:
        raise KeyUnsafe(
            holder.place, error.strerror or str(error), "let it sign, or name another in LEGATION_KEY"
        ) from None
    if not holds(key, signature, bare.text()):
        raise KeyUnsafe(holder.place, "what it signs is not valid", f"use the holder of {key.text()}")
    return bare._replace(signatures=(signature,))


def vouched_for(store: Store, keys: Succession) -> Checkpoint:
    """Return the checkpoint, which must be signed by the ledger's key; raise NotSigned or NotProved."""
    checkpoint = store.checkpoint()
    key = keys.at(checkpoint.size) if checkpoint else None
    if not checkpoint or not key:
        raise NotSigned(origin(store.source))
    if not signed(checkpoint, [key]):
        raise NotProved("checkpoint", f"it is not signed by {key.text()}", "the holder of the key signs: legation seal")
    return checkpoint


def included(store: Store, position: int, checkpoint: Checkpoint) -> Inclusion:
    """Prove that the line at a position is part of what a checkpoint seals; it must be. Raises NotProved."""
    (entry,) = (line.entry for line in store.read(position - 1, position))
    path = inclusion(_leaves(store, checkpoint.size), position - 1, checkpoint.size)
    return _sound(Inclusion(position, tuple(path), checkpoint, entry), entry)


def grown(store: Store, old: int, checkpoint: Checkpoint) -> Consistency:
    """Prove that the first `old` lines are the beginning of what a checkpoint seals, or raise NotProved."""
    path = consistency(_leaves(store, checkpoint.size), old, checkpoint.size)
    return _sound(Consistency(old, tuple(path), checkpoint), root_of(store, old))


def _sound(proof: P, of: bytes) -> P:
    """Return a proof if it holds: its lines are read again, and may have changed since they were last proved."""
    if not proof.shows(of):
        raise NotProved(proof.checkpoint.origin, "the lines are not those that were sealed", "ask legation verify")
    return proof


def root_of(store: Store, size: int) -> bytes:
    """Return the root of the first `size` lines, which must be there."""
    frontier = Frontier()
    for hashed in _leaves(store, size):
        frontier.append(hashed)
    return frontier.root()


def entries(store: Store) -> Callable[[int], Iterator[bytes]]:
    """Return what yields the first so many lines."""
    return lambda size: (line.entry for line in islice(store.read(0, size), size))


def _leaves(store: Store, size: int) -> Iterator[bytes]:
    return map(leaf, entries(store)(size))
