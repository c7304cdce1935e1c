"""What a theme is: colours by what they mean, as plain data (screens.md 9).

Colour never speaks alone: a sign and a word stand beside every one of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from legation.shelf import Shelf, same

Role = Literal["text", "muted", "primary", "accent", "success", "warning", "error"]

# What a sign means decides its colour, in every view alike (screens.md 2).
SIGNS: dict[str, Role] = {
    "█": "success",
    "▒": "warning",
    "░": "muted",
    "“": "primary",
    "∴": "muted",
    "→": "primary",
    "·": "muted",
    "≠": "error",
    "○": "primary",
    "◔": "warning",
    "!": "error",
    "✓": "success",
    "✗": "error",
    "?": "warning",
    "−": "error",
    "+": "success",
    "~": "primary",
    "=": "primary",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a theme. `accent` means time and nothing else; `frame` is decoration, the others are read."""

    name: str
    dark: bool
    background: str
    surface: str
    panel: str
    text: str
    muted: str
    primary: str
    accent: str
    success: str
    warning: str
    error: str
    cursor: str
    cursor_text: str
    frame: str


THEMES: Shelf[Theme] = Shelf("legation.tui.themes", same)


def all_themes() -> tuple[str, ...]:
    """Return the names of all themes: our own, then those that the library of the screen brings."""
    from textual.theme import BUILTIN_THEMES

    return (*THEMES, *sorted(BUILTIN_THEMES))
