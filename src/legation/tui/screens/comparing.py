"""The desk with two moments beside each other: A is pinned, and wherever one goes from there is B (screens.md 8.3)."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from legation.contrast import Contrast
from legation.tui import telling
from legation.tui.screens.marking import Marking
from legation.tui.widgets.time_bar import Ruler

_MOST_COPIED = 500  # lines


class Comparing(Marking):
    """Every view shows the lines that differ, or all of them; the pane says why."""

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        match id:
            case "compare" if not self.end:
                return "the ledger holds no event yet"
            case "compare" if self.pinned == self.moment:
                return "A is this moment; go to another one, and that is B"
            case "day" if self.pinned and not self.pane.has_focus and not self.its_day():
                return "no day is known on which this row came to read so"
        return super().hindrance(id)

    def do_compare(self, pressed: str) -> None:
        """Pin A at this moment."""
        self.places.leave(self.place)
        self._compare(True)

    def end_comparison(self) -> None:
        """Let go of A, and stay at B."""
        self.places.leave(self.place)
        self._compare(False)

    def _compare(self, pinned: bool) -> None:
        self.pinned, self.every = self.moment if pinned else None, False
        if self.table.key:  # there may be no row that differs until B is another moment
            self._left[self.view.name] = (self.table.key, self.table.cursor, self.words)
        self.answer = None
        self.posed()
        self.seek()

    def swap(self) -> None:
        """Make B of A, and A of B."""
        if self.pinned and self.pinned != self.moment:
            self.places.leave(self.place)
            self.pinned, self.legation.moment = self.moment, self.pinned

    def copy_comparison(self, keys: Sequence[str], what: str = "") -> None:
        """Copy rows of both moments with what they have in common, and the moments."""
        if self.wish and isinstance(source := self.wish.source(self.reader), Contrast):
            lines = [source.line(key) for key in keys[:_MOST_COPIED]]
            title = ", ".join(filter(None, (self.view.name, what, self.chip.words)))
            self.app.copy_to_clipboard(telling.listed(title, lines, len(keys) - len(lines)))
            self.legation.say("Copied the list, with both moments")

    @on(Ruler.Pressed)
    def _pressed_on_a(self, event: Ruler.Pressed) -> None:
        bar, a = self.bar.ruler.track, self.at_pinned
        if bar and a and not event.dragged and event.cell == bar.spot(a) != bar.spot(self.at):
            event.prevent_default()
            self.swap()
