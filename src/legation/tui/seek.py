"""One seek: everything the main screen shows of a moment, found in a worker (screens.md 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from legation.apart import Sides
from legation.contrast import Contrast
from legation.distinction import difference
from legation.documents import Documents
from legation.explaining import explained
from legation.export import Lines, Table
from legation.literal import literal
from legation.plot import Cell, Plot
from legation.reading import Reading
from legation.recording import Recording
from legation.row_source import Line, RowSource
from legation.timeline import Timeline
from legation.tui import recorded, rows, telling, track
from legation.tui.reader import Reader
from legation.tui.recorded import Recorded
from legation.tui.rows import Rows
from legation.tui.saying import Clock
from legation.tui.shape import TABLE, Shape
from legation.tui.telling import BLANK, Paragraph
from legation.tui.theme import SIGNS
from legation.tui.track import At, Here, Track
from legation.view import View

PATIENCE = 0.3  # seconds in which the first lines of a comparison are to be there
_MOST_LISTED = 40  # rows of a cell told in the pane
_MOST_DRAWN = 20_000  # rows that a plot may be drawn of; of more it says that they are too many
_MOST_DOUBTFUL = 100
_MOST_JUDGED = 500  # rows of one view looked through for contests


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown: a view under a filter, in an order, at a moment, and a bar of `cells` cells.

    The cursor belongs on `key`, else on line `index`, of which -1 is the last; of `height` lines in sight, `above`
    stand above it. The ledger on screen ends at `end`. With `pinned`, the moment is compared with that one: only lines
    that differ are shown, or `every` line. `known` are the keys of all lines, if they were found before.
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
    track: Track | Recorded | None
    end: int
    clock: Clock = "as of"
    zoom: int = 0
    pinned: At | None = None
    every: bool = False
    shape: Shape = TABLE
    room: int = 0  # cells that a plot may take
    sort: str = ""
    known: Sequence[str] | None = None

    @property
    def asked(self) -> tuple[object, ...]:
        """What decides which lines there are, and their order."""
        return self.view.name, self.words, self.sort, self.day, self.position, self.shape, self.pinned

    def source(self, reader: Reader) -> RowSource | Contrast:
        """Return what gives the lines: of the moment, or of both moments where another is pinned."""
        at = self.reading(reader)
        if self.pinned:
            a = reader.reading(*self.pinned)
            some = self.shape.among(self.view, a), self.shape.among(self.view, at)
            return Contrast(self.view, a, at, self.words, some)
        among = self.shape.among(self.view, at)
        ids = reader.ids(self.view, at) if among is None else None
        return RowSource(self.view, at, self.words, among, self.sort, ids)

    def reading(self, reader: Reader) -> Reading:
        """Return the ledger at this moment."""
        return reader.reading(self.day, self.position)


@dataclass(frozen=True, slots=True)
class Found:
    """What a wish came to; `lines` are those in sight, `foot` stands below them in place of the legend.

    Nothing in any view shows what the events tell that are `newer` than this program.
    """

    rows: Rows
    lines: dict[str, Line]
    track: Track | Recorded
    here: Here
    plot: Plot | None = None
    title: tuple[str, ...] = ()
    foot: str = ""
    newer: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Contested:
    """How many rows of all views are contested, and the first of them; `many` if not all were looked at."""

    count: int
    view: str = ""
    key: str = ""
    many: bool = False


def found(reader: Reader, wish: Wish, patience: float | None = PATIENCE) -> Found:
    """Find rows, bar and what lies beside the moment; of a comparison, what is found within some seconds."""
    source, shape, plot = wish.source(reader), wish.shape, None
    title: tuple[str, ...] = ()
    if isinstance(source, Contrast):
        title = shape.said(source.b)
        if shape.plot:
            listed, plot = rows.behind_plot(source, wish.key, wish.index), shape.parting(source, wish.room)
        else:
            listed = rows.compare(source, wish.key, wish.index, every=wish.every, patience=patience)
    else:
        drawn = bool(shape.plot) and len(source.ids) <= _MOST_DRAWN
        listed = rows.find(source, wish.key, wish.index, wish.height, source.keys if drawn else wish.known)
        keys = listed.keys if listed.whole else source.ids
        plot, title = shape.drawing(wish.view, keys, source.at, wish.words, wish.room), shape.said(source.at)
    first = max(0, min(listed.cursor - wish.above, len(listed.keys) - wish.height))
    lines = {key: source.line(key) for key in listed.keys[first : first + wish.height]}
    at = wish.reading(reader)
    return Found(listed, lines, *_bar(reader, wish), plot, title, wish.view.foot(at), at.newer())


def _bar(reader: Reader, wish: Wish) -> tuple[Track | Recorded, Here]:
    at, pinned = wish.reading(reader), wish.pinned
    if wish.clock == "as of":
        timeline = Timeline(at)
        bar = track.track(timeline, wish.day, wish.cells, wish.track, wish.zoom)
        return bar, track.here(timeline, wish.day, pinned.day if pinned else "")
    recording = Recording(reader.reading(at.day, wish.end))
    line = recorded.recorded(recording, wish.position, wish.cells, wish.track, wish.zoom)
    return line, recorded.here(recording, At(wish.day, wish.position), pinned.position if pinned else None)


def gathered(reader: Reader, wish: Wish, stop: Callable[[], bool]) -> Rows | None:
    """Find all rows; None if `stop` says so on the way."""
    source = wish.source(reader)
    if isinstance(source, Contrast):
        return None
    keys = source.all(stop)
    return None if stop() else rows.whole(source, keys, wish.key, wish.index)


def table(reader: Reader, wish: Wish) -> Table:
    """Return what a wish is for as a table that can be written: of a comparison the rows that differ, or all."""
    source = wish.source(reader)
    if isinstance(source, Contrast):
        differing = [change.key for change in source.changes() if change]
        return Sides(source, source.all_keys if wish.every else source.ordered(differing))
    lines = [source.line(key) for key in source.keys]
    return Lines(wish.view, source.at, lines, source.count_unfiltered, wish.words, wish.sort)


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
    """Why the row of a key reads as it does, or one of its events in full; `chosen` is the event under the mark.

    `day` is the one from which on a row reads as it does, where two moments are compared; `then` is another moment
    that the answer leads to.
    """

    key: str
    chosen: int
    whole: bool
    paragraphs: tuple[Paragraph, ...]
    title: str = "Why?"
    day: str = ""
    then: str = ""


def answer(
    reader: Reader,
    wish: Wish,
    documents: Documents,
    key: str,
    chosen: int = 0,
    *,
    whole: bool = False,
    view: View | None = None,
    past: bool = True,
) -> Answer:
    """Explain the row of a key, with the evidence of the chosen event, else of the first; `whole` shows that event.

    The row may be of another view than the one on screen. What it said in the `past` takes the longest, and may be left
    for a second answer.
    """
    view = view or wish.view
    at = wish.reading(reader)
    if whole and wish.pinned and wish.pinned.position > at.position:
        at = at.known(wish.pinned.position)
    if whole:
        return Answer(key, chosen, True, tuple(telling.event(at.fact(chosen), at, documents)), f"#{chosen} in full")
    source = replace(wish, view=view, shape=TABLE).source(reader)
    if isinstance(source, Contrast):
        return _difference(source, documents, key, chosen)
    why = explained(view, key, at, past=past)
    cells = view.entry(key, at).cells
    there = chosen in why.positions or (chosen == telling.THEN and telling.then(why))
    chosen = chosen if there else next(iter(why.positions), 0)
    grounds = telling.evidence(at.fact(chosen), at, documents, telling.BESIDE) if chosen > 0 and why.grounds else []
    told = tuple(telling.answer(why, cells[0] if cells else "", chosen, grounds))
    return Answer(key, chosen, False, told, why.asked, then=telling.then(why))


def _difference(contrast: Contrast, documents: Documents, key: str, chosen: int) -> Answer:
    told = difference(contrast, key)
    chosen = chosen if chosen in told.positions else next(iter(told.positions), 0)
    newest = max(contrast.a, contrast.b, key=lambda at: at.position)
    grounds = telling.evidence(newest.fact(chosen), newest, documents) if chosen else []
    paragraphs = tuple(telling.difference(told, chosen, grounds))
    return Answer(key, chosen, False, paragraphs, "Why the difference?", told.day)


def in_cell(reader: Reader, wish: Wish, cell: Cell) -> Answer:
    """List the rows that a cell of a plot stands for, each with its sign and what it is called.

    Where two moments are compared, the sign says how a row differs, and behind the name stands what A and B say.
    """
    source = replace(wish, shape=TABLE, known=None).source(reader)
    told = [Paragraph(((literal(cell.says), "strong"),), hang=2), BLANK]
    for key in cell.keys[:_MOST_LISTED]:
        sign, *cells = source.line(key).cells
        if isinstance(source, Contrast):
            about, a, b = cells
            text = literal(f"{about} · {' → '.join(filter(None, (a, b)))}" if sign else about)
        else:
            main = next(i for i, column in enumerate(wish.view.columns[1:]) if not column.width)
            text = literal(" · ".join(dict.fromkeys(filter(None, (cells[0], cells[main])))))
        told.append(Paragraph(((literal(f"{sign or ' '} "), SIGNS.get(sign, "text")), (text, "text")), hang=2))
    if len(cell.keys) > _MOST_LISTED:
        told.append(Paragraph(((literal(f"and {len(cell.keys) - _MOST_LISTED:,} more: Enter lists them"), "muted"),)))
    return Answer(cell.says, 0, False, tuple(told), "What is here")
