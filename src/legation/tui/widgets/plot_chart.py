"""A plot on the screen: bands of cells below their scale, one cell with the cursor, and how to read it at the foot."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size, clamp
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from legation.breadth import width
from legation.literal import Shown
from legation.plot import Band, Cell, Piece, Plot, band_line, note_lines, scale_lines
from legation.tui.theme import SIGNS

_GUTTER = 2  # a blank and the mark of the cursor
MARGIN = _GUTTER + 1  # cells beside a plot: the gutter and the scrollbar
_EXPLAINED = "█▒░→?·"
_ROOMY = 10  # lines; below that the foot keeps one line


class PlotChart(ScrollView, can_focus=True, inherit_bindings=False):
    """The cursor goes up and down among bands, left and right among the cells of one; each cell says what it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "plot-chart--text", "plot-chart--muted", "plot-chart--primary", "plot-chart--accent", "plot-chart--success",
        "plot-chart--warning", "plot-chart--error", "plot-chart--strong", "plot-chart--cursor",
    }  # fmt: skip

    DEFAULT_CSS = """
    PlotChart {
        background: $background;
        color: $foreground;
        display: none;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        .plot-chart--text { color: $foreground; }
        .plot-chart--muted { color: $muted; }
        .plot-chart--primary { color: $primary; }
        .plot-chart--accent { color: $accent; }
        .plot-chart--success { color: $success; }
        .plot-chart--warning { color: $warning; }
        .plot-chart--error { color: $error; }
        .plot-chart--strong { color: $foreground; text-style: bold; }
        .plot-chart--cursor { color: $cursor-text; background: $cursor; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another cell."""

    class Opened(Message):
        """A cell was clicked twice."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 Textual's own word
        super().__init__(id=id)
        self.plot = Plot(())
        self.place = (0, 0)

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor; None if there is none."""
        band, cell = self.place
        cells = self.plot.bands[band].cells if band < len(self.plot.bands) else ()
        return cells[cell] if cell < len(cells) else None

    def show(self, plot: Plot, place: tuple[int, int]) -> None:
        """Show another plot, with the cursor on the cell at `place`: its band, and its number there."""
        self.plot, self.place = plot, place
        self._stretch()
        self.refresh()
        self.call_after_refresh(self._keep_in_sight)  # a longer plot can be scrolled only when it has been laid out

    def move(self, by: int) -> None:
        """Go to the band so many further down, to the cell that stands nearest."""
        spoken = [i for i, band in enumerate(self.plot.bands) if any(cell.says for cell in band.cells)]
        if self.cell and spoken:
            band = spoken[clamp(spoken.index(self.place[0]) + by, 0, len(spoken) - 1)]
            cells = [i for i, cell in enumerate(self.plot.bands[band].cells) if cell.says]
            self._go(band, min(cells, key=lambda i: abs(i - self.place[1])))

    def page(self, by: int) -> None:
        """Go by so many pages."""
        self.move(by * max(1, self._body - 1))

    def go(self, index: int) -> None:
        """Go to the first cell of all, or with -1 to the last."""
        places = [(b, c) for b, band in enumerate(self.plot.bands) for c, cell in enumerate(band.cells) if cell.says]
        if places:
            self._go(*places[index])

    def action_across(self, by: int) -> None:
        """Go to the next cell of the band; from week to week and from year to year where time runs on."""
        band, cell = self.place
        cells = self.plot.bands[band].cells if self.cell else ()
        ahead = [i for i, other in enumerate(cells) if other.says and (i - cell) * by > 0]
        if ahead:
            self._go(band, min(ahead, key=lambda i: abs(i - cell)))
        elif self.cell and self.plot.gap:
            bands = range(band + by, len(self.plot.bands) if by > 0 else -1, by)
            beyond = ((b, i) for b in bands for i in _spoken(self.plot.bands[b])[::by])
            self._go(*next(beyond, self.place))

    def _go(self, band: int, cell: int) -> None:
        if (band, cell) != self.place:
            self.place = (band, cell)
            self._keep_in_sight()
            self.refresh()
            self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Scroll as the new height allows."""
        self._stretch()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell that was clicked, or on the first of its band; a second click opens it."""
        band = self.scroll_offset.y + event.y - self._top
        if not self._top <= event.y < self._top + self._body or band >= len(self.plot.bands):
            return
        cells = _spoken(self.plot.bands[band])
        clicked, x = None, _GUTTER
        for piece in band_line(self.plot, self.plot.bands[band], self._room):
            if x <= event.x < x + width(piece.text) and piece.cell in cells:
                clicked = piece.cell
            x += width(piece.text)
        if cells:
            self._go(band, cells[0] if clicked is None else clicked)
            if event.chain > 1:
                self.post_message(self.Opened())

    @property
    def _room(self) -> int:
        return max(1, self.scrollable_content_region.width - _GUTTER)

    @property
    def _top(self) -> int:
        return len(scale_lines(self.plot, self._room))

    @property
    def _foot(self) -> list[Shown]:
        """The notes that have room below the bands."""
        notes = note_lines(self.plot, self._room)
        return notes if self.size.height >= _ROOMY or not self.plot.bands else notes[:1]

    @property
    def _body(self) -> int:
        return max(1, self.size.height - self._top - len(self._foot))

    def _stretch(self) -> None:
        self.virtual_size = Size(0, len(self.plot.bands) + self._top + len(self._foot))
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll no further than it takes to see the band, and the heading above it."""
        band, top = self.place[0], self.scroll_offset.y
        heading = band - 1 if band and not self.plot.bands[band - 1].cells else band
        wanted = clamp(top, band - self._body + 1, heading)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw the scale, one band, or a note."""
        band, foot = self.scroll_offset.y + y - self._top, self._foot
        if y < self._top:
            return self._strip([Piece(*scale_lines(self.plot, self._room)[y])], "  ")
        if y >= self._top + self._body or not self.plot.bands:
            note = y - self._top - self._body if self.plot.bands else y - 1
            return self._strip(_coloured(foot[note]) if 0 <= note < len(foot) else [], "  ")
        if band >= len(self.plot.bands):
            return self._strip([], "  ")
        here = band == self.place[0] and self.cell is not None
        return self._strip(band_line(self.plot, self.plot.bands[band], self._room), " ▸" if here else "  ", here=here)

    def _strip(self, pieces: list[Piece] | tuple[Piece, ...], mark: str, *, here: bool = False) -> Strip:
        segments = [Segment(mark, self._style("text"))]
        for piece in pieces:
            at_cursor = here and piece.cell == self.place[1]
            role = "cursor" if at_cursor else piece.role or SIGNS.get(piece.text.strip()[-1:], "text")
            segments.append(Segment(piece.text, self._style(role)))
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, self._style("text"))

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"plot-chart--{name}")


def _coloured(note: Shown) -> list[Piece]:
    """Return a note with the signs it explains in their own colours."""
    words = note.split(" ")
    return [Piece(Shown(word + " "), "" if word and word in _EXPLAINED else "muted") for word in words]


def _spoken(band: Band) -> list[int]:
    return [i for i, cell in enumerate(band.cells) if cell.says]
