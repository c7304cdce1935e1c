"""Many texts in one block behave as the list of them would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.compact import Chosen, Texts, chosen, gathered

KEYS = st.lists(st.text(min_size=1, max_size=5, alphabet="ab:é東\ud800 "), max_size=30)


@given(KEYS, st.integers(-40, 40), st.integers(-40, 40))
def test_they_are_the_same_by_index_by_part_and_in_order(texts: list[str], one: int, two: int) -> None:
    held = Texts(texts)
    assert list(held) == texts
    assert held[one:two] == texts[one:two]
    if -len(texts) <= one < len(texts):
        assert held[one] == texts[one]
    else:
        with pytest.raises(IndexError):
            held[one]


@given(KEYS, st.text(min_size=1, max_size=5, alphabet="ab:é東\ud800 "))
def test_each_is_found_where_it_stands_first_and_a_part_of_one_is_not(texts: list[str], other: str) -> None:
    held = Texts(texts)
    for text in texts:
        assert held.index(text) == texts.index(text)
    if other not in texts:
        with pytest.raises(ValueError, match=r".*"):
            held.index(other)


@pytest.mark.parametrize("count", [0, 1, 1_999, 2_000, 5_000])
def test_few_are_a_list_and_many_are_not_and_none_is_lost(count: int) -> None:
    texts = [f"person:p{number}" for number in range(count)]
    held = gathered(iter(texts))
    assert list(held) == texts
    assert isinstance(held, list) == (count < 2_000)


@given(KEYS, st.data(), st.integers(-40, 40), st.integers(-40, 40))
def test_some_of_them_behave_as_the_list_of_these(texts: list[str], data: st.DataObject, one: int, two: int) -> None:
    texts = list(dict.fromkeys(texts))
    numbers = [n for n in range(len(texts)) if data.draw(st.booleans())]
    some, listed = Chosen(Texts(texts), numbers), [texts[n] for n in numbers]
    assert (list(some), len(some), some[one:two]) == (listed, len(listed), listed[one:two])
    for text in texts:
        if text in listed:
            assert some.index(text) == listed.index(text)
        else:
            with pytest.raises(ValueError, match=r".*"):
                some.index(text)
    if -len(listed) <= one < len(listed):
        assert some[one] == listed[one]


def test_all_of_them_are_the_texts_themselves() -> None:
    texts = ["a", "b"]
    assert chosen(texts, [0, 1]) is texts
    assert list(chosen(texts, [1])) == ["b"]
