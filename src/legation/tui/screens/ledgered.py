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
from typing import TYPE_CHECKING, cast

from textual import work
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from legation.errors import LegationError
from legation.moment import Moment, parse_day
from legation.reading import Reading
from legation.timeline import Timeline
from legation.tui import seek
from legation.tui.opening import Opening
from legation.tui.reader import Reader
from legation.tui.rows import Rows
from legation.tui.seek import Wish

if TYPE_CHECKING:
    from legation.tui.app import LegationApp


_THREADS = 4
BROKEN = (LegationError, OSError, sqlite3.Error)


class Came(Message):
    """A worker has something: what became of `wish`, or if there is none, news of the ledger itself."""

    def __init__(self, what: object, wish: Wish | None = None) -> None:
        super().__init__()
        self.what, self.wish = what, wish


@dataclass(frozen=True, slots=True)
class Opened:
    """The tables hold everything up to `end`."""

    end: int


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
        self.reader = Reader(opening.open_store, opening.model_path)
        self.end = 0
        self.wish: Wish | None = None
        self.gathered: Gathered | None = None
        self._gathering: tuple[object, ...] = ()
        self._turn = threading.Lock()

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

    def understood(self, text: str) -> str:
        """Return the day that a typed text means; raises NotUnderstood."""
        return parse_day(text, self.opening.clock(), Timeline(self.reading))

    @work(thread=True, exclusive=True, group="seek")
    def open_ledger(self) -> None:
        """Bring the tables to the end of the ledger."""
        with self._turn:
            try:
                self._tell(Opened(self.reader.catch_up(lambda done, of: self._tell(Building(done, of)))))
            except BROKEN as error:
                self._tell(error)

    @work(thread=True, exclusive=True, group="follow")
    def look(self) -> None:
        """Look whether the ledger has grown."""
        try:
            self._tell(Grown(self.reader.store.head().size - self.end))
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
        """Count the states of all rows, if they are few enough, then the contested rows of all views."""
        worker = get_current_worker()

        def stopped() -> bool:
            return worker.is_cancelled

        told: Mapping[str, int] = {}
        if found.whole and found.counted:
            for told in seek.counts(self.reader, wish, found.keys, stopped):
                self._tell(Counted(dict(told), False), wish)
        if found.whole:
            self._tell(Counted(dict(told), True), wish)
        contested = seek.contested(self.reader, wish, self.opening.views, stopped)
        if not stopped():
            self._tell(contested, wish)

    @work(thread=True, exclusive=True, group="why")
    def explain(self, wish: Wish, key: str, chosen: int, whole: bool) -> None:
        """Find out why a row reads as it does."""
        worker = get_current_worker()
        with self._turn:
            if not worker.is_cancelled:
                self._tell(seek.answer(self.reader, wish, self.opening.documents, key, chosen, whole=whole), wish)

    def _tell(self, what: object, wish: Wish | None = None) -> None:
        self.post_message(Came(what, wish))
