"""A screen over a ledger: it opens it, follows it, and finds in workers what a moment comes to.

Every change of view, filter or moment makes a wish. The last good rows stay on screen until the latest wish has come
true; only one is worked on at a time. What workers find arrives as messages, so none of them ever waits for the screen.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import work
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from legation.errors import Damaged, LegationError
from legation.marks import Marks
from legation.moment import Moment
from legation.plot import Cell
from legation.reading import Reading
from legation.tui import seek
from legation.tui.opening import Opening
from legation.tui.reader import Reader
from legation.tui.rows import Rows
from legation.tui.seek import Wish
from legation.view import View

if TYPE_CHECKING:
    from legation.tui.app import LegationApp


_THREADS = 4
MANY = 5_000  # events that take long enough to show meanwhile what there was
BROKEN = (LegationError, OSError, sqlite3.Error)


class Came(Message):
    """A worker has something: what became of `wish`, or if there is none, news of the ledger itself."""

    def __init__(self, what: object, wish: Wish | None = None) -> None:
        super().__init__()
        self.what, self.wish = what, wish


@dataclass(frozen=True, slots=True)
class Opened:
    """The tables hold everything up to `end`, of what may be `more`, which is still to be taken in.

    So many of these events are `newer` than this program.
    """

    end: int
    more: int = 0
    newer: int = 0


@dataclass(frozen=True, slots=True)
class Building:
    """So many events of so many are in the tables."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Grown:
    """So many events stand behind the last one shown."""

    new: int


