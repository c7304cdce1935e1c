"""The screen over a long ledger, against the budgets of screens.md 10."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median, quantiles

from benchmarks.measure import Ratio, duration
from benchmarks.rebuild import rebuilt
from benchmarks.screen import seen

_FIRST, _KEY, _SEEK = 0.6, 0.1, 0.05  # seconds
_MEMORY = 120_000_000  # bytes
_WIDGETS = 100


def measure(sizes: Sequence[int]) -> Iterator[Ratio]:
    """Compare what the screen takes on the shortest and the longest ledger with what it may take."""
    for size in sorted({min(sizes), max(sizes)}):
        rebuilt(size)
        found = seen(size)
        yield Ratio("screen: first full frame", "0.6 s", found.first / _FIRST, 1, size, duration(found.first))
        for what, took, budget in (
            ("a key to its frame", found.keys, _KEY),
            ("a day to its first page", found.days, _SEEK),
            ("a position to its first page", found.positions, _SEEK),
        ):
            slow = quantiles(took, n=20)[-1]
            told = f"{duration(slow)}, p50 {duration(median(took))}"
            yield Ratio(f"screen: {what}, p95", duration(budget), slow / budget, 1, size, told)
        if found.held:
            yield Ratio("screen: memory held", "120 MB", found.held / _MEMORY, 1, size, f"{found.held / 1e6:,.0f} MB")
        yield Ratio("screen: widgets mounted", f"{_WIDGETS}", found.widgets / _WIDGETS, 1, size, f"{found.widgets}")
