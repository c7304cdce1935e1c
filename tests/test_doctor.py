"""Each kind of damage is told by its code, at its place, and nothing is changed by looking."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from legation.damage import KINDS
from legation.disk import Disk
from legation.doctor import examine
from legation.errors import NoLedger
from legation.fact import encode
from legation.log import look
from legation.stores.files import Files
from legation.tree import Checkpoint
from stores.ledgers import SOURCE, batch, copy, event, files, ledger, unsealed

FIRST, SECOND, THIRD = "000000000001.jsonl", "000000000011.jsonl", "000000000021.jsonl"
BIG = "x" * 60_000
MERGED = b"<<<<<<< HEAD\n%b=======\n%b>>>>>>> other\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of four batches in three files; no test changes it."""
    place = tmp_path_factory.mktemp("whole") / "events"
    return ledger(place, *[tuple(range(n, n + 10)) for n in (1, 11)], tuple(range(21, 29)), (29,), text=BIG)


def lines(place: Path, name: str = FIRST) -> list[bytes]:
    return (place / name).read_bytes().splitlines(keepends=True)


def put(place: Path, *parts: bytes, name: str = FIRST) -> None:
    (place / name).write_bytes(b"".join(parts))


def behind(place: Path, data: bytes, name: str = THIRD) -> None:
    with (place / name).open("ab") as file:
        file.write(data)


def another(**more: Any) -> bytes:
    return encode({**event(99), "position": 30, "batch": "theirs/1/1", **more}) + b"\n"


def seal(place: Path, size: int = 29, root: bytes = bytes(32), source: str = SOURCE) -> None:
    (place / "checkpoint").write_bytes(Checkpoint(source[4:], size, root).text())


def merged(place: Path) -> None:
    """Do what git does with the text of two branches that both appended."""
    *common, ours = lines(place, THIRD)
    put(place, *common, MERGED % (ours, ours.replace(b'"e29"', b'"e77"').replace(b"/1/1", b"-b/1/1")), name=THIRD)
    one = (place / "checkpoint").read_bytes()
    (place / "checkpoint").write_bytes(MERGED % (one, one.replace(b"\n29\n", b"\n30\n")))


def united(place: Path) -> None:
    """Do what git does with `merge=union`."""
    behind(place, lines(place, THIRD)[8].replace(b'"e29"', b'"e77"').replace(b"/1/1", b"-b/1/1"))


def replaced(make: Callable[[Path], object], name: str = FIRST) -> Callable[[Path], None]:
    def replace(place: Path) -> None:
        (place / name).rename(place / "kept")
        make(place / name)

    return replace


