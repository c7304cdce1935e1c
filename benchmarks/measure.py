"""How a figure is taken: turn and turn about with its floor, medians compared, so that a noisy machine hurts both."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure as a multiple of its floor, with the multiple to reach; all three are plain numbers."""

    what: str
    against: str
    ratio: float
    goal: float

    @property
    def reached(self) -> bool:
        """Tell whether the goal is met."""
        return self.ratio <= self.goal


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(what: str, work: Callable[[], object], against: str, floor: Callable[[], object], goal: float,
          *, runs: int = 7, per: float = 1.0) -> Ratio:  # fmt: skip
    """Run both in turn after a warm-up and compare their medians; `per` is how many floors one unit of work makes."""
    work(), floor()
    pairs = [(seconds(work), seconds(floor)) for _ in range(runs)]
    return Ratio(what, against, median(w for w, _ in pairs) / median(f for _, f in pairs) / per, goal)
