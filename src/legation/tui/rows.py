"""What a list shows at one moment, the order of its rows, and words where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from legation.dates import in_words
from legation.literal import Shown, literal
from legation.reading import Reading
from legation.row_source import RowSource
from legation.timeline import Timeline
from legation.view import View

CHUNK = 500
_AT_ONCE = 300  # rows; of more, those in sight are shown before all are found
_MOST_COUNTED = 2_000  # lines whose states are counted


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why a list is empty, and the day on which it is not (empty: none is known)."""

    sentences: tuple[Shown, ...]
    day: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The keys of a view under a filter; `cursor` is where the cursor belongs, `of` the count without the filter.

    If they are not `whole`, they are those around the cursor, and more stand above unless they are the `first`, or
    below unless they are the `last`. `of` 0: nobody has counted. `sort` names the column they are ordered by.
    """

    view: View
    words: str
    keys: Sequence[str]
    cursor: int = 0
    of: int = 0
    nothing: Nothing | None = None
    sort: str = ""
    whole: bool = True
    first: bool = True
    last: bool = True

    @property
    def counted(self) -> bool:
        """Whether they are few enough for their states to be counted."""
        return len(self.keys) <= _MOST_COUNTED


def find(source: RowSource, key: str, index: int, height: int, known: Sequence[str] | None = None) -> Rows:
    """Return the rows of a source with the cursor on `key`, or else near `index`, of which -1 is the last.

    Of many rows only those around the cursor are looked for, with the height of the screen above and below; unless all
    are `known` already.
    """
    if known is None and source.in_order and len(source.ids) > _AT_ONCE:
        part = source.window(key, index, height, height + height // 2)
        if not (part.first and part.last):
            return Rows(source.view, source.words, part.keys, part.cursor, 0, None, source.sort, False, part.first,
                        part.last)  # fmt: skip
    return whole(source, source.keys if known is None else known, key, index)


def whole(source: RowSource, keys: Sequence[str], key: str, index: int) -> Rows:
    """Return all rows of a source, of which these are the keys."""
    of = source.count_unfiltered if source.words and len(source.ids) <= _MOST_COUNTED else 0
    nothing = None if keys else _nothing(source)
    cursor = index_of(keys, key, range(len(keys))[index] if -len(keys) <= index < len(keys) else max(0, len(keys) - 1))
    return Rows(source.view, source.words, keys, cursor, of, nothing, source.sort)


def counts(at: Reading, view: View, keys: Sequence[str], stop: Callable[[], bool]) -> Iterator[Counter[str]]:
    """Yield how many rows there are of each state, more with every chunk, until all are counted or `stop` says so."""
    told: Counter[str] = Counter()
    for first in range(0, len(keys), CHUNK):
        if stop():
            return
        told.update(view.entry(key, at).state for key in keys[first : first + CHUNK])
        yield told


def index_of(keys: Sequence[str], key: str, otherwise: int) -> int:
    """Return where a key stands among keys, else `otherwise`."""
    try:
        return keys.index(key)
    except ValueError:
        return otherwise


def _nothing(source: RowSource) -> Nothing:
    at, view, words = source.at, source.view, source.words
    if not words:
        return Nothing((literal(view.empty(at)),), Timeline(at).first_day() or "")
    here = literal(f"Nothing matches “{words}” on {in_words(at.day)}.")
    last = Timeline(at).last_day()
    if not last or last == at.day or len(source.ids) > _MOST_COUNTED:
        return Nothing((here,))
    then = RowSource(view, Reading(at.model, last, at.position), words)
    if not then.count:
        return Nothing((here,))
    first = then.page(0, 1)[0]
    day = first.entry.day or last
    name = next((cell for cell in first.cells[1:] if cell), first.cells[0])
    return Nothing((here, literal(f"{then.count} on another day: {name}, {in_words(day)}.")), day)
