"""Where a day is typed, or stepped to with the arrows while nothing is typed; its reading is shown before Enter."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.literal import literal

_UNDERSTOOD = "no day yet: 2023, Mar 2023, 1 Mar 2023, 2024-Q2, last month, -30d, first, last, #12"


class DayInput(Input):
    """A field whose arrows step through time as long as it is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "arrow(-1)", show=False),
        Binding("right", "arrow(1)", show=False),
        Binding("up", "unit(1)", show=False),
        Binding("down", "unit(-1)", show=False),
        Binding("home", "far('first')", show=False),
        Binding("end", "far('today')", show=False),
        Binding("escape", "cancel", show=False),
    ]

    class Arrow(Message):
        """One step back (-1) or on (1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Unit(Message):
        """A longer (1) or shorter (-1) step is wanted."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Cancelled(Message):
        """Esc: the field closes and nothing is taken."""

    def action_arrow(self, by: int) -> None:
        """Step, or move within what is typed."""
        if not self.value:
            self.post_message(self.Arrow(by))
        elif by < 0:
            self.action_cursor_left()
        else:
            self.action_cursor_right()

    def action_unit(self, by: int) -> None:
        """Change the length of a step."""
        self.post_message(self.Unit(by))

    def action_far(self, word: str) -> None:
        """Go to the first event or today, or within what is typed."""
        if not self.value:
            self.post_message(self.Submitted(self, word))
        elif word == "first":
            self.action_home()
        else:
            self.action_end()

    def action_cancel(self) -> None:
        """Close."""
        self.post_message(self.Cancelled())


class DateField(Horizontal):
    """A label, the field, and what is understood so far."""

    DEFAULT_CSS = """
    DateField {
        height: 1;
        display: none;
        Static { width: auto; height: 1; }
        #goto { color: $accent; }
        DayInput { width: 22; background: $panel; color: $foreground; }
        #echo { width: 1fr; color: $muted; padding: 0 0 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
        #echo.-understood { color: $foreground; }
    }
    """

    step: reactive[str] = reactive("month")
    input = query_one(DayInput)
    echo = query_one("#echo", Static)

    class Taken(Message):
        """A day was entered."""

        def __init__(self, day: str, *, close: bool) -> None:
            super().__init__()
            self.day, self.close = day, close

    def __init__(self, understand: Callable[[str], str]) -> None:
        """Take what reads a day; it raises NotUnderstood."""
        super().__init__()
        self._understand = understand

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("Go to ", id="goto", markup=False)
        field = DayInput(compact=True, select_on_focus=False)
        field.cursor_blink = False
        yield field
        yield Static(id="echo", markup=False)

    def open(self) -> None:
        """Show the field, empty, and type into it."""
        self.display = True
        self.input.value = ""
        self._answer("")
        self.screen.set_focus(self.input)

    def close(self) -> None:
        """Hide the field."""
        self.display = False

    def watch_step(self) -> None:
        """Say the new length of a step."""
        if self.is_mounted:
            self._answer(self.input.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._answer(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self.post_message(self.Taken(self._understand(event.value), close=bool(self.input.value)))
        except NotUnderstood as error:
            self._say(f"✗ {error}" if event.value else "✗ type a day, or step with ← →; Esc closes", understood=False)

    def _answer(self, text: str) -> None:
        if not text.strip():
            self._say(
                f"← → one {self.step}   ↑ ↓ longer, shorter   Home first   End today   Esc close", understood=False
            )
            return
        try:
            day = self._understand(text)
        except NotUnderstood:
            self._say(_UNDERSTOOD, understood=False)
            return
        whole = text.strip() if re.fullmatch(r"\d{4}(-\d\d)?", text.strip()) else ""
        self._say(
            f"→ {in_words(day)}{f', the end of {in_words(whole)}' if whole else ''}   Enter goes there", understood=True
        )

    def _say(self, text: str, *, understood: bool) -> None:
        self.echo.update(Content(literal(text)))
        self.echo.set_class(understood, "-understood")
