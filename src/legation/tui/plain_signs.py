"""The screen in plain signs: every line on its way to the terminal, cell for cell (screens.md 2)."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from legation.letters import PLAIN, letter


class PlainSigns(LineFilter):
    """Puts letters in the place of signs, also of those that somebody else's widget draws.

    `everything` leaves nothing but ASCII, frames and names included; else only what carries a meaning changes. A sign
    of two letters takes the blank behind it; without one, its first letter has to do.
    """

    def __init__(self, *, everything: bool) -> None:
        super().__init__()
        self._everything = everything

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the line with plain signs, as wide as it was."""
        told: list[Segment] = []
        owed = ""
        for i, (text, style, control) in enumerate(segments):
            after = segments[i + 1].text[:1] if i + 1 < len(segments) else ""
            if text.isascii() and not owed:
                told.append(Segment(text, style, control))
                continue
            shown, owed = self._line(text, owed, after)
            told.append(Segment(shown, style, control))
        return told

    def _line(self, text: str, owed: str, after: str) -> tuple[str, str]:
        """Return a piece of a line, and what of its last sign belongs into the blank behind it."""
        shown: list[str] = []
        for i, sign in enumerate(text):
            if owed:
                shown.append(owed)
                owed = ""
                continue
            letters = letter(sign) if self._everything or sign in PLAIN else sign
            if len(letters) > 1 and (text[i + 1 : i + 2] or after) == " ":
                shown.append(letters[0])
                owed = letters[1]
            elif letters.isascii():
                shown.append(letters[:1] * cell_len(sign))
            else:
                shown.append(letters)
        return "".join(shown), owed
