"""A view at a moment under a filter: how many lines, which stand on a page, where a key stands (screens.md 5).

A first page costs what is on it: it is found around a key, before anybody knows how many lines there are. All lines
are found one after the other, nothing of them kept but their keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from legation.compact import gathered
from legation.filtering import Filter
from legation.literal import Shown, literal
from legation.ordering import column_of, sorted_by, stands_in_order
from legation.reading import Reading
from legation.sifting import Sieve
from legation.view import Entry, View

_MOST_LINES = 5_000  # kept at a time
_MOST_TRIED = 500  # rows tried for a first page, either way


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


@dataclass(frozen=True, slots=True)
class Window:
    """Some lines that follow each other; `cursor` is the place in it of the line asked for, or of its neighbour.

    `first` and `last` tell whether nothing stands above or below them.
    """

    keys: Sequence[str]
    cursor: int
    first: bool
    last: bool


class RowSource:
    """The lines of one view at one moment that a filter keeps (`filtering.py`), in an order (`ordering.py`)."""

    def __init__(
        self,
        view: View,
        at: Reading,
        words: str = "",
        among: Sequence[str] | None = None,
        sort: str = "",
        ids: Sequence[str] | None = None,
    ) -> None:
        """Take the view, the moment and the filter; empty words keep every line.

        `among` are all lines there are, if only some of the view are asked for; `ids` are what `view.ids` answers, if
        somebody knows it already. Raises NotAFilter for words that are no filter, NotUnderstood for an unknown column.
        """
        self.view, self.at, self.words, self.sort, self.among, self._known = view, at, words, sort, among, ids
        self._filter = Filter.parse(words)
        self._backwards = column_of(view, sort)[1] if sort else False
        self._lines: dict[str, Line] = {}

    @property
    def in_order(self) -> bool:
        """Whether lines come in the order of the list, or in its reverse, and so need not be sorted."""
        return not self.sort or stands_in_order(self.view, self.sort)

    @cached_property
    def ids(self) -> Sequence[str]:
        """What may have lines, in the order of the view; of lines that follow from each other, the lines themselves."""
        if self.among is not None:
            return self.among
        if self._known is not None:
            return self._known
        return self.view.keys(self.at) if self.view.follows else self.view.ids(self.at)

    @cached_property
    def keys(self) -> Sequence[str]:
        """The keys of all lines, in order."""
        return self.all()

    def all(self, stop: Callable[[], bool] = lambda: False) -> Sequence[str]:
        """Return the keys of all lines, in order; those found so far once `stop` says so."""
        keys = gathered(self._stopped(self._kept(), stop))
        return sorted_by(self.view, self.sort, keys, lambda key: self.line(key).entry.cells) if self.sort else keys

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.keys)

    @cached_property
    def count_unfiltered(self) -> int:
        """How many lines there would be without the filter."""
        if not self._filter.terms:
            return self.count
        return sum(1 for id_ in self.ids for _ in self._lines_of(id_))

    def page(self, first: int, last: int) -> list[Line]:
        """Return the lines from index `first` up to, not including, `last`."""
        return [self.line(key) for key in self.keys[first:last]]

    def window(self, key: str, index: int, above: int, below: int) -> Window:
        """Return lines around that of a key, else around the row at `index`, of those that stand `in_order`.

        Without a filter that leaves out nearly all, so many stand above and below it; only so many rows are tried.
        """
        ids = self._candidates
        at = self._start(ids, key, index)
        before, after = range(at - 1, -1, -1), range(at, len(ids))
        if self._backwards:
            before, after = range(at + 1, len(ids)), range(at, -1, -1)
        upper, first = self._tried(ids, before, above)
        lower, last = self._tried(ids, after, below)
        keys = [*reversed(upper), *lower]
        return Window(keys, keys.index(key) if key in keys else min(len(upper), max(0, len(keys) - 1)), first, last)

    def line(self, key: str) -> Line:
        """Return the line of a key."""
        if key not in self._lines:
            if len(self._lines) >= _MOST_LINES:
                self._lines.clear()
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

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(self.view, self.at, self._filter, len(self.ids))

    @cached_property
    def _candidates(self) -> Sequence[str]:
        """The rows that may have lines which the filter keeps; raises TooManyRows if it cannot be told at once."""
        sieve = self._sieve
        if not sieve:
            return self.ids
        if not self.view.kinds and sieve.narrows and self.among is None:
            found = gathered(map(str, sieve.positions()))
        else:
            found = gathered(id_ for id_ in self.ids if sieve.may_hold(id_.partition(" ")[0]))
        sieve.check(len(found))
        return found

    def _kept(self) -> Iterator[str]:
        return (key for id_ in self._candidates for key in self._lines_of(id_) if self._holds(key))

    def _lines_of(self, id_: str) -> Sequence[str]:
        given = self.among is not None or self.view.follows
        return (id_,) if given else self.view.lines(id_, self.at)

    def _holds(self, key: str) -> bool:
        return not self._sieve or self._sieve.holds(key, lambda one: self.line(one).entry)

    def _stopped(self, keys: Iterator[str], stop: Callable[[], bool]) -> Iterator[str]:
        for number, key in enumerate(keys):
            if number % 100 == 0 and stop():
                return
            yield key

    def _start(self, ids: Sequence[str], key: str, index: int) -> int:
        for wanted in filter(None, (key, key.partition(" ")[0])):
            with suppress(ValueError):
                return ids.index(wanted)
        return range(len(ids))[index] if -len(ids) <= index < len(ids) else max(0, len(ids) - 1)

    def _tried(self, ids: Sequence[str], order: range, most: int) -> tuple[list[str], bool]:
        """Return the first lines in an order of rows, and whether there are no more."""
        found: list[str] = []
        for number in islice(order, _MOST_TRIED):
            lines = [key for key in self._lines_of(ids[number]) if self._holds(key)]
            found += lines if order.step > 0 else reversed(lines)
            if len(found) >= most:
                return found, number == order[-1]
        return found, len(order) <= _MOST_TRIED
