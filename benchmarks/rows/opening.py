"""Opening a ledger whose read model is current, and catching up after one append."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import orjson

from benchmarks.keeping import kept
from benchmarks.measure import Ratio, duration, f_of, medians, seconds
from benchmarks.rebuild import rebuilt
from legation import ledger
from legation.jsonlines import Given
from legation.read_model import ReadModel, cache_path
from legation.stores.files import Files
from legation.tablefile import remembered

RUNS = 25
APPENDS = 15
_SMALL = 1_000
_WANTED = 0.050


def measure(sizes: Sequence[int]) -> Iterator[Ratio]:
    """Compare a large ledger with a small one, and a single catching up with 50 ms and with F."""
    for size in sizes:
        rebuilt(size)
        took = median(_caught_up(kept(size)))
        told = duration(took)
        yield Ratio("catch-up after one append", "50 ms", took / _WANTED, 1 if size == max(sizes) else None, size, told)
        yield Ratio("catch-up after one append", "F", took / f_of(kept(size)), None, size, told)
    rebuilt(_SMALL)
    large, small = medians(lambda: _opened(kept(max(sizes))), lambda: _opened(kept(_SMALL)), runs=RUNS)
    what, told = "opening when current", f"{duration(large)} to {duration(small)}"
    yield Ratio(what, f"{_SMALL:,} events", large / small, 1.5, max(sizes), told)


def _opened(place: Path) -> None:
    path = cache_path(str(place))
    with Files.open(str(place), remembered(path)) as store:
        model = ReadModel(store, path)
        assert model.catch_up() == 0
        model.db.close()


def _caught_up(place: Path) -> Iterator[float]:
    """Append single events to the kept ledger itself, and yield the seconds that each catching up takes.

    The ledger grows by a few: a copy of a million lines for each run would cost more than it is worth.
    """
    path = cache_path(str(place))
    with Files.open(str(place), remembered(path)) as store:
        model = ReadModel(store, path)
        for _ in range(APPENDS):
            model.catch_up()
            ledger.append(store, [Given(_said_again(store), "world")], lambda size: model)
            yield seconds(model.catch_up)
        model.db.close()


def _said_again(store: Files) -> dict[str, Any]:
    """Return a statement that the ledger holds, as somebody may make it once more."""
    size = store.head().size
    lines = (orjson.loads(line.entry) for line in store.read(max(size - 200, 0)))
    *_, last = (line for line in lines if line["type"] == "position.voiced")
    data = {**last["data"], "note": f"Said once more, at {datetime.now(UTC).isoformat()}."}
    return {"type": last["type"], "actor": last["actor"], "data": data}
