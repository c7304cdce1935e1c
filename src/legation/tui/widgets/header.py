"""The first line: whose ledger it is, what wants attention, and the moment in words."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from legation.literal import Shown


class Chip(NamedTuple):
    """Something the header says: an id, the words, and fewer words for a narrow screen."""

    id: str
    words: Shown
    brief: Shown


class Header(Widget):
    """One line. A message takes the place of the chips for as long as it stands; the moment is never covered."""

    DEFAULT_CSS = """
    Header {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    message: reactive[str] = reactive("")
    chips: reactive[tuple[Chip, ...]] = reactive(())
    moment: reactive[Chip] = reactive(Chip("●", Shown(""), Shown("")))

    class Pressed(Message):
        """A chip was clicked; `chip` is its id."""

        def __init__(self, chip: str) -> None:
            super().__init__()
            self.chip = chip

    def __init__(self, ledger: Shown) -> None:
        """Take the name of the ledger."""
        super().__init__()
        self._ledger = ledger

    def render(self) -> Content:
        """Draw the line: as many words as fit, the moment always."""
        width = self.size.width
        whole, bare = Content.assemble((" legation  ", "bold $primary"), self._ledger), Content("")
        for left, chips, brief in (
            (whole, 2, False),
            (whole, 1, False),
            (whole, 1, True),
            (bare, 1, True),
            (bare, 0, True),
        ):
            right = self._right(chips, brief=brief)
            room = width - left.cell_length - right.cell_length
            if self.message and room >= 3 + min(40, cell_len(self.message)):
                told = Content(f"   {self.message}").truncate(room - 2, ellipsis=True)
                return Content.assemble(left, (told.plain, "bold"), " " * (room - told.cell_length), right)
            if not self.message and room >= 2:
                return Content.assemble(left, " " * room, right)
        return Content(f" {self.message}" if self.message else right.plain)

    def _right(self, chips: int, *, brief: bool) -> Content:
        """Return chips (2: in words, 1: in brief, 0 or behind a message: none) and the moment."""
        shown = [chip.words if chips == 2 else chip.brief for chip in self.chips] if chips and not self.message else []
        style = "$accent" if self.moment.id == "◷" else ""
        told = self.moment.brief if brief else self.moment.words
        return Content.assemble(*((f"{text}   ", "$warning") for text in shown), (f"{self.moment.id} {told} ", style))

    def on_click(self, event: events.Click) -> None:
        """Tell which chip was clicked."""
        line = self.render().plain
        for chip in self.chips:
            text = chip.words if chip.words in line else chip.brief
            start = cell_len(line.partition(text)[0])
            if start <= event.x < start + cell_len(text):
                self.post_message(self.Pressed(chip.id))
                return
