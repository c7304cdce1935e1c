"""The desk with its rows drawn, and with one pane alone (screens.md 7, 8.10)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from textual import on
from textual.getters import query_one
from textual.widget import Widget

from legation.plot import Cell, Plot, first_cell
from legation.tui.opening import Opening
from legation.tui.screens.moving import Moving
from legation.tui.seek import Found, Wish
from legation.tui.shape import TABLE, Part, Shape
from legation.tui.widgets.list_pane import ListPane
from legation.tui.widgets.plot_chart import PlotChart
from legation.tui.widgets.row_table import RowTable
from legation.view import VIEWS, View


class Plotting(Moving):
    """A plot stands in the place of the table and leads back to it; the table keeps the row that a cell stands for."""

    chart = query_one(PlotChart)

    def __init__(self, opening: Opening) -> None:
        """Begin with tables."""
        super().__init__(opening)
        self._asked: Sequence[str] = ()  # the rows explained last: from one cell of a row to the next, the pane rests

    @property
    def charted(self) -> bool:
        """Whether a plot is in sight."""
        return bool(self.chart.display)

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor, if a plot is in sight."""
        return self.chart.cell if self.charted else None

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        match id:
            case "plot" if not self.view.plots and not self.pinned:
                return f"{self.view.name} has no plot"
            case "why" | "pane" | "open" | "copy" if self.charted and not (self.cell and self.cell.keys):
                return "there is no row here"
            case "why" | "pane" if self.cell:
                return ""
        return super().hindrance(id)

    # How the rows are shown.

    def do_plot(self, pressed: str) -> None:
        """Show the same rows as the next plot, and after the last as a table.

        The table of a comparison holds the rows that differ, then all of them.
        """
        following, self.every = self.following
        self._reshape(Shape(following, centre=self.shape.centre))

    @property
    def following(self) -> tuple[str, bool]:
        """The plot that comes next, or none for a table, and whether the table of a comparison holds all rows."""
        if self.pinned and not self.shape.plot and not self.every:
            return "", True
        shapes = ("", *self.view.plots)
        return shapes[(shapes.index(self.shape.plot) + 1) % len(shapes)], False

    def _reshape(self, shape: Shape, key: str = "") -> None:
        self.shapes[self.view.name] = shape
        self.seek(key)

    def open_view(self, view: View, key: str = "", words: str | None = None) -> None:
        """Show another view as it was left; a part of its rows gives way to a row that is asked for."""
        shape = self.shapes.get(view.name, TABLE)
        if key and shape.part:
            self.shapes[view.name] = TABLE
        super().open_view(view, key, words)

    # What keys do where a plot is in sight.

    def do_move(self, pressed: str) -> None:
        """Go to the band above or below."""
        if self.chart.has_focus:
            self.chart.move(-1 if pressed == "up" else 1)
        else:
            super().do_move(pressed)

    def do_page(self, pressed: str) -> None:
        """Go a page up or down."""
        if self.chart.has_focus:
            self.chart.page(-1 if pressed == "pageup" else 1)
        else:
            super().do_page(pressed)

    def do_ends(self, pressed: str) -> None:
        """Go to the first or the last cell."""
        if self.chart.has_focus:
            self.chart.go(0 if pressed == "home" else -1)
        else:
            super().do_ends(pressed)

    def do_open(self, pressed: str) -> None:
        """Go from the cell to its rows, or put what a line leads to into the middle."""
        cell = self.cell if self.chart.has_focus else None
        if not cell:
            super().do_open(pressed)
        else:
            label = cell.says.partition(":")[0]
            part = Part(label, cell.keys) if len(cell.keys) > 1 else None
            self.every = True  # a cell may differ where the row reads the same
            self._reshape(Shape(part=part, back=self.shape.plot), cell.keys[0])

    def do_back(self, pressed: str) -> None:
        """Close what is open, step by step: at last the pane that stands alone, the rows of a cell, and the plot."""
        if self.inside:
            super().do_back(pressed)
        elif self.has_class("-zoom"):
            self._alone(False)
        elif self.shape != TABLE:
            self._reshape(Shape(self.shape.back))
        else:
            super().do_back(pressed)

    @property
    def inside(self) -> bool:
        """Whether Esc has something else to close first: the why pane or the filter."""
        return self.pane.has_focus or bool(self.words)

    def copy_comparison(self, keys: Sequence[str], what: str = "") -> None:
        """Copy the rows that differ; of a plot, those of the cell."""
        if self.cell:
            super().copy_comparison(self.cell.keys, self.cell.says)
        else:
            super().copy_comparison(keys, what)

    def its_day(self) -> str:
        """Return the day of the cell, if one is in sight and has the focus."""
        return self.cell.day if self.cell and self.chart.has_focus else super().its_day()

    def why(self, chosen: int = 0, *, whole: bool = False) -> None:
        """Explain the row that the cell stands for; of several, list them."""
        cell = self.cell
        self._asked = cell.keys if cell else ()
        if not cell or not self.wish:
            super().why(chosen, whole=whole)
        elif whole or len(cell.keys) == 1:
            view = self.view_named(VIEWS[cell.view].name) if cell.view else None
            self.explain(self.wish, cell.keys[0], chosen, whole, view)
        else:
            self.list_cell(self.wish, cell)

    # One pane alone.

    def do_zoom(self, pressed: str) -> None:
        """Show the pane with the focus alone, or all of them again."""
        self._alone(not self.has_class("-zoom"))

    def _alone(self, alone: bool) -> None:
        self._overlay(self.pane.has_focus)
        self.set_class(alone, "-zoom")

    def do_time(self, pressed: str) -> None:
        """Type a day; the bar comes back for it."""
        self._alone(False)
        super().do_time(pressed)

    # How it comes onto the screen.

    def _show(self, found: Found, wish: Wish) -> None:
        before = self._shown
        same = before and (before.view, before.shape.plot, before.shape.centre, bool(before.pinned)) == (
            wish.view, wish.shape.plot, wish.shape.centre, bool(wish.pinned),
        )  # fmt: skip
        if found.plot:
            kept = self._kept(found) if same and self.cell and (wish.key in self.cell.keys or not wish.key) else None
            self.chart.show(found.plot, kept or first_cell(found.plot, wish.key, wish.day))
        self._swap(self.chart if found.plot else self.table, self.table if found.plot else self.chart)
        super()._show(found, wish)
        self._point()
        self._say_cell()

    def _kept(self, found: Found) -> tuple[int, int] | None:
        """Return where the cursor stands in a plot like the one in sight: on its band, at the end if it was there."""
        number, cell = self.chart.place
        old, plot = self.chart.plot.bands[number], cast("Plot", found.plot)
        alike = [i for i, band in enumerate(plot.bands) if band.label == old.label and band.cells]
        if not alike:
            return None
        band = min(alike, key=lambda i: abs(i - number))
        last = len(plot.bands[band].cells) - 1
        return (band, last if cell == len(old.cells) - 1 else min(cell, last))

    def _swap(self, front: Widget, behind: Widget) -> None:
        """Show one of table and plot, and hide the other; the focus goes with it."""
        focused = behind.has_focus
        front.display = True
        if focused:
            super().set_focus(front)
        behind.display = False

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Focus a widget; the plot, if it stands in the place of the table."""
        wanted = self.chart if widget is self.table and self.charted else widget
        super().set_focus(wanted, scroll_visible, from_app_focus)

    @on(PlotChart.Moved)
    def _cell_moved(self) -> None:
        self._point()
        self._say_cell()
        if self.cell and (len(self.cell.keys) != 1 or self.cell.keys != self._asked):
            self.why()
        self.footer.refresh()

    def _point(self) -> None:
        """Put the cursor of the table, which lies behind, on the row that the cell stands for."""
        if self.cell and self.cell.keys and not self.cell.view:
            with self.table.prevent(RowTable.Moved), suppress(ValueError):
                self.table.cursor = self.table.keys.index(self.cell.keys[0])

    def _say_cell(self) -> None:
        self.listing.say(self.cell.says if self.cell else "", self._cell_leads())

    def _cell_leads(self) -> str:
        """Return what Enter does on the cell."""
        if not (self.cell and self.cell.keys):
            return ""
        if self.cell.view:
            return "Enter centre"
        return "Enter its row" if len(self.cell.keys) == 1 else "Enter lists them"

    @on(ListPane.Resized)
    def _fit_the_plot(self) -> None:
        if self.wish and self.wish.shape.plot and self.wish.room != self.listing.room:
            self.seek()
