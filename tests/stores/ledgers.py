"""Small ledgers for the tests of stores, and the file systems that fail under them."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from legation.disk import Disk
from legation.stores.files import Files

SOURCE = "tag:example.org,2026:desk"


def event(number: int, **more: Any) -> dict[str, Any]:
    """Return an event that is told from others by its number."""
    return {"id": f"e{number}", "source": SOURCE, "type": "test", "data": {"number": number}, **more}


def batch(*numbers: int, **more: Any) -> Callable[[int], list[dict[str, Any]]]:
    """Return what `append` asks for these events."""
    return lambda size: [event(number, **more) for number in numbers]


def numbers(store: Any) -> list[int]:
    """Return the numbers of all events, in order."""
    return [int(line.entry.partition(b'"number":')[2].partition(b"}")[0]) for line in store.read()]


def ledger(place: Path, *batches: tuple[int, ...], **more: Any) -> Path:
    """Write a sealed ledger of these batches."""
    with Files.create(str(place), SOURCE) as store:
        for members in batches:
            store.append(batch(*members, **more))
    return place


def unsealed(place: Path, sealed: tuple[int, ...], last: tuple[int, ...]) -> Path:
    """Write a ledger whose checkpoint tells of the first batch only."""
    ledger(place, sealed)
    seal = (place / "checkpoint").read_bytes()
    with Files.open(str(place)) as store:
        store.append(batch(*last))
    (place / "checkpoint").write_bytes(seal)
    return place


def copy(place: Path, target: Path) -> Path:
    """Copy a ledger, over whatever was there."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(place, target, symlinks=True)
    return target


def files(place: Path) -> dict[str, bytes]:
    """Return what every file of a ledger holds."""
    return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}


class Calls(Disk):
    """A disk that counts the calls that change it, and can be told to fail at one of them."""

    CHANGES = frozenset(
        {"make_directory", "open", "write", "truncate", "sync", "sync_data", "rename", "unlink", "lock"}
    )

    def __init__(self, fail_at: int = -1, error: BaseException | None = None, *, for_good: bool = False) -> None:
        self.made: list[tuple[str, Any]] = []
        self._fail_at, self._error, self._for_good = fail_at, error, for_good

    def __getattribute__(self, name: str) -> Any:
        real = super().__getattribute__(name)
        if name not in Calls.CHANGES:
            return real

        def call(*arguments: Any) -> Any:
            self.before(name, *arguments)
            result = real(*arguments)
            self.after(name, result, *arguments)
            return result

        return call

    def before(self, name: str, *arguments: Any) -> None:
        """Count the call, and fail if it is the one."""
        here = len(self.made)
        self.made.append((name, arguments))
        if self._error and (here == self._fail_at or (self._for_good and here > self._fail_at >= 0)):
            raise self._error

    def after(self, name: str, result: Any, *arguments: Any) -> None:
        """Take note of what a call has done."""


class PowerCutError(BaseException):
    """The machine is gone: nothing it still meant to do happens."""


def no_space() -> OSError:
    """Return the error of a full disk."""
    return OSError(errno.ENOSPC, "No space left on device")


def broken() -> OSError:
    """Return the error of a disk that breaks."""
    return OSError(errno.EIO, "Input/output error")
