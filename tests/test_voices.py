"""Whose word something is, and how much stands behind it."""

from __future__ import annotations

import pytest

from legation.claim import Claim
from legation.voices import sureness, voices, whose
from readings import court, reading
from trial import Event, cited, meeting

RUFUS, VERA = (cited(2, voice="speaker", speaker=f"person:{who}") for who in ("rufus", "vera"))
AUTHORS, INFERRED = cited(3, voice="author"), cited(1, stance="inferred", rule="opening-day", basis=[])
DENIED = cited(4, voice="speaker", speaker="person:gloria", polarity="denied")


def told(*evidence: list[Event]) -> tuple[str, ...]:
    """Return whose word some events are, each with evidence of its own."""
    trial = court(*(meeting(f"eng:m-{n}", evidence=pieces) for n, pieces in enumerate(evidence)))
    return voices(reading(trial), range(8, 8 + len(evidence)))


def test_everybody_is_named_once_and_the_document_itself_first() -> None:
    assert told([RUFUS], [VERA], [RUFUS, AUTHORS]) == ("Rufus Firefly", "Vera Marcal", "the authors")
    assert told([RUFUS], [cited(1)]) == ("reported", "Rufus Firefly")
    assert told([cited(1, voice="caption")], [cited(1, voice="third_party")]) == ("reported", "somebody unnamed")


def test_what_an_inference_rests_on_speaks_only_where_nothing_else_does() -> None:
    assert told([RUFUS, INFERRED]) == ("Rufus Firefly",)
    assert told([INFERRED]) == ("inferred",)


def test_who_denies_it_does_not_say_so_unless_all_do() -> None:
    assert told([RUFUS, DENIED]) == ("Rufus Firefly",)
    assert told([DENIED]) == ("Gloria Teasdale",)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("reported",), "Reported."),
        (("Ada", "the authors"), "Claimed by Ada and the authors."),
        (("reported", "Ada"), "Reported and claimed by Ada."),
        (("inferred",), "Inferred from what its lines say."),
        (("reported", "Ada", "inferred"), "Reported, claimed by Ada and inferred from what its lines say."),
    ],
)
def test_whose_word_it_is_reads_as_a_sentence(said: tuple[str, ...], sentence: str) -> None:
    assert whose(said) == sentence


def test_the_strongest_word_counts_and_what_takes_no_part_gives_none() -> None:
    at = reading(court(meeting("eng:a", evidence=[RUFUS]), meeting("eng:b", evidence=[INFERRED]), meeting("eng:c")))
    claims = [Claim(8, "x"), Claim(9, "x"), Claim(10, "x")]
    assert [sureness(at, tuple(claims[:n])) for n in (1, 2, 3)] == ["claimed", "inferred", "reported"]
    assert sureness(at, (Claim(10, "x", "possible"), Claim(9, "x", "denied"))) == "possible"
    assert sureness(at, (Claim(10, "x", "outweighed"), Claim(9, "x", "denied"))) == "set aside"
