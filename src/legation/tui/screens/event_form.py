"""The form of an event: what is typed is tried at once, and recorded by a key of its own (screens.md 8.4).

Nothing is recorded by Enter or Esc. What is typed is kept as a draft until it is recorded or taken out again.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from legation.answering import Answer
from legation.entry import Entry
from legation.literal import literal
from legation.tui.screens.chooser import Choice
from legation.tui.screens.form_work import FormWork, Kept, Looked, Recorded, Refusal
from legation.tui.widgets.field import Field
from legation.tui.widgets.form_fields import FormFields
from legation.tui.widgets.form_lines import Doing, FormLine
from legation.tui.widgets.preview_pane import PreviewPane
from legation.understanding import Understood
from legation.words import counted, listed


class EventForm(FormWork, inherit_bindings=False):
    """One event on its way into the ledger.

    Keys that lead through the form are taken before a field sees them, so that what is typed right behind them finds
    the next field.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("ctrl+s", "record", show=False, priority=True),
        Binding("f1", "explain", show=False, priority=True),
        Binding("enter", "enter", show=False, priority=True),
        Binding("tab", "go(1)", show=False, priority=True),
        Binding("shift+tab", "go(-1)", show=False, priority=True),
        Binding("down", "walk(1)", show=False, priority=True),
        Binding("up", "walk(-1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (100, "-normal")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012

    DEFAULT_CSS = """
    EventForm {
        align: center middle;
        #form {
            width: 96; max-width: 100%; height: 92%;
            border: round $primary; border-title-color: $foreground; border-subtitle-color: $muted;
            border-subtitle-align: right; background: $surface;
        }
        #said { height: auto; max-height: 4; margin: 0 1; color: $primary; display: none; }
        #past { height: auto; margin: 0 1; color: $accent; display: none; }
        &.-small #form, &.-low #form { width: 100%; height: 100%; }
        &.-low PreviewPane { max-height: 5; }
    }
    """

    fields = query_one(FormFields)
    preview = query_one(PreviewPane)
    doing = query_one(Doing)
    said = query_one("#said", Static)

    def compose(self) -> ComposeResult:
        """Lay out the frame; the fields follow from the entry."""
        with Vertical(id="form") as frame:
            frame.border_title = Content(literal(self.entry.title))
            frame.border_subtitle = "Nothing is ever overwritten"
            yield FormFields(self.entry, self.texts, can_change=self.can_change)
            yield Static(id="past", markup=False)
            yield Static(id="said", markup=False)
            yield PreviewPane()
            yield Doing()

    def on_mount(self) -> None:
        """Begin with the first field that is empty."""
        past = self.query_one("#past", Static)
        past.update(Content(literal(self.past)))
        past.display = bool(self.past)
        self._begin()

    def _begin(self) -> None:
        self.fields.begin()
        self.look(self.fields.texts)

    # What is typed.

    @on(Field.Typed)
    def _changed(self, event: Field.Typed) -> None:
        event.stop()
        if (typed := self.fields.texts) != self.texts:
            self.texts = typed
            self._dim()
            self.look(typed)

    def _dim(self) -> None:
        """Offer to record nothing that has not been looked at."""
        self.found = None
        self.doing.ready = False

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        event.stop()
        if event.number != self.number:
            return
        if isinstance(event.what, Understood):
            self.found = event.what
            self.fields.show(event.what)
            self.preview.show(event.what)
            self.doing.ready = event.what.ready
        else:
            self.found = None
            self.doing.ready = False
            self.preview.show(None, str(event.what))

    # Ways through the form.

    @on(FormLine.Opened)
    def _opened(self, event: FormLine.Opened) -> None:
        event.stop()
        if event.line.id == "fold":
            before = len(self.fields.fields)
            self.fields.unfold()
            self.call_after_refresh(self.fields.go, before)
        else:
            from legation.tui.screens.what_happened import WhatHappened

            self.app.push_screen(WhatHappened(), self._change)

    def _change(self, choice: Choice | None) -> None:
        """Ask for another kind of event; what is typed stays where it has a place."""
        if choice and choice[:1] == ("type",) and choice[1] != self.entry.type:
            self.texts = self.fields.texts
            self.take(Entry(choice[1]))
            self._dim()
            self.call_later(self._rebuild)

    async def _rebuild(self) -> None:
        await self.fields.take(self.entry, self.texts)
        self._begin()

    def action_enter(self) -> None:
        """Open the line, or go on to the next field; nothing is recorded."""
        if isinstance(self.focused, FormLine):
            self.focused.action_open()
        else:
            self.action_go(1)

    def action_go(self, by: int) -> None:
        """Go to the next field, or the one before."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_walk(self, by: int) -> None:
        """Go to another field, or scroll the preview if one is in it."""
        if self.preview.has_focus:
            self.preview.scroll_relative(y=by, animate=False)
        else:
            self.action_go(by)

    def _field(self) -> Field | None:
        return next((field for field in self.fields.fields if field.has_focus_within), None)

    def action_page(self, by: int) -> None:
        """Scroll the fields."""
        self.fields.scroll_relative(y=by * max(1, self.fields.size.height - 2), animate=False)

    # What is done with it.

    def action_explain(self) -> None:
        """Help on the field."""
        field = self._field()
        told = "Tab and ↑ ↓ go from field to field; → accepts what is offered; ^s records, and nothing else does."
        if field:
            blank = field.slot.blank
            several = "; several with commas or semicolons between them" if blank.many else ""
            told = f"{field.slot.label} ({'.'.join(blank.path)}): {blank.help}{several}. {told}"
        self.tell(told)

    def tell(self, text: str) -> None:
        """Say something above the preview; empty takes it away."""
        self.said.update(Content(literal(text)))
        self.said.display = bool(text)

    def action_record(self) -> None:
        """Record what was looked at, if nothing is wrong with it."""
        if self.recording:
            return
        if not self.found:
            self.tell("not yet: the preview is being brought up to date")
        elif not self.found.ready:
            wrong = [slot.label for slot in self.entry.slots if self._answer(slot.key).sign == "✗"]
            missing = [*self.found.missing, *wrong]
            what = listed(dict.fromkeys(missing)) if missing else "what is marked ✗ below"
            self.tell(f"not yet: {counted(len(missing), 'field')} to see to: {what}" if missing else f"not yet: {what}")
        else:
            self.tell("")
            self.doing.words, self.doing.ready = "Recording …", False
            self.record(self.found)

    def _answer(self, key: str) -> Answer:
        return self.found.answers.get(key, Answer()) if self.found else Answer()

    @on(Recorded)
    def _recorded(self, event: Recorded) -> None:
        event.stop()
        self.recording = False
        self.dismiss(event)

    @on(Refusal)
    def _refused(self, event: Refusal) -> None:
        """Say why nothing was recorded; all that was typed is still there, and is looked at anew."""
        event.stop()
        self.recording = False
        self.doing.words = "Record"
        self.tell(f"✗ not recorded: {event.error}")
        self.look(self.fields.texts)

    @on(Kept)
    def _kept(self, event: Kept) -> None:
        event.stop()
        if event.trouble:
            self.tell(f"! the draft cannot be kept: {event.trouble}")

    def action_close(self) -> None:
        """Leave; what was typed stays as a draft."""
        if self.recording:
            self.tell("it is being recorded; wait a moment")
        else:
            self.texts = self.fields.texts
            self.dismiss(self.left())

    @on(Doing.Pressed)
    def _pressed(self, event: Doing.Pressed) -> None:
        event.stop()
        match event.what:
            case "record":
                self.action_record()
            case "cancel":
                self.action_close()
            case "help":
                self.action_explain()
