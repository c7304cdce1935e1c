"""What leaves: rows with what they stand on said beside them, such as the lines of a view at a moment (house.md 2).

A format takes a table and yields text. Whatever a ledger holds is made harmless for where it is going: a cell is no
formula, no markup and no escape sequence, and no file name comes from it.
"""

from __future__ import annotations

import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from legation.dates import in_words
from legation.errors import FileStands, NotWritten
from legation.literal import Shown
from legation.newer import cited_by
from legation.ordering import in_words_of, title
from legation.reading import Reading
from legation.row_source import Line
from legation.shelf import Shelf, camel
from legation.view import Entry, View
from legation.words import counted


class Row(NamedTuple):
    """One row of a table: its cells as text, what stands behind them, and all that is known of it as JSON holds it."""

    key: str
    cells: Sequence[Shown]
    behind: str
    whole: Mapping[str, Any]


class Table(ABC):
    """Rows to be written, and what is said beside them."""

    behind: ClassVar[str]  # what is told behind the cells of each row

    @property
    @abstractmethod
    def name(self) -> str:
        """What the table is called."""

    @property
    @abstractmethod
    def titles(self) -> tuple[str, ...]:
        """What the columns are called; that of the signs has a name too."""

    @property
    @abstractmethod
    def basis(self) -> str:
        """What the table stands on, in a line."""

    @property
    @abstractmethod
    def head(self) -> Mapping[str, Any]:
        """What the table stands on, as JSON holds it."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Yield the rows, in order."""

    @property
    @abstractmethod
    def documents(self) -> tuple[str, ...]:
        """The titles of the documents that the rows rest on, in the order of their first citation."""

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""


@dataclass(frozen=True)
class Lines(Table):
    """The lines of a view at a moment under a filter; `of` is their count without it."""

    view: View
    at: Reading
    lines: Sequence[Line]
    of: int
    words: str = ""
    sort: str = ""
    behind: ClassVar[str] = "rests on"

    @property
    def name(self) -> str:
        """The name of the view."""
        return self.view.name

    @property
    def titles(self) -> tuple[str, ...]:
        """What the columns are called."""
        return titles_of(self.view)

    @property
    def basis(self) -> str:
        """The view, the moment, the filter and the order."""
        said = [
            self.view.name,
            f"as of {in_words(self.at.day)}" if self.view.uses_day else "",
            f"known by #{self.at.position} ({end_of(self.at)})",
            f"filter {self.words!r}" if self.words else "",
            in_words_of(self.sort),
            f"{len(self.lines):,} of {counted(self.of, 'row')}",
        ]
        return " · ".join(filter(None, said))

    @property
    def head(self) -> Mapping[str, Any]:
        """The view, the moment, the filter and the order."""
        return {
            "view": self.view.file, "as_of": self.at.day, "known_by": self.at.position, "filter": self.words,
            "sort": self.sort,
        }  # fmt: skip

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def rows(self) -> Iterator[Row]:
        """Yield each line with its cells, its state, and the events it rests on."""
        for line in self.lines:
            entry = line.entry
            whole = {
                "key": entry.key, **cells_of(self.view, entry), "state": entry.state, "sure": entry.sure,
                "at": entry.at,
            }  # fmt: skip
            yield Row(entry.key, line.cells, events(entry.at), whole)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The titles of the documents that the lines rest on."""
        return cited(self.at, (line.entry for line in self.lines))


def titles_of(view: View) -> tuple[str, ...]:
    """Return what the columns of a view are called."""
    return tuple(title(view, number) for number in range(len(view.columns)))


def cells_of(view: View, entry: Entry) -> dict[str, str]:
    """Return the cells of an entry by the titles of their columns, in small letters."""
    return dict(zip(map(str.lower, titles_of(view)), entry.cells, strict=True))


def end_of(at: Reading) -> str:
    """Say how a position stands to the end of the ledger."""
    return "its end" if at.position == at.size else f"of {at.size:,}"


def events(positions: Iterable[int]) -> str:
    """Name events by their positions."""
    return ", ".join(f"#{position}" for position in positions)


def cited(at: Reading, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the titles of the documents that entries rest on, in the order of their first citation."""
    facts = (at.fact(position) for entry in entries for position in entry.at)
    found = dict.fromkeys(piece["document"] for fact in facts for piece in cited_by(fact))
    return tuple(dict.fromkeys(map(at.name, found)))


class Export(ABC):
    """A format. A file on the shelf offers one, as a class named after the file, whose name is the file's ending."""

    about: ClassVar[str]  # what it is good for
    ending: ClassVar[str]

    @abstractmethod
    def text(self, table: Table) -> Iterator[str]:
        """Yield the table as text, piece by piece."""


EXPORTS: Shelf[type[Export]] = Shelf("legation.exports", camel)


def file_name(view: View, at: Reading, ending: str) -> str:
    """Return a name for a file, made of the view and the moment alone."""
    day = f"-{at.day}" if view.uses_day else ""
    return f"{view.file}{day}-known-by-{at.position}.{ending}"


def write(path: Path, pieces: Iterable[str], *, replace: bool = False) -> None:
    """Write a file whole or not at all; raises FileStands unless what stands there may be replaced, and NotWritten.

    Until it is complete, it stands beside its place under another name.
    """
    making = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    try:
        if not replace and os.path.lexists(path):
            raise FileStands(str(path))
        try:
            with making.open("x", encoding="utf-8", errors="surrogatepass", newline="") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            if replace:
                making.replace(path)
            else:
                os.link(making, path)  # unlike a renaming, it refuses to take the place of another file
        finally:
            making.unlink(missing_ok=True)
    except FileExistsError:
        raise FileStands(str(path)) from None
    except (OSError, ValueError) as error:
        raise NotWritten(str(path), getattr(error, "strerror", None) or str(error)) from None
