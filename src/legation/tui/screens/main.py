"""The main screen: one method for each key of the registry, and why a key cannot act (screens.md 7)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from legation.tui.keys import KEYS, key
from legation.tui.screens.chooser import Choice
from legation.tui.screens.resuming import Resuming
from legation.tui.widgets.fit_footer import FitFooter
from legation.tui.widgets.header import Header
from legation.tui.widgets.plot_chart import PlotChart
from legation.tui.widgets.row_table import RowTable
from legation.tui.widgets.tabs import Tabs
from legation.tui.widgets.why_pane import WhyPane


class MainScreen(Resuming):
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
    AUTO_FOCUS = "RowTable"  # and not the filter, which comes first and would take what is typed before all is there
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-thin"), (60, "-narrow"), (100, "-normal"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-stub"), (12, "-flat"), (20, "-low"), (30, "-tall")]  # noqa: RUF012

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Leave all keys but help to a field in which somebody types."""
        return action != "act" or parameters[0] == "help" or not isinstance(self.focused, Input)

    def action_act(self, id: str, pressed: str) -> None:  # noqa: A002 the registry's own word
        """Do what a key is for, or say why it cannot be done."""
        if why := self.hindrance(id):
            self.legation.say(why)
            return
        self.legation.hush()
        getattr(self, f"do_{id}")(pressed)

    def do_anything(self, pressed: str) -> None:
        """Ask for anything by name."""
        from legation.tui.screens.palette import Palette

        self.app.push_screen(Palette(self), self.chosen)

    def do_keys(self, pressed: str) -> None:
        """List all keys."""
        from legation.tui.screens.all_keys import AllKeys

        keys = AllKeys(self.hindrance, self.written, self.view.name, self.legation.said)
        self.app.push_screen(keys, self.chosen)

    def do_help(self, pressed: str) -> None:
        """Explain the view or the field that is open."""
        from legation.tui.screens.help import help_on

        self.app.push_screen(help_on(self.view, self.focused, self.moment, self.written))

    def do_quit(self, pressed: str) -> None:
        """Leave."""
        self.keep_place()
        self.app.exit()

    def show_settings(self) -> None:
        """Show what may be set."""
        from legation.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen())

    def chosen(self, choice: Choice | None) -> None:
        """Do what was chosen from a list."""
        match choice:
            case ("key", id_):
                self.action_act(id_, key(id_).keys[0])
            case ("view", name):
                self.go_to(self.view_named(name))
            case ("row", name, row):
                self.go_to(self.view_named(name), row)
            case ("mark", name):
                self.go_to_mark(name)
            case ("theme", name):
                self.legation.theme = name
            case ("settings",):
                self.show_settings()
            case _:
                super().chosen(choice)

    # What widgets ask for.

    @on(RowTable.Opened)
    @on(PlotChart.Opened)
    @on(WhyPane.Opened)
    def _open(self) -> None:
        self.action_act("open", "enter")

    @on(Tabs.Pressed)
    def _tab(self, event: Tabs.Pressed) -> None:
        self.go_to(self.view_named(event.name))

    @on(FitFooter.Pressed)
    def _pressed(self, event: FitFooter.Pressed) -> None:
        self.chosen(("key", event.key))

    @on(Header.Pressed)
    def _chip(self, event: Header.Pressed) -> None:
        if event.chip == "moment":
            self.swap()
        elif event.chip == "new":
            self.open_ledger()
        elif event.chip == "wrong":
            self.tell_trouble()
        elif event.chip == "newer" and self.found:
            self.go_to(self.view_named("Audit"), str(self.found.newer[0]))
        elif event.chip == "contested":
            self.go_to(self.view_named(self.contested.view), self.contested.key)
