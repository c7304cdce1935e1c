"""Every theme can be read: WCAG 2 contrast on all its grounds (screens.md 9)."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import get_args

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as TextualTheme

from legation.tui.colours import contrast as ratio
from legation.tui.colours import left_open
from legation.tui.theme import SIGNS, THEMES, Role, Theme
from stage import acting

GROUNDS = ("background", "surface", "panel")
LEAST = 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    return ratio(Color.parse(one), Color.parse(other))


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
        assert (Color.parse(theme.background).brightness < 0.5) == theme.dark


def test_every_sign_of_a_view_has_a_colour_of_its_meaning() -> None:
    from legation.tui.opening import on_the_shelf

    signs = {sign for view in on_the_shelf() for sign, _ in view.states}
    assert signs - SIGNS.keys() == set()


# screens.md 9: the contrast of each colour on background, surface and panel.
MEASURED = {
    "chancery": {
        "text": (13.1, 12.3, 11.3), "muted": (5.6, 5.3, 4.8), "primary": (8.0, 7.5, 6.9), "accent": (8.4, 7.9, 7.3),
        "success": (7.7, 7.3, 6.7), "warning": (8.1, 7.6, 7.0), "error": (5.6, 5.2, 4.8),
    },
    "paper": {
        "text": (14.0, 13.0, 12.0), "muted": (5.6, 5.2, 4.8), "primary": (6.7, 6.2, 5.8), "accent": (6.1, 5.7, 5.2),
        "success": (5.9, 5.5, 5.0), "warning": (5.6, 5.2, 4.8), "error": (6.4, 6.0, 5.5),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", MEASURED)
def test_the_contrasts_are_those_of_the_design(name: str) -> None:
    theme = THEMES[name]
    for role, numbers in MEASURED[name].items():
        found = [contrast(getattr(theme, role), getattr(theme, ground)) for ground in GROUNDS]
        assert found == pytest.approx(numbers, abs=0.051), role
    assert contrast(theme.cursor_text, theme.cursor) == pytest.approx(11.8 if theme.dark else 14.1, abs=0.051)
    assert contrast(theme.frame, theme.background) == pytest.approx(1.75 if theme.dark else 1.67, abs=0.051)


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_what_other_themes_leave_open_can_be_read_on_their_ground(theme: TextualTheme) -> None:
    told = left_open(theme)
    if theme.ansi:
        assert all(colour.startswith("ansi_") for colour in told.values())
        return
    ground = theme.background or THEMES["chancery" if theme.dark else "paper"].background
    assert contrast(told["muted"], ground) >= LEAST
    assert contrast(told["cursor-text"], told["cursor"]) >= LEAST


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
async def test_the_palette_of_the_person_is_kept(name: str) -> None:
    async with acting(theme=name) as stage:
        strips = stage.app.screen._compositor.render_strips()
        colours = {
            colour
            for strip in strips
            for segment in strip
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour
        }
        assert colours
        assert not any(colour.is_system_defined is False for colour in colours), colours


@pytest.mark.parametrize("name", ["nord", "solarized-light", "ansi-dark"])
async def test_every_theme_says_the_same_in_words(name: str) -> None:
    async with acting(theme="chancery") as stage:
        ours = stage.text()
    async with acting(theme=name) as stage:
        assert stage.text() == ours
