"""A writer killed with `kill -9` somewhere in the write of a large batch: all of it is there, or nothing."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from legation.errors import LegationError
from legation.store import verify
from legation.stores.files import Files
from stores.ledgers import SOURCE, batch
from torture.child import command, environment
from torture.row import Tally, folder

TITLE, UNIT, LEAST = "kill -9 in a large write", "kills", 20
FAULTS = ("each line is a batch",)
_TEXT = 60_000  # bytes a line
_PATIENCE = 120.0  # seconds until a process that does nothing is given up


def run(thorough: bool) -> Tally:
    """Let a writer append 90 MB, and kill it when some of that is written."""
    tally, choose = Tally(), Random(9)
    lines, torn = (1_500, 0) if thorough else (400, 0)
    with folder() as root:
        for number in range(20 if thorough else 4):
            place = root / str(number)
            with Files.create(str(place), SOURCE) as store:
                store.append(batch(1))
            _kill(place, lines, choose.random())
            written = sum(path.stat().st_size for path in place.glob("*.jsonl"))
            try:
                with Files.open(str(place)) as store:
                    found = store.head().size
                    torn += written > store.known().end
                    store.append(batch(2))
                    sound = found in {1, 1 + lines} and not verify(store).faults
                tally.note(sound, f"{found - 1} of {lines} lines were kept")
            except LegationError as error:
                tally.note(False, error)
            for path in place.iterdir():
                path.unlink()
    tally.told = f"{lines * _TEXT // 1_000_000} MB each, {torn} torn"
    return tally


def _kill(place: Path, lines: int, part: float) -> None:
    words = command("append", str(place), "10", str(lines), str(_TEXT))
    with subprocess.Popen(words, env=environment(), stdout=subprocess.DEVNULL) as writer:
        for written in _written(place):
            if written > part * lines * _TEXT or writer.poll() is not None:
                break
        writer.kill()


def _written(place: Path) -> Iterator[int]:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        yield sum(path.stat().st_size for path in place.glob("*.jsonl")) - 1_000
