"""The desk around one person, office or organisation: what it is tied to, one step away (screens.md 8.10)."""

from __future__ import annotations

from legation.ids import kind
from legation.plots.graph import GRAPH
from legation.ties import CENTRES, centre_of, named_by
from legation.tui.opening import Opening
from legation.tui.screens.plotting import Plotting
from legation.tui.shape import TABLE, Shape
from legation.view import VIEWS, View


class Relating(Plotting):
    """Enter puts into the middle what a line leads to, Esc goes back the same way."""

    def __init__(self, opening: Opening) -> None:
        """Begin where nothing is in the middle."""
        super().__init__(opening)
        self._came_from: list[tuple[View, Shape, str]] = []

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        match id:
            case "relations" if not (self.table.key or self.cell):
                return "there is no row here"
            case "copy" if self.cell and self.cell.view and self.cell.keys[0] not in self.table.keys:
                return "this line is of another view: w says why"
        return super().hindrance(id)

    def do_relations(self, pressed: str) -> None:
        """Put the person, office or organisation of the row into the middle, and around it what it is tied to."""
        if centre := self._centre():
            self._around(centre)
        else:
            self.legation.say("this row names no person, office or organisation")

    def _centre(self) -> str:
        """Return whose relations are asked for: of the cell, else of the row, else of the events it rests on."""
        if self.cell and kind(self.cell.about) in CENTRES:
            return self.cell.about
        line = self.table.current
        if not line:
            return ""
        if centre := next((id_ for id_ in line.key.split() if kind(id_) in CENTRES), ""):
            return centre
        at = self.reading
        facts = (*at.about(line.key.partition(" ")[0]), *map(at.fact, line.entry.at))
        return centre_of(at.identity.resolve(tuple(id_ for fact in facts for _, id_ in named_by(fact))))

    def _around(self, centre: str) -> None:
        relations = self.view_named(VIEWS["relations"].name)
        if self.view is not relations:
            self.places.leave(self.place)
        self._came_from.append((self.view, self.shape, self.table.key))
        self.shapes[relations.name] = Shape(GRAPH, centre=centre)
        self.open_view(relations, words="")

    def do_plot(self, pressed: str) -> None:
        """Show the same rows in the next shape; a graph needs one in the middle."""
        if self.following[0] == GRAPH and not self.shape.centre:
            self.do_relations(pressed)
        else:
            super().do_plot(pressed)

    def do_open(self, pressed: str) -> None:
        """Put what the line leads to into the middle."""
        if self.cell and self.cell.view and self.chart.has_focus:
            self._around(self.cell.about)
        else:
            super().do_open(pressed)

    def do_back(self, pressed: str) -> None:
        """Go back to what was in the middle before, at last to the row that all began with."""
        if self.inside or not self.shape.centre:
            super().do_back(pressed)
            return
        self.shapes[self.view.name] = TABLE
        view, shape, key = self._came_from.pop() if self._came_from else (self.view, TABLE, "")
        self.shapes[view.name] = shape
        self.open_view(view, key)
