"""The first line: whose ledger it is, what wants attention, and the moment in words."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from legation.literal import Shown, literal

_MESSAGE = 40  # cells that a message is given before other things are said in brief


class Chip(NamedTuple):
    """Something the header says: an id, the words, and fewer words for a narrow screen."""

    id: str
    words: Shown
    brief: Shown


def attention(contested: int, *, many: bool, new: int, newer: int = 0) -> list[Chip]:
    """Return what wants attention: contested rows, of which there may be `many` more, events that a later version
    wrote, and events not yet shown."""
    chips = []
    if newer:
        chips.append(Chip("newer", literal(f"? {newer:,} newer than this legation"), literal(f"? {newer:,} newer")))
    if contested:
        count = f"≠ {contested}{'+' if many else ''}"
        chips.append(Chip("contested", literal(f"{count} contested"), literal(count)))
    if new > 0:
        chips.append(Chip("new", literal(f"+{new:,} new"), literal(f"+{new:,}")))
    return chips


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
    ledger: reactive[Shown] = reactive(Shown(""))
    moment: reactive[Chip] = reactive(Chip("●", Shown(""), Shown("")))

    class Pressed(Message):
        """A chip was clicked; `chip` is its id."""

        def __init__(self, chip: str) -> None:
            super().__init__()
            self.chip = chip

    def __init__(self, ledger: Shown) -> None:
        """Take the name of the ledger."""
        super().__init__()
        self.set_reactive(Header.ledger, ledger)

    def render(self) -> Content:
        """Draw the line: the moment always; then chips, the message and the ledger, as far as there is room."""
        width = self.size.width
        whole, bare = Content.assemble((" legation  ", "bold $primary"), self.ledger), Content("")
        forms = ((whole, True, False), (whole, False, False), (whole, False, True), (bare, False, True))
        wanted = min(_MESSAGE, cell_len(self.message)) + 3 if self.message else 2
        for left, chips_in_words, brief in forms:
            right = self._right(chips_in_words=chips_in_words, brief=brief)
            room = width - left.cell_length - right.cell_length
            if room >= wanted or (left is bare and room >= 0):
                break
        else:
            left, right, room = bare, self._moment(brief=True), width - self._moment(brief=True).cell_length
        told = Content(f"   {self.message}" if self.message else "").truncate(max(0, room - 2), ellipsis=True)
        return Content.assemble(left, (told.plain, "bold"), " " * max(0, room - told.cell_length), right)

    def _right(self, *, chips_in_words: bool, brief: bool) -> Content:
        chips = (chip.words if chips_in_words else chip.brief for chip in self.chips)
        return Content.assemble(*((f"{text}   ", "$warning") for text in chips), self._moment(brief=brief))

    def _moment(self, *, brief: bool) -> Content:
        told = self.moment.brief if brief else self.moment.words
        return Content.assemble((f"{self.moment.id} {told} ", "$accent" if self.moment.id == "◷" else ""))

    def on_click(self, event: events.Click) -> None:
        """Tell which chip was clicked, `moment` for the moment itself."""
        line = self.render().plain
        moment = self.moment.words if self.moment.words in line else self.moment.brief
        if event.x >= self.size.width - cell_len(moment) - 3:
            self.post_message(self.Pressed("moment"))
            return
        for chip in self.chips:
            text = chip.words if chip.words in line else chip.brief
            start = cell_len(line.partition(text)[0])
            if start <= event.x < start + cell_len(text):
                self.post_message(self.Pressed(chip.id))
                return
