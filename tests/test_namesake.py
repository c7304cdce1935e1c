"""Names that may be the name of one thing, and names that look alike and are not."""

from __future__ import annotations

import pytest

from legation.namesake import namesakes


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Secretaría de Relaciones Exteriores", "secretaria  de relaciones exteriores", "org"),
        ("Ministry of the Interior", "Ministry of Interior", "org"),
        ("Blas Núñez-Neto", "Blas Nunez Neto", "person"),
        ("Bárcena, Alicia", "Alicia Bárcena", "person"),
        ("Antony J. Blinken", "Antony B. Blinken", "person"),
        ("Alicia Bárcena", "Alicia Bárcena Ibarra", "person"),
        ("Binational Comittee", "Binational Committee", "org"),
        ("Binational Committe", "Binational Committee", "org"),
        ("Bilateral Froum", "Bilateral Forum", "org"),
        ("Bilateral Forun", "Bilateral Forum", "org"),
        ("EU", "eu", "org"),
        ("The", "the", "series"),
        ("東京", "東京", "place"),
    ],
)
def test_case_order_little_words_and_one_slip_make_no_other_name(one: str, other: str, kind: str) -> None:
    assert namesakes(one, other, kind)
    assert namesakes(other, one, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Alicia", "Alicia Bárcena", "person"),
        ("Alicia Bárcena", "Alicia Barrera", "person"),
        ("Water", "Water conservation", "topic"),
        ("Regular migration", "Irregular migration", "topic"),
        ("Ambassador to the UN", "Ambassador to the US", "office"),
        ("Chapter 23 rules", "Chapter 24 rules", "agreement"),
        ("H-2A visas", "H-2B visas", "programme"),
        ("Group A", "Group B", "org"),
        ("Texas Texas", "Texas", "place"),
        ("Alpha Bravo Delta", "Alpha Bravo Echoo Delta", "org"),
        ("Bilateral Moruf", "Bilateral Forum", "org"),
        ("Minestry of Financs", "Ministry of Finance", "org"),
        ("", "", "org"),
        ("—", "…", "org"),
    ],
)
def test_another_word_or_number_makes_another_name(one: str, other: str, kind: str) -> None:
    assert not namesakes(one, other, kind)
    assert not namesakes(other, one, kind)
