"""A view at a moment under a filter: how many lines, which stand on a page, where a key stands (screens.md 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from legation.ids import fold
from legation.literal import Shown, literal
from legation.reading import Reading
from legation.view import Entry, View


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it may be shown, beside the entry it was made of."""

    entry: Entry
    cells: tuple[Shown, ...]
    short: Mapping[int, Shown] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the line."""
        return self.entry.key


class RowSource:
    """The lines of one view at one moment whose texts contain every word of the filter, case and accents aside."""

    def __init__(self, view: View, at: Reading, words: str = "", among: Sequence[str] | None = None) -> None:
        """Take the view, the moment and the filter; empty words keep every line. `among` are all lines there are, if
        only some of the view are asked for."""
        self.view, self.at, self.words, self._among = view, at, words, among
        self._lines: dict[str, Line] = {}

    @cached_property
    def keys(self) -> Sequence[str]:
        """The keys of all lines, in order."""
        keys = self._all()
        wanted = fold(self.words).split()
        return [key for key in keys if self._holds(key, wanted)] if wanted else keys

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.keys)

    @cached_property
    def count_unfiltered(self) -> int:
        """How many lines there would be without the filter."""
        return len(self._all()) if self.words else self.count

    def _all(self) -> Sequence[str]:
        return self.view.keys(self.at) if self._among is None else self._among

    def page(self, first: int, last: int) -> list[Line]:
        """Return the lines from index `first` up to, not including, `last`."""
        return [self.line(key) for key in self.keys[first:last]]

    def line(self, key: str) -> Line:
        """Return the line of a key."""
        if key not in self._lines:
            entry = self.view.entry(key, self.at)
            short = {number: literal(text) for number, text in entry.short.items()}
            self._lines[key] = Line(entry, tuple(map(literal, entry.cells)), short)
        return self._lines[key]

    def position_of(self, key: str) -> int | None:
        """Return the index of a key; None if no line has it."""
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    def _holds(self, key: str, wanted: list[str]) -> bool:
        text = fold(" ".join((key, *self.line(key).entry.cells, *self.view.also(key, self.at))))
        return all(word in text for word in wanted)
