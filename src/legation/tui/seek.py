"""One seek: everything the main screen shows of a moment, found in a worker (screens.md 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from legation.documents import Documents
from legation.literal import literal
from legation.plot import Cell, Plot
from legation.reading import Reading
from legation.row_source import Line, RowSource
from legation.timeline import Timeline
from legation.tui import rows, telling, track
from legation.tui.reader import Reader
from legation.tui.rows import Rows
from legation.tui.shape import TABLE, Shape
from legation.tui.telling import BLANK, Paragraph
from legation.tui.theme import SIGNS
from legation.tui.track import Here, Track
from legation.view import View

_MOST_LISTED = 40  # rows of a cell told in the pane
_MOST_JUDGED = 500  # rows of one view looked through for contests


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown: a view under a filter at a moment, and a bar of `cells` cells.

    The cursor belongs on `key`, else on line `index`; of `height` lines in sight, `above` stand above it.
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
    shape: Shape = TABLE
    room: int = 0  # cells that a plot may take

    def reading(self, reader: Reader) -> Reading:
        """Return the ledger at this moment."""
        return reader.reading(self.day, self.position)


@dataclass(frozen=True, slots=True)
class Found:
    """What a wish came to; `lines` are those in sight."""

    rows: Rows
    lines: dict[str, Line]
    track: Track
    here: Here
    plot: Plot | None = None
    title: tuple[str, ...] = ()


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
    shape = wish.shape
    listed = rows.find(at, wish.view, wish.words, wish.key, wish.index, shape.among(wish.view, at))
    first = max(0, min(listed.cursor - wish.above, len(listed.keys) - wish.height))
    source = RowSource(wish.view, at)
    lines = {key: source.line(key) for key in listed.keys[first : first + wish.height]}
    bar = track.track(timeline, wish.day, wish.cells, wish.track)
    plot = shape.drawing(wish.view, listed.keys, at, wish.words, wish.room)
    return Found(listed, lines, bar, track.here(timeline, wish.day), plot, shape.said(at))


def counts(reader: Reader, wish: Wish, keys: Sequence[str], stop: Callable[[], bool]) -> Iterator[Counter[str]]:
    """Yield how many rows there are of each state, as far as they are counted."""
    return rows.counts(wish.reading(reader), wish.view, keys, stop)


def contested(reader: Reader, wish: Wish, views: Sequence[View], stop: Callable[[], bool]) -> Contested:
    """Look for contested rows in every view that can have some."""
    at, count, first, many = wish.reading(reader), 0, ("", ""), False
    for view in views:
        if view.follows or "contested" not in dict(view.states).values():
            continue
        keys = view.keys(at)
        many = many or len(keys) > _MOST_JUDGED
        for key in keys[:_MOST_JUDGED]:
            if stop():
                return Contested(count, *first, many=True)
            if view.entry(key, at).state == "contested":
                count, first = count + 1, first if count else (view.name, key)
    return Contested(count, *first, many=many)


@dataclass(frozen=True, slots=True)
class Answer:
    """Why the row of a key reads as it does, or one of its events in full; `chosen` is the event under the mark."""

    key: str
    chosen: int
    whole: bool
    paragraphs: tuple[Paragraph, ...]
    title: str = "Why?"


def answer(
    reader: Reader,
    wish: Wish,
    documents: Documents,
    key: str,
    chosen: int = 0,
    *,
    whole: bool = False,
    view: View | None = None,
) -> Answer:
    """Explain the row of a key, with the evidence of the chosen event, else of the first; `whole` shows that event.

    The row may be of another view than the one on screen.
    """
    view = view or wish.view
    at = wish.reading(reader)
    if whole:
        return Answer(key, chosen, True, tuple(telling.event(at.fact(chosen), at, documents)))
    why = view.why(key, at)
    cells = view.entry(key, at).cells
    chosen = chosen if chosen in why.positions else next(iter(why.positions), 0)
    grounds = telling.evidence(at.fact(chosen), at, documents) if chosen else []
    return Answer(key, chosen, False, tuple(telling.answer(why, cells[0] if cells else "", chosen, grounds)))


def gathered(reader: Reader, wish: Wish, cell: Cell) -> Answer:
    """List the rows that a cell of a plot stands for, each with its sign and what it is called."""
    source = RowSource(wish.view, wish.reading(reader))
    main = next(i for i, column in enumerate(wish.view.columns[1:]) if not column.width)
    told = [Paragraph(((literal(cell.says), "strong"),), hang=2), BLANK]
    for key in cell.keys[:_MOST_LISTED]:
        sign, *cells = source.line(key).cells
        text = literal(" · ".join(dict.fromkeys(filter(None, (cells[0], cells[main])))))
        told.append(Paragraph(((literal(f"{sign or ' '} "), SIGNS.get(sign, "text")), (text, "text")), hang=2))
    if len(cell.keys) > _MOST_LISTED:
        told.append(Paragraph(((literal(f"and {len(cell.keys) - _MOST_LISTED:,} more: Enter lists them"), "muted"),)))
    return Answer(cell.says, 0, False, tuple(told), "What is here")
