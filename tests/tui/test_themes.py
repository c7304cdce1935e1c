"""Every theme can be read: WCAG 2 contrast on all its grounds (screens.md 9)."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import get_args

import pytest

from legation.tui.theme import SIGNS, THEMES, Role, Theme

GROUNDS = ("background", "surface", "panel")
LEAST = 4.5


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_as_far_as_it_goes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
class TestEveryTheme:
    def test_is_found_by_its_name(self, theme: Theme) -> None:
        assert THEMES[theme.name] is theme

    def test_is_made_of_plain_colours(self, theme: Theme) -> None:
        colours = [getattr(theme, field.name) for field in fields(theme) if field.name not in {"name", "dark"}]
        assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours)

    @pytest.mark.parametrize("ground", GROUNDS)
    @pytest.mark.parametrize("role", get_args(Role))
    def test_can_be_read_on_every_ground(self, theme: Theme, role: str, ground: str) -> None:
        assert contrast(getattr(theme, role), getattr(theme, ground)) >= LEAST

    def test_can_be_read_under_the_cursor(self, theme: Theme) -> None:
        assert contrast(theme.cursor_text, theme.cursor) >= 11

    def test_is_dark_if_it_says_so(self, theme: Theme) -> None:
        assert (luminance(theme.background) < 0.5) == theme.dark


def test_every_sign_of_a_view_has_a_colour_of_its_meaning() -> None:
    from legation.tui.opening import on_the_shelf

    signs = {sign for view in on_the_shelf() for sign, _ in view.states}
    assert signs - SIGNS.keys() == set()
