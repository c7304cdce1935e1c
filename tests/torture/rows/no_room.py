"""A disk with too little room, a place that may not be written, and links and pipes planted in the place of files."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from legation.errors import LegationError
from legation.segments import SEAL
from legation.store import verify
from legation.stores.files import Files
from stores.ledgers import batch, copy, files, ledger, numbers
from torture.row import Tally, folder

TITLE, UNIT, LEAST = "full disk, read-only, planted links, pipes and directories", "tries", 700
FAULTS = ("what an error left is not taken back", "links are followed", "hard links are written")
FIRST, NEXT = "000000000001.jsonl", "000000000003.jsonl"
_NOBODY = 65_534
_MINE = "not the ledger's"


def run(thorough: bool) -> Tally:
    """Append where it cannot go well: it is refused, nothing is lost, and nothing outside is touched."""
    tally = Tally()
    with folder() as root:
        whole = ledger(root / "whole", (1, 2))
        room = (whole / FIRST).stat().st_size
        for more in range(0, 700, 1 if thorough else 25):
            here = copy(whole, root / "events")
            tally.note(*_full(here, room + more))
        tally.note(*_read_only(copy(whole, root / "locked")))
        for name in (FIRST, NEXT, SEAL, f".{SEAL}.tmp", "torn-unfinished"):
            for plant in (_link, _dangling, _hard_link, os.mkfifo, os.mkdir):
                tally.note(*_planted(copy(whole, root / "events"), name, plant))
    return tally


def _full(here: Path, limit: int) -> tuple[bool, str]:
    """Append where no file may grow beyond `limit` bytes."""
    before = files(here)
    try:
        with _room(limit), Files(str(here), pause=0) as store:
            store.append(batch(3, 4, text="y" * 100))
        wanted = [1, 2, 3, 4]
    except LegationError:
        wanted = [1, 2]
        if (after := files(here)) and {name: after.get(name) for name in before} != before:
            return False, f"{limit} bytes: refused, yet the files changed"
    return _goes_on(here, wanted, f"{limit} bytes")


def _goes_on(here: Path, wanted: list[int], what: str) -> tuple[bool, str]:
    try:
        with Files.open(str(here)) as store:
            found = numbers(store)
            store.append(batch(9))
            sound = found == wanted and numbers(store) == [*wanted, 9] and not verify(store).faults
    except LegationError as error:
        return False, f"{what}: {error}"
    return sound, f"{what}: {found}, where {wanted} belongs"


@contextmanager
def _room(limit: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def _read_only(here: Path) -> tuple[bool, str]:
    """Append as somebody who may read the files and nothing else."""
    before = files(here)
    for path in here.iterdir():
        path.chmod(0o444)
    here.chmod(0o555)
    if (child := os.fork()) == 0:
        os._exit(_try(here))
    _, status = os.waitpid(child, 0)
    here.chmod(0o755)
    return os.waitstatus_to_exitcode(status) == 0 and files(here) == before, "a place that is read-only"


def _try(here: Path) -> int:
    try:
        if os.getuid() == 0:
            os.setuid(_NOBODY)
        with Files.open(str(here)) as store:
            if numbers(store) != [1, 2]:
                return 1
            store.append(batch(3))
    except LegationError:
        return 0
    except OSError:
        return 2
    return 1


def _link(at: Path) -> None:
    at.symlink_to(at.parent.parent / "mine")


def _dangling(at: Path) -> None:
    at.symlink_to(at.parent.parent / "nowhere")


def _hard_link(at: Path) -> None:
    at.hardlink_to(at.parent.parent / "mine")


def _planted(here: Path, name: str, plant: Callable[[Path], object]) -> tuple[bool, str]:
    """Put something in the place of a file; whatever is made of that, it stays as it is outside."""
    what = f"{plant.__name__.strip('_')} for {name}"
    mine, nowhere = here.parent / "mine", here.parent / "nowhere"
    original = (here / name).read_bytes() if (here / name).exists() else None
    mine.write_bytes(original if original is not None else _MINE.encode())
    told = mine.read_bytes()
    (here / name).unlink(missing_ok=True)
    plant(here / name)
    with (here / FIRST).open("ab") if name == "torn-unfinished" else _nothing() as file:
        if file:
            file.write(b"torn")
    acknowledged = False
    try:
        with Files(str(here), pause=0) as store:
            store.append(batch(3))
            acknowledged = True
    except LegationError:
        pass
    if mine.read_bytes() != told or nowhere.exists():
        return False, f"{what}: what lies outside was written"
    if acknowledged:
        with Files.open(str(here)) as store:
            return numbers(store) == [1, 2, 3], f"{what}: acknowledged, and not there"
    return True, what


@contextmanager
def _nothing() -> Iterator[None]:
    yield None
