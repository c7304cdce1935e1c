"""The program on the screen: it holds the moment, the themes and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import ClassVar

from rich.console import Console
from textual.app import App
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.timer import Timer

from legation.letters import bare
from legation.literal import Shown, literal
from legation.moment import Moment
from legation.tui.colours import left_open, ours
from legation.tui.in_browser import leave_with_server
from legation.tui.keyboard import first_word
from legation.tui.opening import Opening, opening_at
from legation.tui.plain_signs import PlainSigns
from legation.tui.screens.main import MainScreen
from legation.tui.settings import Settings
from legation.tui.theme import THEMES
from legation.tui.widgets.header import Header

SAID_FOR = 4.0  # seconds
_KEPT = 50


class LegationApp(App[None]):
    """One moment, one ledger, one main screen."""

    CSS_PATH = "app.tcss"
    TITLE = "legation"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list] = []  # type: ignore[type-arg]

    moment: reactive[Moment] = reactive(Moment(), init=False)

    def __init__(
        self, opening: Opening, moment: Moment | None = None, theme: str = "", settings: Settings | None = None
    ) -> None:
        """Take what to open, the moment to begin at (None is now), a theme (empty: the one set), and what is set."""
        self.settings = settings or Settings()
        self.keyboard = self.settings.keyboard
        self._plain: PlainSigns | None = None
        super().__init__()
        self.said: list[Shown] = []
        self._saying: Timer | None = None
        for offered in THEMES.values():
            self.register_theme(ours(offered))
        self.theme = theme or self.settings.theme
        self.mark_with(self.settings.marks)
        self._main = MainScreen(opening)
        # Textual would print a traceback, with texts of the ledger in it, on a terminal that has just been given back.
        self._fault = StringIO()
        self.error_console = Console(file=self._fault, markup=False, highlight=False, width=120)
        self.set_reactive(LegationApp.moment, moment or Moment())

    @property
    def fault(self) -> str:
        """What stopped the program, for a log; empty if nothing did."""
        return "\n".join(literal(line) for line in self._fault.getvalue().splitlines())

    def on_mount(self) -> None:
        """Show the main screen, and a first word on it."""
        leave_with_server(self)
        self.set_keymap(self.keyboard.changed)
        self.push_screen(self._main)
        self._main.call_after_refresh(self._begin)

    def _begin(self) -> None:
        faults = self.settings.faults
        told = [*faults, self._main.unread] if self._main.unread else faults
        self.said += map(literal, told)
        if faults:
            count = f"{len(faults)} of your settings" if len(faults) > 1 else "one of your settings"
            self.say(f"✗ {count} cannot be used; {self.keyboard.shown('keys')} says why")
        elif self._main.unread:
            self._tell(literal(self._main.unread))
        elif self.screen is self._main:  # nothing to be dealt with lies over it
            self._tell(literal(first_word(self.keyboard)))

    def mark_with(self, marks: str) -> None:
        """Draw signs as is set: `unicode`, `ascii`, or `auto`, which asks the locale."""
        plain = marks == "ascii" or (marks == "auto" and bare())
        self._plain = PlainSigns(everything=bare()) if plain else None

    @property
    def plain(self) -> bool:
        """Whether signs are drawn as letters, of which some take two cells."""
        return self._plain is not None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through on its way to the terminal."""
        return [*super().get_line_filters(), *([self._plain] if self._plain else [])]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return colours for themes that are not ours and do not name them."""
        return left_open(self.current_theme)

    def open_at(self, place: Path) -> None:
        """Open the ledger in a directory in place of the present one, at now."""
        follow, resume = self.settings.follow, self.settings.resume
        opening = opening_at(place, self._main.opening.documents, follow=follow, resume=resume)
        self.set_reactive(LegationApp.moment, Moment())
        self._main = MainScreen(opening)
        self.switch_screen(self._main)

    def stay(self, moment: Moment) -> None:
        """Take back a change of the moment that did not come to anything."""
        self.set_reactive(LegationApp.moment, moment)

    def say(self, text: str) -> None:
        """Show a message in the header for a while; it can be read again at the end of the list of keys."""
        shown = literal(text)
        self.said = [*self.said[-_KEPT:], shown]
        self._tell(shown)
        self._saying = self.set_timer(SAID_FOR, self._silence)

    def hush(self) -> None:
        """Take the first word away: a key was pressed."""
        if self._main.header.message == first_word(self.keyboard):
            self._silence()

    def _tell(self, text: Shown) -> None:
        if self._saying:
            self._saying.stop()
        for header in self._main.query(Header):  # none is left when the screen goes
            header.message = text

    def _silence(self) -> None:
        self._tell(Shown(""))

    def action_help_quit(self) -> None:
        """Say how to leave, to those who press ctrl+c out of habit."""
        self.say(f"{self.keyboard.shown('quit')} leaves legation")
