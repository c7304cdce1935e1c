"""The main screen: one method for each key of the registry, and why a key cannot act (screens.md 7)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from legation.tui import telling
from legation.tui.keys import KEYS, key
from legation.tui.screens.chooser import Choice
from legation.tui.screens.travelling import Travelling
from legation.tui.widgets.fit_footer import FitFooter
from legation.tui.widgets.header import Header
from legation.tui.widgets.list_pane import ListPane
from legation.tui.widgets.row_table import RowTable
from legation.tui.widgets.tabs import Tabs
from legation.tui.widgets.why_pane import WhyPane


class MainScreen(Travelling):
    """What a person does with the desk. Every key comes in through `act`, which acts or says why not.

    Keys are taken before the focused widget sees them, so that what is typed right behind `t` or `/` finds the field.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            name, f"act('{entry.id}', '{stands_for}')", entry.label, show=False, priority=True, id=f"{entry.id}.{name}"
        )
        for entry in KEYS
        for name, stands_for in entry.bound
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-thin"), (60, "-narrow"), (100, "-normal"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-stub"), (12, "-flat"), (20, "-low"), (30, "-tall")]  # noqa: RUF012

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Leave all keys to a field in which somebody types."""
        return action != "act" or not isinstance(self.focused, Input)

    def action_act(self, id: str, pressed: str) -> None:  # noqa: A002 the registry's own word
        """Do what a key is for, or say why it cannot be done."""
        if why := self.hindrance(id):
            self.legation.say(why)
            return
        self.legation.hush()
        getattr(self, f"do_{id}")(pressed)

    def hindrance(self, id: str) -> str:  # noqa: A002
        """Say why a key cannot act now; empty if it can."""
        match id:
            case "now" if self.now:
                return "this is now"
            case "day" if not self.its_day():
                return "this event has no day" if self.pane.has_focus else "this row has no day"
            case "day" if self.its_day() == self.moment.as_of:
                return "this is its day"
            case "before" if not len(self.places):
                return "there is no place before this one"
            case "why" | "copy" | "pane" if not self.table.key:
                return "there is no row here"
            case "time" | "stop" | "step" | "filter" if not self.end:
                return "the ledger holds no event yet"
            case "time" | "stop" | "step" if not self.view.uses_day:
                return f"{self.view.name} follows what was known, not a day"
        return ""

    # Move.

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
        (self.pane if self.pane.has_focus else self.table).go(0 if pressed == "home" else -1)

    def do_pane(self, pressed: str) -> None:
        """Go to the other pane."""
        if self.pane.has_focus:
            self._to_list()
        else:
            self.do_why(pressed)

    def do_open(self, pressed: str) -> None:
        """Open the row, or the event; without a ledger, look for one again."""
        if not self.found:
            self.open_ledger()
        elif not self.pane.has_focus:
            self.do_why(pressed)
        elif self.answer and self.answer.chosen and not self.answer.whole:
            self.why(self.answer.chosen, whole=True)

    def do_back(self, pressed: str) -> None:
        """Close what is open, step by step: event, why pane, filter."""
        if self.answer and self.answer.whole:
            self.why(self.answer.chosen)
        elif self.pane.has_focus:
            self._to_list()
        elif self.words:
            self._filter("")

    # Go.

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

        self.app.push_screen(Palette(self, views_only=True), self._chosen)

    # Look, take, app.

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

    def do_copy(self, pressed: str) -> None:
        """Copy the row with its sources."""
        line, at = self.table.current, self.reading
        if line:
            titles = (column.title for column in self.view.columns)
            cells = zip(titles, line.entry.cells, strict=True)
            text = telling.copied(self.view.name, cells, self.view.why(line.key, at), at)
            self.app.copy_to_clipboard(text)
            self.legation.say("Copied, with its sources")

    def do_anything(self, pressed: str) -> None:
        """Ask for anything by name."""
        from legation.tui.screens.palette import Palette

        self.app.push_screen(Palette(self), self._chosen)

    def do_keys(self, pressed: str) -> None:
        """List all keys."""
        from legation.tui.screens.all_keys import AllKeys

        self.app.push_screen(AllKeys(self.hindrance, self.legation.said), self._chosen)

    def do_quit(self, pressed: str) -> None:
        """Leave."""
        self.app.exit()

    def _chosen(self, choice: Choice | None) -> None:
        """Do what was chosen from a list."""
        match choice:
            case ("key", id_):
                self.action_act(id_, key(id_).keys[0])
            case ("view", name):
                self.go_to(self.view_named(name))
            case ("row", name, row):
                self.go_to(self.view_named(name), row)
            case ("theme", name):
                self.app.theme = name

    # What widgets ask for.

    @on(RowTable.Opened)
    @on(WhyPane.Opened)
    def _open(self) -> None:
        self.action_act("open", "enter")

    @on(Tabs.Pressed)
    def _tab(self, event: Tabs.Pressed) -> None:
        self.go_to(self.view_named(event.name))

    @on(FitFooter.Pressed)
    def _pressed(self, event: FitFooter.Pressed) -> None:
        self._chosen(("key", event.key))

    @on(Header.Pressed)
    def _chip(self, event: Header.Pressed) -> None:
        if event.chip == "new":
            self.open_ledger()
        elif event.chip == "contested":
            self.go_to(self.view_named(self.contested.view), self.contested.key)

    @on(ListPane.Filtered)
    def _filtered(self, event: ListPane.Filtered) -> None:
        self._filter(event.words)
        if event.done:
            self.footer.typing = ""
