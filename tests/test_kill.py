"""A writer killed at any moment leaves all of its batch or nothing, and a ledger that verifies (storage.md 2, 4)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from legation.segments import SEAL
from legation.store import verify
from legation.stores.files import Files
from legation.tree import Checkpoint

BATCH, KILLS, LEDGERS = 1_000, 50, 5
BEFORE, TORN, UNSEALED, SEALED = "before a byte", "within the write", "between write and seal", "after the seal"

Wait = Callable[[subprocess.Popen[bytes]], None]


def batch(number: int) -> str:
    """Return a batch whose lines are long, so that its write takes a while."""
    return "\n".join(
        json.dumps({"type": "source.registered", "data": {
            "document": f"doc:killed-{number}-{i}", "title": f"Document {i}", "kind": "other", "language": "en",
            "origin": "nobody", "published_basis": "unknown", "held": False, "url": "https://example.org/" + "x" * 1_900,
        }})
        for i in range(BATCH)
    )  # fmt: skip


def written(place: Path) -> int:
    """Return how many bytes the segments hold."""
    return sum(entry.stat().st_size for entry in os.scandir(place) if entry.name.endswith(".jsonl"))


def sealed(place: Path) -> int:
    return Checkpoint.parse((place / SEAL).read_bytes()).size


class Victim:
    """A ledger, and one process after another that appends to it and is killed."""

    def __init__(self, folder: Path) -> None:
        self.place, self.folder, self.number = folder / "events", folder, 0
        folder.mkdir(parents=True)
        self._legation("init", "--source", "tag:example.org,2026:killed")

    def _legation(self, *words: str) -> None:
        subprocess.run(self._command(*words), env=self._env, check=True, capture_output=True)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "legation", "--ledger", str(self.place), *words]

    @property
    def _env(self) -> dict[str, str]:
        return os.environ | {"XDG_CACHE_HOME": str(self.folder / "cache"), "LEGATION_ACTOR": "victim"}

    def append(self, wait: Wait) -> str:
        """Start appending a batch, kill the process when `wait` returns, and say when that was."""
        self.number += 1
        file = self.folder / "batch.jsonl"
        file.write_text(batch(self.number))
        size, seal, length = Files.open(str(self.place)).head().size, sealed(self.place), self._whole()
        with subprocess.Popen(self._command("append", str(file)), env=self._env, stdout=-3, stderr=-3) as process:
            wait(process)
            process.kill()
        return self._looked_at(size, seal, length)

    def _whole(self) -> int:
        """Return how many bytes the segments hold without a torn tail."""
        return Files.open(str(self.place)).known().end

    def _looked_at(self, size: int, seal: int, length: int) -> str:
        store = Files.open(str(self.place))
        now = store.head().size
        assert now in {size, size + BATCH}, f"{now - size} of {BATCH} lines were kept"
        assert not verify(store).faults
        if now == size:
            return TORN if written(self.place) > length else BEFORE
        assert all(line.entry for line in store.read(size, now))
        return SEALED if sealed(self.place) > seal else UNSEALED

    def verified(self) -> None:
        """Append once more, undisturbed; then every line must be there and the ledger pass `legation verify`."""
        before = Files.open(str(self.place)).head().size
        assert self.append(lambda process: process.wait() and None) == SEALED
        assert Files.open(str(self.place)).head().size == before + BATCH
        self._legation("verify")


def after(seconds: float) -> Wait:
    """Wait for a time."""

    def wait(process: subprocess.Popen[bytes]) -> None:
        time.sleep(seconds)

    return wait


def when(happens: Callable[[], object]) -> Wait:
    """Wait until something is seen in the files; looks as often as it can."""

    def wait(process: subprocess.Popen[bytes]) -> None:
        before = happens()
        while process.poll() is None:
            for _ in range(50):
                if happens() != before:
                    return

    return wait


def moments(victim: Victim, whole: float) -> Iterator[Wait]:
    """Yield moments to kill at: by the clock from the start until after the end, and when a write or a seal is seen."""
    clock = cycle(after(whole * part) for part in (0.05, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.3))
    write, seal = when(lambda: written(victim.place)), when(lambda: (victim.place / SEAL).stat().st_ino)
    for by_clock in clock:
        yield from (by_clock, write, write, seal)


def test_fifty_kills_lose_nothing_and_halve_nothing(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for number in range(LEDGERS):
        victim = Victim(tmp_path / str(number))
        start = time.monotonic()
        assert victim.append(lambda process: process.wait() and None) == SEALED
        whole = time.monotonic() - start
        seen.update(victim.append(wait) for wait in islice(moments(victim, whole), number * 2, KILLS // LEDGERS + number * 2))
        victim.verified()
    print(dict(seen))
    assert sum(seen.values()) == KILLS
    assert seen[BEFORE] >= 3
    assert seen[TORN] + seen[UNSEALED] >= 5
    assert seen[UNSEALED] >= 3
    assert seen[SEALED] >= 3
