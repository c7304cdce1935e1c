"""A writer killed at any moment leaves all of its batch or nothing, and a ledger that verifies (storage.md 2, 4)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from legation import audit
from legation.segments import SEAL
from legation.store import verify
from legation.stores.files import Files
from legation.tree import Checkpoint

BATCH, KILLS, MOST_KILLS = 1_000, 50, 150
BEFORE, TORN, UNSEALED, SEALED = "before a byte", "within the write", "between write and seal", "after the seal"

Wait = Callable[[subprocess.Popen[bytes]], object]


def write_batch(file: Path, number: int) -> Path:
    """Write a batch of lines that are long enough for its append to take a while."""
    told = {"attrs": {}, "reason": "y" * 280, "note": "z" * 280}
    data = ({"entity": f"topic:t-{number}-{i}", "name": f"Topic {i} {'x' * 180}", **told} for i in range(BATCH))
    file.write_text("".join(json.dumps({"type": "entity.registered", "data": one}) + "\n" for one in data))
    return file


class Victim:
    """A ledger, and the processes that append to it and are killed."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "events"
        folder.mkdir()
        Files.create(str(self.place), "tag:example.org,2026:killed").close()
        self._env = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "LEGATION_ACTOR": "victim"}
        self._size = 0

    def append(self, file: Path, wait: Wait) -> str:
        """Start appending a batch, kill the process when `wait` returns, and say what moment that was."""
        before, seal = self._size, self.seal()
        command = [sys.executable, "-m", "legation", "--ledger", str(self.place), "append", str(file)]
        with subprocess.Popen(command, env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            wait(process)
            process.kill()
        store = Files.open(str(self.place))
        report = verify(store)
        assert not report.faults
        assert report.size in {before, before + BATCH}, f"{report.size - before} of {BATCH} lines were kept"
        self._size = report.size
        if report.size == before:
            return TORN if self.written() > store.known().end else BEFORE
        return SEALED if self.seal() > seal else UNSEALED

    def seal(self) -> int:
        """Return the size that the checkpoint tells of."""
        return Checkpoint.parse((self.place / SEAL).read_bytes()).size

    def written(self) -> int:
        """Return how many bytes the segments hold, a torn tail included."""
        return sum(entry.stat().st_size for entry in os.scandir(self.place) if entry.name.endswith(".jsonl"))


def seen(look: Callable[[], int], rest: float, calm: int = 0) -> Wait:
    """Wait until what `look` returns is another, and then has been the same for `calm` looks; `rest` before looking."""

    def wait(process: subprocess.Popen[bytes]) -> None:
        first = last = look()
        same = 0
        time.sleep(rest)
        while same <= calm and process.poll() is None:
            now = look()
            same = 0 if now == first else same + 1 if now == last else 1
            last = now

    return wait


def moment(number: int, victim: Victim, whole: float) -> Wait:
    """Return the moment of a kill: by the clock, from the start of a run until after its end, or by what happens."""
    match number % 5:
        case 0 | 3:
            part = (number // 5 * 2 + (number % 5 == 3)) / 16
            return lambda process: time.sleep(whole * part)
        case 1:
            return seen(victim.written, whole / 2)
        case 2:
            return seen(victim.written, whole / 2, calm=20)
        case _:
            return sealing(victim, whole / 2)


def sealing(victim: Victim, rest: float) -> Wait:
    """Wait until the seal is another."""
    return seen(lambda: (victim.place / SEAL).stat().st_ino, rest)


def time_to_seal(victim: Victim, batch: Path) -> float:
    start = time.monotonic()
    assert victim.append(batch, sealing(victim, 0)) == SEALED
    return time.monotonic() - start


def enough(counted: Counter[str]) -> bool:
    """Tell whether every moment was hit, and the one that is hard to hit often enough."""
    return all(counted[when] >= 3 for when in (BEFORE, UNSEALED, SEALED)) and counted[TORN] + counted[UNSEALED] >= 10


def test_fifty_kills_lose_nothing_and_halve_nothing(tmp_path: Path) -> None:
    batch, another = write_batch(tmp_path / "batch.jsonl", 1), write_batch(tmp_path / "another.jsonl", 2)
    # A run counts until its seal, as what comes after writes nothing; the first one may have code to compile.
    whole = min(time_to_seal(Victim(tmp_path / name), batch) for name in ("first", "second"))
    counted: Counter[str] = Counter()
    # On a busy machine fewer kills hit the moment they are meant for, so more are tried.
    while counted.total() < KILLS or (not enough(counted) and counted.total() < MOST_KILLS):
        number = counted.total()
        victim = Victim(tmp_path / str(number))
        counted[victim.append(batch, moment(number % KILLS, victim, whole))] += 1
        if number % 10 in {1, 2}:
            # Whatever the kill left behind, the next writer recovers and appends.
            assert victim.append(another, lambda process: process.wait()) == SEALED
            assert not audit.verify(Files.open(str(victim.place))).faults
    assert enough(counted), dict(counted)
