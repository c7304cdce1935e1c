"""The last screen after a fault of the program: what is safe, and where the rest can be read. Never a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import ClassVar

from rich.console import Console
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import Static

from legation.letters import bare
from legation.literal import literal
from legation.tui.colours import left_open, ours
from legation.tui.plain_signs import PlainSigns
from legation.tui.theme import THEMES


class CrashApp(App[str]):
    """It stands by itself, so that nothing of what broke is used again; `run` returns `again`, or None to leave."""

    TITLE = "legation"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", show=False, priority=True),
        Binding("q,escape,ctrl+c,ctrl+q", "leave", show=False, priority=True),
    ]
    CSS = """
    Screen { align: center middle; background: $background; color: $foreground; }
    Vertical {
        width: 84; max-width: 100%; height: auto; padding: 0 1;
        border: round $error; border-title-color: $error; border-subtitle-color: $muted; border-subtitle-align: right;
    }
    Static { height: auto; }
    """

    def __init__(self, theme: str, log: Path | None, draft: Path | None) -> None:
        """Take the theme, and where log and draft are, if there are any."""
        super().__init__()
        for offered in THEMES.values():
            self.register_theme(ours(offered))
        self.theme = theme
        self._report, self._draft = log, draft
        self.error_console = Console(file=StringIO())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through on its way to the terminal."""
        return [*super().get_line_filters(), *([PlainSigns(everything=True)] if bare() else [])]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return colours for themes that are not ours and do not name them."""
        return left_open(self.current_theme)

    def compose(self) -> ComposeResult:
        """Say what happened."""
        with Vertical() as frame:
            frame.border_title = Content("legation stopped")
            frame.border_subtitle = Content("program-fault")
            for sentence in self._sentences():
                yield Static(Content(literal(sentence)), markup=False)

    def _sentences(self) -> list[str]:
        told = [
            "✗ A fault of the program itself, not of your ledger.",
            "  Nothing was written by it; the ledger is as it was.",
            "",
        ]
        if self._draft:
            told += ["  What you were entering is kept:", f"  {self._draft}", ""]
        log = ["  What happened, for a report:", f"  {self._report}"]
        told += log if self._report else ["  No log of it could be written."]
        return [*told, "", "  Enter open the screen again   q leave"]

    def action_again(self) -> None:
        """Open the screen again."""
        self.exit("again")

    def action_leave(self) -> None:
        """Leave."""
        self.exit()
