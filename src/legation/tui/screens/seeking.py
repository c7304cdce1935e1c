"""A screen that finds what a moment comes to.

Every change of view, filter or moment makes a wish. The last good rows stay on screen until the latest wish has come
true; what is done for an earlier one ends. What nobody waits for (counts, all rows, what a row said before) begins when
nothing has been wished for a while, and stands still while something is sought.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from textual import work
from textual.worker import get_current_worker

from legation import collecting
from legation.plot import Cell
from legation.tui import seek
from legation.tui.messages import Counted, Gathered
from legation.tui.opening import Opening
from legation.tui.reader import Abandoned
from legation.tui.rows import Rows
from legation.tui.screens.ledgered import BROKEN, Ledgered
from legation.tui.seek import Wish
from legation.tui.threads import Task, Unwanted
from legation.view import View

_Asked: TypeAlias = Callable[[Unwanted], Iterable[object]]


class Seeking(Ledgered):
    """What is wished for, and the workers that find it."""

    def __init__(self, opening: Opening) -> None:
        """Begin without a wish."""
        super().__init__(opening)
        self.wish: Wish | None = None
        self.gathered: Gathered | None = None
        self._gathering: tuple[object, ...] = ()

    @work(exclusive=True, group="seek")
    async def find(self, wish: Wish) -> None:
        """Find rows and bar."""
        await self._at_once(wish, lambda: seek.found(self.reader, wish))

    def knowing(self, wish: Wish) -> Wish:
        """Return a wish with the keys of all its rows, if they were found for the one before."""
        known = self.gathered.rows.keys if self.gathered and self.gathered.asked == wish.asked else None
        return replace(wish, known=known)

    def gather_rest(self, wish: Wish, rows: Rows) -> None:
        """Find all rows, if these are not all, and nobody is at it already."""
        if rows.whole:
            return
        if self.gathered and self.gathered.asked == wish.asked:  # they came while these were looked for
            self.tell(self.gathered)
        elif self._gathering != wish.asked:
            self._gathering = wish.asked
            self.gather(wish)

    @work(exclusive=True, group="gather")
    async def gather(self, wish: Wish) -> None:
        """Find all rows, where those in sight were found before them; others of them may be in sight meanwhile."""
        worker = get_current_worker()

        def unwanted() -> bool:
            return worker.is_cancelled or self.wish is None or self.wish.asked != wish.asked

        def gathered(unwanted: Unwanted) -> Iterator[object]:
            if found := seek.gathered(self.reader, wish, unwanted):
                yield Gathered(found, wish.asked)

        await asyncio.sleep(self.opening.pause)
        await self.threads.in_time(self._telling(gathered), unwanted)
        if self._gathering == wish.asked:
            self._gathering = ()

    @work(exclusive=True, group="count")
    async def count(self, wish: Wish, found: Rows) -> None:
        """Count the states of all rows, or find the rest of those that differ; then the contested rows of all views."""
        await asyncio.sleep(self.opening.pause)
        await self.threads.in_time(self._telling(partial(self._counted, wish, found), wish), self._unwanted(wish))

    def _counted(self, wish: Wish, found: Rows, unwanted: Unwanted) -> Iterator[object]:
        if found.apart and found.apart.most:
            yield seek.found(self.reader, wish, patience=None)
            return
        told: Mapping[str, int] = {}
        if found.whole and found.counted and not found.apart:
            for told in seek.counts(self.reader, wish, found.keys, unwanted):
                yield Counted(dict(told), False)
        if found.whole and not found.apart:
            yield Counted(dict(told), True)
        yield seek.contested(self.reader, wish, self.opening.views, unwanted)
        collecting.pause()

    @work(exclusive=True, group="why")
    async def explain(self, wish: Wish, key: str, chosen: int, whole: bool, view: View | None = None) -> None:
        """Find out why a row reads as it does, of the view on screen or of another; then what it said before."""
        answer = partial(seek.answer, self.reader, wish, self.opening.documents, key, chosen, whole=whole, view=view)
        await asyncio.sleep(self.opening.pause / 3)
        if not (whole or chosen):
            await self._at_once(wish, partial(answer, past=False))
            await asyncio.sleep(self.opening.pause)
        await self._at_once(wish, answer)

    @work(exclusive=True, group="why")
    async def list_cell(self, wish: Wish, cell: Cell) -> None:
        """List the rows of a cell."""
        await self._at_once(wish, lambda: seek.in_cell(self.reader, wish, cell))

    async def _at_once(self, wish: Wish, asked: Callable[[], object]) -> None:
        await self.threads.at_once(self._telling(lambda _: [asked()], wish), self._unwanted(wish))

    def _unwanted(self, wish: Wish) -> Unwanted:
        worker = get_current_worker()
        return lambda: worker.is_cancelled or wish is not self.wish

    def _telling(self, asked: _Asked, wish: Wish | None = None) -> Task:
        """Return what a thread does to tell what is found, until it is unwanted or something is broken."""

        def task(unwanted: Unwanted) -> None:
            try:
                with self.reader.heeding(unwanted):
                    for told in asked(unwanted):
                        if unwanted():  # and may not be whole
                            return
                        self.tell(told, wish)
            except Abandoned:
                return
            except BROKEN as error:
                self.tell(error, wish)

        return task
