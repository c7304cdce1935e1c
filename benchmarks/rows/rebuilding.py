"""The read model built anew, all projections and search: how long it takes, and how much it holds at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.measure import Ratio, duration
from benchmarks.rebuild import rebuilt
from legation import folding

_FEW = 100_000
_KB = 1_024


def measure(sizes: Sequence[int]) -> Iterator[Ratio]:
    """Compare the time for each event with F, the memory for each row held with 1 KB, and long logs with short ones."""
    for size in sizes:
        built = rebuilt(size)
        each = built.seconds / built.events
        told = f"{duration(built.seconds)}, {built.rows / built.events:.2f} rows an event"
        yield Ratio("read model built anew, for each event", "F", each / built.f, 40, size, told)
    largest = max(sizes)
    built = rebuilt(largest)
    held, grown = min(built.rows, folding.ROWS_HELD), built.peak - built.before
    told = f"{grown / _KB**2:,.0f} MB more at most"
    yield Ratio("memory of a rebuild, for each row held", "1 KB", grown / held / _KB, 1, largest, told)
    if _FEW in sizes and largest > _FEW:
        before = rebuilt(_FEW)
        ratio = grown / (before.peak - before.before)
        yield Ratio("memory of a rebuild, as the log grows", f"{_FEW:,} events", ratio, 1.5, largest, told)
