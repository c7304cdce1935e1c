"""The desk under the cursor keys: a row, a page, a pane, a view, and the way back (screens.md 7)."""

from __future__ import annotations

from legation.moment import Moment
from legation.tui.screens.writing import Writing


class Moving(Writing):
    """Arrows, Enter and Esc are enough to reach everything."""

    def do_move(self, pressed: str) -> None:
        """Move the cursor, or walk the events of the why pane."""
        by = -1 if pressed == "up" else 1
        if self.pane.has_focus:
            self.pane.walk(by)
        else:
            self.table.move(by)

    def do_page(self, pressed: str) -> None:
        """Move by a page."""
        (self.pane if self.pane.has_focus else self.table).page(-1 if pressed == "pageup" else 1)

    def do_ends(self, pressed: str) -> None:
        """Go to the first or the last line."""
        index = 0 if pressed == "home" else -1
        if self.found and not self.found.rows.whole and not self.pane.has_focus:
            self.seek(at=index)
        else:
            (self.pane if self.pane.has_focus else self.table).go(index)

    def do_pane(self, pressed: str) -> None:
        """Go to the other pane."""
        if self.pane.has_focus:
            self._to_list()
        else:
            self.do_why(pressed)

    def do_open(self, pressed: str) -> None:
        """Open the row, or the event."""
        if not self.pane.has_focus:
            self.do_why(pressed)
        elif self.answer and self.answer.chosen < 0:
            self.travel(Moment.parse(self.answer.then, self.opening.clock()))
        elif self.answer and not self.view.kinds and str(self.answer.chosen) not in {"0", self.table.key}:
            self.go_to(self.view, str(self.answer.chosen))
        elif self.answer and self.answer.chosen and not self.answer.whole:
            self.why(self.answer.chosen, whole=True)

    def do_back(self, pressed: str) -> None:
        """Close what is open, step by step: event, why pane, filter, comparison."""
        if self.answer and self.answer.whole:
            self.why(self.answer.chosen)
        elif self.pane.has_focus:
            self._to_list()
        elif self.words:
            self._filter("")
        elif self.pinned:
            self.end_comparison()

    def do_view(self, pressed: str) -> None:
        """Show the view of a digit."""
        for view in self.opening.views:
            if str(view.digit) == pressed and view is not self.view:
                self.go_to(view)
                return
        here = str(self.view.digit) == pressed
        self.legation.say(f"this is {self.view.name}" if here else f"no view has the digit {pressed}; 0 lists all")

    def do_views(self, pressed: str) -> None:
        """List all views."""
        from legation.tui.screens.palette import Palette

        self.app.push_screen(Palette(self, views_only=True), self.chosen)
