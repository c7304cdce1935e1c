"""The desk as it was left: the view, the pane alone, and in each view the cursor, the filter and the plot."""

from __future__ import annotations

from collections.abc import Mapping

from legation.ids import is_id, kind
from legation.plots.graph import GRAPH
from legation.ties import CENTRES
from legation.tui import resume
from legation.tui.in_browser import tell_place
from legation.tui.opening import Opening
from legation.tui.screens.holding import Holding
from legation.tui.shape import TABLE, Shape
from legation.view import View

_PANES = ("list", "why")


class Resuming(Holding):
    """What is kept is kept when the person leaves."""

    def __init__(self, opening: Opening) -> None:
        """Begin where the person was or asked to be, but at now."""
        super().__init__(opening)
        left, self.unread = resume.read(opening.resume) if opening.resume else (resume.Left(), "")
        self._left = dict(left.views)
        self.view = self.view_named(opening.view or left.view)
        self.words = self._left.get(self.view.name, ("", 0, ""))[2]
        self.shapes = {view.name: shape for view in opening.views if (shape := _shape(view, left.more)) != TABLE}
        self._left_alone = left.more.get("zoom", "")

    def on_mount(self) -> None:
        """Let the pane stand alone that did."""
        super().on_mount()
        if self._left_alone in _PANES:
            self._alone(True)
            if self._left_alone == "why":
                self._overlay(True)
                self.set_focus(self.pane)

    def posed(self) -> None:
        """Say which moment it is, to the page as well."""
        super().posed()
        tell_place(self.app, self.view, self.moment)

    def keep_place(self) -> None:
        """Keep where the person is."""
        if self.opening.resume and self.found:
            here = {self.view.name: (self.table.key, self.table.cursor, self.words)}
            resume.keep(self.opening.resume, resume.Left(self.view.name, {**self._left, **here}, self._looks()))

    def _looks(self) -> dict[str, str]:
        told = {f"plot {name}": shape.plot for name, shape in self.shapes.items() if shape.plot}
        told |= {f"centre {name}": shape.centre for name, shape in self.shapes.items() if shape.centre}
        if self.has_class("-zoom"):
            told["zoom"] = "why" if self.pane.has_focus else "list"
        return told


def _shape(view: View, more: Mapping[str, str]) -> Shape:
    """Return how the rows of a view were shown, as far as the view offers it."""
    plot, centre = more.get(f"plot {view.name}", ""), more.get(f"centre {view.name}", "")
    centre = centre if GRAPH in view.plots and is_id(centre) and kind(centre) in CENTRES else ""
    drawable = plot in view.plots and (plot != GRAPH or centre)
    return Shape(plot if drawable else "", centre=centre)
