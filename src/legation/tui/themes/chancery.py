"""Dark and calm, with brass for time."""

from __future__ import annotations

from legation.tui.theme import Theme

chancery = Theme(
    name="chancery",
    dark=True,
    background="#14181d",
    surface="#191e24",
    panel="#1f252d",
    text="#d9dde2",
    muted="#7c93a6",
    primary="#8fb3c7",
    accent="#cfae70",
    success="#95b38f",
    warning="#d3a860",
    error="#c97b73",
    cursor="#2b3947",
    cursor_text="#ffffff",
    frame="#39424d",
)
