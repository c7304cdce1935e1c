"""Reading again: a line is vouched for when all lines under the seal were read and their root is the sealed one."""

from __future__ import annotations

import pytest

from legation import sealing
from legation.sealing import Seals
from legation.stores.files import Files
from stage import story
from trial import meeting


def read_again(seals: Seals, store: object) -> list[int]:
    return list(seals.read_again(store, lambda: False))  # type: ignore[arg-type]


def test_before_anything_is_read_nothing_is_vouched_for() -> None:
    seals = Seals()
    assert (seals.mark(1), seals.told()) == ("…", "… not read again yet")


def test_lines_under_the_seal_hold_and_those_behind_it_are_not_vouched_for() -> None:
    store = story().store
    store.seal()
    seals, size = Seals(), store.head().size
    assert read_again(seals, store) == [size]
    assert (seals.mark(1), seals.mark(size), seals.mark(size + 1)) == ("✓", "✓", "…")
    assert seals.told() == f"✓ the seal holds for all {size}"


def test_it_leaves_off_when_told_to_and_asks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_ASKED", 2)
    store = story(*(meeting(f"eng:more-{i}") for i in range(5))).store
    store.seal()
    seals, asked = Seals(), iter((False, False, True))
    assert list(seals.read_again(store, lambda: next(asked))) == []
    assert next(asked, None) is None
    assert seals.holds is None


def test_other_bytes_than_were_sealed_are_found_and_no_line_is_vouched_for(tmp_path: object) -> None:
    class Changed:
        """A store of which one line reads otherwise than it was sealed."""

        def __init__(self, store: Files) -> None:
            self._store = store

        def checkpoint(self) -> object:
            return self._store.checkpoint()

        def read(self, after: int = 0, upto: int | None = None) -> object:
            for line in self._store.read(after, upto):
                yield line._replace(entry=line.entry + b" ") if line.position == 3 else line

    store = story().store
    store.seal()
    seals = Seals()
    read_again(seals, Changed(store))  # type: ignore[arg-type]
    assert (seals.holds, seals.mark(3), seals.mark(4)) == (False, "✗", "…")
    assert seals.told() == "✗ #3 is not what was sealed"
