"""Themes as the library of the screen takes them, and what themes that are not ours leave open (screens.md 9)."""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme as TextualTheme

from legation.tui.theme import THEMES, Theme

_LEAST = 4.5  # contrast of text, WCAG 2
# The person's own palette: sixteen colours by name, and nothing in between.
_ANSI = {
    "muted": "ansi_bright_black", "cursor": "ansi_blue", "cursor-text": "ansi_bright_white",
    "frame": "ansi_bright_black", "scrollbar": "ansi_bright_black", "scrollbar-background": "ansi_default",
    "scrollbar-hover": "ansi_bright_black", "scrollbar-active": "ansi_blue",
    "input-selection-background": "ansi_blue", "input-selection-foreground": "ansi_bright_white",
}  # fmt: skip


def ours(theme: Theme) -> TextualTheme:
    """Return one of our themes as the library takes it."""
    return TextualTheme(
        name=theme.name, dark=theme.dark, primary=theme.primary, secondary=theme.primary, accent=theme.accent,
        success=theme.success, warning=theme.warning, error=theme.error, foreground=theme.text,
        background=theme.background, surface=theme.surface, panel=theme.panel, text_alpha=1.0,
        variables=_named(theme.muted, theme.cursor, theme.cursor_text, theme.frame, theme.background, theme.primary,
                         theme.text),
    )  # fmt: skip


def left_open(theme: TextualTheme) -> dict[str, str]:
    """Return the colours of ours that a theme of the library does not know, mixed from those it has."""
    if theme.ansi:
        return _ANSI
    like = THEMES["chancery" if theme.dark else "paper"]
    ground = Color.parse(theme.background or like.background)
    text = Color.parse(theme.foreground or like.text)
    grounds = [ground, *(Color.parse(given) for given in (theme.surface, theme.panel) if given)]
    shares = (share / 20 for share in range(12, 21))
    muted = next((m for m in (ground.blend(text, s) for s in shares) if _reads(m, grounds)), text)
    cursor = ground.blend(Color.parse(theme.primary), 0.25)
    bright = Color.parse("#ffffff" if theme.dark else "#000000")
    colours = (muted, cursor, bright, ground.blend(text, 0.25), ground, Color.parse(theme.primary), text)
    return _named(*(colour.hex for colour in colours))


def _named(
    muted: str, cursor: str, cursor_text: str, frame: str, background: str, primary: str, text: str
) -> dict[str, str]:
    return {
        "muted": muted,
        "cursor": cursor,
        "cursor-text": cursor_text,
        "frame": frame,
        "scrollbar": frame,
        "scrollbar-background": background,
        "scrollbar-hover": muted,
        "scrollbar-active": primary,
        "input-cursor-background": text,
        "input-cursor-foreground": background,
        "input-selection-background": cursor,
    }


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _reads(text: Color, grounds: list[Color]) -> bool:
    return all(contrast(text, ground) >= _LEAST for ground in grounds)


def _luminance(colour: Color) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
