"""How a figure is taken: turn and turn about with its floor, medians compared, so that a noisy machine hurts both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import orjson

from benchmarks.keeping import home
from legation.stores.files import Files

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure as a multiple of its floor or of a peer's, with the multiple to reach.

    Without a `goal` it stands there for comparison; `at_least` tells a goal to pass from one to stay below. `size` is
    the ledger's number of events, 0 if it does not matter; `told` says the figure in a unit of its own.
    """

    what: str
    against: str
    ratio: float
    goal: float | None = None
    size: int = 0
    told: str = ""
    at_least: bool = False

    @property
    def reached(self) -> bool:
        """Tell whether the goal is met; what has none meets it."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal


@dataclass(frozen=True, slots=True)
class Left:
    """A figure that could not be taken here, and why."""

    what: str
    why: str


def seconds(work: Work) -> float:
    """Return the seconds that one run takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(*works: Work, runs: int = 7) -> list[float]:
    """Run all in turn after a warm-up of each; return the median seconds of each."""
    for work in works:
        work()
    turns = [[seconds(work) for work in works] for _ in range(runs)]
    return [median(turn[i] for turn in turns) for i in range(len(works))]


def f_of(place: Path, most: int = 10_000) -> float:
    """Return F for a ledger: the seconds in which orjson reads one of its lines (storage.md 7)."""
    with Files.open(str(place)) as store:
        entries = [line.entry for line in islice(store.read(), most)]
    return medians(lambda: decode(entries), runs=5)[0] / len(entries)


def decode(entries: Iterable[bytes]) -> None:
    """Read every line and do nothing with it."""
    loads = orjson.loads
    for entry in entries:
        loads(entry)


@contextmanager
def workshop() -> Iterator[Path]:
    """Give a folder for a while, on the disk on which the kept ledgers lie."""
    home().mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home(), prefix="at-work-") as folder:
        yield Path(folder)


def rate(events: int, took: float) -> str:
    """Say how many events a second that makes."""
    each = events / took
    return f"{each / 1_000:,.3g} k/s" if each >= 1_000 else f"{each:.3g} /s"


def duration(took: float) -> str:
    """Say a time in the unit that suits it."""
    return f"{took:.3g} s" if took >= 1 else f"{took * 1e3:.3g} ms" if took >= 1e-3 else f"{took * 1e6:.3g} µs"
