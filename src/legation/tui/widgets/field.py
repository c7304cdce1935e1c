"""One field of a form: its label, what is typed, and below it what that means; `→` accepts what is offered."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from legation.answering import Answer, completed
from legation.entry import Slot
from legation.literal import literal

LABEL = 16  # cells
_ROLES = {"✗": "$error", "!": "$warning", "↳": "$foreground", "": "$muted"}
_MOST_LINES = 3
_EDITING = {"backspace": "delete_left", "delete": "delete_right", "left": "cursor_left", "right": "accept",
            "home": "home", "end": "end"}  # fmt: skip


class FieldInput(Input):
    """What is typed is text and nothing else; the arrow behind it takes what is offered."""

    def __init__(self, text: str, placeholder: str = "", choices: Sequence[str] = ()) -> None:
        """Take the text to begin with, what stands there while there is none, and the words that may be chosen."""
        super().__init__(text, placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.accept, self._choices = "", choices
        self.cursor_position = len(text)

    def on_key(self, event: events.Key) -> None:
        """Edit at once: a binding would be found late, and then act on the field that has the focus by that time."""
        if event.key in _EDITING:
            event.stop()
            event.prevent_default()
            getattr(self, f"action_{_EDITING[event.key]}")()

    def on_focus(self) -> None:
        """Show where one types on."""
        self.scroll_end(animate=False, immediate=True)

    def on_blur(self) -> None:
        """Complete a word that can be no other, and show how the text begins; the cursor stays where it is."""
        whole = completed(self._choices, self.value)
        if whole != self.value:
            self.value, self.cursor_position = whole, len(whole)
        self.scroll_home(animate=False, immediate=True)

    def action_accept(self) -> None:
        """Take what is offered, if the cursor is at the end; else move it."""
        if self.accept and self.cursor_position >= len(self.value):
            self.value, self.cursor_position = self.accept, len(self.accept)
        else:
            self.action_cursor_right()


class Field(Widget):
    """Label and answer are drawn by the field itself, so that a long form takes two widgets a field."""

    DEFAULT_CSS = """
    Field {
        height: 1;
        padding: 0 1;
        color: $foreground;
        FieldInput { width: 1fr; height: 1; margin: 0 0 0 16; background: $panel; color: $foreground; }
        FieldInput:focus { background: $cursor; color: $cursor-text; }
    }
    """

    answer: reactive[Answer] = reactive(Answer(), init=False)
    input = query_one(FieldInput)

    class Typed(Message):
        """Other text stands in the field."""

    def __init__(self, slot: Slot, text: str = "") -> None:
        """Take the slot and the text to begin with, which may come out of a ledger."""
        super().__init__()
        self.slot, self._first = slot, text

    def compose(self) -> ComposeResult:
        """Lay out the input; the rest is drawn."""
        yield FieldInput(literal(self._first), self.slot.needed, self.slot.blank.choices)

    @property
    def text(self) -> str:
        """What is typed; what was there first is itself, however it must be shown."""
        typed = self.input.value if self.input.is_attached else literal(self._first)
        return self._first if typed == literal(self._first) else typed

    def fill(self, text: str) -> None:
        """Put other text into the field."""
        self.input.value, self.input.cursor_position = text, len(text)

    def watch_answer(self) -> None:
        """Draw it, and offer what it offers."""
        self.input.accept = literal(self.answer.accept)
        self._fit()

    def on_resize(self) -> None:
        """Wrap the answer anew."""
        self._fit()

    def on_descendant_blur(self) -> None:
        """Leave what is needed no longer."""
        self._fit()

    def on_descendant_focus(self) -> None:
        """Show what the field takes."""
        self._fit()

    def _fit(self) -> None:
        self.styles.height = 1 + len(self._lines())
        self.refresh(layout=True)

    def _lines(self) -> list[Content]:
        answer, focused = self.answer, self.has_focus_within
        told = answer.text if answer.sign or focused else ""
        offered = "→ the next" if answer.sign == "↳" and self.slot.blank.choices else "→ accepts"
        offered = offered if focused and answer.accept and answer.accept != self.input.value else ""
        offered = offered.replace("accepts", "accepts the first") if " fit: " in told else offered
        if not told:
            return []
        sign = f"{answer.sign} " if answer.sign else ""
        said = Content.assemble((f"{sign}{literal(told)}", _ROLES.get(answer.sign, "")))
        if offered:
            said = Content.assemble(said, (f"   {offered}", "$primary"))
        lines = said.wrap(max(10, self.content_size.width - LABEL - 2))
        if len(lines) > _MOST_LINES and not focused:
            lines = [*lines[: _MOST_LINES - 1], Content.assemble(lines[_MOST_LINES - 1].plain[:-1], "…")]
        return [line if i == 0 else Content.assemble(" " * len(sign), line) for i, line in enumerate(lines)]

    def render(self) -> Content:
        """Draw the label, and the answer below the text."""
        label = literal(self.slot.label)[: LABEL - 1]
        needed = "bold" if self.has_focus_within else ""
        told = [Content.assemble((label, needed))]
        told += [Content.assemble(" " * LABEL, line) for line in self._lines()]
        return Content("\n").join(told)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        harmless = literal(event.value)
        if harmless != event.value:
            self.input.value = harmless
        else:
            self.post_message(self.Typed())

    def on_click(self, event: events.Click) -> None:
        """Type here."""
        self.input.focus()
