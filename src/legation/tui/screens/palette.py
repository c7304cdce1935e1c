"""Anything by its name: people, offices, events, days, views, keys, themes (screens.md 8.11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from legation import suggesting
from legation.copying import linked
from legation.ids import fold
from legation.literal import literal
from legation.suggesting import MOST, Suggestion
from legation.tui.keys import KEYS, Key
from legation.tui.screens.chooser import Chooser, Offer
from legation.tui.screens.desk import Desk
from legation.tui.theme import all_themes

_SHORTEST = 2  # letters; fewer name nearly everything
_NAME = 34  # cells
_ONLY = {">": "do", "@": "who", "#": "events", ":": "days"}  # what a first letter keeps to
_PEOPLE = ("person", "org", "office")


class Palette(Chooser):
    """What is known at once stands there at once; what has to be looked for comes above it, from a worker."""

    DEFAULT_CSS = "Palette OptionList { text-wrap: nowrap; text-overflow: ellipsis; }"

    title_text = "Anything"
    placeholder = "a person, an office, a meeting, #358, a day, a view, a key …"

    class Named(Message):
        """What the ledger answers to `words`."""

        def __init__(self, words: str, found: Sequence[Suggestion]) -> None:
            super().__init__()
            self.words, self.found = words, found

    def __init__(self, desk: Desk, *, views_only: bool = False) -> None:
        """Take the screen it lies over."""
        super().__init__()
        self._desk, self._views_only = desk, views_only
        self._day, self._position = desk.day, desk.position
        if views_only:
            self.title_text, self.placeholder = "All views", "type to find a view"

    def below(self) -> str:
        """Say which letters keep to one kind."""
        if self._views_only:
            return super().below()
        return "> commands  @ people  # events  : moments  ↑ ↓ choose  Enter go  Esc close"

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield views, keys and themes that hold the words."""
        only, wanted = self._asked(words)
        if view_key := linked(words):
            yield _heading("A link")
            yield Offer(Content(literal(f"  open {words}")), ("link", *view_key))
            return
        if not only:
            yield from self._views(wanted, len(self._desk.opening.views) if not wanted or self._views_only else MOST)
        if self._views_only or only not in {"", "do"} or not (wanted or only):
            return
        keys = [entry for entry in KEYS if _holds(f"{entry.label} {entry.help}", wanted)]
        if keys:
            yield _heading("Do")
        yield from map(self._key, keys if only else keys[:MOST])
        themes = [name for name in all_themes() if wanted and _holds(f"theme {name}", wanted)]
        settings = bool(wanted) and _holds("settings: theme, marks, keys", wanted)
        if themes or settings:
            yield _heading("Look")
        if settings:
            yield Offer(Content("  settings: theme, marks, keys and more"), ("settings",))
        yield from (Offer(Content(f"  theme {name}"), ("theme", name)) for name in themes)

    def refill(self, words: str) -> None:
        """Show what is known at once, and look for the rest."""
        super().refill(words)
        only, wanted = self._asked(words)
        if not self._views_only and only != "do" and (len(wanted) >= _SHORTEST or only == "days" or wanted.isdecimal()):
            self._look(words, only, wanted)

    def _asked(self, words: str) -> tuple[str, str]:
        """Return what the first letter keeps to, and the words behind it."""
        only = _ONLY.get(words[:1], "")
        return only, words[1:].strip() if only else words

    def _views(self, wanted: str, most: int) -> Iterator[Offer]:
        views = [view for view in self._desk.opening.views if _holds(f"{view.name} {view.one}", wanted)]
        if views:
            yield _heading("Views")
        for view in views[:most]:
            yield Offer(Content.assemble((f"  {view.digit or ' '}  ", "bold"), view.name), ("view", view.name))

    def _key(self, entry: Key) -> Offer:
        name = f"  {self._desk.written(entry.id):<10} "
        if why := self._desk.hindrance(entry.id):
            return Offer(
                Content.assemble((literal(f"{name}{entry.label:<14} not now: {why}"), "$muted")), ("key", entry.id)
            )
        return Offer(Content.assemble((name, "bold"), entry.help), ("key", entry.id))

    @work(thread=True, exclusive=True, group="palette")
    def _look(self, words: str, only: str, wanted: str) -> None:
        worker = get_current_worker()
        at = self._desk.reader.reading(self._day, self._position)
        found: list[Suggestion] = []
        if only in {"", "who"}:
            found += suggesting.things(at, wanted, *(_PEOPLE if only else ()))
        if only in {"", "events"} and not worker.is_cancelled:
            found += suggesting.events(at, wanted)
        if only in {"", "days"}:
            found += suggesting.days(at, wanted, self._desk.opening.clock())
        if not worker.is_cancelled:
            self.post_message(self.Named(words, found))

    @on(Named)
    def _named(self, event: Named) -> None:
        event.stop()
        if event.words != self.field.value.strip():
            return
        offers, group = [], ""
        for one in event.found:
            if one.group != group:
                offers.append(_heading(one.group))
            group = one.group
            offers.append(_going(one))
        met = next((one for one in event.found if one.view == "People"), None)
        if met:
            offers.append(_heading("Relations"))
            offers.append(_going(Suggestion("", f"Relations of {met.name}", "who met whom", met.key, "Relations")))
        known = list(self.offers(event.words))
        nothing = [] if offers or known else [Offer(Content("  nothing is called so, at this moment"))]
        self.fill([*offers, *known, *nothing])


def _going(one: Suggestion) -> Offer:
    name = literal(one.name)
    name = name if len(name) <= _NAME else literal(f"{name[: _NAME - 1]}…")
    text = Content.assemble(f"  {name:<{_NAME}}  ", (literal(one.said), "$muted"))
    return Offer(text, ("row", one.view, one.key) if one.view else ("moment", one.key))


def _holds(text: str, wanted: str) -> bool:
    return all(word in fold(text) for word in fold(wanted).split())


def _heading(text: str) -> Offer:
    return Offer(Content.assemble((literal(text), "$primary")))
