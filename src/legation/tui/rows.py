"""What a list shows at one moment, the order of its rows, and words where there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from legation.contrast import SIGNS, Contrast
from legation.dates import in_words
from legation.literal import Shown, literal
from legation.reading import Reading
from legation.row_source import RowSource
from legation.tui.emptiness import empty, unmatched
from legation.view import View
from legation.words import counted

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why a list is empty, and the day on which it is not (empty: none is known)."""

    sentences: tuple[Shown, ...]
    day: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """How many lines differ between two moments, by sign, of how many that either has; `every` if all are shown.

    As long as not all are looked at, at most `most` differ; 0: all are.
    """

    counts: Mapping[str, int]
    of: int
    every: bool
    most: int

    @property
    def differ(self) -> str:
        """Say how many differ."""
        if self.most:
            return f"at most {self.most:,} differ"
        return f"{sum(self.counts.get(sign, 0) for sign, *_ in SIGNS):,} of {counted(self.of, 'row')} differ"


@dataclass(frozen=True, slots=True)
class Rows:
    """The keys of a view under a filter; `cursor` is where the cursor belongs, `of` the count without the filter."""

    view: View
    words: str
    keys: Sequence[str]
    cursor: int = 0
    of: int = 0
    nothing: Nothing | None = None
    apart: Apart | None = None


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
            most = max(len(contrast.suspects), len(found) + 1)
            break
    changed = contrast.ordered(found)
    keys = contrast.all_keys if every else changed
    apart = Apart(contrast.counts(changed), len(contrast.all_keys), every, most)
    cursor = _index(keys, key, min(index, max(0, len(keys) - 1)))
    nothing = None if keys else Nothing(_no_difference(contrast))
    return Rows(contrast.view, contrast.words, keys, cursor, len(keys), nothing, apart)


def _no_difference(contrast: Contrast) -> tuple[Shown, ...]:
    a, b = contrast.a, contrast.b
    if (a.day, a.position) == (b.day, b.position):
        walk = "Walk with , and . or go to a day with t: that is B, and what differs comes up here."
        return literal("A is pinned here."), literal(walk)
    which = f"that holds “{contrast.words}” " if contrast.words else ""
    return (literal(f"No {contrast.view.one} {which}reads otherwise at B than at A."),)


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
