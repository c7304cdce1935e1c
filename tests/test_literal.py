"""Hostile text comes out harmless, and harmless text as it went in (screens.md 12)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.literal import literal

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
JOINERS = "\u200c\u200d"


@given(st.text(st.characters()))
def test_no_control_direction_or_invisible_character_is_left(text: str) -> None:
    left = [c for c in literal(text) if unicodedata.category(c) in HIDDEN and c not in JOINERS]
    # Prefixed number signs belong to Arabic and Kaithi digits and are seen.
    assert all("NUMBER" in unicodedata.name(c, "") or "SIGN" in unicodedata.name(c, "") for c in left)


@given(st.text(st.characters()))
def test_what_is_shown_is_shown_the_same_again(text: str) -> None:
    assert literal(literal(text)) == literal(text)


@given(st.text(st.sampled_from("abcXYZ 019.,;:-–—’“”áéñüçßøåčžœ中文日本한국אבגابت")))
def test_what_people_write_comes_out_as_it_went_in(text: str) -> None:
    assert literal(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]0;title\x07b", "a␛]0;title␇b"),
        ("line\nbreak\ttab", "line␊break␉tab"),
        ("\x7f\x9b31m", "␡⟨009B⟩31m"),
        ("abc\u202edcba", "abc⟨202E⟩dcba"),
        ("zero\u200bwidth", "zero⟨200B⟩width"),
        ("soft\u00adhyphen", "soft⟨00AD⟩hyphen"),
        ("tag\U000e0041", "tag⟨E0041⟩"),
        ("half \ud800 pair", "half � pair"),
        ("\u2028", "⟨2028⟩"),
        ("e" + "\u0301" * 9, "e" + "\u0301" * 4),
    ],
)
def test_each_threat_has_its_picture(text: str, shown: str) -> None:
    assert literal(text) == shown


def test_joiners_stay_between_letters_that_need_them_and_nowhere_else() -> None:
    assert literal("می\u200cخواهم") == "می\u200cخواهم"
    assert literal("क\u094d\u200dष") == "क\u094d\u200dष"
    assert literal("Sala\u200dzar") == "Sala⟨200D⟩zar"
    assert literal("\u200cab") == "⟨200C⟩ab"
