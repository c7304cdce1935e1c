"""The desk as it is looked at: what is filtered, and the why pane beside it (screens.md 7)."""

from __future__ import annotations

import sys

from textual import on

from legation.errors import NotAFilter, NotUnderstood
from legation.filtering import Filter
from legation.moment import Moment
from legation.tui.screens.chooser import Choice
from legation.tui.screens.comparing import Comparing
from legation.tui.widgets.list_pane import ListPane


class Looking(Comparing):
    """What changes how the rows of a moment are shown, never the moment."""

    _before = ""  # the filter there was before one was typed

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        match id:
            case "why" | "pane" if not self.table.key:
                return "there is no row here"
            case "filter" | "sort" if not self.end:
                return "the ledger holds no event yet"
        return super().hindrance(id)

    def do_filter(self, pressed: str) -> None:
        """Type the words of the filter."""
        self._overlay(False)
        self._before = self.words
        self.listing.edit(self.words)
        self.footer.typing = "Type words, or who: kind: place: source: before: after: state:   Enter Keep   Esc Clear"

    def _filter(self, words: str) -> None:
        try:
            Filter.parse(words)
        except NotAFilter as error:
            if self.words != self._before:
                self.words = self._before
                self.seek()
            self.listing.refuse(str(error))
            return
        self.listing.refuse("")
        if words != self.words:
            self.words = words
            self.seek()

    def chosen(self, choice: Choice | None) -> None:
        """Put the rows in the order that was chosen, or go where a day or a link says."""
        match choice:
            case ("moment", day):
                self._go(day)
            case ("link", name, row, moment):
                try:
                    self.travel(Moment.parse(moment, self.opening.clock()))
                    self.go_to(self.view_named(name), row)
                except NotUnderstood as error:
                    self.legation.say(str(error))
            case ("sort", column):
                self.sort[self.view.name] = column
                self.seek()
            case _:
                super().chosen(choice)

    def do_sort(self, pressed: str) -> None:
        """Ask by which column the rows are to stand."""
        from legation.tui.screens.sorting import Sorting

        if self.found:
            rows = self.found.rows
            count = len(rows.keys) if rows.whole else sys.maxsize
            self.app.push_screen(Sorting(self.view, self.sort.get(self.view.name, ""), count), self.chosen)

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
            self.listing.refuse("")
            self.footer.typing = ""