# What is done to the ledger, the codes that tell it, and where.
DAMAGE: dict[str, tuple[Callable[[Path], object], list[str], str]] = {
    "an unfinished append": (lambda p: behind(p, b'{"torn'), ["D01"], THIRD),
    "a line of another program": (lambda p: behind(p, another(position=40)), ["D02"], "line 10"),
    "an object behind the end": (lambda p: behind(p, b'{"type": "x"}\n'), ["D02"], "line 10"),
    "a conflict left by git": (merged, ["D03", "D03", "D04"], "checkpoint"),
    "a union made by git": (united, ["D04"], "line 10"),
    "a flipped bit": (lambda p: put(p, *lines(p)[:3], b"[" + lines(p)[3][1:], *lines(p)[4:]), ["D05"], "line 4"),
    "line ends changed": (lambda p: put(p, *[x[:-1] + b"\r\n" for x in lines(p)]), ["D06"], f"{FIRST}, line 1"),
    "a line taken out": (lambda p: put(p, *lines(p)[:4], *lines(p)[5:]), ["D07", "D13"], "line 5"),
    "a batch cut short": (lambda p: put(p, *lines(p)[:9]), ["D08", "D13", "D15"], FIRST),
    "a line of another ledger": (
        lambda p: put(p, *lines(p)[:4], lines(p)[4].replace(b":desk", b":other"), *lines(p)[5:]), ["D09"], "line 5"),
    "no checkpoint": (lambda p: (p / "checkpoint").unlink(), ["D10"], "checkpoint"),
    "an empty checkpoint": (lambda p: put(p, name="checkpoint"), ["D11"], "checkpoint"),
    "a checkpoint of junk": (lambda p: put(p, b"\xff\0\n", name="checkpoint"), ["D11"], "checkpoint"),
    "another's checkpoint": (lambda p: seal(p, source="tag:example.org,2026:other"), ["D12"], "checkpoint"),
    "a later checkpoint": (lambda p: seal(p, 31), ["D13"], "checkpoint"),
    "another root": (seal, ["D14"], "checkpoint"),
    "the last file lost": (lambda p: (p / THIRD).unlink(), ["D13"], "checkpoint"),
    "a file lost": (lambda p: (p / SECOND).unlink(), ["D13", "D15"], "checkpoint"),
    "a file renamed": (lambda p: (p / SECOND).rename(p / "000000000012.jsonl"), ["D16"], "000000000012"),
    "a strange name": (lambda p: (p / SECOND).rename(p / "11.jsonl"), ["D16", "D13", "D15"], "11.jsonl"),
    "a link": (replaced(lambda at: at.symlink_to("kept"), SECOND), ["D17", "D13", "D15"], SECOND),
    "a pipe": (replaced(os.mkfifo, SECOND), ["D17", "D13", "D15"], SECOND),
    "a directory for a checkpoint": (replaced(lambda at: at.mkdir(), "checkpoint"), ["D17"], "checkpoint"),
    "a crash before a seal": (lambda p: (p / ".checkpoint.tmp").touch(), ["D22"], ".checkpoint.tmp"),
    "bytes set aside": (lambda p: (p / "torn-2-00").touch(), ["D21"], "torn-2-00"),
    "a hard link": (lambda p: (p.parent / "other").hardlink_to(p / THIRD), ["D24"], THIRD),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_by_its_code_at_its_place_and_left_as_it_is(whole: Path, tmp_path: Path, name: str) -> None:
    change, codes, where = DAMAGE[name]
    place = copy(whole, tmp_path / "events")
    change(place)
    before = files(place)
    found = examine(str(place))
    assert [ailment.code for ailment in found.ailments] == codes, found.ailments
    assert where in found.ailments[0].place
    assert found.grave == any(KINDS[code].grave for code in codes)
    assert files(place) == before


def test_whatever_keeps_a_ledger_from_being_read_is_grave_and_has_a_name(whole: Path, tmp_path: Path) -> None:
    for number, change in enumerate(change for change, _, _ in DAMAGE.values()):
        place = copy(whole, tmp_path / f"{number}")
        change(place)
        disk = Disk()
        directory = disk.directory(str(place))
        refused = look(disk, directory, str(place)).damage is not None
        disk.close(directory)
        found = examine(str(place))
        assert not refused or found.grave
        assert "D99" not in {ailment.code for ailment in found.ailments}


def test_a_sound_ledger_has_nothing(whole: Path) -> None:
    found = examine(str(whole))
    assert (found.source, found.size, found.sealed, found.ailments) == (SOURCE, 29, 29, ())


def test_what_is_not_sealed_is_told_but_not_grave(tmp_path: Path) -> None:
    found = examine(str(unsealed(tmp_path / "events", (1,), (2, 3))))
    assert ([ailment.code for ailment in found.ailments], found.grave) == (["D20"], False)


def test_nothing_at_all_is_no_ledger_and_what_names_none_is_damage(tmp_path: Path) -> None:
    with pytest.raises(NoLedger):
        examine(str(tmp_path / "nowhere"))
    with pytest.raises(NoLedger):
        examine(str(tmp_path))
    place = ledger(tmp_path / "events", (1,))
    (place / "checkpoint").unlink()
    (place / FIRST).write_bytes(b"")
    assert [ailment.code for ailment in examine(str(place)).ailments] == ["D10", "D19"]
    (tmp_path / "link").symlink_to(place)
    assert [ailment.code for ailment in examine(str(tmp_path / "link")).ailments] == ["D17"]


def test_a_file_that_cannot_be_read_is_named(whole: Path) -> None:
    class Failing(Disk):
        def read(self, fd: int, count: int, offset: int) -> bytes:
            if Path(f"/proc/self/fd/{fd}").readlink().name == SECOND:
                raise OSError(5, "Input/output error")
            return super().read(fd, count, offset)

    found = examine(str(whole), Failing())
    assert found.ailments[0][:2] == ("D18", SECOND)
    assert found.size == 10


def test_a_file_system_that_keeps_no_promises_is_told(whole: Path) -> None:
    class Far(Disk):
        def mounts(self) -> str:
            return "22 1 0:20 / / rw - nfs4 server:/ rw\n"

    assert [ailment.code for ailment in examine(str(whole), Far()).ailments] == ["D23"]


def test_a_line_that_is_met_often_is_told_once(whole: Path, tmp_path: Path) -> None:
    place = copy(whole, tmp_path / "events")
    put(place, *[line[:-1] + b"\r\n" for line in lines(place)])
    (ailment,) = examine(str(place)).ailments
    assert "9 more times" in ailment.what


def test_every_kind_says_what_holds_and_what_can_be_done_in_sentences() -> None:
    for code, kind in KINDS.items():
        assert re.fullmatch(r"D\d\d", code)
        for sentence in (kind.meaning, kind.holds, *kind.remedies):
            assert sentence
            assert sentence[0].islower()
            assert not sentence.endswith(".")
        assert kind.remedies


def test_a_writer_is_waited_for(whole: Path, tmp_path: Path) -> None:
    place = copy(whole, tmp_path / "events")
    with Files.open(str(place)) as store:
        store.append(batch(50))
        assert examine(str(place)).size == 30
