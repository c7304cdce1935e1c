"""What a person takes from the desk (screens.md 7)."""

from __future__ import annotations

from legation.tui import telling
from legation.tui.screens.citing import Citing


class Taking(Citing):
    """What leaves the screen is harmless text, with its sources."""

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        if id == "copy" and not self.table.key and not self.pinned:
            return "there is no row here"
        return super().hindrance(id)

    def do_copy(self, pressed: str) -> None:
        """Copy the row with its sources, or what differs between two moments."""
        if self.pinned:
            self.copy_comparison()
            return
        line, at = self.table.current, self.reading
        if line:
            titles = (column.title for column in self.view.columns)
            cells = zip(titles, line.entry.cells, strict=True)
            text = telling.copied(self.view.name, cells, self.view.why(line.key, at), at)
            self.app.copy_to_clipboard(text)
            self.legation.say("Copied, with its sources")
