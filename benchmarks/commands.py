"""Whole commands, from the shell's call to their end, against a bare interpreter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Ratio, ratio

EVENTS = Path(__file__).parents[1] / "events"


def measure() -> Iterator[Ratio]:
    """Compare reading commands, warm, with `python -c pass` (storage.md 7)."""

    def run(*words: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=False)

    legation = ("-m", "legation", "--ledger", str(EVENTS))
    bare = run("-c", "pass")
    yield ratio("legation --help", run(*legation, "--help"), "python -c pass", bare, 6)
    yield ratio("legation event 1", run(*legation, "event", "1"), "python -c pass", bare, 8)
    yield ratio("legation who, with a table", run(*legation, "who", "climate envoy"), "python -c pass", bare, 12)
