"""A list of any length: only the visible lines are asked for, drawn and kept (screens.md 10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from legation.contrast import SAME
from legation.literal import Shown
from legation.row_source import Line
from legation.tui.columns import Placed, cut, fit
from legation.tui.theme import SIGNS
from legation.view import Column

_GUTTER = 2  # a blank and the mark of the cursor
_KEPT = 1_000  # drawn lines


class RowTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Column titles, and below them as many lines as fit; one of them has the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-table--text", "row-table--muted", "row-table--primary", "row-table--accent", "row-table--success",
        "row-table--warning", "row-table--error", "row-table--cursor",
    }  # fmt: skip

    DEFAULT_CSS = """
    RowTable {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        .row-table--text { color: $foreground; }
        .row-table--muted { color: $muted; }
        .row-table--primary { color: $primary; }
        .row-table--accent { color: $accent; }
        .row-table--success { color: $success; }
        .row-table--warning { color: $warning; }
        .row-table--error { color: $error; }
        .row-table--cursor { color: $cursor-text; background: $cursor; }
    }
    """

    cursor: reactive[int] = reactive(0, init=False)

    class Moved(Message):
        """The cursor stands on another line."""

    class Opened(Message):
        """A line was clicked twice."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 Textual's own word
        super().__init__(id=id)
        self.keys: Sequence[str] = ()
        self._columns: tuple[Column, ...] = ()
        self._line: Callable[[str], Line] | None = None
        self._nothing: tuple[Shown, ...] = ()
        self._needs: dict[tuple[Column, ...], list[int]] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_KEPT)

    @property
    def key(self) -> str:
        """The key of the line under the cursor; empty if there is no line."""
        return self.keys[self.cursor] if self.cursor < len(self.keys) else ""

    @property
    def above(self) -> int:
        """How many lines in sight stand above the cursor."""
        return self.cursor - self.scroll_offset.y

    @property
    def current(self) -> Line | None:
        """The line under the cursor."""
        return self._line(self.key) if self._line and self.key else None

    def show(
        self,
        columns: tuple[Column, ...],
        keys: Sequence[str],
        line: Callable[[str], Line],
        cursor: int,
        nothing: tuple[Shown, ...] = (),
    ) -> None:
        """Show other lines, the cursor at the same height of the screen; `nothing` is said where there are none."""
        above = self.above
        if columns and getattr(self.app, "plain", False):
            columns = (replace(columns[0], title="  ", width=2), *columns[1:])
        self._columns, self.keys, self._line, self._nothing = columns, keys, line, nothing
        self._strips.clear()
        self.virtual_size = Size(0, len(keys) + 1)
        with self.prevent(RowTable.Moved):
            self.cursor = cursor
        self.scroll_to(y=cursor - above, animate=False, immediate=True)
        self._keep_in_sight()
        self._measure()
        self.refresh()

    def move(self, by: int) -> None:
        """Move the cursor by so many lines."""
        self.cursor += by

    def page(self, by: int) -> None:
        """Move the cursor by so many pages."""
        self.cursor += by * max(1, self.size.height - 2)

    def go(self, index: int) -> None:
        """Put the cursor on a line; -1 is the last."""
        self.cursor = index % max(1, len(self.keys))

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a line."""
        return clamp(cursor, 0, max(0, len(self.keys) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw both lines again, and tell."""
        self.refresh_lines(old + 1)
        self.refresh_lines(new + 1)
        self._keep_in_sight()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keep the cursor in sight when the height shrinks."""
        self._keep_in_sight()

    def on_focus(self) -> None:
        """Draw the cursor as it looks with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as it looks without the focus."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._strips.clear()
        super().notify_style_update()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line that was clicked; a second click opens it."""
        index = self.scroll_offset.y + event.y - 1
        if event.y > 0 and index < len(self.keys):
            self.cursor = index
            if event.chain > 1:
                self.post_message(self.Opened())

    def _keep_in_sight(self) -> None:
        height = max(1, self.size.height - 1)
        top = self.scroll_offset.y
        wanted = clamp(top, self.cursor - height + 1, self.cursor)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)
            needed = self._needs.get(self._columns)
            self._measure()
            if self._needs.get(self._columns) != needed:
                self._strips.clear()
                self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the titles, one line, or what is said in place of lines."""
        width = self.scrollable_content_region.width
        if y == 0:
            return self._titles(width)
        index = self.scroll_offset.y + y - 1
        if index >= len(self.keys):
            return self._strip([(f"   {self._said(y - 2, width - 4)}", self._style("text"))], width)
        return self._drawn(index, width)

    def _said(self, line: int, width: int) -> str:
        """Return one line of what is said in place of rows."""
        wrapped = [part.plain for text in self._nothing for part in Content(text).wrap(max(1, width))]
        return wrapped[line] if not self.keys and 0 <= line < len(wrapped) else ""

    def _drawn(self, index: int, width: int) -> Strip:
        at_cursor = index == self.cursor
        mark = (self.keys[index], at_cursor, width)
        strip = self._strips.get(mark)
        if strip is None and self._line:
            strip = self._strips[mark] = self._row(self._line(self.keys[index]), at_cursor, width)
        return strip or Strip.blank(width)

    def _row(self, line: Line, at_cursor: bool, width: int) -> Strip:
        base = self._style("cursor" if at_cursor else "muted" if line.entry.state == SAME else "text")
        role = SIGNS.get(line.cells[0][:1], "text")
        parts = [(" ▸" if at_cursor else "  ", base)]
        for placed in self._fit(width):
            cell, column = line.cells[placed.number], self._columns[placed.number]
            told = placed.number == 0 or (cell == line.entry.state and bool(cell))
            style = base if at_cursor or not told else self._style(role)
            text = line.short.get(placed.number, cell) if cell_len(cell) > placed.width else cell
            parts += [(cut(text, placed.width, column.right), style), (" ", base)]
        return self._strip(parts, width, base)

    def _titles(self, width: int) -> Strip:
        style = self._style("muted")
        parts = [("  ", style)]
        for number, wide in self._fit(width):
            column = self._columns[number]
            title = Shown(column.title if wide >= len(column.title) else "")
            parts += [(cut(title, wide, column.right), style), (" ", style)]
        return self._strip(parts, width)

    def _fit(self, width: int) -> list[Placed]:
        return fit(self._columns, width - _GUTTER - 1, self._needs.get(self._columns, ()))

    def _measure(self) -> None:
        """See how much the rows in sight need; needs only grow, so that columns stand still in time."""
        first = self.scroll_offset.y
        lines = [self._line(key) for key in self.keys[first : first + self.size.height]] if self._line else []
        before = self._needs.get(self._columns, [max(1, cell_len(column.title)) for column in self._columns])
        cells = [[cell_len(cell) for cell in line.cells] for line in lines]
        self._needs[self._columns] = [max(needs) for needs in zip(before, *cells, strict=True)]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"row-table--{name}")

    def _strip(self, parts: list[tuple[str, Style]], width: int, rest: Style | None = None) -> Strip:
        strip = Strip([Segment(text, style) for text, style in parts])
        return strip.adjust_cell_length(width, rest or self._style("text"))