@dataclass(frozen=True, slots=True)
class Reread:
    """So many lines were read again and held against the seal."""

    lines: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of each state there are; `done` when there are no more."""

    states: Mapping[str, int]
    done: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """All rows of what a wish `asked` for."""

    rows: Rows
    asked: tuple[object, ...]


class Ledgered(Screen[None], inherit_bindings=False):
    """The ledger behind a screen, at the moment that the app holds."""

    def __init__(self, opening: Opening) -> None:
        """Take what to open; nothing is opened yet."""
        super().__init__()
        self.opening = opening
        self.reader = Reader(opening.open_store, opening.model_path, opening.documents)
        self.end = 0
        self.wish: Wish | None = None
        self.gathered: Gathered | None = None
        self._gathering: tuple[object, ...] = ()
        self._turn, self._opening = threading.Lock(), threading.Lock()

    def few_threads(self) -> None:
        """Let few threads do the work: each has tables of its own, and what it keeps at hand is warm when it comes."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))

    @property
    def legation(self) -> LegationApp:
        """The app, which holds the moment."""
        return cast("LegationApp", self.app)

    @property
    def moment(self) -> Moment:
        """The moment on screen."""
        return self.legation.moment

    @property
    def now(self) -> bool:
        """Whether the screen follows today and the ledger's end."""
        return self.moment == Moment()

    @property
    def day(self) -> str:
        """The day in the world that is looked at."""
        return self.moment.as_of or self.opening.clock().isoformat()

    @property
    def position(self) -> int:
        """The last event that may be used."""
        return self.reader.position(self.moment.known_by, self.end)

    @property
    def reading(self) -> Reading:
        """The ledger at the moment, for this thread."""
        return self.reader.reading(self.day, self.position)

    @cached_property
    def marks(self) -> Marks:
        """The moments that the person has named."""
        kept = self.opening.marks
        return Marks.of(self.reader.store.source) if kept is None else kept

    def written(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Return how the keys of an entry of the registry are written, as the person has set them."""
        return self.legation.keyboard.shown(id)

    @work(thread=True, exclusive=True, group="open")
    def open_ledger(self) -> None:
        """Bring the tables to the end of the ledger; what they hold already can be read meanwhile."""
        with self._opening:
            try:
                self._catch_up()
            except Damaged as damage:
                self._tell(damage)
                if damage.position and not self.reader.damage:
                    self.reader.keep_to_what_holds(damage)
                    self._catch_up()
            except BROKEN as error:
                self._tell(error)

    def _catch_up(self) -> None:
        reader = self.reader
        more = reader.store.head().size - reader.ready() if not self.end else 0
        if reader.ready() and more > MANY:
            self._tell(Opened(reader.ready(), more))
        end = reader.catch_up(lambda done, of: self._tell(Building(done, of)))
        self._tell(Opened(end, newer=len(reader.model.newer())))

    @work(thread=True, exclusive=True, group="follow")
    def look(self) -> None:
        """Look whether the ledger has grown."""
        try:
            self._tell(Grown(self.reader.store.head().size - self.end))
        except BROKEN as error:
            self._tell(error)

    @work(thread=True, exclusive=True, group="seal")
    def read_again(self) -> None:
        """Read every line again and hold it against the seal."""
        worker = get_current_worker()
        try:
            for read in self.reader.seals.read_again(self.reader.store, lambda: worker.is_cancelled):
                self._tell(Reread(read))
        except BROKEN as error:
            self._tell(error)

    @work(thread=True, exclusive=True, group="seek")
    def find(self, wish: Wish) -> None:
        """Find rows and bar."""
        worker = get_current_worker()
        with self._turn:
            if worker.is_cancelled:
                return
            try:
                self._tell(seek.found(self.reader, wish), wish)
            except BROKEN as error:
                self._tell(error, wish)

    def knowing(self, wish: Wish) -> Wish:
        """Return a wish with the keys of all its rows, if they were found for the one before."""
        known = self.gathered.rows.keys if self.gathered and self.gathered.asked == wish.asked else None
        return replace(wish, known=known)

    def gather_rest(self, wish: Wish, rows: Rows) -> None:
        """Find all rows, if these are not all, and nobody is at it already."""
        if not rows.whole and self._gathering != wish.asked:
            self._gathering = wish.asked
            self.gather(wish)

    @work(thread=True, exclusive=True, group="gather")
    def gather(self, wish: Wish) -> None:
        """Find all rows, where those in sight were found before them."""
        worker = get_current_worker()
        try:
            found = seek.gathered(self.reader, wish, lambda: worker.is_cancelled)
        except BROKEN as error:
            self._tell(error, wish)
        else:
            if found:
                self._tell(Gathered(found, wish.asked))

    @work(thread=True, exclusive=True, group="count")
    def count(self, wish: Wish, found: Rows) -> None:
        """Count the states of all rows, or find the rest of those that differ; then the contested rows of all views."""
        worker = get_current_worker()

        def stopped() -> bool:
            return worker.is_cancelled

        told: Mapping[str, int] = {}
        if found.apart and found.apart.most:
            self._tell(seek.found(self.reader, wish, patience=None), wish)
            return
        if found.whole and found.counted and not found.apart:
            for told in seek.counts(self.reader, wish, found.keys, stopped):
                self._tell(Counted(dict(told), False), wish)
        if found.whole and not found.apart:
            self._tell(Counted(dict(told), True), wish)
        contested = seek.contested(self.reader, wish, self.opening.views, stopped)
        if not stopped():
            self._tell(contested, wish)

    @work(thread=True, exclusive=True, group="why")
    def explain(self, wish: Wish, key: str, chosen: int, whole: bool, view: View | None = None) -> None:
        """Find out why a row reads as it does, of the view on screen or of another."""
        worker, documents = get_current_worker(), self.opening.documents
        for past in (True,) if whole or chosen else (False, True):
            with self._turn:
                if worker.is_cancelled:
                    return
                told = seek.answer(self.reader, wish, documents, key, chosen, whole=whole, past=past, view=view)
                self._tell(told, wish)

    @work(thread=True, exclusive=True, group="why")
    def list_cell(self, wish: Wish, cell: Cell) -> None:
        """List the rows of a cell."""
        worker = get_current_worker()
        with self._turn:
            if not worker.is_cancelled:
                self._tell(seek.in_cell(self.reader, wish, cell), wish)

    def _tell(self, what: object, wish: Wish | None = None) -> None:
        self.post_message(Came(what, wish))
