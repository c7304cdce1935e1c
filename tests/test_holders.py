"""Holders of offices: rows of offices joined with the lives of those who held them."""

from __future__ import annotations

from legation.holders import holding_of, office_row, offices_of, person_row, sharing
from legation.projections.offices import Office
from legation.projections.people import Person
from readings import Trial, court, reading, seen
from trial import entity, retract, same

LEADER, RUFUS = "office:leader", "person:rufus"


def shades(trial: Trial, day: str, person: str = RUFUS) -> list[tuple[str, str]]:
    return [(office, answer.shade) for office, answer in offices_of(reading(trial, day), person)]


def test_a_death_ends_a_tenure_that_would_be_carried() -> None:
    def carried(**life: str) -> list[str]:
        trial = court(entity("person:old", name="Old Man", **life), seen("old", "1960-01-01"))
        return [answer.shade for answer in holding_of(reading(trial, "1970-01-01"), LEADER).possible]

    assert carried() == ["carried"]
    assert carried(death="1965-06-01") == []
    assert carried(death="1975-06-01") == ["bounded"]


def test_a_birth_comes_before_any_office() -> None:
    trial = court(entity("person:young", name="Young", birth="1990-02-02"), seen("young", "2020-01-01"))
    assert holding_of(reading(trial, "1990-02-01"), LEADER).possible == ()
    assert len(holding_of(reading(trial, "1990-02-02"), LEADER).possible) == 1


def test_the_death_of_one_leaves_the_seat_to_the_other() -> None:
    def possible(**life: str) -> list[str]:
        trial = court(entity("person:old", name="Old", **life), seen("old", "1960-01-01"), seen("rufus", "1980-01-01"))
        return [answer.person for answer in holding_of(reading(trial, "1970-01-01"), LEADER).possible]

    assert possible() == ["person:old", RUFUS]
    assert possible(death="1965") == [RUFUS]


def test_a_person_holds_what_the_office_says_the_surest_first() -> None:
    trial = court(
        entity("office:cook", name="Cook"),
        entity("office:baker", name="Baker"),
        seen("rufus", "2020-01-01", "cook"),
        seen("rufus", "2021-01-01"),
        seen("gloria", "2021-01-01", "baker"),
    )
    assert shades(trial, "2021-01-01") == [(LEADER, "attested"), ("office:cook", "carried")]
    assert shades(trial, "2019-01-01") == [("office:cook", "backcast"), (LEADER, "backcast")]
    assert shades(trial, "2021-01-01", "person:vera") == []


def test_office_and_person_tell_the_same_story() -> None:
    trial = court(
        seen("rufus", "2021-05-09"), seen("gloria", "2023-05-09"), seen("vera", "2022-01-01", capacity="acting")
    )
    for day in ("2020-01-01", "2021-05-09", "2022-01-01", "2023-01-01", "2023-05-09", "2024-01-01"):
        at = reading(trial, day)
        held = holding_of(at, LEADER)
        answers = {(answer.person, answer.shade) for answer in (*held.certain, *held.possible, *held.acting)}
        persons = ("person:rufus", "person:gloria", "person:vera")
        assert {(p, answer.shade) for p in persons for _, answer in offices_of(at, p)} == answers


def test_two_ids_of_one_person_are_one_holder() -> None:
    trial = court(seen("rufus", "2021-01-01"), seen("vera", "2022-01-01"), same(RUFUS, "person:vera", id="match"))
    assert shades(trial, "2021-06-01") == shades(trial, "2021-06-01", "person:vera") == [(LEADER, "bridged")]
    trial.append(retract("match"))
    assert shades(trial, "2021-06-01") == [(LEADER, "bounded")]


def test_nobody_has_spoken_of_an_empty_row() -> None:
    at = reading(court())
    assert (office_row(at, "office:none"), person_row(at, "person:none")) == (Office(), Person())
    assert holding_of(at, "office:none").certain == offices_of(at, "person:none") == ()


def test_those_who_share_an_office_bound_each_other() -> None:
    trial = court(entity("office:cook", name="Cook"), seen("rufus", "2021"), seen("gloria", "2022"),
                  seen("rufus", "2020", "cook"), seen("vera", "2019", "cook"))  # fmt: skip
    at = reading(trial)
    assert sharing(at, [LEADER]) == {LEADER, RUFUS, "person:gloria"}
    assert sharing(at, ["person:gloria"]) == {LEADER, RUFUS, "person:gloria"}
    assert sharing(at, [RUFUS]) == {LEADER, "office:cook", RUFUS, "person:gloria", "person:vera"}
    assert sharing(at, []) == set()
