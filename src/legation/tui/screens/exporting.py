"""Rows on their way into a file: the format, and what the file is called (screens.md 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os.path import lexists
from pathlib import Path

from textual.content import Content

from legation.export import EXPORTS
from legation.literal import literal
from legation.tui.in_browser import served
from legation.tui.screens.chooser import Choice, Chooser, Offer


class Exporting(Chooser):
    """The field holds the name of the file, offered from the view and the moment alone; below it stand the formats.

    A file that stands there already is replaced only by a second Enter.
    """

    title_text = "Export these rows"
    placeholder = "the name of the file"

    def __init__(self, called: Callable[[str], str]) -> None:
        """Take what names the file by the ending of its format."""
        super().__init__()
        self._called = called
        self._offered = self._asked = self._early = called(next(iter(EXPORTS.values())).ending)

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield the formats."""
        for name, export in EXPORTS.items():
            yield Offer(Content.assemble(f"  {name:<12}", (export.about, "$muted")), ("format", name))

    def refill(self, words: str) -> None:
        """Keep the format that is chosen while the name is typed."""
        self._asked = ""
        if not self.choices:
            super().refill(words)
        self.tell(self.below())

    def below(self) -> str:
        """Say what Enter does."""
        return f"↑ ↓ format · Enter {'downloads' if served() else 'writes'} · Esc closes"

    def action_move(self, by: int) -> None:
        """Choose another format; a name that was not typed follows it."""
        super().action_move(by)
        at = self.options.highlighted
        if at is not None and self.field.value == self._offered:
            self._offered = self._called(EXPORTS[self.choices[at][1]].ending)
            self.field.value = self._offered
            self.field.cursor_position = len(self._offered)

    def take(self, choice: Choice) -> None:
        """Write, unless a file would be lost that nobody asked to replace."""
        name = self.field.value.strip()
        if not name:
            self.tell("the file needs a name")
        elif not served() and lexists(Path(name).expanduser()) and self._asked != name:
            self._asked = name
            self.tell(literal(f"{Path(name).name} is there already: Enter replaces it, Esc closes"))
        else:
            self.dismiss(("export", choice[1], name, "replace" if self._asked == name else ""))
