"""The desk as it is looked at: what is filtered, and the why pane beside it (screens.md 7)."""

from __future__ import annotations

from textual import on

from legation.tui.screens.comparing import Comparing
from legation.tui.widgets.list_pane import ListPane


class Looking(Comparing):
    """What changes how the rows of a moment are shown, never the moment."""

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        match id:
            case "why" | "pane" if not self.table.key:
                return "there is no row here"
            case "filter" if not self.end:
                return "the ledger holds no event yet"
        return super().hindrance(id)

    def do_filter(self, pressed: str) -> None:
        """Type the words of the filter."""
        self._overlay(False)
        self.listing.edit(self.words)
        self.footer.typing = "Type words   Enter Keep   Esc Clear"

    def _filter(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.seek()

    def do_why(self, pressed: str) -> None:
        """Go to the why pane, which lies over the list where both have no room; or back."""
        if self.pane.has_focus:
            self._to_list()
        else:
            self._overlay(True)
            self.set_focus(self.pane)

    def _overlay(self, over: bool) -> None:
        self.set_class(over, "-why")

    def _to_list(self) -> None:
        if self.answer and self.answer.whole:
            self.why(self.answer.chosen)
        self._overlay(False)
        self.set_focus(self.table)

    @on(ListPane.Filtered)
    def _filtered(self, event: ListPane.Filtered) -> None:
        self._filter(event.words)
        if event.done:
            self.footer.typing = ""
