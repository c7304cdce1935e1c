"""By which column the rows stand (screens.md 4, 7)."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from legation.ids import fold
from legation.literal import literal
from legation.ordering import hindrance, title
from legation.tui.screens.chooser import Chooser, Offer
from legation.view import View


class Sorting(Chooser):
    """The columns of a view; to take the one by which rows stand already turns them round."""

    title_text = "Sort by"
    placeholder = "type to find a column"

    def __init__(self, view: View, sort: str, rows: int) -> None:
        """Take the order there is (empty: that of the view), and how many rows would have to be sorted."""
        super().__init__()
        self._view, self._sort, self._rows = view, sort, rows

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield the order of the view, then its columns; those that are too slow are dimmed and say why."""
        if not words:
            own = f"as {self._view.name} stands by itself"
            yield self._offer(own, "", "in order now" if not self._sort else "")
        for number in range(len(self._view.columns)):
            name = title(self._view, number)
            if fold(words) in fold(name):
                yield self._column(name)

    def _column(self, name: str) -> Offer:
        if why := hindrance(self._view, name, self._rows):
            return Offer(Content.assemble((literal(f"  {name:<34}{why}"), "$muted")))
        now = self._sort.removeprefix("-") == name
        backwards = now and not self._sort.startswith("-")
        said = f"{'in order' if backwards else 'backwards'} now; Enter turns it round" if now else ""
        return self._offer(name, f"-{name}" if backwards else name, said)

    def _offer(self, name: str, sort: str, said: str) -> Offer:
        return Offer(Content.assemble(literal(f"  {name:<34}"), (said, "$muted")), ("sort", sort))
