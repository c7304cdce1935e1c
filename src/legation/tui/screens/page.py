"""A page to read, laid over the screen: help, a report; it scrolls and closes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from legation.literal import Shown

Line = tuple[str, Shown, int]  # role of the theme or `strong`, text, cells by which further lines are indented
BLANK: Line = ("text", Shown(""), 0)


class Sheet(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines, wrapped to the width."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"sheet--strong", "sheet--muted", "sheet--primary", "sheet--error"}

    DEFAULT_CSS = """
    Sheet {
        background: $surface; color: $foreground; overflow-x: hidden; scrollbar-size-vertical: 1; height: auto;
        max-height: 100%;
        .sheet--strong { color: $foreground; text-style: bold; }
        .sheet--muted { color: $muted; }
        .sheet--primary { color: $primary; }
        .sheet--error { color: $error; }
    }
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = lines
        self._drawn: list[tuple[str, str]] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.lines = lines
        self._wrap(self.scrollable_content_region.width or self.size.width)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are at a width."""
        self._wrap(width - 1)  # a bar may stand at the side
        return len(self._drawn)

    def on_resize(self) -> None:
        """Wrap anew."""
        self._wrap(self.scrollable_content_region.width)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, base, at = self.scrollable_content_region.width, self.rich_style, y + self.scroll_offset.y
        role, text = self._drawn[at] if at < len(self._drawn) else ("text", "")
        style = base if role == "text" else self.get_component_rich_style(f"sheet--{role}")
        return Strip([Segment(text, style)]).adjust_cell_length(width, base)

    def _wrap(self, width: int) -> None:
        self._drawn = [line for told in self.lines for line in _wrapped(*told, max(1, width))]
        self.virtual_size = Size(0, len(self._drawn))


def _wrapped(role: str, text: Shown, hang: int, width: int) -> Iterable[tuple[str, str]]:
    if not text.strip():
        return [(role, "")]
    hang = hang if hang * 2 < width else 0
    first, *rest = Content(text).wrap(width)
    if not rest:
        return [(role, first.plain)]
    left = text[len(first.plain) :].lstrip()
    return [(role, first.plain), *((role, " " * hang + line.plain) for line in Content(left).wrap(width - hang))]


class Page(ModalScreen[str | None], inherit_bindings=False):
    """What it says is up to who opens it; `keys` are those that close it with a word for the opener."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1", "dismiss", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
        Binding("pagedown,space", "scroll(15)", show=False),
        Binding("home", "scroll(-1000000)", show=False),
        Binding("end", "scroll(1000000)", show=False),
    ]

    DEFAULT_CSS = """
    Page {
        align: center middle;
        Vertical {
            width: 88; max-width: 100%; height: auto; max-height: 90%; padding: 0 1;
            border: round $primary; border-title-color: $foreground; border-subtitle-color: $muted;
            border-subtitle-align: right; background: $surface;
        }
    }
    """

    sheet = query_one(Sheet)

    def __init__(self, title: Shown, lines: Sequence[Line], below: str = "↑ ↓ PgDn scroll · Esc closes") -> None:
        """Take title and lines, and what the lower border says."""
        super().__init__()
        self._title, self._told, self._below = title, lines, below

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Vertical() as frame:
            frame.border_title = Content(self._title)
            frame.border_subtitle = Content(self._below)
            yield Sheet(self._told)

    def action_scroll(self, by: int) -> None:
        """Scroll by so many lines."""
        self.sheet.scroll_relative(y=by, animate=False, immediate=True)

    async def action_dismiss(self, result: str | None = None) -> None:
        """Close the page with a word, or none."""
        self.dismiss(result)
