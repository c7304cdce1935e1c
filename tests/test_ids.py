"""Ids, their kinds, and the slugs suggested for them (domain.md 4.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.ids import KINDS, LONGEST, fold, is_id, kind, slug


@pytest.mark.parametrize("text", ["person:alicia-barcena", "eng:rec-2024", "org:a", "office:us-cbp-commissioner"])
def test_what_is_an_id(text: str) -> None:
    assert is_id(text)
    assert kind(text) == text.partition(":")[0]


@pytest.mark.parametrize(
    "text",
    [
        "", "person", "person:", "person:A", "person:a--b", "person:-a", "person:a-", "planet:mars", "person:a\n",
        "person:á", "person:" + "a" * LONGEST, "person:a b", "person:١",
    ],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert not is_id(text)


@given(st.sampled_from(KINDS), st.text())
def test_a_suggested_slug_always_makes_an_id(prefix: str, name: str) -> None:
    assert is_id(f"{prefix}:{slug(name)}")


def test_slugs_and_searches_leave_accents_and_case_aside() -> None:
    assert slug("Andrés Manuel López Obrador") == "andres-manuel-lopez-obrador"
    assert fold("  BÁRCENA  Ibarra ") == "barcena ibarra"
