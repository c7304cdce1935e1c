"""Where a moment is typed, or stepped to with the arrows while nothing is typed; its reading is shown before Enter.

While the field is empty, `+` and `-` zoom the bar, and Space plays. `-30d` and `+2w` begin like that, too: a digit that
follows takes the zoom back and begins to type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from legation.errors import LegationError
from legation.literal import literal
from legation.tui.saying import Clock
from legation.tui.typed import DAYS, POSITIONS, Typed

_EMPTY = {
    "as of": "← → one {step}   ↑ ↓ longer, shorter   + − zoom   Space play   Home first   End today",
    "known by": "← → one {step}   ↑ ↓ batch, event   + − zoom   Space play   Home first   End all",
}


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

    playing: reactive[bool] = reactive(False)

    class Wanted(Message):
        """Something that an empty field is asked for by a key: what, and how far."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Arrow(Wanted):
        """One step back (-1) or on (1)."""

    class Unit(Wanted):
        """A longer (1) or shorter (-1) step."""

    class Zoom(Wanted):
        """Half of what is in sight (1), or twice as much (-1)."""

    class Play(Wanted):
        """Going on by itself (1), or no longer (0)."""

    class Cancelled(Message):
        """Esc: the field closes and nothing is taken."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._sign = ""

    def on_key(self, event: events.Key) -> None:
        """Take the keys that mean something else while the field is empty, and any while it plays."""
        sign, self._sign = self._sign, ""
        if self.value and not self.playing:
            return
        if self._interrupted():
            pass
        elif event.character == " ":
            self.post_message(self.Play(1))
        elif event.character and event.character in "+-−":
            self._sign = "+" if event.character == "+" else "-"
            self.post_message(self.Zoom(1 if self._sign == "+" else -1))
        elif sign and event.character and event.character.isdecimal():
            self.post_message(self.Zoom(-1 if sign == "+" else 1))
            self.insert_text_at_cursor(sign + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_blur(self) -> None:
        """Stop playing: the keys go elsewhere."""
        self._interrupted()

    def _interrupted(self) -> bool:
        """Stop playing, and tell whether it did play."""
        if self.playing:
            self.post_message(self.Play(0))
        return self.playing

    async def action_submit(self) -> None:
        """Take what is typed."""
        if not self._interrupted():
            await super().action_submit()

    def action_arrow(self, by: int) -> None:
        """Step, or move within what is typed."""
        if self._interrupted():
            return
        if not self.value:
            self.post_message(self.Arrow(by))
        elif by < 0:
            self.action_cursor_left()
        else:
            self.action_cursor_right()

    def action_unit(self, by: int) -> None:
        """Change the length of a step."""
        if not self._interrupted():
            self.post_message(self.Unit(by))

    def action_far(self, word: str) -> None:
        """Go to the first event or today, or within what is typed."""
        if self._interrupted():
            return
        if not self.value:
            self.post_message(self.Submitted(self, word))
        elif word == "first":
            self.action_home()
        else:
            self.action_end()

    def action_cancel(self) -> None:
        """Close."""
        if not self._interrupted():
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

    input = query_one(DayInput)
    echo = query_one("#echo", Static)

    class Taken(Message):
        """A moment was entered."""

        def __init__(self, typed: Typed, *, close: bool) -> None:
            super().__init__()
            self.typed, self.close = typed, close

    def __init__(self, understand: Callable[[str], Typed]) -> None:
        """Take what reads a moment; it raises NotUnderstood."""
        super().__init__()
        self._understand = understand
        self._clock: Clock = "as of"
        self._step = ""

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("Go to ", id="goto", markup=False)
        yield DayInput()
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

    def offer(self, clock: Clock, step: str) -> None:
        """Say what the keys do on this clock, with steps of this length."""
        self._clock, self._step = clock, step
        if self.display:
            self._answer(self.input.value)

    def play(self, playing: bool) -> None:
        """Say that the bar goes on by itself, or no longer."""
        self.input.playing = playing
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
        except LegationError as error:
            self._say(f"✗ {error}" if event.value else "✗ type a day, or step with ← →; Esc closes", understood=False)

    def _answer(self, text: str) -> None:
        if self.input.playing:
            self._say("playing: it stops at the end, or at any key", understood=True)
            return
        if not text.strip():
            self._say(_EMPTY[self._clock].format(step=self._step), understood=False)
            return
        try:
            typed = self._understand(text)
        except LegationError:
            self._say(DAYS if self._clock == "as of" else POSITIONS, understood=False)
            return
        more = f" · {typed.nearest}" if typed.nearest else "   Enter goes there"
        self._say(f"{typed.echo}{more}", understood=True)

    def _say(self, text: str, *, understood: bool) -> None:
        self.echo.update(Content(literal(text)))
        self.echo.set_class(understood, "-understood")
