"""Folding the shipped ledger: in memory, and into a read model built anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from benchmarks.measure import Ratio, ratio
from legation.projection import PROJECTIONS
from legation.read_model import ReadModel
from legation.stores.files import Files
from legation.upcast import fact_of

EVENTS = Path(__file__).parents[1] / "events"
TIMES = 20


def measure() -> Iterator[Ratio]:
    """Compare with F, the time in which orjson reads one line (storage.md 7)."""
    store = Files.open(str(EVENTS))
    entries = [line.entry for line in store.read()] * TIMES

    def floor() -> None:
        for entry in entries:
            orjson.loads(entry)

    offices = PROJECTIONS["offices"]

    def trusted() -> None:
        rows: dict[object, object] = {}
        for entry in entries:
            fact = fact_of(entry)
            for key, change in offices.changes(fact):
                rows[key] = change(rows.get(key) or offices.row(), fact)

    def rebuilt() -> None:
        ReadModel(store).catch_up()

    yield ratio("trusted replay, one projection in memory", trusted, "F", floor, 2.6)
    yield ratio("read model built anew, all projections and search", rebuilt, "F", floor, 40, per=1 / TIMES)
