"""A writer killed at any moment leaves all of its batch or nothing, and a ledger that verifies (storage.md 2, 4)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from legation import ledger
from legation.segments import SEAL
from legation.store import verify
from legation.stores.files import Files
from legation.tree import Checkpoint

BATCH, KILLS, LEDGERS = 1_000, 50, 25
BEFORE, TORN, UNSEALED, SEALED = "before a byte", "within the write", "between write and seal", "after the seal"

Wait = Callable[[subprocess.Popen[bytes]], object]


def batch(number: int) -> str:
    """Return a batch of lines that are long enough for its write to take a while."""
    return "\n".join(
        json.dumps({"type": "entity.registered", "data": {
            "entity": f"topic:killed-{number}-{i}", "name": f"Topic {i} " + "x" * 180, "attrs": {},
            "reason": "y" * 280, "note": "z" * 280,
        }})
        for i in range(BATCH)
    )  # fmt: skip


class Victim:
    """A ledger, and one process after another that appends to it and is killed."""

    def __init__(self, folder: Path) -> None:
        self.place, self._file, self._number = folder / "events", folder / "batch.jsonl", 0
        folder.mkdir()
        Files.create(str(self.place), "tag:example.org,2026:killed").close()
        self._env = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "LEGATION_ACTOR": "victim"}

    def append(self, wait: Wait) -> str:
        """Start appending a batch, kill the process when `wait` returns, and say what moment that was."""
        before, seal = Files.open(str(self.place)), self.seal()
        size, end = before.head().size, before.known().end
        self._number += 1
        self._file.write_text(batch(self._number))
        command = [sys.executable, "-m", "legation", "--ledger", str(self.place), "append", str(self._file)]
        with subprocess.Popen(command, env=self._env, stdout=-3, stderr=-3) as process:
            wait(process)
            process.kill()
        now = self.size()
        assert now in {size, size + BATCH}, f"{now - size} of {BATCH} lines were kept"
        if now == size:
            return TORN if self.written() > end else BEFORE
        return SEALED if self.seal() > seal else UNSEALED

    def size(self) -> int:
        """Return how many events the ledger holds; it must open, and every line and root be as written."""
        report = verify(Files.open(str(self.place)))
        assert not report.faults
        return report.size

    def seal(self) -> int:
        """Return the size that the checkpoint tells of."""
        return Checkpoint.parse((self.place / SEAL).read_bytes()).size

    def written(self) -> int:
        """Return how many bytes the segments hold, a torn tail included."""
        return sum(entry.stat().st_size for entry in os.scandir(self.place) if entry.name.endswith(".jsonl"))


def seen(look: Callable[[], int], calm: int = 0) -> Wait:
    """Wait until what `look` returns is another, and then has been the same for `calm` looks."""

    def wait(process: subprocess.Popen[bytes]) -> None:
        first = last = look()
        same = 0
        while same <= calm and process.poll() is None:
            now = look()
            same = same + 1 if now == last != first else 1 if now != first else 0
            last = now

    return wait


def ways(victim: Victim, whole: float) -> dict[str, Callable[[float], Wait]]:
    """Return the ways to choose a moment: by the clock, as a part of an unharmed run, or by what is seen to happen."""
    return {
        "clock": lambda part: lambda process: time.sleep(whole * part),
        "writing": lambda part: seen(victim.written),
        "written": lambda part: seen(victim.written, calm=20),
        "sealing": lambda part: seen(lambda: (victim.place / SEAL).stat().st_ino),
    }


def test_fifty_kills_lose_nothing_and_halve_nothing(tmp_path: Path) -> None:
    unharmed = Victim(tmp_path / "unharmed")
    start = time.monotonic()
    assert unharmed.append(lambda process: process.wait()) == SEALED
    whole = time.monotonic() - start
    parts = cycle((0.05, 0.95, 0.3, 1.0, 0.6, 1.05, 0.8, 1.1, 0.9, 1.3))
    chosen = cycle(("clock", "writing", "written", "clock", "sealing"))
    counted: Counter[str] = Counter()
    for number in range(LEDGERS):
        victim = Victim(tmp_path / str(number))
        for _ in range(KILLS // LEDGERS):
            counted[victim.append(ways(victim, whole)[next(chosen)](next(parts)))] += 1
        if number % 5 == 0:
            # Whatever the kills left behind, the next writer recovers and appends.
            before = victim.size()
            assert victim.append(lambda process: process.wait()) == SEALED
            assert victim.size() == before + BATCH
            assert not ledger.verify(Files.open(str(victim.place))).faults
    print(dict(counted))
    assert counted.total() == KILLS
    assert counted[BEFORE] >= 3
    assert counted[UNSEALED] >= 3
    assert counted[TORN] + counted[UNSEALED] >= 10
    assert counted[SEALED] >= 3
