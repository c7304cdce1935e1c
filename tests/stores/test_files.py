"""A ledger in a directory, as long as nothing goes wrong."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.disk import Disk, unfit
from legation.errors import Damaged, LedgerBusy, LedgerExists, NotWritable
from legation.fact import LONGEST_LINE
from legation.segments import pieces
from legation.store import verify
from legation.stores.files import Files
from legation.tree import Checkpoint, Known

from .ledgers import SOURCE, Calls, batch, event, files, ledger, numbers

BIG = "x" * 60_000


def test_a_batch_never_spans_two_segments_and_a_new_one_begins_before_1_mib_is_passed(tmp_path: Path) -> None:
    place = tmp_path / "events"
    with Files.create(str(place), SOURCE) as store:
        for first in (0, 10, 20):
            store.append(batch(*range(first, first + 10), text=BIG))
        store.append(batch(*range(30, 60), text=BIG))
        store.append(batch(60))
        assert numbers(store) == list(range(61))
        assert [store.line(line.place) for line in store.read()] == [line.entry for line in store.read()]
        report = verify(store)
        assert (report.size, report.faults) == (61, ())
    segments = {name: len(data) for name, data in files(place).items() if name.endswith(".jsonl")}
    assert list(segments) == [f"{first:012d}.jsonl" for first in (1, 11, 21, 31, 61)]
    assert [length > 1 << 20 for length in segments.values()] == [False, False, False, True, False]
    with Files.open(str(place)) as again:
        assert numbers(again) == list(range(61))
        assert [line.position for line in again.read(15, 35)] == list(range(16, 36))


def test_the_checkpoint_is_written_at_once_and_in_a_burst_when_the_ledger_is_closed(tmp_path: Path) -> None:
    place = tmp_path / "events"
    store = Files.create(str(place), SOURCE)
    assert store.append(batch(1)).sealed
    assert not store.append(batch(2)).sealed
    assert Checkpoint.parse((place / "checkpoint").read_bytes()).size == 1
    store.close()
    assert Checkpoint.parse((place / "checkpoint").read_bytes()).size == 2


def test_one_append_of_a_burst_flushes_once_and_opens_nothing_twice(tmp_path: Path) -> None:
    disk = Calls()
    place = ledger(tmp_path / "events", (1,))
    with Files(str(place), disk=disk) as store:
        store.append(batch(2))
        disk.made.clear()
        store.append(batch(3))
        assert [name for name, _ in disk.made] == ["lock", "open", "write", "sync_data", "lock"]


def test_what_is_known_spares_the_reading(tmp_path: Path) -> None:
    class Reads(Disk):
        count = 0

        def read(self, fd: int, count: int, offset: int) -> bytes:
            found = super().read(fd, count, offset)
            Reads.count += len(found)
            return found

    place = ledger(tmp_path / "events", *[tuple(range(n, n + 10)) for n in range(0, 40, 10)], text=BIG)
    with Files.open(str(place)) as store:
        known = Known.parse(store.known().text())
        head = store.head()
    with Files(str(place), known, disk=Reads()) as store:
        assert store.head() == head
        assert Reads.count < 70_000


@pytest.mark.parametrize("change", ["size", "peaks", "end", "all"])
def test_what_is_wrongly_known_is_found_out(tmp_path: Path, change: str) -> None:
    place = ledger(tmp_path / "events", (1, 2), (3,))
    with Files.open(str(place)) as store:
        true, head = store.known(), store.head()
    wrong = {
        "size": true._replace(size=5),
        "peaks": true._replace(peaks=true.peaks[::-1]),
        "end": true._replace(end=true.end - 1),
        "all": Known(8, (b"0" * 32,), true.end + 9),
    }[change]
    with Files.open(str(place), wrong) as store:
        assert store.head() == head
        assert store.known() == true


def test_what_is_known_beyond_the_checkpoint_does_not_make_up_for_it(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1, 2), (3,))
    with Files.open(str(place)) as store:
        known = store.known()
    (place / "checkpoint").write_bytes(Checkpoint(SOURCE[4:], 2, bytes(32)).text())
    with Files.open(str(place), known) as store, pytest.raises(Damaged):
        store.head()


def test_lines_put_in_the_place_of_unsealed_ones_are_read_anew(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1,))
    first = place / "000000000001.jsonl"
    with Files(str(place), pause=1e9) as store:
        for number in (2, 3, 4):
            store.append(batch(number))
        one, two, three, four = first.read_bytes().splitlines(keepends=True)
        wide = three.replace(b"test", b"t" * (len(four) + 4))
        first.write_bytes(one + two + wide)
        assert numbers(store) == [1, 2, 3]


def test_a_new_segment_of_another_writer_is_seen_before_it_is_sealed(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", tuple(range(17)), text=BIG)
    with Files(str(place), pause=1e9) as writer, Files.open(str(place)) as reader:
        writer.append(batch(17))
        assert reader.head().size == 18
        assert not writer.append(batch(18, text=BIG)).sealed
        assert reader.head().size == 19


def test_reading_writes_nothing_even_where_that_would_be_possible(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1, 2), (3,))
    with (place / "000000000001.jsonl").open("ab") as file:
        file.write(b'{"torn')
    before = files(place)
    disk = Calls()
    with Files(str(place), disk=disk) as store:
        assert numbers(store) == [1, 2, 3]
        assert verify(store).faults == ()
        assert len(store.notices) == 1
    assert {name for name, _ in disk.made} == {"lock", "open"}
    assert not [flags for name, (_, _, *flags) in disk.made if name == "open" and any(f != os.O_RDONLY for f in flags)]
    assert files(place) == before


def test_a_ledger_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    class ReadOnly(Disk):
        def open(self, name: str, directory: int, flags: int = os.O_RDONLY) -> int:
            if flags != os.O_RDONLY:
                raise OSError(errno.EROFS, "Read-only file system")
            return super().open(name, directory, flags)

    place = ledger(tmp_path / "events", (1, 2))
    before = files(place)
    with Files(str(place), disk=ReadOnly()) as store:
        assert numbers(store) == [1, 2]
        with pytest.raises(NotWritable, match="Read-only"):
            store.append(batch(3))
        assert numbers(store) == [1, 2]
    assert files(place) == before


def test_a_writer_waits_for_another_but_not_for_ever(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1,))
    with Files.open(str(place)) as one, Files(str(place), patience=0.05) as other:

        def make(size: int) -> list[dict[str, object]]:
            assert one.head().size == size
            with pytest.raises(LedgerBusy):
                other.append(batch(9))
            with pytest.raises(LedgerBusy):
                other.head()
            return [event(2)]

        one.append(make)
        assert other.append(batch(3)).last == 3


def test_a_ledger_is_not_started_among_other_files_or_where_locks_do_not_hold(tmp_path: Path) -> None:
    class Far(Disk):
        def mounts(self) -> str:
            return "23 22 0:21 / /far\\040away rw - nfs4 server:/ rw\n22 1 0:20 / / rw - ext4 /dev/vda rw\n"

    assert unfit(Far(), "/far away/desk/events")
    assert not unfit(Far(), "/far/away")
    assert unfit(Disk(), "/home/ana/Dropbox/desk/events")
    with pytest.raises(NotWritable, match="nfs4"):
        Files.create("/far away/desk/events", SOURCE, disk=Far())
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(NotWritable, match=r"notes\.txt"):
        Files.create(str(tmp_path), SOURCE)
    with pytest.raises(NotWritable):
        Files.create(str(tmp_path / "notes.txt"), SOURCE)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    (tmp_path / "events").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "events")
    with pytest.raises(NotWritable):
        Files.create(str(tmp_path / "link"), SOURCE)
    (tmp_path / "events" / "000000000001.jsonl").touch()
    with pytest.raises(LedgerExists):
        Files.create(str(tmp_path / "events"), SOURCE)


def test_where_locks_fail_reading_works_and_writing_says_why(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1,))

    class Lockless(Disk):
        def lock(self, directory: int, operation: int) -> None:
            raise OSError(37, "No locks available")

    with Files(str(place), disk=Lockless()) as store:
        assert numbers(store) == [1]
        with pytest.raises(NotWritable, match="No locks available"):
            store.append(batch(2))


def test_a_directory_put_in_the_place_of_another_is_seen(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1, 2))
    ledger(tmp_path / "other", (5,), (6,), (7,))
    with Files.open(str(place)) as store:
        assert numbers(store) == [1, 2]
        place.rename(tmp_path / "old")
        (tmp_path / "other").rename(place)
        assert numbers(store) == [5, 6, 7]
        assert store.append(batch(8)).last == 4
    assert len(files(tmp_path / "old")) == 2


def test_a_place_learnt_from_another_process_is_looked_for_again(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1,))
    with Files.open(str(place)) as old, Files.open(str(place)) as other:
        other.append(batch(2))
        *_, line = other.read()
        assert old.line(line.place) == line.entry
        with pytest.raises(Damaged):
            old.line(line.place.replace("2:", "3:"))


def test_a_file_that_becomes_shorter_is_noticed_while_it_is_read(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1,), (2,), (3,))
    with Files.open(str(place)) as store:
        os.truncate(place / "000000000001.jsonl", 200)
        with pytest.raises(Damaged):
            list(store.read(0, 3))


def test_a_system_that_writes_a_little_at_a_time_is_asked_again(tmp_path: Path) -> None:
    class Slow(Disk):
        def write(self, fd: int, data: memoryview) -> int:
            return super().write(fd, data[:7])

    place = str(tmp_path / "events")
    with Files.create(place, SOURCE, disk=Slow()) as store:
        store.append(batch(1, 2))
    with Files.open(place) as store:
        assert (numbers(store), verify(store).faults) == ([1, 2], ())


def test_a_place_within_a_line_is_no_place(tmp_path: Path) -> None:
    place = ledger(tmp_path / "events", (1,), (2,))
    with Files.open(str(place)) as store:
        *_, line = store.read()
        start, inner = int(line.place.partition(":")[2]), line.entry.index(b'{"number"')
        with pytest.raises(Damaged):
            store.line(f"2:{start + inner}")


@given(st.lists(st.integers(0, 300_000) | st.integers(0, 9), max_size=5), st.booleans())
@settings(max_examples=30, deadline=None)
def test_lines_are_found_where_they_begin_and_kept_only_if_they_are_not_too_long(lengths: list[int], cut: bool) -> None:
    data = b"".join(bytes([65 + n]) * length + b"\n" for n, length in enumerate(lengths))
    data = data[:-1] if cut else data
    parts = data.split(b"\n")
    offsets = [sum(len(part) + 1 for part in parts[:n]) for n in range(len(parts))]
    wanted = [(offset, part, n < len(parts) - 1) for n, (offset, part) in enumerate(zip(offsets, parts, strict=True))]
    found = list(pieces(lambda count, at: data[at : at + count], 0, len(data)))
    assert [(offset, whole) for offset, _, whole in found] == [(o, w) for o, part, w in wanted if part or w]
    for (_, entry, _), part in zip(found, (part for _, part, whole in wanted if part or whole), strict=True):
        assert entry == part if len(part) <= LONGEST_LINE else len(entry) > LONGEST_LINE
