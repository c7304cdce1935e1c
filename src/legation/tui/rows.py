"""What a list shows at one moment, the order of its rows, and words where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from legation.dates import in_words
from legation.literal import Shown, literal
from legation.reading import Reading
from legation.row_source import RowSource
from legation.tui.emptiness import empty, unmatched
from legation.view import View

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why a list is empty, and the day on which it is not (empty: none is known)."""

    sentences: tuple[Shown, ...]
    day: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The keys of a view under a filter; `cursor` is where the cursor belongs, `of` the count without the filter."""

    view: View
    words: str
    keys: Sequence[str]
    cursor: int = 0
    of: int = 0
    nothing: Nothing | None = None


def find(at: Reading, view: View, words: str, key: str, index: int = 0, among: Sequence[str] | None = None) -> Rows:
    """Return the rows of `view`, or those of `among`, that hold all of `words`, with the cursor on `key`, or else near
    `index`."""
    source = RowSource(view, at, words, among)
    keys = source.keys
    if not keys and among is not None and not words:
        none = Nothing((literal(f"None of these rows is there as of {in_words(at.day)}."),))
        return Rows(view, words, keys, nothing=none)
    if not keys:
        return Rows(view, words, keys, of=source.count_unfiltered, nothing=_nothing(at, view, words))
    return Rows(view, words, keys, _index(keys, key, min(index, len(keys) - 1)), source.count_unfiltered)


def counts(at: Reading, view: View, keys: Sequence[str], stop: Callable[[], bool]) -> Iterator[Counter[str]]:
    """Yield how many rows there are of each state, more with every chunk, until all are counted or `stop` says so.

    Rows are not kept, so that a million take no memory.
    """
    told: Counter[str] = Counter()
    for first in range(0, len(keys), CHUNK):
        if stop():
            return
        passing = Reading(at.model, at.day, at.position)
        told.update(view.entry(key, passing).state for key in keys[first : first + CHUNK])
        yield told


def _index(keys: Sequence[str], key: str, otherwise: int) -> int:
    try:
        return keys.index(key)
    except ValueError:
        return otherwise


def _nothing(at: Reading, view: View, words: str) -> Nothing:
    sentences, day = unmatched(at, view, words) if words else empty(at, view)
    return Nothing(tuple(map(literal, sentences)), day)
