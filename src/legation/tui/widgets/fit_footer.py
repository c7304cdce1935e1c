"""The last line: keys by priority while they fit, how many do not, and always the way to all of them."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from legation.tui.keys import ALWAYS, KEYS, Key, key

_GAP = 3


class FitFooter(Widget):
    """Never clips a key: what does not fit is counted. A key that cannot act now is dimmed."""

    DEFAULT_CSS = """
    FitFooter {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    typing: reactive[str] = reactive("")

    class Pressed(Message):
        """A key was clicked; `key` is its id."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, hindrance: Callable[[str], str]) -> None:
        """Take what says why a key cannot act now, by its id."""
        super().__init__()
        self._hindrance = hindrance

    def render(self) -> Content:
        """Draw the keys, or while somebody types, what acts in the field."""
        if self.typing:
            return Content(f" {self.typing}")
        parts = [Content(" ")]
        for shown, width in self._placed():
            parts += [self._item(shown), Content(" " * width)]
        return Content.assemble(*parts)

    def _placed(self) -> list[tuple[Key | str, int]]:
        """Return keys and the count of the others, each with the blanks behind it."""
        room = self.size.width - 2
        last = [key(id_) for id_ in ALWAYS]
        wanted = sorted((k for k in KEYS if k.priority and k.id not in ALWAYS), key=lambda k: k.priority)
        fitting: list[Key] = []
        for entry in wanted:
            if self._width([*fitting, entry, "+99", *last]) > room:
                break
            fitting.append(entry)
        items: list[Key | str] = [*fitting, f"+{len(KEYS) - len(fitting) - len(last)}", *last]
        spare = max(0, room - self._width(items))
        return [(item, _GAP + (spare if i == len(fitting) - 1 else 0)) for i, item in enumerate(items)]

    def _width(self, items: list[Key | str]) -> int:
        return sum(self._item(item).cell_length for item in items) + _GAP * (len(items) - 1)

    def _item(self, entry: Key | str) -> Content:
        if isinstance(entry, str):
            return Content.assemble((entry, "$muted"))
        if self._hindrance(entry.id):
            return Content.assemble((f"{entry.shown} {entry.label}", "$muted"))
        return Content.assemble((entry.shown, "bold $primary"), f" {entry.label}")

    def on_click(self, event: events.Click) -> None:
        """Tell which key was clicked."""
        x = event.x - 1
        for shown, blanks in self._placed():
            width = self._item(shown).cell_length
            if 0 <= x < width:
                self.post_message(self.Pressed(shown.id if isinstance(shown, Key) else "keys"))
                return
            x -= width + blanks
