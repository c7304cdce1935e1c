"""The fields of a form, one below the other: what is needed in sight, the rest folded away behind one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.containers import VerticalScroll
from textual.widget import Widget

from legation.answering import Answer
from legation.entry import Entry
from legation.literal import literal
from legation.tui.widgets.field import Field
from legation.tui.widgets.form_lines import FormLine
from legation.understanding import Understood
from legation.words import listed


class FormFields(VerticalScroll, can_focus=False):
    """What a person fills in; it scrolls where there is no room for all."""

    DEFAULT_CSS = """
    FormFields { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, entry: Entry, texts: Mapping[str, str], *, can_change: bool) -> None:
        """Take the entry and what is typed already; `can_change` if another kind of event may be chosen."""
        super().__init__(id="fields")
        self._entry, self._texts, self._can_change = entry, texts, can_change
        self._found: Understood | None = None

    def compose(self) -> Sequence[Widget]:
        """Lay out what happened, the fields in sight, and the line for those that are not."""
        label, heading = self._entry.heading
        what = FormLine(label, literal(heading), "▼" if self._can_change else "", "what")
        what.can_focus = self._can_change
        slots = self._entry.slots
        fields = [Field(slot, text) for slot in slots if (text := self._texts.get(slot.key, "")) or slot.open]
        fold = FormLine("", literal(""), "Enter", "fold")
        fold.display = False
        return [what, *fields, fold]

    async def take(self, entry: Entry, texts: Mapping[str, str]) -> None:
        """Show the fields of another entry; what is typed stays where it has a place."""
        self._entry, self._texts, self._found = entry, texts, None
        await self.recompose()

    @property
    def fields(self) -> list[Field]:
        """The fields in sight, from the top."""
        return list(self.query(Field))

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by field; of fields that are folded away, what they said."""
        shown = {field.slot.key: field.text for field in self.fields}
        return {key: text for key, text in {**self._texts, **shown}.items() if text.strip()}

    def begin(self) -> None:
        """Go to the first field that is needed and empty."""
        first = next((field for field in self.fields if field.slot.needed != "optional" and not field.text), None)
        if first or self.fields:
            (first or self.fields[0]).input.focus()

    def go(self, index: int) -> None:
        """Go to the first field from an index on that has a place in this event."""
        field = next((field for field in self.fields[index:] if field.display), None)
        if field:
            field.input.focus()

    def show(self, found: Understood) -> None:
        """Answer every field; what turns out to be wrong or needed comes into sight."""
        self._found = found
        wrong = {key for key, answer in found.answers.items() if answer.sign == "✗"}
        needed = {slot.key for slot in self._entry.slots if slot.label in found.missing}
        self.unfold((wrong | needed) - found.hidden)
        for field in self.fields:
            field.answer = found.answers.get(field.slot.key, Answer())
            field.display = field.slot.key not in found.hidden or bool(field.text)

    def unfold(self, keys: set[str] | None = None) -> None:
        """Bring fields into sight that were folded away: these, or all."""
        shown = {field.slot.key for field in self.fields}
        fold, hidden = self.query_one("#fold", FormLine), self._found.hidden if self._found else frozenset()
        away = []
        for slot in (slot for slot in self._entry.slots if slot.key not in shown):
            if keys is None or slot.key in keys:
                field = Field(slot, self._texts.get(slot.key, ""))
                self.mount(field, before=fold)
                if self._found:
                    field.set_reactive(Field.answer, self._found.answers.get(slot.key, Answer()))
                    field.display = slot.key not in hidden
            elif slot.key not in hidden:
                away.append(slot.label.lower())
        fold.display = bool(away)
        fold.label, fold.words = f"▸ {len(away)} more", literal(listed(away))
