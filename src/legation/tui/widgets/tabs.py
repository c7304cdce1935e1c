"""The views that have a digit, in a line; the one on screen stands in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from legation.view import View

_THIN = 60  # columns; fewer show one tab


class Tabs(Widget):
    """One line of digits and names: full, short, close together, or only the present one between arrows."""

    DEFAULT_CSS = """
    Tabs {
        height: 1;
        color: $muted;
    }
    """

    present: reactive[str] = reactive("")

    class Pressed(Message):
        """A tab was clicked; `name` is the view's."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, views: Sequence[View]) -> None:
        super().__init__()
        self._views = [view for view in views if view.digit]

    def render(self) -> Content:
        """Draw the longest form that fits."""
        return Content.assemble(*(part for part, _ in self._parts()))

    def _parts(self) -> list[tuple[Content, str]]:
        """Return the pieces of the line with the view that a click on each opens."""
        width = self.size.width
        loose = ([self._tab(view, short, gap) for view in self._views] for short, gap in ((False, 1), (True, 0)))
        for parts in (*loose, self._tight()):
            if sum(part.cell_length for part, _ in parts) <= width and width >= _THIN:
                return parts
        names = [view.name for view in self._views]
        at = names.index(self.present) if self.present in names else -1
        if at < 0:
            return [(Content.assemble((f"[{self.present}]", "bold $foreground")), self.present)]
        here = Content.assemble((f" {self._views[at].digit}/{names.__len__()} {self.present} ", "bold $foreground"))
        return [(here, self.present), (Content("‹ "), names[at - 1]), (Content("›"), names[(at + 1) % len(names)])]

    def _tight(self) -> list[tuple[Content, str]]:
        """Return the short names with one cell between two of them, which the brackets share."""
        parts, last = [], ""
        for view in self._views:
            here = view.name == self.present
            between = "[" if here else "]" if last == self.present else " "
            text = f"{view.digit} {view.short}"
            parts.append((Content.assemble(between, (text, "bold $foreground") if here else text), view.name))
            last = view.name
        parts.append((Content("]" if last == self.present else " "), last))
        return parts

    def _tab(self, view: View, short: bool, gap: int) -> tuple[Content, str]:
        text = f"{view.digit} {view.short if short else view.name}"
        if view.name == self.present:
            return Content.assemble((f"[{text}]", "bold $foreground"), " " * gap), view.name
        return Content.assemble(f" {text} " + " " * gap), view.name

    def on_click(self, event: events.Click) -> None:
        """Tell which tab was clicked."""
        x = event.x
        for part, name in self._parts():
            if 0 <= x < cell_len(part.plain):
                self.post_message(self.Pressed(name))
                return
            x -= part.cell_length
