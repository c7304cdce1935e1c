"""One seek: everything the main screen shows of a moment, found in a worker (screens.md 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from legation.documents import Documents
from legation.reading import Reading
from legation.row_source import Line, RowSource
from legation.timeline import Timeline
from legation.tui import rows, telling, track
from legation.tui.reader import Reader
from legation.tui.rows import Rows
from legation.tui.telling import Paragraph
from legation.tui.track import Here, Track
from legation.view import View

_MOST_DOUBTFUL = 100
_MOST_JUDGED = 500  # rows of one view looked through for contests


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown: a view under a filter, in an order, at a moment, and a bar of `cells` cells.

    The cursor belongs on `key`, else on line `index`, of which -1 is the last; of `height` lines in sight, `above`
    stand above it. `known` are the keys of all lines, if they were found before.
    """

    view: View
    words: str
    day: str
    position: int
    key: str
    index: int
    above: int
    height: int
    cells: int
    track: Track | None
    sort: str = ""
    known: Sequence[str] | None = None

    @property
    def asked(self) -> tuple[object, ...]:
        """What decides which lines there are, and their order."""
        return self.view.name, self.words, self.sort, self.day, self.position

    def reading(self, reader: Reader) -> Reading:
        """Return the ledger at this moment."""
        return reader.reading(self.day, self.position)

    def source(self, reader: Reader) -> RowSource:
        """Return the lines wished for."""
        at = self.reading(reader)
        return RowSource(self.view, at, self.words, sort=self.sort, ids=reader.ids(self.view, at))


@dataclass(frozen=True, slots=True)
class Found:
    """What a wish came to; `lines` are those in sight."""

    rows: Rows
    lines: dict[str, Line]
    track: Track
    here: Here


@dataclass(frozen=True, slots=True)
class Contested:
    """How many rows of all views are contested, and the first of them; `many` if not all were looked at."""

    count: int
    view: str = ""
    key: str = ""
    many: bool = False


def found(reader: Reader, wish: Wish) -> Found:
    """Find rows, bar and what lies beside the moment."""
    at = wish.reading(reader)
    timeline = Timeline(at)
    source = wish.source(reader)
    listed = rows.find(source, wish.key, wish.index, wish.height, wish.known)
    first = max(0, min(listed.cursor - wish.above, len(listed.keys) - wish.height))
    lines = {key: source.line(key) for key in listed.keys[first : first + wish.height]}
    bar = track.track(timeline, wish.day, wish.cells, wish.track)
    return Found(listed, lines, bar, track.here(timeline, wish.day))


def gathered(reader: Reader, wish: Wish, stop: Callable[[], bool]) -> Rows | None:
    """Find all rows; None if `stop` says so on the way."""
    source = wish.source(reader)
    keys = source.all(stop)
    return None if stop() else rows.whole(source, keys, wish.key, wish.index)


def counts(reader: Reader, wish: Wish, keys: Sequence[str], stop: Callable[[], bool]) -> Iterator[Counter[str]]:
    """Yield how many rows there are of each state, as far as they are counted."""
    return rows.counts(wish.reading(reader), wish.view, keys, stop)


def contested(reader: Reader, wish: Wish, views: Sequence[View], stop: Callable[[], bool]) -> Contested:
    """Look for contested rows in every view that can have some."""
    at, count, first, many = wish.reading(reader), 0, ("", ""), False
    for view in views:
        if view.follows or "contested" not in dict(view.states).values():
            continue
        ids = reader.ids(view, at) or ()
        many = many or len(ids) > _MOST_JUDGED
        for id_ in ids if len(ids) <= _MOST_JUDGED else _doubtful(view, at):
            if stop():
                return Contested(count, *first, many=True)
            for key in view.lines(id_, at):
                if view.entry(key, at).state == "contested":
                    count, first = count + 1, first if count else (view.name, key)
    return Contested(count, *first, many=many)


def _doubtful(view: View, at: Reading) -> list[str]:
    """Return some rows of a long view that may be contested, as the tables tell at the head; earlier, nobody does."""
    if at.position < at.size:
        return []
    return list(dict.fromkeys(key[0] for name in view.projections for key in at.doubtful(name)))[:_MOST_DOUBTFUL]


@dataclass(frozen=True, slots=True)
class Answer:
    """Why the row of a key reads as it does, or one of its events in full; `chosen` is the event under the mark."""

    key: str
    chosen: int
    whole: bool
    paragraphs: tuple[Paragraph, ...]


def answer(
    reader: Reader, wish: Wish, documents: Documents, key: str, chosen: int = 0, *, whole: bool = False
) -> Answer:
    """Explain the row of a key, with the evidence of the chosen event, else of the first; `whole` shows that event."""
    at = wish.reading(reader)
    if whole:
        return Answer(key, chosen, True, tuple(telling.event(at.fact(chosen), at, documents)))
    why = wish.view.why(key, at)
    cells = wish.view.entry(key, at).cells
    chosen = chosen if chosen in why.positions else next(iter(why.positions), 0)
    grounds = telling.evidence(at.fact(chosen), at, documents) if chosen else []
    return Answer(key, chosen, False, tuple(telling.answer(why, cells[0] if cells else "", chosen, grounds)))
