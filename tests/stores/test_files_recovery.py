"""What is found after a crash, a merge or an attack: the whole log, or a refusal, and never a guess."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from legation.errors import Damaged, LegationError, NotWritable
from legation.fact import encode
from legation.store import verify
from legation.stores.files import Files
from legation.tree import Checkpoint

from .ledgers import (
    SOURCE,
    Calls,
    PowerCutError,
    batch,
    broken,
    copy,
    event,
    files,
    ledger,
    no_space,
    numbers,
    unsealed,
)

FIRST = "000000000001.jsonl"


def refused(place: Path) -> Damaged:
    """Demand that the ledger is refused for reading and writing alike, and left as it is."""
    before = files(place)
    store = Files.open(str(place))
    with pytest.raises(Damaged) as damaged:
        store.head()
    with pytest.raises(Damaged):
        list(store.read())
    with pytest.raises(Damaged):
        store.append(batch(99))
    with pytest.raises(Damaged):
        store.seal()
    assert len(list(store.read(0, damaged.value.position))) == damaged.value.position
    assert verify(store).faults
    store.close()
    assert files(place) == before
    return damaged.value


def recovers(place: Path, wanted: list[int]) -> list[str]:
    """Demand that reading passes over the tail and that an append sets it aside; return what was said."""
    before = files(place)
    with Files.open(str(place)) as reader:
        assert numbers(reader) == wanted
        assert verify(reader).faults == ()
    assert files(place) == before
    with Files.open(str(place)) as writer:
        assert writer.append(batch(99)).first == len(wanted) + 1
        notices = writer.notices
    with Files.open(str(place)) as again:
        assert numbers(again) == [*wanted, 99]
        assert (verify(again).faults, again.notices) == ((), [])
    return notices


def lines_of(place: Path) -> list[bytes]:
    return (place / FIRST).read_bytes().splitlines(keepends=True)


class TestTornTails:
    def test_a_batch_cut_at_any_byte_is_set_aside_whole(self, tmp_path: Path) -> None:
        place = unsealed(tmp_path / "events", (1, 2), (3, 4, 5))
        whole, start = (place / FIRST).read_bytes(), sum(map(len, lines_of(place)[:2]))
        for cut in range(start, len(whole)):
            here = copy(place, tmp_path / "cut")
            os.truncate(here / FIRST, cut)
            notices = recovers(here, [1, 2])
            aside = [data for name, data in files(here).items() if name.startswith("torn-")]
            assert aside == ([whole[start:cut]] if cut > start else [])
            assert bool(notices) == (cut > start)
        recovers(copy(place, tmp_path / "cut"), [1, 2, 3, 4, 5])

    def test_the_name_of_what_is_set_aside_tells_size_and_hash(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2))
        with (place / FIRST).open("ab") as file:
            file.write(b"junk")
        recovers(place, [1, 2])
        assert f"torn-2-{hashlib.sha256(b'junk').hexdigest()[:16]}" in files(place)

    @pytest.mark.parametrize("tail", [
        b"\0" * 9_000, b"\n", b"\n\n{}x\n", b"[1,2]\n", b"<<<<<<< HEAD\n", b"x" * 200_000, b'{"position":', b'"text"\n',
        b"x" * 300_000 + b"\n" + b"\xff" * 70_000,
    ])  # fmt: skip
    def test_bytes_that_are_no_event_are_set_aside(self, tmp_path: Path, tail: bytes) -> None:
        place = ledger(tmp_path / "events", (1, 2))
        with (place / FIRST).open("ab") as file:
            file.write(tail)
        recovers(place, [1, 2])

    def test_a_hole_in_the_batch_that_comes_next_is_ours(self, tmp_path: Path) -> None:
        place = unsealed(tmp_path / "events", (1,), (2, 3, 4))
        lines = lines_of(place)
        for hole in range(1, 4):
            here = copy(place, tmp_path / "hole")
            parts = [*lines[:hole], b"\0" * len(lines[hole]), *lines[hole + 1 :]]
            (here / FIRST).write_bytes(b"".join(parts))
            recovers(here, [1])

    def test_an_empty_new_segment_is_used(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2))
        (place / "000000000003.jsonl").touch()
        recovers(place, [1, 2])
        assert list(files(place))[:2] == [FIRST, "000000000003.jsonl"]

    def test_a_torn_batch_below_the_checkpoint_is_damage(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2), (3, 4))
        os.truncate(place / FIRST, (place / FIRST).stat().st_size - 1)
        assert refused(place).position == 2


def written_by_another(**more: Any) -> bytes:
    return encode({**event(7), "position": 3, "batch": "theirs/1/1", **more}) + b"\n"


class TestForeignTails:
    @pytest.mark.parametrize("tail", [
        written_by_another(position=2), written_by_another(position=4), written_by_another(batch="theirs/2/2"),
        written_by_another(source="tag:other.org,2026:x"), written_by_another(batch="x"), b'{"type":"meeting.held"}\n',
        b"{}\n", b" " + written_by_another(), written_by_another(batch="a/1/2") + written_by_another(batch="b/1/2"),
        b"<<<<<<< HEAD\n" + written_by_another(batch="a/1/2") + b"=======\n" + written_by_another() + b">>>>>>> x\n",
        written_by_another(batch="a/1/3") + b"\0\0\n" + written_by_another(batch="b/3/3", position=5),
        b"junk\n" * 500 + written_by_another(position=2),
    ], ids=lambda tail: repr(tail[:30]))  # fmt: skip
    def test_a_line_that_cannot_come_next_is_refused(self, tmp_path: Path, tail: bytes) -> None:
        place = ledger(tmp_path / "events", (1, 2))
        with (place / FIRST).open("ab") as file:
            file.write(tail)
        assert refused(place).position == 2

    def test_two_histories_merged_line_by_line_are_refused(self, tmp_path: Path) -> None:
        ours = ledger(tmp_path / "events", (1, 2))
        theirs = copy(ours, tmp_path / "theirs")
        for place, number in ((ours, 3), (theirs, 4)):
            with Files.open(str(place)) as store:
                store.append(batch(number))
        with (ours / FIRST).open("ab") as file:
            file.write(lines_of(theirs)[2])
        assert refused(ours).position == 3
        (ours / "checkpoint").write_bytes((theirs / "checkpoint").read_bytes())
        refused(ours)


class TestDamage:
    def test_a_flipped_bit_anywhere_in_a_sealed_ledger_is_noticed(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2), (3,))
        for name, data in files(place).items():
            for at in range(len(data)):
                flipped = bytearray(data)
                flipped[at] ^= 1 << at * 5 % 8
                (place / name).write_bytes(flipped)
                with Files.open(str(place)) as store:
                    with pytest.raises(Damaged):
                        store.head()
                    assert verify(store).faults, (name, at)
            (place / name).write_bytes(data)
        with Files.open(str(place)) as store:
            assert store.head().size == 3

    def test_every_change_of_the_files_is_refused(self, tmp_path: Path) -> None:
        big = "x" * 60_000
        whole = ledger(tmp_path / "whole", *[tuple(range(n, n + 10)) for n in (0, 10, 20)], text=big)
        second, third = whole / "000000000011.jsonl", "000000000021.jsonl"
        changes: dict[str, tuple[Callable[[Path], object], int]] = {
            "the last segment lost": (lambda p: (p / third).unlink(), 20),
            "a segment lost": (lambda p: (p / second.name).unlink(), 10),
            "the first segment lost": (lambda p: (p / FIRST).unlink(), 0),
            "a segment renamed": (lambda p: (p / second.name).rename(p / "000000000012.jsonl"), 10),
            "a segment named otherwise": (lambda p: (p / second.name).rename(p / "11.jsonl"), 10),
            "a copy beside": (lambda p: (p / "copy.jsonl").write_bytes(b""), 30),
            "an earlier segment cut": (lambda p: os.truncate(p / FIRST, 500_000), 0),
            "an earlier segment grown": (lambda p: (p / FIRST).open("ab").write(b"\0"), 10),
            "an earlier segment emptied": (lambda p: os.truncate(p / second.name, 0), 10),
            "another checkpoint": (lambda p: (p / "checkpoint").write_bytes(b"x\n"), 30),
            "a note after it": (lambda p: (p / "checkpoint").open("ab").write(b"\nx"), 30),
            "a bare checkpoint": (lambda p: (p / "checkpoint").write_bytes(b""), 30),
            "another's checkpoint": (lambda p: (p / "checkpoint").write_bytes(
                Checkpoint("example.org,2026:x", 0, hashlib.sha256().digest()).text()), 0),
            "a later checkpoint": (lambda p: (p / "checkpoint").write_bytes(
                Checkpoint(SOURCE[4:], 31, bytes(32)).text()), 30),
            "another root": (lambda p: (p / "checkpoint").write_bytes(Checkpoint(SOURCE[4:], 20, bytes(32)).text()), 0),
        }  # fmt: skip
        for name, (change, position) in changes.items():
            here = copy(whole, tmp_path / "events")
            change(here)
            assert refused(here).position == position, name

    def test_a_writer_that_stays_open_notices_what_was_done_behind_its_back(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2), (3,))
        with Files.open(str(place)) as store:
            os.truncate(place / FIRST, sum(map(len, lines_of(place)[:2])))
            with pytest.raises(Damaged):
                store.append(batch(4))
            with pytest.raises(Damaged):
                store.head()

    def test_a_line_that_moved_is_not_taken_for_another(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2), (3,))
        with Files.open(str(place)) as store:
            places = [line.place for line in store.read()]
            data = (place / FIRST).read_bytes()
            (place / FIRST).write_bytes(data[1:] + b"\n")
            for known in places:
                with pytest.raises(Damaged):
                    store.line(known)

    def test_verify_says_what_is_wrong_and_in_which_line(self, tmp_path: Path) -> None:
        whole = ledger(tmp_path / "whole", (1, 2), (3,), (4, 5))
        lines = lines_of(whole)
        other = [line.replace(b"desk", b"desk2") for line in lines]
        changes: dict[str, tuple[list[bytes], list[tuple[str, int]]]] = {
            "a line that is none": ([*lines[:3], b"x\n", lines[4]], [("E090", 4), ("E096", 0)]),
            "a line without end": ([*lines[:4], lines[4][:-1]], [("E090", 5)]),
            "a lost line": ([*lines[:2], *lines[3:]], [("E091", 3), ("E095", 0)]),
            "two lines exchanged": ([*lines[:3], lines[4], lines[3]],
                                    [("E091", 4), ("E092", 4), ("E091", 5), ("E092", 0), ("E096", 0)]),
            "a batch cut short": ([lines[0], *lines[2:]], [("E091", 2), ("E092", 2), ("E095", 0)]),
            "lines of another ledger": ([*lines[:2], other[2], *lines[3:]], [("E093", 3), ("E096", 0)]),
            "a changed word": ([lines[0].replace(b"test", b"tost"), *lines[1:]], [("E096", 0)]),
        }  # fmt: skip
        for name, (changed, wanted) in changes.items():
            here = copy(whole, tmp_path / "events")
            (here / FIRST).write_bytes(b"".join(changed))
            with Files.open(str(here)) as store:
                faults = verify(store).faults
                assert [(fault.code, fault.line) for fault in faults] == wanted, name
        here = copy(whole, tmp_path / "events")
        (here / FIRST).rename(here / "000000000002.jsonl")
        with Files.open(str(here)) as store:
            assert [fault.code for fault in verify(store).faults] == ["E094"]

    def test_a_batch_in_two_segments_is_refused(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2, 3))
        one, *others = lines_of(place)
        (place / FIRST).write_bytes(one)
        (place / "000000000002.jsonl").write_bytes(b"".join(others))
        assert refused(place).position == 0
        with Files.open(str(place)) as store:
            assert {fault.code for fault in verify(store).faults} == {"E092"}


class TestOtherPrograms:
    def test_bytes_written_past_the_lock_stop_an_append(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2))

        def make(size: int) -> list[dict[str, Any]]:
            with (place / FIRST).open("ab") as file:
                file.write(b"past")
            return [event(3)]

        with Files.open(str(place)) as store:
            with pytest.raises(NotWritable, match="changed under the lock"):
                store.append(make)
            assert numbers(store) == [1, 2]
        recovers(place, [1, 2])

    def test_a_segment_replaced_while_it_is_written_takes_nothing(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2))

        class Git(Calls):
            def after(self, name: str, result: Any, *arguments: Any) -> None:
                if name == "sync_data":
                    (place / "new").write_bytes(before[FIRST])
                    (place / "new").rename(place / FIRST)

        before = files(place)
        with Files(str(place), disk=Git()) as store:
            with pytest.raises(NotWritable, match="replaced"):
                store.append(batch(3))
            assert numbers(store) == [1, 2]
        assert files(place) == before


class TestCheckpoints:
    def test_a_lost_checkpoint_is_made_anew_and_said_so(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2), (3,))
        seal = (place / "checkpoint").read_bytes()
        (place / "checkpoint").unlink()
        with Files.open(str(place)) as reader:
            assert numbers(reader) == [1, 2, 3]
            assert "missing" in reader.notices[0]
        assert not (place / "checkpoint").exists()
        with Files.open(str(place)) as writer:
            writer.append(lambda size: [])
            assert "anew" in writer.notices[-1]
        assert (place / "checkpoint").read_bytes() == seal

    def test_without_checkpoint_and_lines_nobody_knows_whose_ledger_it_is(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1,))
        (place / "checkpoint").unlink()
        os.truncate(place / FIRST, 0)
        with pytest.raises(Damaged):
            Files.open(str(place))

    def test_whole_batches_beyond_it_are_flushed_before_they_are_sealed(self, tmp_path: Path) -> None:
        place = unsealed(tmp_path / "events", (1,), (2, 3))
        disk = Calls()
        with Files(str(place), disk=disk) as store:
            assert store.seal().size == 3
        calls = [name for name, _ in disk.made]
        assert calls.index("sync") < calls.index("write") < calls.index("rename")
        assert Checkpoint.parse((place / "checkpoint").read_bytes()).size == 3

    def test_a_burst_of_one_writer_is_not_flushed_again_by_itself_but_by_others(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1,))
        mine, other = Calls(), Calls()
        with Files(str(place), disk=mine) as one, Files(str(place), disk=other) as two:
            one.append(batch(2))
            one.append(batch(3))
            mine.made.clear()
            one.append(batch(4))
            assert "sync" not in [name for name, _ in mine.made]
            two.append(batch(5))
            calls = [name for name, _ in other.made]
            assert calls.index("sync") < calls.index("rename") < calls.index("sync_data")


class TestPlanted:
    def plants(self, at: Path) -> Iterator[None]:
        kinds: list[Callable[[], object]] = [
            lambda: at.symlink_to("/etc/passwd"), lambda: at.symlink_to(at.parent / "kept"),
            lambda: at.symlink_to("nowhere"), lambda: os.mkfifo(at), at.mkdir,
        ]  # fmt: skip
        for plant in kinds:
            if at.is_dir():
                at.rmdir()
            elif os.path.lexists(at):
                at.unlink()
            plant()
            yield

    @pytest.mark.parametrize("name", [FIRST, "checkpoint", "000000000003.jsonl"])
    def test_what_is_no_regular_file_is_refused_in_its_place(self, tmp_path: Path, name: str) -> None:
        place = ledger(tmp_path / "events", (1, 2))
        if (place / name).exists():
            (place / name).rename(place / "kept")
        for _ in self.plants(place / name):
            refused(place)

    def test_what_waits_for_the_new_checkpoint_is_put_away_and_never_followed(self, tmp_path: Path) -> None:
        for name in (".checkpoint.tmp", "torn-unfinished"):
            place = ledger(tmp_path / name, (1, 2))
            target = tmp_path / f"target-{name}"
            target.write_text("mine")
            (place / name).symlink_to(target)
            with (place / FIRST).open("ab") as file:
                file.write(b"torn")
            recovers(place, [1, 2])
            assert target.read_text() == "mine"

    def test_a_directory_there_keeps_the_ledger_unsealed_but_not_unwritten(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2))
        (place / ".checkpoint.tmp").mkdir()
        with Files.open(str(place)) as store:
            assert not store.append(batch(3)).sealed
            assert "not sealed yet" in store.notices[0]
            with pytest.raises(NotWritable, match="not sealed yet"):
                store.seal()
        (place / ".checkpoint.tmp").rmdir()
        recovers(place, [1, 2, 3])

    def test_a_hard_link_is_read_but_not_written(self, tmp_path: Path) -> None:
        place = ledger(tmp_path / "events", (1, 2))
        (tmp_path / "other").hardlink_to(place / FIRST)
        before = files(place)
        with Files.open(str(place)) as store:
            assert numbers(store) == [1, 2]
            with pytest.raises(NotWritable, match="hard link"):
                store.append(batch(3))
        assert files(place) == before

    def test_the_directory_itself_is_no_link(self, tmp_path: Path) -> None:
        ledger(tmp_path / "real", (1,))
        (tmp_path / "events").symlink_to(tmp_path / "real")
        with pytest.raises(Damaged):
            Files.open(str(tmp_path / "events"))


def torn(place: Path) -> Path:
    with (unsealed(place, (1, 2), (3,)) / FIRST).open("ab") as file:
        file.write(b'{"torn')
    return place


SCENES: dict[str, tuple[Callable[[Path], Path], list[int], dict[str, Any]]] = {
    "the first line": (ledger, [], {}),
    "a line more": (lambda place: ledger(place, (1, 2)), [1, 2], {}),
    "a new segment": (
        lambda place: ledger(place, tuple(range(17)), text="x" * 60_000),
        [*range(17)],
        {"t": "y" * 60_000},
    ),
    "after a crash": (torn, [1, 2, 3], {}),
    "after a crash that tore nothing": (lambda place: unsealed(place, (1, 2), (3,)), [1, 2, 3], {}),
}


@pytest.mark.parametrize("scene", SCENES)
class TestFailures:
    def points(self, tmp_path: Path, scene: str) -> tuple[Path, list[int], dict[str, Any], int]:
        build, before, more = SCENES[scene]
        whole, disk = build(tmp_path / "whole"), Calls()
        with Files(str(copy(whole, tmp_path / "events")), disk=disk, pause=0) as store:
            store.append(batch(50, 51, **more))
            return whole, before, more, len(disk.made)

    @pytest.mark.parametrize("error", [no_space, broken])
    def test_an_error_at_any_call_leaves_all_or_nothing(
        self, tmp_path: Path, scene: str, error: Callable[[], OSError]
    ) -> None:
        whole, before, more, count = self.points(tmp_path, scene)
        for at in range(count):
            here = copy(whole, tmp_path / "events")
            wanted = before
            try:
                with Files(str(here), disk=Calls(at, error()), pause=0) as store:
                    store.append(batch(50, 51, **more))
                wanted = [*before, 50, 51]
            except (NotWritable, Damaged):
                pass
            with Files.open(str(here)) as store:
                assert numbers(store) == wanted, at
                store.append(batch(60))
                assert numbers(store) == [*wanted, 60]
                assert verify(store).faults == ()

    def test_the_same_store_goes_on_after_an_error(self, tmp_path: Path, scene: str) -> None:
        whole, before, more, count = self.points(tmp_path, scene)
        for at in range(3, count):
            here = copy(whole, tmp_path / "events")
            with Files(str(here), disk=Calls(at, no_space()), pause=0) as store:
                try:
                    store.append(batch(50, 51, **more))
                    wanted = [*before, 50, 51]
                except NotWritable:
                    wanted = before
                store.append(batch(60))
                assert numbers(store) == [*wanted, 60], at
            with Files.open(str(here)) as store:
                assert numbers(store) == [*wanted, 60], at
                assert verify(store).faults == ()
                assert store.checkpoint() == store.seal()

    def test_a_power_cut_at_any_call_loses_nothing_that_was_acknowledged(self, tmp_path: Path, scene: str) -> None:
        assert list(losses(tmp_path, scene, Volatile)) == []

    @pytest.mark.parametrize("forgotten", ["sync", "sync_data"])
    def test_a_power_cut_shows_up_a_flush_that_was_left_out(self, tmp_path: Path, scene: str, forgotten: str) -> None:
        class Forgetful(Volatile):
            def flushed(self, name: str, fd: int) -> None:
                if name != forgotten:
                    super().flushed(name, fd)

        assert any(losses(tmp_path, scene, Forgetful))


class Volatile(Calls):
    """A disk that keeps in mind what a power cut would leave: bytes and names as they were last flushed."""

    def __init__(self, place: Path, fail_at: int = -1) -> None:
        super().__init__(fail_at, PowerCutError(), for_good=True)
        self.place = place
        self.kept_names = {path.name: path.stat().st_ino for path in place.iterdir()}
        self.kept_bytes = {path.stat().st_ino: flushed_before(path) for path in place.iterdir()}
        self.held: list[int] = []

    def after(self, name: str, result: Any, *arguments: Any) -> None:
        if name in {"sync", "sync_data"}:
            self.flushed(name, arguments[0])
        elif name == "open":
            # An inode that is given back must not be given out again while we tell files apart by it.
            self.held.append(os.dup(result))

    def flushed(self, name: str, fd: int) -> None:
        found = os.fstat(fd)
        if os.path.samestat(found, self.place.stat()):
            self.kept_names = {path.name: path.stat().st_ino for path in self.place.iterdir()}
        else:
            self.kept_bytes[found.st_ino] = Path(f"/proc/self/fd/{fd}").read_bytes()

    def states(self) -> Iterator[dict[str, bytes]]:
        """Yield what may be found afterwards: the names old or new, unflushed bytes gone, there, cut or holed."""
        now = {path.name: path.stat().st_ino for path in self.place.iterdir()}
        held = {os.fstat(fd).st_ino: Path(f"/proc/self/fd/{fd}").read_bytes() for fd in self.held}
        held |= {path.stat().st_ino: path.read_bytes() for path in self.place.iterdir()}
        for names in (self.kept_names, now):
            for fate in ("gone", "there", "cut", "holed"):
                yield {name: self.after_cut(ino, held, fate) for name, ino in names.items()}

    def after_cut(self, ino: int, held: dict[int, bytes], fate: str) -> bytes:
        old, new = self.kept_bytes.get(ino, b""), held.get(ino, self.kept_bytes.get(ino, b""))
        if fate == "gone" or len(new) <= len(old):
            return old if fate == "gone" else new
        half = (len(old) + len(new)) // 2
        return {"there": new, "cut": new[:half], "holed": old + bytes(half - len(old)) + new[half:]}[fate]

    def forget(self) -> None:
        for fd in self.held:
            os.close(fd)


def flushed_before(path: Path) -> bytes:
    """Return what is certain of a file as it was found: of the one segment, what the checkpoint tells of."""
    sealed = Checkpoint.parse((path.parent / "checkpoint").read_bytes()).size
    return b"".join(path.read_bytes().splitlines(keepends=True)[: sealed if path.name == FIRST else None])


def losses(tmp_path: Path, scene: str, kind: type[Volatile]) -> Iterator[tuple[int, int]]:
    """Cut the power after every call of two appends; yield the calls and states in which something is wrong."""
    build, before, more = SCENES[scene]
    whole, at, done = build(tmp_path / "whole"), 0, False
    told = [before, [*before, 40], [*before, 40, 50, 51]]
    seen: set[object] = set()
    while not done:
        here = copy(whole, tmp_path / "events")
        disk, acknowledged = kind(here, at), 0
        try:
            with Files(str(here), disk=disk) as store:
                store.append(batch(40))
                acknowledged = 1
                store.append(batch(50, 51, **more))
                acknowledged = 2
            done = True
        except PowerCutError:
            pass
        states = list(disk.states())
        disk.forget()
        allowed = told[acknowledged:] + ([[1, 2]] if before == [1, 2, 3] and not acknowledged else [])
        for n, state in enumerate(states):
            if (acknowledged, *state.items()) not in seen:
                seen.add((acknowledged, *state.items()))
                if not survives(tmp_path / "after", state, allowed):
                    yield at, n
        at += 1


def survives(place: Path, state: dict[str, bytes], allowed: list[list[int]]) -> bool:
    """Tell whether a ledger found in this state holds what is allowed, takes an append, and is sound."""
    place.mkdir(exist_ok=True)
    for path in place.iterdir():
        path.unlink()
    for name, data in state.items():
        (place / name).write_bytes(data)
    try:
        with Files.open(str(place)) as store:
            found = numbers(store)
            store.append(batch(60))
            return found in allowed and numbers(store) == [*found, 60] and not verify(store).faults
    except LegationError:
        return False


WRITER = """
import sys, time
from legation.stores.files import Files
place, name, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
event = lambda n: {"id": str(n), "source": "tag:example.org,2026:desk", "type": "test", "data": {"number": n}}
with Files(place, patience=60) as store:
    for n in range(count):
        store.append(lambda size: [event(name * 100_000 + 3 * n + i) for i in range(3)])
        print(n, flush=True)
        time.sleep(0.002)
"""


def test_racing_writers_lose_and_mix_nothing_even_if_one_is_killed(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (0,))
    start = [sys.executable, "-c", WRITER, str(place)]
    steady = [subprocess.Popen([*start, str(n), "40"], stdout=subprocess.DEVNULL) for n in (1, 2)]
    with subprocess.Popen([*start, "3", "1000000"], stdout=subprocess.PIPE) as doomed:
        assert doomed.stdout
        seen: list[int] = []
        with Files(str(place), patience=60) as reader:
            for _ in range(20):
                doomed.stdout.readline()
                now = numbers(reader)
                assert now[: len(seen)] == seen
                seen = now
            doomed.kill()
        told = 20 + len(re.findall(rb"\d+\n", doomed.stdout.read()))
    assert [process.wait(60) for process in steady] == [0, 0]
    with Files.open(str(place)) as store:
        found = numbers(store)
        assert verify(store).faults == ()
        assert store.seal().size == len(found)
    of = {n: [number for number in found if number // 100_000 == n] for n in (1, 2, 3)}
    assert of[1] == list(range(100_000, 100_120))
    assert of[2] == list(range(200_000, 200_120))
    assert of[3] in [list(range(300_000, 300_000 + 3 * n)) for n in (told, told + 1)]
