"""A screen over a ledger: it opens it, follows it, and reads it again when seals are looked at.

What workers find arrives as messages, so none of them ever waits for the screen.
"""

from __future__ import annotations

import sqlite3
import threading
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import work
from textual.screen import Screen
from textual.worker import get_current_worker

from legation.errors import Damaged, LegationError
from legation.marks import Marks
from legation.moment import Moment
from legation.reading import Reading
from legation.tui.messages import Building, Came, Grown, Opened, Reread
from legation.tui.opening import Opening
from legation.tui.reader import Reader
from legation.tui.seek import Wish
from legation.tui.threads import Threads

if TYPE_CHECKING:
    from legation.tui.app import LegationApp

MANY = 5_000  # events that take long enough to show meanwhile what there was
BROKEN = (LegationError, OSError, sqlite3.Error)


class Ledgered(Screen[None], inherit_bindings=False):
    """The ledger behind a screen, at the moment that the app holds."""

    def __init__(self, opening: Opening) -> None:
        """Take what to open; nothing is opened yet."""
        super().__init__()
        self.opening = opening
        self.reader = Reader(opening.open_store, opening.model_path, opening.documents)
        self.end = 0
        self.threads = Threads()
        self._opening = threading.Lock()

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
                self.tell(damage)
                if damage.position and not self.reader.damage:
                    self.reader.keep_to_what_holds(damage)
                    self._catch_up()
            except BROKEN as error:
                self.tell(error)

    def _catch_up(self) -> None:
        reader = self.reader
        more = reader.store.head().size - reader.ready() if not self.end else 0
        if reader.ready() and more > MANY:
            self.tell(Opened(reader.ready(), more))
        end = reader.catch_up(lambda done, of: self.tell(Building(done, of)))
        self.tell(Opened(end, newer=len(reader.model.newer())))

    @work(thread=True, exclusive=True, group="follow")
    def look(self) -> None:
        """Look whether the ledger has grown."""
        try:
            self.tell(Grown(self.reader.store.head().size - self.end))
        except BROKEN as error:
            self.tell(error)

    @work(thread=True, exclusive=True, group="seal")
    def read_again(self) -> None:
        """Read every line again and hold it against the seal."""
        worker = get_current_worker()

        def unwanted() -> bool:
            self.threads.give_way()
            return worker.is_cancelled

        try:
            for read in self.reader.seals.read_again(self.reader.store, unwanted):
                self.tell(Reread(read))
        except BROKEN as error:
            self.tell(error)

    def tell(self, what: object, wish: Wish | None = None) -> None:
        """Tell the screen something, from any thread."""
        self.post_message(Came(what, wish))
