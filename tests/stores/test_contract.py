"""What every store promises, whatever it keeps its lines in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from legation.errors import (
    Damaged,
    Fault,
    KeyUnsafe,
    LedgerExists,
    LedgerMoved,
    NoLedger,
    NotSealed,
    NotUnderstood,
    Refused,
)
from legation.note import Signature
from legation.shelf import Shelf, camel
from legation.store import Head, Line, Store, verify
from legation.tree import EMPTY, Checkpoint, Frontier, leaf

from .ledgers import SOURCE, batch, event, numbers

STORES: Shelf[type[Store]] = Shelf("legation.stores", camel)


@pytest.fixture(params=sorted(STORES))
def kind(request: pytest.FixtureRequest) -> type[Store]:
    return STORES[request.param]


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "events")


@pytest.fixture
def store(kind: type[Store], place: str) -> Any:
    with kind.create(place, SOURCE) as store:
        yield store


def test_a_new_ledger_is_empty_and_has_a_name(store: Store) -> None:
    assert store.head() == Head(0, EMPTY)
    assert list(store.read()) == []
    assert store.source == SOURCE
    assert store.checkpoint() is not None


def test_what_is_appended_is_read_back_with_its_position_and_batch(store: Store) -> None:
    assert store.append(batch(7, 8, 9))[:2] == (1, 3)
    assert store.append(batch(10))[:2] == (4, 4)
    read = [json.loads(line.entry) for line in store.read()]
    assert [line["position"] for line in read] == [1, 2, 3, 4]
    batches = [line["batch"].split("/") for line in read]
    assert [(i, n) for _, i, n in batches] == [("1", "3"), ("2", "3"), ("3", "3"), ("1", "1")]
    assert len({id_ for id_, _, _ in batches}) == 2
    for line, number in zip(read, (7, 8, 9, 10), strict=True):
        del line["position"], line["batch"]
        assert line == event(number)


def with_signature(bare: Checkpoint) -> Checkpoint:
    return bare._replace(signatures=(Signature("somebody", b"1234", bytes(64)),))


def test_a_signed_ledger_is_sealed_by_who_signs_and_by_nobody_else(store: Store, kind: type[Store], place: str) -> None:
    store.append(batch(1))
    checkpoint = store.seal(with_signature, 1)
    assert checkpoint == store.checkpoint() == with_signature(Checkpoint(checkpoint.origin, *store.head()))
    assert not store.append(batch(2)).sealed
    with pytest.raises(NotSealed, match="1 event is not sealed"):
        store.seal()
    with pytest.raises(LedgerMoved):
        store.seal(with_signature, 1)
    with kind.open(place) as other:
        assert not other.append(batch(3)).sealed
        assert other.checkpoint() == checkpoint
    assert (store.head().size, store.checkpoint()) == (3, checkpoint)
    assert store.seal(with_signature).size == 3
    assert verify(store).faults == ()


def test_a_seal_that_cannot_be_signed_leaves_the_one_before(store: Store) -> None:
    def refuse(bare: Checkpoint) -> Checkpoint:
        raise KeyUnsafe("key", "it is another's", "use your own")

    store.append(batch(1))
    before = store.seal(with_signature)
    store.append(batch(2))
    with pytest.raises(KeyUnsafe):
        store.seal(refuse)
    assert store.checkpoint() == before
    store.append(batch(3))
    assert store.head().size == 3


def test_the_root_is_that_of_the_lines(store: Store) -> None:
    frontier = Frontier()
    for size in range(1, 8):
        store.append(batch(size))
        *_, last = store.read(size - 1)
        frontier.append(leaf(last.entry))
        assert store.head() == Head(size, frontier.root())


def test_reading_takes_any_piece_of_the_log(store: Store) -> None:
    for first in (1, 3, 4, 7):
        store.append(batch(*range(first, {1: 3, 3: 4, 4: 7, 7: 9}[first])))
    every = list(store.read())
    for after in range(10):
        assert list(store.read(after)) == every[after:]
        for upto in range(10):
            assert list(store.read(after, upto)) == every[after:upto]


def test_a_line_is_found_by_its_place(store: Store) -> None:
    store.append(batch(1, 2, 3, padding="é" * 3_000))
    store.append(batch(4))
    every = list(store.read())
    assert all(isinstance(line, Line) and isinstance(line.place, str) for line in every)
    assert [store.line(line.place) for line in every] == [line.entry for line in every]


def test_another_place_than_that_of_a_line_is_refused(store: Store) -> None:
    store.append(batch(1, 2))
    for place in ("", "x", "0", "3", "-1", "1:-1", "2:1", "1:999999", "²"):
        with pytest.raises(Damaged):
            store.line(place)


def test_an_append_that_expects_another_size_is_refused_before_anything_is_made(store: Store) -> None:
    store.append(batch(1, 2))
    with pytest.raises(LedgerMoved) as moved:
        store.append(lambda size: pytest.fail("made"), expect=1)
    assert (moved.value.expected, moved.value.found) == (1, 2)
    assert store.append(batch(3), expect=2).last == 3


def test_what_make_raises_is_raised_and_nothing_is_written(store: Store) -> None:
    def refuse(size: int) -> list[dict[str, Any]]:
        raise Refused([Fault("E100", "no")])

    with pytest.raises(Refused):
        store.append(refuse)
    assert store.head().size == 0
    assert store.append(batch(1)).first == 1


def test_an_empty_answer_appends_nothing(store: Store) -> None:
    store.append(batch(1))
    assert store.append(lambda size: [])[:2] == (2, 1)
    assert numbers(store) == [1]


def test_the_store_stands_still_and_can_be_read_while_an_append_is_made(store: Store) -> None:
    store.append(batch(1, 2))

    def make(size: int) -> list[dict[str, Any]]:
        read = list(store.read())
        assert size == store.head().size == len(read) == 2
        assert store.line(read[1].place) == read[1].entry
        return [event(3)]

    store.append(make)
    assert numbers(store) == [1, 2, 3]


def test_an_append_within_an_append_is_a_mistake(store: Store) -> None:
    def make(size: int) -> list[dict[str, Any]]:
        store.append(batch(1))
        return []

    with pytest.raises(RuntimeError):
        store.append(make)
    assert store.append(batch(1)).last == 1


def test_events_that_cannot_be_lines_are_refused_all_at_once(store: Store) -> None:
    bad = [event(1), event(2, source="tag:other.org,2026:x"), event(3, part=0.5), event(4, text="x" * 70_000)]
    with pytest.raises(Refused) as refused:
        store.append(lambda size: bad)
    assert [(fault.code, fault.line) for fault in refused.value.faults] == [("E093", 2), ("E090", 3), ("E090", 4)]
    assert store.head().size == 0


def test_a_ledger_is_found_again_and_goes_on(kind: type[Store], store: Store, place: str) -> None:
    store.append(batch(1, 2))
    store.close()
    with kind.open(place) as again:
        assert again.source == SOURCE
        assert again.append(batch(3)).first == 3
        assert numbers(again) == [1, 2, 3]


def test_what_is_known_need_not_be_proved_again(kind: type[Store], store: Store, place: str) -> None:
    store.append(batch(1, 2, 3))
    store.seal()
    known = store.known()
    store.append(batch(4))
    store.seal()
    with kind.open(place, known) as again:
        assert again.head() == store.head()
        assert again.known() == store.known()
        assert list(again.read()) == list(store.read())


def test_two_stores_of_one_ledger_see_each_other(kind: type[Store], store: Store, place: str) -> None:
    with kind.open(place) as other:
        for number in range(1, 7):
            (store, other)[number % 2].append(batch(number))
            assert store.head() == other.head()
        assert numbers(store) == numbers(other) == [1, 2, 3, 4, 5, 6]


def test_a_ledger_is_started_once_and_found_only_where_it_is(kind: type[Store], store: Store, place: str) -> None:
    with pytest.raises(LedgerExists):
        kind.create(place, SOURCE)
    with pytest.raises(NoLedger):
        kind.open(place + "-elsewhere")


@pytest.mark.parametrize("source", ["", "desk", "https://example.org/x", "tag:example.org,26:x", "tag:a b,2026:x",
                                    "tag:a,2026:x+y", "tag:a,2026:x\n", "tag:a,2026:" + "x" * 200])  # fmt: skip
def test_a_source_is_a_tag(kind: type[Store], place: str, source: str) -> None:
    with pytest.raises(NotUnderstood):
        kind.create(place, source)


def test_the_checkpoint_tells_of_all_lines_once_the_ledger_is_sealed(store: Store) -> None:
    for number in range(5):
        store.append(batch(number))
    seal = store.seal()
    assert seal == store.checkpoint()
    assert (seal.source, seal.size, seal.root) == (SOURCE, *store.head())


def test_verify_finds_nothing_wrong_with_what_was_appended(store: Store) -> None:
    assert verify(store).faults == ()
    store.append(batch(1, 2))
    store.append(batch(3))
    report = verify(store)
    assert report.faults == ()
    assert (report.size, report.root) == store.head()


def test_verify_asks_about_every_line_and_says_where_a_fault_is(store: Store) -> None:
    store.append(batch(1, 2, 3))

    def each(entry: bytes, line: dict[str, Any]) -> list[Fault]:
        assert json.loads(entry) == line
        return [Fault("E999", "odd")] if line["position"] == 2 else []

    (fault,) = verify(store, each).faults
    assert (fault.code, fault.line) == ("E999", 2)
    assert fault.file
