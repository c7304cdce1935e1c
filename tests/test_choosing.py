"""Events chosen by position, type, what they name and what they cite, read in either direction."""

from __future__ import annotations

import pytest

from legation.choosing import Choice, types_named
from legation.errors import NotUnderstood
from legation.reading import Reading
from readings import court, reading, seen
from trial import REPORT, cited, meeting, retract, same, source


@pytest.fixture(scope="module")
def at() -> Reading:
    """Return a ledger of fourteen events, the first seven of them entries."""
    return reading(
        court(
            seen("rufus", "2021", id="seen"),  # 8
            meeting("eng:talks", hosts=["person:gloria"], evidence=[cited(2)]),  # 9
            source("doc:other", REPORT + b"more\n", title="Other report", replaces="doc:report"),  # 10
            retract("seen"),  # 11
            same("person:gloria", "person:vera"),  # 12
            meeting("eng:more", hosts=["person:vera"]),  # 13
            seen("rufus", "2022"),  # 14
        )
    )


def told(choice: Choice) -> list[int]:
    return [fact.position for fact in choice.onward()]


def test_without_a_wish_every_event_is_meant(at: Reading) -> None:
    assert told(Choice(at, 1, 99)) == list(range(1, 15))
    assert told(Choice(at, 3, 5)) == [3, 4, 5]
    assert told(Choice(at, 5, 3)) == []


def test_wishes_add_up(at: Reading) -> None:
    assert told(Choice(at, 1, 14, ["role"])) == [8, 14]
    assert told(Choice(at, 1, 14, ["role", "record.retracted", "role.attested"])) == [8, 11, 14]
    assert told(Choice(at, 9, 14, ["role"], "rufus")) == [14]
    assert told(Choice(at, 9, 14, ["meeting"], "rufus")) == []


def test_one_thing_is_found_under_each_of_its_ids(at: Reading) -> None:
    assert told(Choice(at, 1, 14, (), "vera")) == told(Choice(at, 1, 14, (), "person:gloria")) == [6, 7, 9, 12, 13]


def test_who_names_a_document_does_not_cite_it(at: Reading) -> None:
    assert 10 in told(Choice(at, 1, 14, (), "doc:report"))
    assert told(Choice(at, 8, 14, (), "", "doc:report")) == [8, 9, 13, 14]


@pytest.mark.parametrize("types", [(), ("role", "meeting")])
def test_both_directions_tell_the_same_from_anywhere(at: Reading, types: tuple[str, ...]) -> None:
    choice = Choice(at, 3, 13, types)
    everything = told(choice)
    assert [fact.position for fact in choice.backward()] == everything[::-1]
    assert choice.most == len(everything)
    for position in range(16):
        assert [fact.position for fact in choice.onward(position)] == [p for p in everything if p > position]
        assert [fact.position for fact in choice.backward(position)] == [p for p in everything[::-1] if p < position]


def test_a_family_stands_for_all_of_its_types_whether_told_or_not(at: Reading) -> None:
    assert {"role.attested", "role.left", "role.assumed"} <= set(types_named(at, ["role"]))
    assert types_named(at, []) == []
    with pytest.raises(NotUnderstood, match=r"did you mean role\.attested"):
        types_named(at, ["role.atested"])
