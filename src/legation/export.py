"""What leaves: the lines of a view at a moment, with what they stand on said beside them (house.md 2).

A format takes a table and yields text. Whatever a ledger holds is made harmless for where it is going: a cell is no
formula, no markup and no escape sequence, and no file name comes from it.
"""

from __future__ import annotations

import os
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from legation.dates import in_words
from legation.errors import FileStands, NotWritten
from legation.ordering import in_words_of, title
from legation.reading import Reading
from legation.row_source import Line
from legation.shelf import Shelf, camel
from legation.view import View
from legation.words import counted


@dataclass(frozen=True)
class Table:
    """Lines to be written, with the view, the moment and the filter they are of; `of` is the count without it."""

    view: View
    at: Reading
    lines: Sequence[Line]
    of: int
    words: str = ""
    sort: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """What the columns are called; that of the signs has a name too."""
        return tuple(title(self.view, number) for number in range(len(self.view.columns)))

    @cached_property
    def basis(self) -> str:
        """What the table stands on, in a line."""
        end = "its end" if self.at.position == self.at.size else f"of {self.at.size:,}"
        said = [
            self.view.name,
            f"as of {in_words(self.at.day)}" if self.view.uses_day else "",
            f"known by #{self.at.position} ({end})",
            f"filter {self.words!r}" if self.words else "",
            in_words_of(self.sort),
            f"{len(self.lines):,} of {counted(self.of, 'row')}",
        ]
        return " · ".join(filter(None, said))

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The titles of the documents that the lines rest on, in the order of their first citation."""
        facts = (self.at.fact(position) for line in self.lines for position in line.entry.at)
        cited = dict.fromkeys(piece["document"] for fact in facts for piece in fact.data.get("evidence", ()))
        return tuple(dict.fromkeys(map(self.at.name, cited)))


class Export(ABC):
    """A format. A file on the shelf offers one, as a class named after the file, whose name is the file's ending."""

    about: ClassVar[str]  # what it is good for
    ending: ClassVar[str]

    @abstractmethod
    def text(self, table: Table) -> Iterator[str]:
        """Yield the table as text, piece by piece."""


EXPORTS: Shelf[type[Export]] = Shelf("legation.exports", camel)


def rests_on(line: Line) -> str:
    """Say on which events a line rests."""
    return ", ".join(f"#{position}" for position in line.entry.at)


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
