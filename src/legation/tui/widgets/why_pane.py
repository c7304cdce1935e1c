"""Why the line under the cursor reads as it does: verdict, events, and what the chosen event rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from legation.literal import literal
from legation.tui.telling import Paragraph


class WhyPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Paragraphs, wrapped to the width; those that stand for an event can be walked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "why-pane--strong", "why-pane--muted", "why-pane--primary", "why-pane--accent", "why-pane--success",
        "why-pane--warning", "why-pane--error",
    }  # fmt: skip

    DEFAULT_CSS = """
    WhyPane {
        border: round $frame;
        border-title-color: $muted;
        border-subtitle-color: $muted;
        border-subtitle-align: right;
        background: $background;
        color: $foreground;
        padding: 0 0 0 1;
        scrollbar-gutter: stable;
        &:focus { border: round $primary; border-title-color: $foreground; }
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        .why-pane--strong { text-style: bold; }
        .why-pane--muted { color: $muted; }
        .why-pane--primary { color: $primary; }
        .why-pane--accent { color: $accent; }
        .why-pane--success { color: $success; }
        .why-pane--warning { color: $warning; }
        .why-pane--error { color: $error; }
    }
    """

    chosen: reactive[int] = reactive(0, init=False)

    class Chosen(Message):
        """Another event is chosen."""

    class Opened(Message):
        """An event was clicked twice."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 Textual's own word
        super().__init__(id=id)
        self._title = "Why?"
        self._paragraphs: Sequence[Paragraph] = ()
        self._lines: list[tuple[Content, int]] = []
        self._starts: list[int] = []

    @property
    def positions(self) -> tuple[int, ...]:
        """The events that can be walked, each once."""
        return tuple(dict.fromkeys(p.position for p in self._paragraphs if p.position))

    def show(self, paragraphs: Sequence[Paragraph], chosen: int, *, top: bool = False) -> None:
        """Show other paragraphs, from their top if they are about something else."""
        self._paragraphs = paragraphs
        with self.prevent(WhyPane.Chosen):
            self.chosen = chosen
        self._wrap()
        if top:
            self.scroll_home(animate=False, immediate=True)
        else:
            self._bring_into_sight()

    def walk(self, by: int) -> None:
        """Choose the event so many further down; scroll where there is none to choose."""
        positions = self.positions
        at = positions.index(self.chosen) + by if self.chosen in positions else -1
        if 0 <= at < len(positions):
            self.chosen = positions[at]
        else:
            self.scroll_relative(y=by, animate=False, immediate=True)

    def page(self, by: int) -> None:
        """Scroll by so many pages."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False, immediate=True)

    def go(self, index: int) -> None:
        """Scroll to the top, or with -1 to the end."""
        self.scroll_to(y=0 if index == 0 else self.max_scroll_y, animate=False, immediate=True)

    def watch_chosen(self) -> None:
        """Mark the event, and tell; what it rests on comes with `show`."""
        self._wrap()
        self.post_message(self.Chosen())

    def _bring_into_sight(self) -> None:
        """Scroll no further than it takes to see the chosen event and what it rests on."""
        first = next((y for y, (_, position) in enumerate(self._lines) if position == self.chosen), 0)
        last = first
        while last + 1 < len(self._lines) and self._belongs(last + 1):
            last += 1
        top = self.scroll_offset.y
        wanted = min(first, max(top, last - self.size.height + 1))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    def _belongs(self, y: int) -> bool:
        line, position = self._lines[y]
        return bool(line.plain.strip()) and position in {0, self.chosen}

    def entitle(self, title: str) -> None:
        """Write the upper border, with the mark of the focus, and below what the keys do here."""
        self._title = title
        shown = f"▸ {title}" if self.has_focus else title
        if title.endswith("”?") and len(shown) > (room := self.size.width - 4) > 0:
            shown = f"{shown[: room - 3].rstrip()}…”?"
        self.border_title = Content(literal(shown))
        self.border_subtitle = Content(
            "Enter open · o source · y copy · Esc" if self.has_focus else "w walk · o source · y copy"
        )

    def on_mount(self) -> None:
        """Write the title."""
        self.entitle(self._title)

    def watch_has_focus(self, focused: bool) -> None:
        """Mark the frame, or take the mark away."""
        super().watch_has_focus(focused)
        self.entitle(self._title)

    def on_resize(self) -> None:
        """Wrap anew, and fit the title."""
        self.entitle(self._title)
        self._wrap()

    def on_click(self, event: events.Click) -> None:
        """Choose the event that was clicked; a second click opens it."""
        line = self.scroll_offset.y + event.get_content_offset_capture(self).y
        if line < len(self._lines) and (position := self._lines[line][1]):
            self.chosen = position
            if event.chain > 1:
                self.post_message(self.Opened())

    def reveal(self, index: int) -> None:
        """Bring a paragraph into sight, some lines below the top."""
        if index < len(self._starts):
            self.scroll_to(y=max(0, self._starts[index] - self.size.height // 4), animate=False, immediate=True)

    def _wrap(self) -> None:
        width = max(1, self.scrollable_content_region.width)
        self._lines, self._starts, marked = [], [], False
        for paragraph in self._paragraphs:
            self._starts.append(len(self._lines))
            # An event may be told of twice; the mark stands once.
            at_mark = bool(paragraph.position) and paragraph.position == self.chosen and not marked
            marked = marked or at_mark
            self._lines += [(line, paragraph.position) for line in self._wrapped(paragraph, width, at_mark)]
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def _wrapped(self, paragraph: Paragraph, width: int, at_mark: bool) -> list[Content]:
        content = Content.assemble(*((text, "" if role == "text" else role) for text, role in paragraph.parts))
        if paragraph.position:
            content = Content.assemble("▸" if at_mark else " ", content)
        if paragraph.position and not at_mark:
            return [content.truncate(width, ellipsis=True)]
        lines = content.wrap(width)
        if len(lines) < 2 or width < 2 * paragraph.hang:
            return lines
        end = len(lines[0].plain)
        end += len(content.plain[end:]) - len(content.plain[end:].lstrip(" "))
        indent = Content(" " * clamp(paragraph.hang, 0, width - 1))
        return [lines[0], *(indent + line for line in content[end:].wrap(width - paragraph.hang))]

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, base = self.scrollable_content_region.width, self.visual_style
        y += self.scroll_offset.y
        parts = self._lines[y][0].render(base, end="", parse_style=self._parsed) if y < len(self._lines) else ()
        strip = Strip([Segment(text, style.rich_style) for text, style in parts])
        return strip.adjust_cell_length(width, base.rich_style)

    def _parsed(self, role: str | Style) -> Style:
        return self.get_visual_style(f"why-pane--{role}", partial=True) if isinstance(role, str) else role
