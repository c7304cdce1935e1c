"""How the rows of a view are shown: all or some of them, as a table, as a plot, or around one in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from legation.contrast import Contrast
from legation.plot import Plot, drawn, drawn_apart
from legation.plots.graph import around, around_apart
from legation.reading import Reading
from legation.row_source import RowSource
from legation.view import View


class Part(NamedTuple):
    """Some rows of a view: what they have in common, and their keys."""

    label: str
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table (no `plot`) or a plot, of a part of the rows or of all; `centre` is whose relations they are.

    `back` is the plot that Esc leads back to.
    """

    plot: str = ""
    back: str = ""
    part: Part | None = None
    centre: str = ""

    def among(self, view: View, at: Reading) -> Sequence[str] | None:
        """Return the only rows that are shown, those of them that there are at the moment; None for all."""
        if self.centre:
            return view.naming(self.centre, at)
        return view.still(self.part.keys, at) if self.part else None

    def drawing(self, view: View, keys: Sequence[str], at: Reading, words: str, room: int) -> Plot | None:
        """Return the plot of the rows that stay under a filter, in so many cells; None if a table shows them."""
        if self.plot and self.centre:
            return around(self.centre, at, room, words)
        return drawn(self.plot, RowSource(view, at, "", keys), room) if self.plot and keys else None

    def parting(self, contrast: Contrast, room: int) -> Plot:
        """Return what differs in the plot between two moments."""
        if self.centre and not contrast.same_moment:
            return around_apart(self.centre, contrast.a, contrast.b, room, contrast.words)
        return drawn_apart(self.plot, contrast, room)

    def said(self, at: Reading) -> tuple[str, ...]:
        """Return what stands in the title behind the name of the view."""
        if self.centre:
            return (at.name(self.centre), "one step")
        return tuple(filter(None, (self.plot, self.part.label if self.part else "")))


TABLE = Shape()
