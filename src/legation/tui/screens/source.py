"""A document over the desk: its lines with the events that cite them, or how to come by its text (screens.md 8.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen

from legation.literal import literal
from legation.sourcing import Document
from legation.tui.telling import Paragraph
from legation.tui.widgets.why_pane import WhyPane
from legation.words import counted

_MOST_SHOWN = 4_000  # lines on either side of the one that is cited; all of them would have to be wrapped
_MOST_NAMED = 6  # events named below a line


class SourceText(WhyPane):
    """The lines, in a frame of their own."""

    def entitle(self, title: str) -> None:
        """Write the title; what the keys do is up to the screen."""
        self._title = title
        self.border_title = Content(literal(title))


class SourceScreen(ModalScreen[None], inherit_bindings=False):
    """Opens at the cited line; Esc goes back to where one was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace,h", "close", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home", "ends(0)", show=False),
        Binding("end", "ends(-1)", show=False),
        Binding("tab", "cited(1)", show=False),
        Binding("shift+tab", "cited(-1)", show=False),
        Binding("o", "address", show=False),
        Binding("enter", "open_address", show=False),
    ]

    DEFAULT_CSS = """
    SourceScreen {
        align: center middle;
        SourceText { width: 100%; max-width: 100; height: 100%; margin: 1 2; background: $surface; }
        SourceText:focus { border: round $primary; }
    }
    """

    text = query_one(SourceText)

    def __init__(self, document: Document, lines: tuple[int, int], position: int = 0) -> None:
        """Take the document, the lines to begin at, and the event that cites them (0: none)."""
        super().__init__()
        self._document, self._at, self._position = document, lines, position
        self._asked = False
        self._numbers: list[int] = []

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield SourceText("source")

    def on_mount(self) -> None:
        """Show the text at the cited line."""
        self.text.focus()
        self.text.entitle(f"{self._document.title} · {counted(self._document.count, 'line')}")
        self._hint()
        self._paragraphs = list(self._told())
        self.text.show(self._paragraphs, 0)
        self.call_after_refresh(self._reveal)

    def action_close(self) -> None:
        """Go back; first from the question about the address."""
        if self._asked:
            self._asked = False
            self._hint()
        else:
            self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.text.walk(by)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        self.text.page(by)

    def action_ends(self, index: int) -> None:
        """Go to the first or the last line."""
        self.text.go(index)

    def action_cited(self, by: int) -> None:
        """Go to the next stretch of lines that is cited, or the one before."""
        cited = sorted(self._document.cited)
        starts = [line for line in cited if line - 1 not in self._document.cited]
        here = self._at[0]
        found = [line for line in starts if (line > here if by > 0 else line < here)]
        if found:
            line = found[0] if by > 0 else found[-1]
            self._at = (line, line)
            self._reveal()

    def action_address(self) -> None:
        """Ask whether to open the address that the document is registered with."""
        self._asked = is_address(self._document.url)
        self._hint()

    def action_open_address(self) -> None:
        """Open the address, once the question about it was answered."""
        if self._asked:
            self._asked = False
            self.app.open_url(self._document.url)
            self._hint()

    def _hint(self) -> None:
        if self._asked:
            told = f"Open {self._document.url} in the browser?  Enter yes · Esc no"
        else:
            address = " · o its address" if is_address(self._document.url) else ""
            told = f"↑ ↓ PgUp PgDn · Tab next cited{address} · Esc back"
        self.text.border_subtitle = Content(literal(told))

    def _reveal(self) -> None:
        if self._at[0] in self._numbers:
            self.text.reveal(self._numbers.index(self._at[0]))

    def _told(self) -> Iterator[Paragraph]:
        """Yield the lines around the cited one, the cited ones under a bar and above the events that cite them."""
        for sentence in self._document.how_to_read():
            yield self._said(0, (sentence, "text"))
        if not self._document.lines and self._document.url:
            yield self._said(0, (f"Registered with the address {self._document.url}", "muted"))
        lines, cited = self._document.lines, self._document.cited
        first = max(1, self._at[0] - _MOST_SHOWN)
        last = min(len(lines), self._at[1] + _MOST_SHOWN)
        width = len(str(last))
        if first > 1:
            yield self._said(0, (f"{first - 1:,} lines before these", "muted"))
        for number in range(first, last + 1):
            here = self._at[0] <= number <= self._at[1]
            bar = ("▌", "primary") if number in cited else (" ", "muted")
            role = "strong" if here else "text" if number in cited else "muted"
            yield self._said(number, bar, (f"{number:>{width}}  ", "muted"), (lines[number - 1], role), hang=width + 3)
            if number in cited and cited.get(number + 1) != cited[number]:
                yield self._said(
                    0, ("▌", "primary"), (f"{'':{width}}  {self._events(cited[number])}", "muted"), hang=width + 3
                )
        if last < len(lines):
            yield self._said(0, (f"{len(lines) - last:,} lines after these", "muted"))

    def _events(self, positions: list[int]) -> str:
        ordered = sorted(positions, key=lambda p: p != self._position)
        named = " ".join(f"{'▸' if p == self._position else ''}#{p}" for p in ordered[:_MOST_NAMED])
        return named + (f" +{len(positions) - _MOST_NAMED}" if len(positions) > _MOST_NAMED else "")

    def _said(self, number: int, *parts: tuple[str, str], hang: int = 0) -> Paragraph:
        self._numbers.append(number)
        return Paragraph(tuple((literal(text), role) for text, role in parts), hang)


def is_address(url: str) -> bool:
    """Tell whether a text is an address that a browser may be given: http or https, in plain letters."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url
    return plain and parts.scheme in {"http", "https"} and bool(parts.hostname)
