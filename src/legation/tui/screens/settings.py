"""What may be set, and what is set: Enter takes the next choice, which is shown at once and kept in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import Input, OptionList

from legation.ids import fold
from legation.literal import literal
from legation.tui import settings
from legation.tui.in_browser import served
from legation.tui.keys import KEYS
from legation.tui.screens.chooser import Chooser, Offer
from legation.tui.settings import SETTINGS, Setting

if TYPE_CHECKING:
    from legation.tui.app import LegationApp

_NAME, _VALUE = 11, 18  # cells


class SettingsScreen(Chooser):
    """Keys and folders are set in the file itself; the screen shows them, and what of the file cannot be used."""

    title_text = "Settings"
    placeholder = "type to find a setting"

    @property
    def _legation(self) -> LegationApp:
        return cast("LegationApp", self.app)

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield the settings that hold the words, then the keys that are set otherwise, and what cannot be used."""
        wanted, set_to = fold(words).split(), self._legation.settings
        for setting in SETTINGS:
            if all(word in fold(f"{setting.name} {setting.help}") for word in wanted):
                value = self._value(setting)
                blanks = " " * max(2, _VALUE - cell_len(value))
                line = Content.assemble((f"  {setting.name:<{_NAME}}", "bold"), value, blanks, (setting.help, "$muted"))
                yield Offer(line, ("set", setting.name) if setting.choices() else ("file",))
        changed = [entry for entry in KEYS if self._legation.keyboard.keys(entry.id) != entry.keys]
        if not wanted:
            yield Offer(Content.assemble(("Keys", "$primary")))
            told = (f"  {self._legation.keyboard.shown(entry.id):<{_NAME}}{entry.help}" for entry in changed)
            yield from (Offer(Content(literal(line)), ("file",)) for line in told)
            if not changed:
                yield Offer(Content("  as they come; other ones stand under [keys] in the file"), ("file",))
            yield Offer(Content.assemble(("File", "$primary")))
            yield Offer(Content(literal(f"  {settings.path()}")), ("file",))
            for fault in set_to.faults:
                yield Offer(Content.assemble((literal(f"  ✗ {fault}"), "$error")), ("file",))

    def below(self) -> str:
        """Say what the keys do here."""
        return "↑ ↓ choose · Enter next choice · Esc closes"

    def _value(self, setting: Setting) -> str:
        value = self._legation.theme if setting.name == "theme" else getattr(self._legation.settings, setting.name)
        if isinstance(value, bool):
            return str(value).lower()
        return literal(value if isinstance(value, str) else " ".join(value) or "none")

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        if self.options.highlighted is not None:
            self._take(self.options.highlighted)

    @on(OptionList.OptionSelected)
    def _pointed(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        event.prevent_default()
        self._take(event.option_index)

    def _take(self, index: int) -> None:
        """Set what the line stands for to its next choice."""
        match self.choices[index]:
            case ("set", name):
                setting = next(one for one in SETTINGS if one.name == name)
                choices = setting.choices()
                value = choices[(choices.index(self._value(setting)) + 1) % len(choices)]
                self._set(name, value)
                self.refill(self.field.value.strip())
                self.options.highlighted = index
            case ("file",):
                self._legation.say(f"edit {settings.path()}; it is read when legation starts")

    def _set(self, name: str, value: str) -> None:
        app = self._legation
        if name == "theme":
            app.theme = value
        else:
            changed: Any = {name: {"true": True, "false": False}.get(value, value)}
            app.settings = replace(app.settings, **changed)
        if name == "marks":
            app.mark_with(value)
            app.refresh_css(animate=False)
        if served():
            app.say("It holds until this tab is closed")
            return
        try:
            settings.keep(name, value)
        except OSError as error:
            app.say(f"✗ {settings.path()} cannot be written: {error.strerror}. It holds until you leave")
