"""Made-up ledgers are what they say: plausible, the same every time, and true to every rule."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import orjson

from benchmarks import keeping
from benchmarks.worlds import Event, world
from legation import audit, ledger
from legation.event_type import names
from legation.jsonlines import Given
from legation.projection import PROJECTIONS
from legation.read_model import ReadModel
from legation.stores.files import Files
from legation.upcast import fact_of


def told(size: int, seed: int = 0) -> list[Event]:
    return list(chain.from_iterable(world(size, seed)))


def test_every_document_of_a_world_may_be_appended_and_the_whole_makes_sense(tmp_path: Path) -> None:
    with Files.create(str(tmp_path / "events"), keeping.SOURCE) as store:
        model = ReadModel(store)

        def known_at(size: int) -> ReadModel:
            model.catch_up()
            return model

        for batch in world(2_500):
            ledger.append(store, [Given(event, "world", i) for i, event in enumerate(batch, 1)], known_at)
        assert store.head().size == 2_500
        assert list(audit.check(store)) == []


def test_a_ledger_written_without_asking_the_rules_keeps_them_all_the_same(tmp_path: Path) -> None:
    keeping.write(tmp_path / "events", 3_000, seed=7)
    with Files.open(str(tmp_path / "events")) as store:
        report = audit.verify(store)
        assert (report.faults, report.size) == ((), 3_000)
        assert report.checkpoint
        assert report.checkpoint.size == 3_000
        assert list(audit.check(store)) == []


def test_a_longer_ledger_begins_with_the_shorter_one_and_another_seed_tells_of_another_world() -> None:
    assert told(1_000) == told(3_000)[:1_000]
    assert told(1_000, seed=1) != told(1_000)


def test_everything_that_can_happen_happens() -> None:
    counts = Counter(event["type"] for event in told(10_000))
    # Nobody vouches for what is made up.
    assert set(counts) == set(names()) - {"key.adopted"}
    # What the shipped ledger tells most of is told most of here.
    assert [type_ for type_, _ in counts.most_common(2)] == ["position.voiced", "engagement.attended"]


def test_rows_stay_small_however_long_the_ledger_grows() -> None:
    touched: Counter[tuple[str, object]] = Counter()
    for position, line in enumerate(keeping.lines_of(told(40_000)), 1):
        fact = fact_of(orjson.dumps({**line, "position": position, "batch": "a/1/1"}))
        for name, projection in PROJECTIONS.items():
            touched.update((name, key) for key, _ in projection.changes(fact))
    assert max(touched.values()) < 250
