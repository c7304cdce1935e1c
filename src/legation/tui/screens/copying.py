"""What of the row, or of the list, is copied (screens.md 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from legation.ids import fold
from legation.literal import Shown
from legation.tui.screens.chooser import Chooser, Offer

WHOLE = (
    ("row", "This row", "with its verdict, its moment and its sources"),
    ("citation", "Its sources", "events, documents and lines"),
    ("link", "A link to it", "legation://…, at this moment; ^p takes it"),
    ("table", "All rows", "with tabs between the cells, for a spreadsheet"),
    ("command", "The command", "that prints these rows"),
)


class Copying(Chooser):
    """The row with its sources comes first: Enter takes it."""

    title_text = "Copy"
    placeholder = "type to find what to copy"

    def __init__(self, cells: Sequence[tuple[str, Shown]]) -> None:
        """Take the cells of the row, each with the title of its column."""
        super().__init__()
        self._cells = cells

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield what can be copied whole, then the cells."""
        wanted = fold(words).split()

        def holds(text: str) -> bool:
            return all(word in fold(text) for word in wanted)

        for what, name, said in WHOLE:
            if holds(f"{name} {said}"):
                yield Offer(Content.assemble(f"  {name:<14}", (said, "$muted")), ("copy", what))
        cells = [(column, cell) for column, cell in self._cells if cell and holds(f"{column} {cell}")]
        if cells:
            yield Offer(Content.assemble(("One cell", "$primary")))
        for column, cell in cells:
            yield Offer(Content.assemble(f"  {column:<14}", (cell, "$foreground")), ("copy", "cell", cell))
