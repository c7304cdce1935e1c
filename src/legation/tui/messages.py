"""What workers tell a screen over a ledger; none of them ever waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from legation.tui.rows import Rows
from legation.tui.seek import Wish


class Came(Message):
    """A worker has something: what became of `wish`, or if there is none, news of the ledger itself."""

    def __init__(self, what: object, wish: Wish | None = None) -> None:
        super().__init__()
        self.what, self.wish = what, wish


@dataclass(frozen=True, slots=True)
class Opened:
    """The tables hold everything up to `end`, of what may be `more`, which is still to be taken in.

    So many of these events are `newer` than this program.
    """

    end: int
    more: int = 0
    newer: int = 0


@dataclass(frozen=True, slots=True)
class Building:
    """So many events of so many are in the tables."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Grown:
    """So many events stand behind the last one shown."""

    new: int


@dataclass(frozen=True, slots=True)
class Reread:
    """So many lines were read again and held against the seal."""

    lines: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of each state there are; `done` when there are no more."""

    states: Mapping[str, int]
    done: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """All rows of what a wish `asked` for."""

    rows: Rows
    asked: tuple[object, ...]
