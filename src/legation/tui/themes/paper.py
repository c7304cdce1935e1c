"""Light, like a printed page."""

from __future__ import annotations

from legation.tui.theme import Theme

paper = Theme(
    name="paper",
    dark=False,
    background="#faf8f3",
    surface="#f3f0e8",
    panel="#ebe7dc",
    text="#23282e",
    muted="#526676",
    primary="#2f5d77",
    accent="#775a14",
    success="#3f6b3b",
    warning="#8a5a00",
    error="#9c3b32",
    cursor="#d9e4ea",
    cursor_text="#10161b",
    frame="#c9c2b2",
)
