"""Series on the shelf: editions held, and whether their numbers fit."""

from __future__ import annotations

from typing import Any

import pytest

from legation.reading import Reading
from legation.view import VIEWS
from readings import court, reading, rows
from trial import Event, entity, event, meeting

NAME, HELD, CADENCE, LAST, CHECK = range(1, 6)


def edition(year: int, number: int | None = None) -> list[Event]:
    held = meeting(f"eng:y{year}", title=f"Gathering {year}", when=f"{year}-01-08", series="series:rec")
    count = event("ordinal.claimed", of=f"eng:y{year}", claim="nth", ordinal=number, series="series:rec")
    return [held, *([count] if number else [])]


def at(*events: Event, day: str = "2024-07-17", **attrs: Any) -> Reading:
    return reading(court(entity("series:rec", name="Gathering", **attrs), *events), day)


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        (36, ("█", "Gathering", "2", "every year", "8 Jan 2024", "2 counts fit")),
        (35, ("!", "Gathering", "2", "every year", "8 Jan 2024", "number 35, number 36 expected")),
        (None, ("·", "Gathering", "2", "every year", "8 Jan 2024", "one count only")),
    ],
)
def test_the_number_of_an_edition_is_held_against_its_year(number: int | None, cells: tuple[str, ...]) -> None:
    [told] = rows("series", at(*edition(1989, 1), *edition(2024, number), cadence="P1Y"))
    assert told[:6] == cells


def test_editions_to_come_are_not_held() -> None:
    [told] = rows("series", at(*edition(1989, 1), *edition(2024), day="2023-12-31"))
    assert (told[HELD], told[LAST]) == ("1", "8 Jan 1989")


@pytest.mark.parametrize(
    ("duration", "words"), [("P1Y", "every year"), ("P3Y", "every 3 years"), ("P6M", "every 6 months")]
)
def test_a_duration_is_told_in_words(duration: str, words: str) -> None:
    assert rows("series", at(cadence=duration))[0][CADENCE] == words


def test_the_page_lists_editions_in_order_of_time_with_their_numbers() -> None:
    moment = at(*edition(2024), *edition(1989, 1), day="2023-12-31")
    (page,) = VIEWS["series"]().page("series:rec", moment)
    assert page[0] == "Editions"
    assert [(note.day, note.text) for note in page[1]] == [
        ("8 Jan 1989", "Gathering 1989 · number 1"), ("8 Jan 2024", "Gathering 2024 · not held by this day"),
    ]  # fmt: skip


def test_the_why_says_what_does_not_fit() -> None:
    why = VIEWS["series"]().why("series:rec", at(*edition(1989, 1), *edition(2024, 35), cadence="P1Y"))
    assert why.verdict[:2] == (
        "Comes every year.",
        "Number 35 in 2024, with number 1 in 1989 and one each year: number 36 expected.",
    )
