"""What people type into a filter: any text is understood, or answered with a sentence that helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.errors import NotAFilter
from legation.filtering import TERMS, Filter, Term


def terms(text: str) -> list[tuple[str, str, bool]]:
    return [(term.name, term.text, term.out) for term in Filter.parse(text).terms]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("  ", []),
        ("Bárcena  EBRARD", [("", "barcena", False), ("", "ebrard", False)]),
        ('"Foreign  Affairs" x', [("", "foreign affairs", False), ("", "x", False)]),
        ("who:Salazar", [("who", "salazar", False)]),
        ("WHO: salazar", [("who", "salazar", False)]),
        ('place:"Mexico City"', [("place", "mexico city", False)]),
        ("-visit", [("", "visit", True)]),
        ('-"work tour" -who:kerry', [("", "work tour", True), ("who", "kerry", True)]),
        ('"not closed', [("", "not closed", False)]),
        ("person:ken-salazar", [("", "person:ken-salazar", False)]),
        ("10:30 https://example.org -5 Dialogue: a-b", [
            ("", "10:30", False), ("", "https://example.org", False), ("", "-5", False), ("", "dialogue:", False),
            ("", "a-b", False),
        ]),
    ],
)  # fmt: skip
def test_words_and_terms_are_told_apart(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hwo:x", r"called hwo: \(letter 1\); did you mean who:\? Known are who: kind: place: source:"),
        ("salazar plac:x", r"called plac: \(letter 9\); did you mean place:\?"),
        ("a stat:", r"called stat: \(letter 3\); did you mean state:\?"),
        ("xyz:1", r"called xyz: \(letter 1\); Known are"),
        ("who:", r"who: \(letter 1 of the filter\) needs a person or an organisation, as in who:salazar"),
        ('after:""', r"after: \(letter 1 of the filter\) needs a day, month or year"),
    ],
)  # fmt: skip
def test_what_is_no_term_is_answered_with_its_place_and_what_is_known(text: str, said: str) -> None:
    with pytest.raises(NotAFilter, match=said):
        Filter.parse(text)


_PIECES = st.one_of(
    st.text(max_size=12), st.sampled_from([*(f"{name}:" for name in TERMS), '"', "-", " ", ":", "hwo:"])
)


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_any_text_is_a_filter_or_is_refused_in_one_sentence(text: str) -> None:
    try:
        found = Filter.parse(text)
    except NotAFilter:
        with pytest.raises(NotAFilter, match="letter"):
            Filter.parse(text)
    else:
        assert all(isinstance(term, Term) and term.text for term in found.terms)
        assert all(term.name in {"", *TERMS} for term in found.terms)


@given(st.lists(st.from_regex(r"\A[a-z]{1,8}\Z"), min_size=1, max_size=5))
def test_words_are_found_as_typed_whatever_their_case(words: list[str]) -> None:
    assert terms(" ".join(words).upper()) == [("", word, False) for word in words]
