"""The tables over a ledger: what rules ask of them, catching up, and how they come back when they are spoilt."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from ledgers import SOURCE, Ledger, envelope, ledgers, sample, stored
from legation import read_model
from legation.after import After
from legation.fact import Fact
from legation.ids import KINDS
from legation.known import Nothing
from legation.read_model import ReadModel, cache_path
from legation.stores.files import Files
from legation.stores.memory import Memory
from legation.tables import TABLES
from payloads import ids_of
from trial import Trial, entity, event

LEDGER = sample(7)
HALF = len(LEDGER.facts) // 2


def tables(model: ReadModel) -> dict[str, list[Any]]:
    """Return all that the tables hold but what they remember of their making."""
    return {
        t: model.db.execute(f"select * from {t} order by 1, 2").fetchall()
        for t in TABLES
        if t not in {"meta", "search"}
    }


def fresh(store: Any) -> ReadModel:
    model = ReadModel(store)
    model.catch_up()
    return model


class TestWhatRulesAsk:
    def test_an_assessment_of_an_identification_identifies_nothing(self) -> None:
        one = {"entity": "org:freedonia", "scheme": "url", "value": "https://example.org/1"}
        trial = Trial(None, event("entity.identified", "named", **one))
        trial.append(event("record.assessed", "judged", target="report", verdict="corroborates", other="named"))
        (found,) = fresh(trial.store).identified("url", "https://example.org/1")
        assert found.id == "named"

    @settings(max_examples=30)
    @given(ledgers())
    def test_it_answers_as_the_facts_themselves_do(self, ledger: Ledger) -> None:
        model, plain = fresh(stored(ledger.facts)), After(Nothing(), ledger.facts)
        for fact in ledger.facts:
            assert model.live(fact) == plain.live(fact)
            found = model.event(fact.id)
            assert found
            assert (found.position, found.type, found.data) == (fact.position, fact.type, fact.data)
        for id_ in ids_of(KINDS):
            assert (id_, model.survivor(id_)) == (id_, plain.survivor(id_))
            assert (id_, sorted(model.members(id_))) == (id_, sorted(plain.members(id_)))
            assert (id_, positions(model.about(id_))) == (id_, positions(plain.about(id_)))
            assert positions(model.about(id_, "meeting.held", "entity.matched")) == positions(
                plain.about(id_, "meeting.held", "entity.matched")
            )
            assert set(positions(plain.naming(id_))) <= set(positions(model.naming(id_)))
        for type_ in {fact.type for fact in ledger.facts}:
            assert (type_, positions(model.of_type(type_))) == (type_, positions(plain.of_type(type_)))
        for fact in model.of_type("entity.identified"):
            named = fact.data["scheme"], fact.data["value"]
            assert positions(model.identified(*named)) == positions(plain.identified(*named))
        registered = [fact for fact in ledger.facts if fact.type == "source.registered"]
        for sha256 in {fact.data.get("sha256", "none") for fact in registered}:
            live = [f.position for f in registered if f.data.get("sha256") == sha256 and plain.live(f)]
            assert positions(model.digested(sha256)) == positions(plain.digested(sha256)) == live

    def test_an_unknown_event_is_none_and_an_unknown_position_an_error(self) -> None:
        model = fresh(stored(LEDGER.facts))
        assert model.event("nothing") is None
        with pytest.raises(KeyError):
            model.fact(len(LEDGER.facts) + 1)

    def test_ids_that_look_alike_are_of_the_same_kind(self) -> None:
        trial = Trial(None, entity("org:ministry-of-rivers"), entity("place:ministry-of-rivers"))
        assert fresh(trial.store).near("org:ministry-of-river") == ["org:ministry-of-rivers"]
        assert fresh(trial.store).near("topic:ministry-of-rivers") == []


def positions(facts: Sequence[Fact]) -> list[int]:
    return [fact.position for fact in facts]


class TestCatchingUp:
    def test_it_tells_how_many_facts_it_folded_in(self) -> None:
        store = stored(LEDGER.facts[:HALF])
        model = ReadModel(store)
        assert (model.size, model.catch_up(), model.size, model.catch_up()) == (0, HALF, HALF, 0)
        stored(LEDGER.facts[HALF:], store)
        assert model.catch_up() == len(LEDGER.facts) - HALF

    def test_an_empty_ledger_has_no_rows(self) -> None:
        assert not any(tables(fresh(Memory(SOURCE))).values())

    def test_progress_is_told_every_thousand_facts(self) -> None:
        many = [Fact(i, f"e{i}", "entity.named", "", "2024-07-17T10:00:00.000Z", "a", "", {}) for i in range(1, 2101)]
        plain = [Fact(f.position, f.id, "nothing.said", f.subject, f.recordedtime, f.actor, "", {}) for f in many]
        heard: list[tuple[int, int]] = []
        ReadModel(stored(plain)).catch_up(lambda done, of: heard.append((done, of)))
        assert heard == [(1000, 2100), (2000, 2100)] * 2  # the tail is read twice

    def test_a_failure_on_the_way_leaves_the_tables_as_they_were(self) -> None:
        store = stored(LEDGER.facts[:HALF])
        model = fresh(store)
        before = tables(model)
        stored(LEDGER.facts[HALF:], store)

        heard = []

        def stop(done: int, of: int) -> None:
            heard.append(done)
            if len(heard) == 2:  # the second reading, when the facts are in the tables already
                raise KeyboardInterrupt

        lines = [envelope(LEDGER.facts[0]) | {"id": f"x{i}"} for i in range(1_000)]
        store.append(lambda size: lines)
        with pytest.raises(KeyboardInterrupt):
            model.catch_up(stop)
        assert tables(model) == before
        assert model.size == HALF

    def test_the_position_known_at_a_time_is_the_last_recorded_by_then(self) -> None:
        trial = Trial()
        trial.clock = lambda: datetime(2024, 8, 1, 12, 0, 0, 250_000, tzinfo=UTC)
        trial.append(entity("org:later"))
        model = fresh(trial.store)
        at = [datetime(2024, 7, 17, 11, tzinfo=UTC), datetime(2024, 7, 31, tzinfo=UTC), trial.clock()]
        assert [model.position_at(time) for time in at] == [0, 3, 4]

    def test_the_cache_lies_in_the_users_directory_one_file_for_each_place(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        (tmp_path / "a").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "a")
        assert cache_path(str(tmp_path / "a")) == cache_path(str(tmp_path / "link")) != cache_path(str(tmp_path / "b"))
        assert cache_path("x").parent == tmp_path / "legation"


Spoil = Callable[[Path], None]


def forgot(name: str, value: str) -> Spoil:
    """Return what makes the tables remember something else of their making, and a row say something else."""

    def spoil(path: Path) -> None:
        with sqlite3.connect(path) as db:
            db.execute("update meta set value = ? where name = ?", (value, name))
            db.execute("update meta set value = 'x' where name = 'root'")
            db.execute("update rows set body = '{}'")
            db.execute("delete from dead")

    return spoil


def garbled(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 400)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def hollowed(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096 * 2 :] = b"\xff" * (len(raw) - 4096 * 2)
    path.write_bytes(raw)


SPOILT = {
    "by other code": forgot("code", "0" * 64),
    "without a proof": forgot("known", "0"),
    "to garbage": garbled,
    "by half": cut_short,
    "in its pages": hollowed,
    "to nothing": lambda path: path.write_bytes(b""),
    "by being deleted": Path.unlink,
}


class TestTables:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "cache" / "tables.sqlite"

    @pytest.fixture
    def store(self) -> Memory:
        return stored(LEDGER.facts)

    def closed(self, store: Memory, path: Path) -> None:
        """Fill the tables and let go of them."""
        model = ReadModel(store, path)
        model.catch_up()
        model.db.close()

    def test_they_are_found_as_they_were_left(self, store: Memory, path: Path) -> None:
        self.closed(store, path)
        again = ReadModel(store, path)
        assert again.catch_up() == 0
        assert tables(again) == tables(fresh(store))

    @pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
    def test_they_are_built_anew_when_spoilt(self, store: Memory, path: Path, spoil: Spoil) -> None:
        self.closed(store, path)
        spoil(path)
        again = ReadModel(store, path)
        again.catch_up()
        assert tables(again) == tables(fresh(store))

    def test_a_rebuild_that_is_stopped_leaves_what_there_was(
        self, store: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.closed(store, path)
        whole = path.read_bytes()
        monkeypatch.setattr(read_model, "fingerprint", lambda: "f" * 64)

        def stop(done: int, of: int) -> None:
            raise KeyboardInterrupt

        many = [envelope(LEDGER.facts[0]) | {"id": f"x{i}"} for i in range(1_000)]
        store.append(lambda size: many)
        with pytest.raises(KeyboardInterrupt):
            ReadModel(store, path).catch_up(stop)
        assert path.read_bytes() == whole
        assert [left.name for left in path.parent.iterdir() if left.suffix == ".new"] == []

    def test_a_rebuild_makes_another_file_unless_somebody_has_the_old_one_open(
        self, store: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.closed(store, path)
        first = path.stat().st_ino
        monkeypatch.setattr(read_model, "fingerprint", lambda: "f" * 64)
        self.closed(store, path)
        second = path.stat().st_ino
        assert second != first
        reader = ReadModel(store, path)
        monkeypatch.setattr(read_model, "fingerprint", lambda: "e" * 64)
        self.closed(store, path)
        assert path.stat().st_ino == second
        assert reader.meta("code") == "e" * 64
        assert tables(reader) == tables(fresh(store))

    def test_they_are_built_anew_by_other_code(
        self, store: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.closed(store, path)
        monkeypatch.setattr(read_model, "fingerprint", lambda: "f" * 64)
        assert ReadModel(store, path).catch_up() == len(LEDGER.facts)

    @pytest.mark.parametrize("others", [LEDGER.facts[:HALF], sample(8).facts, sample(8, most=80).facts, ()])
    def test_they_are_built_anew_for_a_ledger_that_shrank_or_is_another_one(
        self, store: Memory, path: Path, others: Sequence[Fact]
    ) -> None:
        self.closed(store, path)
        other = stored(others)
        again = ReadModel(other, path)
        again.catch_up()
        assert tables(again) == tables(fresh(other))

    def test_a_ledger_with_another_past_and_the_same_last_line_is_noticed(self, path: Path) -> None:
        one, other = (Fact(1, f"e{i}", "nothing.said", "", "2024-07-17T10:00:00.000Z", "a", "", {}) for i in (1, 2))
        stores = [stored([first]) for first in (one, other)]
        self.closed(stores[0], path)
        again = ReadModel(stores[1], path)
        assert again.catch_up() == 1
        assert again.event("e2") is not None


class TestTogether:
    @pytest.fixture
    def place(self, tmp_path: Path) -> Path:
        with Files.create(str(tmp_path / "ledger"), SOURCE) as store:
            for batch in LEDGER.batches:
                store.append(lambda size, batch=batch: [envelope(fact) for fact in batch])
        return tmp_path / "ledger"

    def test_processes_that_catch_up_at_once_end_with_the_same_tables(self, place: Path, tmp_path: Path) -> None:
        path = tmp_path / "tables.sqlite"
        context = multiprocessing.get_context("spawn")
        with context.Pool(2) as pool:
            done = pool.starmap(caught_up, [(str(place), path)] * 4)
        assert sorted(done) == [0] * 3 + [len(LEDGER.facts)]
        with Files.open(str(place)) as store:
            assert tables(ReadModel(store, path)) == tables(fresh(store))

    def test_threads_that_catch_up_while_another_appends_end_with_the_same_tables(self, tmp_path: Path) -> None:
        path, store, failed = tmp_path / "tables.sqlite", Memory(SOURCE), list[BaseException]()
        finished = threading.Event()

        def follow() -> None:
            try:
                model = ReadModel(store, path)
                while not finished.is_set():
                    model.catch_up()
                model.catch_up()
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=follow) for _ in range(3)]
        for thread in threads:
            thread.start()
        for fact in LEDGER.facts:
            stored([fact], store)
        finished.set()
        for thread in threads:
            thread.join()
        assert failed == []
        assert tables(ReadModel(store, path)) == tables(fresh(store))


def caught_up(place: str, path: Path) -> int:
    """Open a ledger and catch up with it; return how many facts were folded in."""
    with Files.open(place) as store:
        return ReadModel(store, path).catch_up()
