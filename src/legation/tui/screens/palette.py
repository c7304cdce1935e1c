"""Anything by its name: views, keys, themes, and whatever the ledger has a name for (screens.md 8.11)."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from legation.ids import fold
from legation.literal import literal
from legation.lookup import candidates
from legation.tui.keys import KEYS
from legation.tui.screens.chooser import Chooser, Offer
from legation.tui.screens.ledgered import Ledgered
from legation.tui.theme import all_themes

_MOST = 30
_SHORTEST = 2  # letters; fewer name nearly everything


class Palette(Chooser):
    """Rows are looked for in a worker; they come below what is known at once."""

    title_text = "Anything"
    placeholder = "a person, an office, a meeting, a view, a key …"

    class Named(Message):
        """Rows that answer to `words`."""

        def __init__(self, words: str, offers: list[Offer]) -> None:
            super().__init__()
            self.words, self.offers = words, offers

    def __init__(self, desk: Ledgered, *, views_only: bool = False) -> None:
        """Take the screen it lies over."""
        super().__init__()
        self._desk, self._views_only = desk, views_only
        self._day, self._position = desk.day, desk.position
        if views_only:
            self.title_text, self.placeholder = "All views", "type to find a view"

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield views, keys and themes that hold the words."""
        wanted = fold(words).split()

        def holds(text: str) -> bool:
            return all(word in fold(text) for word in wanted)

        views = [view for view in self._desk.opening.views if holds(f"{view.name} {view.one}")]
        if views:
            yield _heading("Views")
        for view in views:
            yield Offer(Content.assemble((f"  {view.digit or ' '}  ", "bold"), view.name), ("view", view.name))
        if self._views_only:
            return
        keys = [entry for entry in KEYS if holds(f"{entry.label} {entry.help}")] if wanted else []
        if keys:
            yield _heading("Do")
        for entry in keys:
            yield Offer(
                Content.assemble((f"  {self._desk.written(entry.id)}  ", "bold"), entry.help), ("key", entry.id)
            )
        themes = [name for name in all_themes() if holds(f"theme {name}")] if wanted else []
        if wanted and (themes or holds("settings: theme, marks, keys")):
            yield _heading("Look")
        if wanted and holds("settings: theme, marks, keys"):
            yield Offer(Content("  settings: theme, marks, keys and more"), ("settings",))
        for name in themes:
            yield Offer(Content(f"  theme {name}"), ("theme", name))

    def refill(self, words: str) -> None:
        """Show what is known at once, and look for rows."""
        super().refill(words)
        if not self._views_only and len(words) >= _SHORTEST:
            self._look(words)

    @work(thread=True, exclusive=True, group="palette")
    def _look(self, words: str) -> None:
        worker = get_current_worker()
        at = self._desk.reader.reading(self._day, self._position)
        offers: list[Offer] = []
        for view in self._desk.opening.views:
            if worker.is_cancelled:
                return
            keys = candidates(at, words, *view.kinds)[:_MOST] if view.kinds else []
            shown = set(view.keys(at)) if keys else set()
            rows = [key for key in keys if key in shown]
            if rows:
                offers.append(_heading(literal(view.name)))
            for key in rows:
                offers.append(Offer(Content(literal(f"  {at.name(key)}")), ("row", view.name, key)))
        self.post_message(self.Named(words, offers))

    @on(Named)
    def _named(self, event: Named) -> None:
        if event.words == self.field.value.strip():
            self.fill([*event.offers, *self.offers(event.words)])


def _heading(text: str) -> Offer:
    return Offer(Content.assemble((text, "$primary")))
