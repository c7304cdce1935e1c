"""The last line: keys by priority while they fit, how many do not, and always the way to all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

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

    def __init__(self, hindrance: Callable[[str], str], written: Callable[[str], str]) -> None:
        """Take what says, by its id, why a key cannot act now, and how it is written."""
        super().__init__()
        self._hindrance, self._written = hindrance, written

    def render(self) -> Content:
        """Draw the keys, or while somebody types, what acts in the field."""
        if self.typing:
            return Content(f" {self.typing}")
        parts = (part for _, item, blanks in self._placed() for part in (item, " " * blanks))
        return Content.assemble(" ", *parts)

    def _placed(self) -> list[tuple[str, Content, int]]:
        """Return what stands in the line: ids of keys, how they look, and the blanks behind each."""
        room = self.size.width - 2
        last = [_Item(entry.id, self._drawn(entry)) for entry in map(key, ALWAYS)]
        fitting: list[_Item] = []
        for entry in sorted((k for k in KEYS if k.priority), key=lambda k: k.priority):
            item = _Item(entry.id, self._drawn(entry))
            if _width([*fitting, item, _others(99), *last]) > room:
                break
            fitting.append(item)
        items = [*fitting, _others(len(KEYS) - len(fitting) - len(last)), *last]
        spare = max(0, room - _width(items))
        return [(id_, look, _GAP + (spare if i == len(fitting) - 1 else 0)) for i, (id_, look) in enumerate(items)]

    def _drawn(self, entry: Key) -> Content:
        shown = self._written(entry.id)
        if self._hindrance(entry.id):
            return Content.assemble((f"{shown} {entry.label}", "$muted"))
        return Content.assemble((shown, "bold $primary"), f" {entry.label}")

    def on_click(self, event: events.Click) -> None:
        """Tell which key was clicked."""
        x = event.x - 1
        for id_, look, blanks in self._placed():
            if 0 <= x < look.cell_length:
                self.post_message(self.Pressed(id_))
                return
            x -= look.cell_length + blanks


class _Item(NamedTuple):
    id: str
    look: Content


def _others(count: int) -> _Item:
    return _Item("keys", Content.assemble((f"+{count}", "$muted")))


def _width(items: Sequence[_Item]) -> int:
    return sum(item.look.cell_length for item in items) + _GAP * (len(items) - 1)
