"""No ledger: an example, one of one's own, or one that is somewhere else (screens.md 8.12)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from legation.errors import LegationError
from legation.literal import literal
from legation.starting import suggested
from legation.stores.files import Files
from legation.tui.example import example

_WAYS = (
    "  Enter  open an example: five documents on Mexico and the United States\n"
    "  a      start a ledger of your own\n"
    "  o      open one that is somewhere else\n"
    "  q      leave"
)


class NoLedger(ModalScreen[Path | None], inherit_bindings=False):
    """It closes with the place of the ledger to open, or with None to leave."""

    AUTO_FOCUS = ""  # nothing is typed yet

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("enter", "example", show=False),
        Binding("a", "ask('start')", show=False),
        Binding("o", "ask('open')", show=False),
        Binding("q", "leave", show=False),
    ]

    DEFAULT_CSS = """
    NoLedger {
        align: center middle;
        Vertical {
            width: 84; max-width: 100%; height: auto; padding: 0 1;
            border: round $primary; border-title-color: $foreground; border-subtitle-color: $muted;
            border-subtitle-align: right; background: $surface;
        }
        Static { height: auto; }
        Input { height: 1; background: $panel; color: $foreground; display: none; margin: 0 2; }
        #wrong { color: $error; }
        #label { color: $accent; }
    }
    """

    field = query_one(Input)
    label = query_one("#label", Static)
    wrong = query_one("#wrong", Static)

    def __init__(self, place: str, why: str = "") -> None:
        """Take where none was, and what else is wrong there."""
        super().__init__()
        self._place, self._why, self._asked = place, why, ""

    def compose(self) -> ComposeResult:
        """Lay out the ways on."""
        with Vertical() as frame:
            frame.border_title = Content("No ledger")
            frame.border_subtitle = Content("no-ledger")
            yield Static(Content(literal(f"There is no ledger at {self._place}.")), markup=False)
            yield Static(Content(f"\n{_WAYS}\n"), markup=False)
            yield Static(id="label", markup=False)
            field = Input(compact=True, select_on_focus=False)
            field.cursor_blink = False
            yield field
            yield Static(Content(literal(self._why)), id="wrong", markup=False)

    def action_ask(self, what: str) -> None:
        """Ask for a folder."""
        self._asked = what
        start = what == "start"
        asked = "A new ledger, in this folder:" if start else "The folder of the ledger:"
        self.label.update(Content(f"{asked}   Enter goes on   Esc back"))
        self.field.value = str(Path.cwd() / "events") if start else ""
        self.field.placeholder = "" if start else "/home/me/desk/events"
        self.field.cursor_position = len(self.field.value)
        self.field.display = True
        self.set_focus(self.field)

    def action_back(self) -> None:
        """Close the field; without one, leave."""
        if self.field.display:
            self.field.display = False
            self.set_focus(None)
            self.label.update("")
            self._say("")
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave the program."""
        self.dismiss(None)

    def action_example(self) -> None:
        """Open the example."""
        try:
            self.dismiss(example())
        except OSError as error:
            self._say(f"✗ the example cannot be copied: {error.strerror}: {error.filename}")

    @on(Input.Submitted)
    def _folder(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self._say("✗ type the name of a folder")
            return
        place = Path(event.value.strip()).expanduser()
        try:
            if self._asked == "start":
                Files.create(str(place), suggested(place)).close()
            else:
                Files.open(str(place)).close()
        except LegationError as error:
            self._say(f"✗ {error}")
        except OSError as error:
            self._say(f"✗ {place}: {error.strerror}")
        else:
            self.dismiss(place)

    def _say(self, text: str) -> None:
        self.wrong.update(Content(literal(text)))
