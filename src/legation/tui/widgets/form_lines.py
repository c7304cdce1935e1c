"""The lines of a form that are no fields: what happened, what is folded away, what can be done."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from legation.literal import Shown
from legation.tui.widgets.field import LABEL


class FormLine(Widget, can_focus=True):
    """A line that opens something: Enter, Space or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right", "open", show=False),
    ]

    DEFAULT_CSS = """
    FormLine { height: 1; padding: 0 1; color: $foreground; }
    FormLine:focus { background: $cursor; color: $cursor-text; }
    """

    label: reactive[str] = reactive("")
    words: reactive[Shown] = reactive(Shown(""))

    class Opened(Message):
        """What the line stands for is wanted."""

        def __init__(self, line: FormLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, label: str, words: Shown, end: str = "", id: str | None = None) -> None:  # noqa: A002
        """Take the label, the words, and a mark for the end of the line."""
        super().__init__(id=id)
        self.set_reactive(FormLine.label, label)
        self.set_reactive(FormLine.words, words)
        self._end = end

    def render(self) -> Content:
        """Draw the line."""
        room = max(0, self.content_size.width - LABEL - cell_len(self._end))
        said = Content(self.words).truncate(room, ellipsis=True)
        gap = " " * max(0, room - said.cell_length)
        return Content.assemble(self.label.ljust(LABEL)[:LABEL], said, gap, self._end)

    def action_open(self) -> None:
        """Ask for what the line stands for."""
        self.post_message(self.Opened(self))

    def on_click(self) -> None:
        """The same by mouse."""
        self.action_open()


class Doing(Widget):
    """What can be done with a form; what cannot be done yet is dim."""

    DEFAULT_CSS = """
    Doing { height: 1; padding: 0 1; color: $foreground; }
    """

    ready: reactive[bool] = reactive(False)
    words: reactive[str] = reactive("Record")

    class Pressed(Message):
        """One of them was clicked."""

        def __init__(self, what: Literal["record", "cancel", "help"]) -> None:
            super().__init__()
            self.what: Literal["record", "cancel", "help"] = what

    def _parts(self) -> list[tuple[Literal["record", "cancel", "help"], Content]]:
        record = f"{self.words}  ^s"
        look = Content.assemble((record, "bold $success")) if self.ready else Content.assemble((record, "$muted"))
        return [("record", look), ("cancel", Content("Cancel  Esc")), ("help", Content("Help  F1"))]

    def render(self) -> Content:
        """Draw them at the right end."""
        line = Content.assemble(*(part for _, look in self._parts() for part in (look, "     "))).rstrip()
        return Content.assemble(" " * max(0, self.content_size.width - line.cell_length), line)

    def on_click(self, event: events.Click) -> None:
        """Tell which was clicked."""
        parts = self._parts()
        width = sum(look.cell_length + 5 for _, look in parts) - 5
        x = event.get_content_offset_capture(self).x - max(0, self.content_size.width - width)
        for what, look in parts:
            if 0 <= x < look.cell_length:
                self.post_message(self.Pressed(what))
                return
            x -= look.cell_length + 5
