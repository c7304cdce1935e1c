"""What a list shows at one moment, the order of its rows, and words where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from legation.contrast import SAME_MOMENT, SIGNS, Contrast
from legation.dates import in_words
from legation.literal import Shown, literal
from legation.reading import Reading
from legation.row_source import RowSource
from legation.tui.emptiness import empty, unmatched
from legation.view import View
from legation.words import counted

CHUNK = 500
_AT_A_TIME = 10  # rows counted before one asks whether to go on
_AT_ONCE = 100  # rows; of more, those in sight are shown before all are found
_MOST_COUNTED = 2_000  # lines whose states are counted


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why a list is empty, and the day on which it is not (empty: none is known)."""

    sentences: tuple[Shown, ...]
    day: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """How many lines differ between two moments, by sign, of how many that either has; `every` if all are shown.

    As long as not all are looked at, at most `most` differ; 0: all are. Without `counts`, none was looked at.
    """

    counts: Mapping[str, int] | None
    of: int
    every: bool
    most: int

    @property
    def differ(self) -> str:
        """Say how many differ; empty where nobody has looked."""
        if self.counts is None:
            return ""
        differ = sum(self.counts.get(sign, 0) for sign, *_ in SIGNS)
        if self.most > differ + 1:
            return f"at most {self.most:,} differ"
        if self.most:
            return f"{differ:,} or more differ" if differ else "looking …"
        return f"{differ:,} of {counted(self.of, 'row')} differ"


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
    apart: Apart | None = None
    sort: str = ""
    whole: bool = True
    first: bool = True
    last: bool = True

    @property
    def counted(self) -> bool:
        """Whether they are few enough for their states to be counted."""
        return len(self.keys) <= _MOST_COUNTED


def compare(contrast: Contrast, key: str, index: int, *, every: bool, patience: float | None) -> Rows:
    """Return the lines that differ between two moments, or every line of either.

    After `patience` seconds, if it is given, those are returned that have been found by then.
    """
    until = None if patience is None else monotonic() + patience
    found: list[str] = []
    most = 0
    for change in contrast.changes():
        if change:
            found.append(change.key)
        if until and monotonic() > until:
            most = max(contrast.looked_through, len(found) + 1)
            break
    changed = contrast.roughly(found) if most and not every else contrast.ordered(found)
    keys = contrast.all_keys if every else changed
    apart = Apart(contrast.counts(changed), 0 if most else len(contrast.all_keys), every, most)
    cursor = index_of(keys, key, min(index, max(0, len(keys) - 1)))
    nothing = None if keys or most else Nothing(_no_difference(contrast))
    return Rows(contrast.view, contrast.words, keys, cursor, len(keys), nothing, apart)


def behind_plot(contrast: Contrast, key: str, index: int) -> Rows:
    """Return every line of either moment, of which a plot tells how they differ."""
    keys = contrast.all_keys
    cursor = index_of(keys, key, min(index, max(0, len(keys) - 1)))
    return Rows(contrast.view, contrast.words, keys, cursor, len(keys), apart=Apart(None, len(keys), True, 0))


def _no_difference(contrast: Contrast) -> tuple[Shown, ...]:
    if contrast.same_moment:
        return tuple(map(literal, SAME_MOMENT))
    which = f"that holds “{contrast.words}” " if contrast.words else ""
    return (literal(f"No {contrast.view.one} {which}reads otherwise at B than at A."),)


def find(source: RowSource, key: str, index: int, height: int, known: Sequence[str] | None = None) -> Rows:
    """Return the rows of a source with the cursor on `key`, or else near `index`, of which -1 is the last.

    Of many rows only those around the cursor are looked for, with the height of the screen above and below; unless all
    are `known` already.
    """
    if known is None and source.in_order and len(source.ids) > _AT_ONCE:
        part = source.window(key, index, height, height + height // 2)
        known = part.keys if part.first and part.last else None
        if known is None:
            return Rows(source.view, source.words, part.keys, part.cursor, sort=source.sort, whole=False,
                        first=part.first, last=part.last)  # fmt: skip
    return whole(source, source.keys if known is None else known, key, index)


def whole(source: RowSource, keys: Sequence[str], key: str, index: int) -> Rows:
    """Return all rows of a source, of which these are the keys."""
    of = source.count_unfiltered if source.words and len(source.ids) <= _MOST_COUNTED else 0
    nothing = None if keys else _nothing(source)
    cursor = index_of(keys, key, range(len(keys))[index] if -len(keys) <= index < len(keys) else max(0, len(keys) - 1))
    return Rows(source.view, source.words, keys, cursor, of, nothing, sort=source.sort)


def counts(at: Reading, view: View, keys: Sequence[str], stop: Callable[[], bool]) -> Iterator[Counter[str]]:
    """Yield how many rows there are of each state, more with every chunk, until all are counted or `stop` says so."""
    told: Counter[str] = Counter()
    for first in range(0, len(keys), _AT_A_TIME):
        if stop():
            return
        told.update(view.entry(key, at).state for key in keys[first : first + _AT_A_TIME])
        if first % CHUNK == 0:
            yield told
    yield told


def index_of(keys: Sequence[str], key: str, otherwise: int) -> int:
    """Return where a key stands among keys, else `otherwise`."""
    try:
        return keys.index(key)
    except ValueError:
        return otherwise


def _nothing(source: RowSource) -> Nothing:
    at, view, words = source.at, source.view, source.words
    if source.among is not None and not words:
        return Nothing((literal(f"None of these rows is there as of {in_words(at.day)}."),))
    sentences, day = unmatched(at, view, words) if words else empty(at, view)
    return Nothing(tuple(map(literal, sentences)), day)
