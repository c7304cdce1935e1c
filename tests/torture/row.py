"""What a row of the table is: something tried many times, how often it went wrong, and the faults it must notice."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from torture import faults

ROWS = sorted(file.stem for file in (Path(__file__).parent / "rows").glob("[a-z]*.py"))
# How to get what a row cannot do without.
HOW_TO_GET = {"strace": "apt-get install strace", "git": "apt-get install git"}


class CaughtError(Exception):
    """A seeded fault was noticed."""


@dataclass
class Tally:
    """How often something was tried, what went wrong, and what else there is to say of it.

    Where a fault is seeded, the first thing that goes wrong ends the row: it is caught.
    """

    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    told: str = ""

    def note(self, sound: bool, what: object) -> None:
        """Count one try, and keep what it was if it went wrong."""
        self.tried += 1
        if not sound:
            self.wrong.append(str(what))
            if faults.is_seeded():
                raise CaughtError


@dataclass(frozen=True)
class Figure:
    """What a row came to."""

    name: str
    title: str
    figure: str
    goal: str
    verdict: str
    seconds: float
    first: Sequence[str] = ()

    @property
    def reached(self) -> bool:
        return self.verdict == "reached"


def measure(name: str, *, thorough: bool) -> Figure:
    """Run a row, then run it once more with each of its faults seeded: it must go wrong then.

    A row module offers TITLE, UNIT, LEAST (how many tries are the goal), FAULTS, `run(thorough)`; and NEEDS, programs
    that have to be installed.
    """
    row: Any = import_module(f"torture.rows.{name}")
    goal = f"{row.LEAST:,} {row.UNIT}, 0 wrong; {len(row.FAULTS)} of {len(row.FAULTS)} seeded faults caught"
    began = time.monotonic()
    if missing := [program for program in getattr(row, "NEEDS", ()) if not shutil.which(program)]:
        how = "; ".join(f"{program} is not installed: {HOW_TO_GET[program]}" for program in missing)
        return Figure(name, row.TITLE, how, goal, "not run", 0.0)
    tally = row.run(thorough)
    caught = []
    for fault in row.FAULTS:
        with faults.seeded(fault):
            try:
                noticed = bool(row.run(False).wrong)
            except CaughtError:
                noticed = True
        if noticed:
            caught.append(fault)
    told = f" ({tally.told})" if tally.told else ""
    figure = f"{tally.tried:,} {row.UNIT}, {len(tally.wrong):,} wrong{told}; {len(caught)} of {len(row.FAULTS)} caught"
    reached = not tally.wrong and len(caught) == len(row.FAULTS) and (tally.tried >= row.LEAST or not thorough)
    missed = [f"not caught: {fault}" for fault in row.FAULTS if fault not in caught]
    verdict = "reached" if reached else "missed"
    return Figure(name, row.TITLE, figure, goal, verdict, time.monotonic() - began, (*tally.wrong[:5], *missed))


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder in memory, if the system has one: what a flush is worth is tried by cutting the power."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
        Path(place).chmod(0o755)
        yield Path(place)
