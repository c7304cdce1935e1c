"""The power cut after every call of an append, in every state a disk may then be in; and again while it recovers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from legation.disk import Disk
from legation.errors import LegationError
from legation.fact import NotCanonical
from legation.segments import SEAL
from legation.store import verify
from legation.stores.files import Files
from legation.tree import Checkpoint
from stores.ledgers import Calls, PowerCutError, batch, copy, numbers
from stores.test_files_recovery import SCENES
from torture.row import Tally, folder

TITLE, UNIT, LEAST = "power cut, and another during recovery", "states", 10_000
FAULTS = (
    "lines are not flushed",
    "files and names are not flushed",
    "the seal leads",
    "the seal is written in place",
    "the seal is renamed unflushed",
    "recovery seals what was not flushed",
    "a torn tail is cut without a copy",
)
_MOST_NAMES = 6  # operations on names that are forgotten or kept in every combination
_FLUSHES = {name: getattr(Disk, name) for name in ("sync", "sync_data")}
State = Mapping[str, bytes]


def run(thorough: bool) -> Tally:
    """Cut the power everywhere; a state is told from others by what all files hold, and tried once."""
    tally = Tally()
    seen: set[object] = set()
    with folder() as root:
        for scene, (build, before, more) in SCENES.items():
            if not thorough and scene == "a new segment":
                continue
            whole = build(root / scene)
            told = [before, [*before, 40], [*before, 40, 50, 51]]
            torn = [data for data in (_tail(whole),) if data]
            for acknowledged, state in _states(whole, root / "events", sealed_only=True, more=more):
                allowed = told[acknowledged:]
                if before == [1, 2, 3] and not acknowledged:
                    allowed = [*allowed, [1, 2]]  # the last event was never sealed, so it may never have been flushed
                key = (acknowledged, *sorted(state.items()))
                if key in seen:
                    continue
                seen.add(key)
                found = _survives(root / "after", state, allowed, torn)
                tally.note(not found, f"{scene}: {found}")
                if found or not (thorough or len(seen) % 8 == 0) or not _needs_recovery(state):
                    continue
                for _, second in _states(_put(root / "found", state), root / "again", sealed_only=False, more={}):
                    key = ("again", acknowledged, *sorted(second.items()))
                    if key not in seen:
                        seen.add(key)
                        grown = [[*held, *new] for held in allowed for new in ([], [40], [40, 50, 51])]
                        found = _survives(root / "after", second, grown, torn)
                        tally.note(not found, f"{scene}, again: {found}")
    return tally


def _tail(place: Path) -> bytes:
    """Return what stands behind the last newline of the last segment: an append that was torn."""
    segments = sorted(place.glob("*.jsonl"))
    return segments[-1].read_bytes().rpartition(b"\n")[2] if segments else b""


def _needs_recovery(state: State) -> bool:
    lines = b"".join(data for name, data in sorted(state.items()) if name.endswith(".jsonl"))
    try:
        sealed = Checkpoint.parse(state.get(SEAL, b"")).size
    except NotCanonical:
        return True
    return sealed != lines.count(b"\n") or not (not lines or lines.endswith(b"\n"))


def _states(whole: Path, here: Path, *, sealed_only: bool, more: dict[str, Any]) -> Iterator[tuple[int, State]]:
    """Cut the power before each call of two appends; yield how many were acknowledged, and what may be found."""
    at, done = 0, False
    while not done:
        copy(whole, here)
        disk, acknowledged = _Volatile(here, at, sealed_only=sealed_only), 0
        try:
            with Files(str(here), disk=disk) as store:
                store.append(batch(40))
                acknowledged = 1
                store.append(batch(50, 51, **more))
                acknowledged = 2
            done = True
        except PowerCutError:
            pass
        except LegationError:
            done = True
        found = list(disk.states())
        disk.forget()
        yield from ((acknowledged, state) for state in found)
        at += 1


class _Volatile(Calls):
    """A disk that keeps in mind what was flushed: bytes by file, and names with what was done to them since."""

    def __init__(self, place: Path, fail_at: int, *, sealed_only: bool) -> None:
        super().__init__(fail_at, PowerCutError(), for_good=True)
        self.place = place
        self.names_kept = {path.name: path.stat().st_ino for path in place.iterdir()}
        self.pending: list[tuple[Any, ...]] = []
        self.kept = {
            path.stat().st_ino: _flushed(path) if sealed_only else path.read_bytes() for path in place.iterdir()
        }
        self.held: list[int] = []

    def after(self, name: str, result: Any, *arguments: Any) -> None:
        if name == "open":
            # An inode that is given back must not be given out again while files are told apart by it.
            self.held.append(os.dup(result))
            if len(arguments) > 2 and arguments[2] & os.O_CREAT:
                self.pending.append(("made", arguments[0], os.fstat(result).st_ino))
        elif name == "rename":
            old, new, _ = arguments
            self.pending.append(("renamed", old, new, (self.place / new).stat().st_ino))
        elif name == "unlink":
            self.pending.append(("unlinked", arguments[0]))
        elif name in _FLUSHES and getattr(Disk, name) is _FLUSHES[name]:  # not one that a fault made empty
            self.flushed(arguments[0])

    def flushed(self, fd: int) -> None:
        found = os.fstat(fd)
        if os.path.samestat(found, self.place.stat()):
            self.names_kept, self.pending = {p.name: p.stat().st_ino for p in self.place.iterdir()}, []
        else:
            self.kept[found.st_ino] = Path(f"/proc/self/fd/{fd}").read_bytes()

    def states(self) -> Iterator[State]:
        """Yield every state: any of the pending names forgotten, any unflushed bytes gone, there, cut or holed."""
        now = {os.fstat(fd).st_ino: Path(f"/proc/self/fd/{fd}").read_bytes() for fd in self.held}
        now |= {path.stat().st_ino: path.read_bytes() for path in self.place.iterdir()}
        told: set[tuple[tuple[str, int], ...]] = set()
        for kept in product((True, False), repeat=min(len(self.pending), _MOST_NAMES)):
            names = self._named([op for op, keep in zip(self.pending[-_MOST_NAMES:], kept, strict=True) if keep])
            if (key := tuple(sorted(names.items()))) in told:
                continue
            told.add(key)
            fates = [_fates(self.kept.get(ino, b""), now.get(ino, self.kept.get(ino, b""))) for ino in names.values()]
            for bytes_ in product(*fates):
                yield dict(zip(names, bytes_, strict=True))

    def _named(self, done: list[Any]) -> dict[str, int]:
        names = dict(self.names_kept)
        for kind, first, *rest in (*self.pending[:-_MOST_NAMES], *done):
            if kind == "made":
                names[first] = rest[0]
            else:
                names.pop(first, None)
            if kind == "renamed":
                names[rest[0]] = rest[1]
        return names

    def forget(self) -> None:
        for fd in self.held:
            os.close(fd)


def _flushed(path: Path) -> bytes:
    """Return what is certain of a file as it was found: of the lines, those that the checkpoint tells of."""
    data = path.read_bytes()
    if not path.name.endswith(".jsonl"):
        return data
    sealed = Checkpoint.parse((path.parent / SEAL).read_bytes()).size
    return b"".join(data.splitlines(keepends=True)[: max(sealed - int(path.name[:12]) + 1, 0)])


def _fates(old: bytes, new: bytes) -> list[bytes]:
    if len(new) <= len(old):
        return list(dict.fromkeys((old, new)))
    half, most = (len(old) + len(new)) // 2, len(new) - 1
    return [
        old,
        new,
        new[:half],
        new[:most],
        old + bytes(half - len(old)) + new[half:],
        old + bytes(len(new) - len(old)),
    ]


def _put(place: Path, state: State) -> Path:
    place.mkdir(exist_ok=True)
    for path in place.iterdir():
        path.unlink()
    for name, data in state.items():
        (place / name).write_bytes(data)
    return place


def _survives(place: Path, state: State, allowed: list[list[int]], torn: list[bytes]) -> str:
    """Say what is wrong with a ledger found in this state: it must hold what is allowed, and take an append."""
    _put(place, state)
    here = b"".join(data for name, data in state.items() if name.endswith(".jsonl"))
    try:
        with Files.open(str(place)) as store:
            found = numbers(store)
            store.append(batch(60))
            if found not in allowed:
                return f"it holds {found}, where {allowed} may be"
            if numbers(store) != [*found, 60] or verify(store).faults:
                return "what was appended then is not sound"
    except LegationError as error:
        return str(error)
    after = b"".join(path.read_bytes() for path in place.iterdir())
    lost = [data for data in torn if data in here and data not in after]
    return f"bytes that were set aside are gone: {lost[0][:40]!r}" if lost else ""
