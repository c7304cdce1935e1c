"""Short names: what stays of an office, a person, a side and a day where there is little room."""

from __future__ import annotations

from typing import Any

import pytest

from legation import brief
from legation.countries import code
from readings import court, reading
from trial import Event, entity, event


def land(name: str = "Mexico", **more: Any) -> Event:
    return entity("org:land", name=name, **{"class": "state"}, **more)


def office(name: str, **more: Any) -> Event:
    return entity("office:post", name=name, org="org:land", **more)


def title(*events: Event) -> str:
    return brief.title(reading(court(*events)), "office:post")


class TestOffices:
    @pytest.mark.parametrize(
        ("state", "name", "shown"),
        [
            ("Mexico", "Mexican Secretary of Defence", "MX · Secretary of Defence"),
            ("Mexico", "President of Mexico", "MX · President"),
            ("Mexico", "Consul General of Mexico in Chicago", "MX · Consul General in Chicago"),
            ("United States", "United States Secretary of State", "US · Secretary of State"),
            ("United States", "U.S. Undersecretary for Labor", "US · Undersecretary for Labor"),
            ("Freedonia", "keeper of the seals", "Freedonia · keeper of the seals"),
            ("Mexico", "Mexico", "MX · Mexico"),
        ],
    )
    def test_it_is_said_whose_it_is_and_not_twice(self, state: str, name: str, shown: str) -> None:
        assert title(land(state), office(name)) == shown

    def test_a_ministry_leads_to_its_state_and_a_town_hall_to_its_town(self) -> None:
        ministry = entity("org:ministry", name="Ministry", parent="org:land", **{"class": "ministry"})
        assert title(land(), ministry, entity("office:post", name="Minister", org="org:ministry")) == "MX · Minister"
        hall = entity("org:hall", name="City of Dallas", territory="place:town", **{"class": "subnational"})
        town = [entity("place:town", name="Dallas"), hall]
        assert title(*town, entity("office:post", name="Mayor of Dallas", org="org:hall")) == "Dallas · Mayor"

    def test_a_shorter_name_is_taken_only_if_it_leaves_words_out(self) -> None:
        long = office("Mexican Secretary of Foreign Affairs")
        other = event("entity.named", entity="office:post", name="Envoy", use="variant")
        same = event("entity.named", entity="office:post", name="Foreign Secretary", use="variant")
        assert title(land(), long, other) == "MX · Secretary of Foreign Affairs"
        assert title(land(), long, other, same) == "MX · Foreign Secretary"

    def test_where_it_is_narrow_the_usual_words_are_abbreviated(self) -> None:
        at = reading(court(land(), office("Secretary of Energy and Water")))
        assert brief.narrow_title(at, "office:post") == "MX · Sec. of Energy & Water"


class TestPersons:
    @pytest.mark.parametrize(
        ("name", "initials", "surname"),
        [
            ("Ken Salazar", "K. Salazar", "Salazar"),
            ("Antony J. Blinken", "A. J. Blinken", "Blinken"),
            ("Andrés Manuel López Obrador", "A. M. López Obrador", "López Obrador"),
            ("Pablo Gálvez de Yturbe", "P. Gálvez de Yturbe", "P. Gálvez de Yturbe"),
            ("Clinton", "Clinton", "Clinton"),
            ("عمر", "عمر", "عمر"),
        ],
    )
    def test_given_names_become_initials_and_family_names_stay(self, name: str, initials: str, surname: str) -> None:
        at = reading(court(entity("person:one", name=name)))
        assert (brief.person(at, "person:one"), brief.surname(at, "person:one")) == (initials, surname)

    def test_a_short_name_of_the_ledger_is_better_than_a_guess(self) -> None:
        at = reading(court(entity("person:one", name="Alicia Bárcena Ibarra"),
                           event("entity.named", entity="person:one", name="Bárcena", use="short")))  # fmt: skip
        assert brief.surname(at, "person:one") == "Bárcena"


class TestSides:
    def test_a_state_is_its_two_letters_and_others_their_acronym(self) -> None:
        at = reading(court(land(), entity("org:a", name="A Board of Bridges", **{"class": "board"}),
                           event("entity.named", entity="org:a", name="ABB", use="acronym")))  # fmt: skip
        assert brief.sides(at, ["org:land", "org:a", "person:vera"]) == "MX, ABB, V. Marcal"

    def test_letters_given_by_the_ledger_come_first(self) -> None:
        given = event("entity.identified", entity="org:land", scheme="iso3166-1", value="ZZ")
        assert brief.side(reading(court(land(), given)), "org:land") == "ZZ"

    def test_only_states_have_letters(self) -> None:
        at = reading(court(entity("org:land", name="Georgia", **{"class": "subnational"})))
        assert brief.side(at, "org:land") == "Georgia"
        assert (code("Côte d'Ivoire"), code("the united states"), code("Freedonia")) == ("CI", "US", "")


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2024-05-16", "16 May 2024"),
        ("2022", "2022"),
        ("[2022-03-10..2022-03-12]", "~Mar 2022"),
        ("[2022-03-10..2022-05-12]", "~2022"),
        ("[2022-12..2024-02]", "~2022–2024"),
        ("[2023-02,2024-02]", "~2023–2024"),
        ("2022-03-16~", "~Mar 2022"),
        ("2022-03-10/2022-03-12", "Mar 2022"),
        ("[..2022-02-16]", "by Feb 2022"),
        ("[2024-07-17..]", "Jul 2024 on"),
    ],
)
def test_a_day_fits_eleven_cells_and_is_no_surer_than_it_was(when: str, told: str) -> None:
    assert (brief.day(when), len(brief.day(when)) <= 11) == (told, True)


class TestActs:
    @pytest.mark.parametrize(
        ("told", "shown"),
        [
            ("Mexico agreed to open a second bridge.", "Open a second bridge."),
            ("Mexico and the Vera Marcal have agreed to talk.", "Talk."),
            ("The government of Mexico will name the obstacles.", "Name the obstacles."),
            ("Marcal should answer by May.", "Answer by May."),
            ("Mexico seeks to meet the envoys.", "Mexico seeks to meet the envoys."),
            ("Sylvania agreed to open a second bridge.", "Sylvania agreed to open a second bridge."),
            ("Both agreed to open a second bridge.", "Open a second bridge."),
            ("Open a bridge that Mexico agreed to build.", "Open a bridge that Mexico agreed to build."),
            ("Mexico agreed to ", "Mexico agreed to "),
        ],
    )
    def test_who_acts_stands_beside_it_and_what_is_promised_comes_first(self, told: str, shown: str) -> None:
        at = reading(court(land()))
        assert brief.act(at, told, ["org:land", "person:vera"]) == shown

    def test_where_nobody_is_named_beside_it_nothing_is_left_out(self) -> None:
        assert brief.act(reading(court(land())), "Mexico agreed to talk.", []) == "Mexico agreed to talk."


@pytest.mark.parametrize(
    ("id_", "shown"),
    [("person:vera", "Marcal"), ("org:land", "MX"), ("office:post", "MX · President"), ("eng:x", "eng:x")],
)
def test_beside_other_words_the_shortest_name_is_enough(id_: str, shown: str) -> None:
    assert brief.mentioned(reading(court(land(), office("President of Mexico"))), id_) == shown
