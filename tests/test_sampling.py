"""Positions and rows drawn at random: sound ledgers raise no alarm, and every row that is drawn is looked at."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings

from ledgers import Ledger, ledgers, sample
from legation import sampling
from legation.fact import Fact
from legation.prefixes import Prefixes
from legation.reading import Reading
from legation.sampling import Samples, drawn
from models import DAY, model
from readings import touching


def partings(facts: Iterable[Fact], positions: list[int] | None = None, seed: int = 0) -> list[sampling.Parting]:
    """Return where a read model of these facts parts from them; at all positions, if none are given."""
    facts = list(facts)
    everywhere = list(range(1, len(facts) + 1))
    return list(
        Samples(model(facts), DAY, everywhere if positions is None else positions, lambda: facts, seed).partings()
    )


@pytest.mark.parametrize("number", range(12))
def test_a_sound_ledger_raises_no_alarm_at_any_position(number: int) -> None:
    assert partings(sample(number, most=50).facts) == []


@settings(max_examples=25)
@given(ledgers())
def test_nor_does_any_other(ledger: Ledger) -> None:
    assert partings(ledger.facts) == []


@pytest.mark.parametrize("seed", range(4))
def test_nor_do_the_rows_drawn_where_there_are_more_than_can_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(sampling, "ROWS", 3)
    assert partings(sample(5, most=60).facts, seed=seed) == []


def test_positions_are_drawn_once_each_and_in_order_the_same_for_a_seed() -> None:
    assert drawn(1_000, 20, 4) == sorted(set(drawn(1_000, 20, 4)))
    assert len(drawn(1_000, 20, 4)) == 20
    assert drawn(1_000, 20, 4) != drawn(1_000, 20, 5)
    assert drawn(3, 20, 4) == [1, 2, 3]
    assert drawn(0, 20, 4) == []


def test_rows_are_drawn_by_seed_some_of_each_projection_that_has_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "ROWS", 3)
    facts = sample(5, most=60).facts
    size, made = len(facts), model(facts)
    count = dict(made.db.execute("select projection, count(*) from rows group by 1").fetchall())
    asked: dict[str, set[tuple[str, ...]]] = {}
    for seed in range(150):
        sides = Samples(made, DAY, [size], lambda: facts, seed)
        rows = sides._prefixes.kept(sides._wanted).rows[0]
        for name, key in rows:
            asked.setdefault(name, set()).add(key)
        assert all(sum(1 for row in rows if row[0] == name) == count[name] for name in count if count[name] <= 3)
        assert len(rows) < sum(count.values())
    # Sooner or later everyone is drawn.
    assert {name: len(keys) for name, keys in asked.items()} == count


def test_a_fault_far_from_the_end_is_found_where_it_is_looked_for_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = sample(5, most=60).facts
    found = Reading.evidence

    def evidence(self: Reading, projection: str, *key: str) -> list[int]:
        told = found(self, projection, *key)
        return told[:-1] if self.position == 20 and len(told) > 1 else told

    monkeypatch.setattr(Reading, "evidence", evidence)
    assert partings(facts, [19, 21]) == []
    assert {place.rpartition(" ")[2] for _, place in partings(facts, [19, 20, 21])} == {"#20"}


def places(facts: Iterable[Fact]) -> set[str]:
    """Return in what kinds of answer a read model parts from facts."""
    return {place.partition(" (")[0].partition(" as known")[0] for _, place in partings(facts)}


def test_who_is_who_is_asked_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reading, "identity", property(lambda self: self.model.identity()))
    assert "who is who" in places(sample(5, most=60).facts)


def test_what_counts_is_asked_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reading, "counts", lambda self, position: position <= self.position)
    assert "what counts" in places(sample(5, most=60).facts)


def test_a_row_that_a_list_leaves_out_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Reading.keys
    monkeypatch.setattr(Reading, "keys", lambda self, projection: found(self, projection)[:-1])
    assert places(sample(5, most=60).facts) == {"keys"}


def test_a_row_that_nobody_has_spoken_of_yet_must_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "ROWS", 3)
    found = Reading.evidence

    def evidence(self: Reading, projection: str, *key: str) -> list[int]:
        touched = touching(self, projection, key)
        return found(self, projection, *key) or sorted(p for p in touched if p == self.position + 1)

    monkeypatch.setattr(Reading, "evidence", evidence)
    monkeypatch.setattr(Reading, "keys", lambda self, projection: [])  # lists are another matter
    facts = sample(5, most=60).facts
    rest = (partings(facts, seed=seed) for seed in range(3))
    assert any(place.startswith("evidence") for told in rest for _, place in told)


def test_the_log_is_read_once_for_all_positions_of_each_pass() -> None:
    facts = sample(5, most=60).facts
    reads = []

    def read() -> Iterable[Fact]:
        reads.append(1)
        return facts

    prefixes = Prefixes(range(1, len(facts)), read)
    prefixes.ready(prefixes.kept(lambda name, key: True))
    assert len(reads) == 3
