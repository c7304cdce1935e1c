"""Whole commands, from the shell's call to their end, against a bare interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from benchmarks.keeping import home, kept
from benchmarks.measure import Ratio, Work, duration, medians
from benchmarks.rebuild import rebuilt
from legation.stores.files import Files

RUNS = 15
_BARE = "python -c pass"


def measure(sizes: Sequence[int]) -> Iterator[Ratio]:
    """Compare reading commands, warm, with `python -c pass` (storage.md 7)."""
    for size in (min(sizes), max(sizes)) if len(sizes) > 1 else sizes:
        rebuilt(size)
        place = kept(size)
        legation = ("-m", "legation", "--ledger", str(place))
        works = _run("-c", "pass"), _run(*legation, "event", "1"), _run(*legation, "who", _office(place))
        bare, plain, table = medians(*works, runs=RUNS)
        yield Ratio("a read command, plain: `event 1`", _BARE, plain / bare, 8, size, duration(plain))
        yield Ratio("a read command, with a table: `who OFFICE`", _BARE, table / bare, 12, size, duration(table))
    bare, help_ = medians(_run("-c", "pass"), _run("-m", "legation", "--help"), runs=RUNS)
    yield Ratio("`legation --help`", _BARE, help_ / bare, 6, 0, duration(help_))


def _run(*words: str) -> Work:
    # Warm means compiled: where an environment keeps Python from writing what it compiled, each run would do it again.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(home() / "compiled")
    return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True, env=env)


def _office(place: Path) -> str:
    """Return the first office that somebody was seen in."""
    with Files.open(str(place)) as store:
        lines = (orjson.loads(line.entry) for line in store.read(0, 1_000))
        return next(str(line["subject"]) for line in lines if line["type"] == "role.attested")
