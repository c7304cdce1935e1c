"""The program on the screen: it holds the moment, the themes and what was said."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import ClassVar

from rich.console import Console
from textual.app import App
from textual.reactive import reactive
from textual.theme import Theme as TextualTheme
from textual.timer import Timer

from legation.documents import Documents
from legation.literal import Shown, literal
from legation.moment import Moment
from legation.store import Store
from legation.tui.keys import FIRST_WORD
from legation.tui.opening import Opening, on_the_shelf
from legation.tui.screens.main import MainScreen
from legation.tui.theme import THEMES, Theme

SAID_FOR = 4.0  # seconds
_KEPT = 50


class Crashed(RuntimeError):
    """The program stopped by a fault of its own; the log says where."""

    def __init__(self, fault: str, log: Path | None) -> None:
        """Write the log, if there is a place for it."""
        if log:
            log.write_text(fault, "utf-8", "replace")
        super().__init__(f"the screen stopped; {log} says where" if log else "the screen stopped")


class LegationApp(App[None]):
    """One moment, one ledger, one main screen."""

    CSS_PATH = "app.tcss"
    TITLE = "legation"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list] = []  # type: ignore[type-arg]

    moment: reactive[Moment] = reactive(Moment(), init=False)

    def __init__(self, opening: Opening, moment: Moment | None = None, theme: str = "chancery") -> None:
        """Take what to open, and the moment to begin at; None is now."""
        super().__init__()
        self.said: list[Shown] = []
        self._saying: Timer | None = None
        for offered in THEMES.values():
            self.register_theme(_as_textual(offered))
        self.theme = theme
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
        self.push_screen(self._main)
        self._main.call_after_refresh(self._tell, literal(FIRST_WORD))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return colours for themes that are not ours and do not name them."""
        return _variables(THEMES["chancery" if self.current_theme.dark else "paper"])

    def say(self, text: str) -> None:
        """Show a message in the header for a while; it can be read again at the end of the list of keys."""
        shown = literal(text)
        self.said = [*self.said[-_KEPT:], shown]
        self._tell(shown)
        self._saying = self.set_timer(SAID_FOR, self._silence)

    def hush(self) -> None:
        """Take the first word away: a key was pressed."""
        if self._main.header.message == FIRST_WORD:
            self._silence()

    def _tell(self, text: Shown) -> None:
        if self._saying:
            self._saying.stop()
        self._main.header.message = text

    def _silence(self) -> None:
        self._main.header.message = ""

    def action_help_quit(self) -> None:
        """Say how to leave, to those who press ctrl+c out of habit."""
        self.say("q leaves legation")


def browse(
    open_store: Callable[[], Store],
    model_path: Path | None,
    moment: Moment,
    documents: Documents,
    name: str,
    theme: str = "chancery",
    *,
    read_only: str = "",
    actor: str = "",
    drafts: Path | None = None,
) -> None:
    """Run the screen until the person leaves; the terminal must be one. Raises Crashed for a fault of the program."""
    opening = Opening(
        open_store, model_path, documents, name, on_the_shelf(), read_only=read_only, actor=actor, drafts=drafts
    )
    app = LegationApp(opening, moment, theme)
    app.run()
    if app.return_code:
        raise Crashed(app.fault, model_path.with_suffix(".crash.txt") if model_path else None)


def _as_textual(theme: Theme) -> TextualTheme:
    return TextualTheme(
        name=theme.name, dark=theme.dark, primary=theme.primary, secondary=theme.primary, accent=theme.accent,
        success=theme.success, warning=theme.warning, error=theme.error, foreground=theme.text,
        background=theme.background, surface=theme.surface, panel=theme.panel, text_alpha=1.0,
        variables=_variables(theme),
    )  # fmt: skip


def _variables(theme: Theme) -> dict[str, str]:
    return {
        "muted": theme.muted,
        "cursor": theme.cursor,
        "cursor-text": theme.cursor_text,
        "frame": theme.frame,
        "scrollbar": theme.frame,
        "scrollbar-background": theme.background,
        "scrollbar-hover": theme.muted,
        "scrollbar-active": theme.primary,
        "input-cursor-background": theme.text,
        "input-cursor-foreground": theme.background,
        "input-selection-background": theme.cursor,
    }
