"""How many cells of a terminal a text takes, and text made to fit so many."""

from __future__ import annotations

import unicodedata

from legation.literal import Shown


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: Shown, wide: int) -> Shown:
    """Return `text` in exactly `wide` cells: padded, or cut with an ellipsis."""
    if width(text) <= wide:
        return Shown(text + " " * (wide - width(text)))
    if wide < 1:
        return Shown("")
    kept: str = text
    while width(kept) > wide - 1:
        kept = kept[:-1]
    return Shown(f"{kept}…" + " " * (wide - 1 - width(kept)))
