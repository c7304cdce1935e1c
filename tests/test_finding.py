"""Search: the best matches first, by names, by what is told, and by both together."""

from __future__ import annotations

from typing import Any

import pytest

from ledgers import stored
from legation.fact import Fact
from legation.finding import search
from legation.read_model import ReadModel
from legation.reading import Reading
from readings import TODAY, court, reading, seen
from trial import Event, Trial, cited, entity, event, meeting, promise, retract, same


def ministries() -> Trial:
    trial = Trial(
        None,
        entity("org:mfa", name="Secretaría de Relaciones Exteriores"),
        entity("org:moi", name="Ministry of the Interior"),
        entity("person:alicia", name="Alicia Bárcena Ibarra"),
        entity("person:rosa", name="Rosa Barcena"),
    )
    trial.append(
        event("entity.named", entity="org:mfa", name="SRE", use="acronym"),
        promise("com:bridge", summary="A bridge over the lower river"),
        meeting("eng:may", title="Talks of May", purpose="To speak of the river"),
    )
    return trial


def told(entity_: str, detail: str, **more: Any) -> Event:
    return event("entity.described", more.pop("id", None), entity=entity_, aspect="background", detail=detail, **more)


def ids(words: str, at: Reading) -> list[str]:
    return [one.id for one in search(at, words)]


class TestRank:
    def test_whole_names_come_first_then_beginnings_then_parts_then_texts(self) -> None:
        trial = ministries()
        trial.append(entity("topic:river", name="River"), entity("topic:upper", name="The upper river"),
                     entity("topic:traffic", name="River traffic"))  # fmt: skip
        found = search(reading(trial), "river")
        assert [(one.kind, one.id) for one in found] == [
            ("topic", "topic:river"),
            ("topic", "topic:traffic"),
            ("promise", "com:bridge"),
            ("topic", "topic:upper"),
            ("meeting or visit", "eng:may"),
        ]
        assert [one.matched for one in found] == ["", "", "", "", "To speak of the river"]

    def test_another_name_comes_behind_the_one_a_thing_is_shown_by_and_is_told(self) -> None:
        trial = Trial(
            None, entity("org:a", name="Zeta"), entity("org:b", name="Alpha"), entity("org:c", name="Zeta Two")
        )
        trial.append(event("entity.named", entity="org:b", name="Zeta", use="alias"))
        assert [(one.id, one.matched) for one in search(reading(trial), "zeta")] == [
            ("org:a", ""), ("org:b", "Zeta"), ("org:c", ""),
        ]  # fmt: skip

    def test_words_that_several_names_hold_together_find_the_thing(self) -> None:
        [found] = search(reading(ministries()), "sre relaciones")
        assert (found.id, found.matched) == ("org:mfa", "Secretaría de Relaciones Exteriores, SRE")

    def test_accents_and_case_do_not_matter_and_all_words_must_be_there(self) -> None:
        at = reading(ministries())
        assert ids("BARCENA", at) == ["person:alicia", "person:rosa"]
        assert ids("bárcena rosa", at) == ["person:rosa"]
        assert ids("barcena finance", at) == []
        assert ids("", at) == []

    def test_words_of_two_letters_find_names_and_signs_stand_for_themselves(self) -> None:
        assert ids("sr", reading(ministries())) == ["org:mfa"]
        assert ids("%", reading(ministries())) == []
        assert ids("s_", reading(ministries())) == []
        trial = court(told("person:vera", "Owns 5% of it."), told("person:rufus", "Owns 50 of it."))
        assert ids("5%", reading(trial)) == ["person:vera"]


class TestTexts:
    def test_a_name_and_a_text_that_names_the_thing_find_it_together_behind_all_else(self) -> None:
        trial = ministries()
        said = {"stance": "praises", "summary": "The bridge is a wonder.", "about": ["org:moi"]}
        trial.append(
            event("position.voiced", holders=["person:rosa"], **said), told("org:mfa", "Wonder, says Barcena.")
        )
        assert [(one.id, one.matched) for one in search(reading(trial), "barcena wonder")] == [
            ("org:mfa", "Wonder, says Barcena."), ("person:rosa", "The bridge is a wonder."),
        ]  # fmt: skip

    def test_words_spread_over_what_is_told_of_a_thing_find_it_last(self) -> None:
        trial = court(told("person:vera", "Keeps bees."), told("person:vera", "Sells honey."))
        [found] = search(reading(trial), "bees honey")
        assert (found.id, found.matched) == ("person:vera", "Keeps bees. … Sells honey.")

    def test_who_is_only_cited_for_a_text_is_not_found_by_it(self) -> None:
        quoted = cited(voice="speaker", speaker="person:rufus")
        trial = court(told("person:vera", "Keeps bees.", evidence=[quoted]))
        assert ids("rufus bees", reading(trial)) == []

    def test_an_event_about_no_thing_is_found_by_its_position(self) -> None:
        data = {"note": "Weather was fine."}
        fact = Fact(1, "odd", "meeting.held", "", "2024-07-17T12:00:00.000Z", "ana", "", data)
        model = ReadModel(stored([fact]))
        model.catch_up()
        [found] = search(Reading(model, TODAY), "weather fine")
        assert (found.kind, found.name, found.matched, found.id) == (
            "event",
            "took place",
            "Weather was fine.",
            "#1",
        )

    def test_a_text_about_an_id_that_is_no_longer_shown_is_found_under_the_one_that_is(self) -> None:
        trial = court(told("person:gloria", "She once kept bees."))
        trial.append(same("person:gloria", "person:vera", "person:vera"))
        assert [(one.id, one.matched) for one in search(reading(trial), "bees")] == [
            ("person:vera", "She once kept bees.")
        ]

    def test_what_is_told_of_holders_is_found_by_the_office(self) -> None:
        at = reading(court(seen("vera", "2023-01-01", note="Only for a day")))
        assert ids("only for a day", at) == ["office:leader"]

    def test_a_text_that_names_a_former_id_is_found_by_the_name_of_the_one_that_goes_on(self) -> None:
        said = {"stance": "praises", "summary": "Hail the bees.", "about": ["org:freedonia"]}
        trial = court(event("position.voiced", holders=["person:gloria"], **said))
        trial.append(same("person:gloria", "person:vera", "person:vera"))
        assert ids("vera bees", reading(trial)) == ["person:vera"]


class TestMoments:
    def test_a_text_retracted_since_is_found_in_the_past_alone(self) -> None:
        trial = court(
            event("entity.described", "bees", entity="person:vera", aspect="background", detail="Keeps bees.")
        )
        trial.append(retract("bees"))
        assert ids("bees", reading(trial)) == []
        assert ids("bees", reading(trial, position=8)) == ["person:vera"]

    def test_what_surely_lies_after_the_day_is_not_found_and_names_are_on_all_days(self) -> None:
        trial = court(meeting("eng:talks", title="Talks on grain", when="2022-05-09", purpose="To set its price"),
                      promise("com:grain", summary="Send grain.", on="2022-06"), entity("topic:grain", name="Grain"),
                      seen("vera", "2022-07-01", note="Brought the grain."))  # fmt: skip
        assert ids("grain", reading(trial, "2022-05-08")) == ["topic:grain"]
        assert ids("price", reading(trial, "2022-05-08")) == []
        assert ids("grain", reading(trial, "2022-06-01")) == ["topic:grain", "com:grain", "eng:talks"]
        assert ids("grain", reading(trial, "2022-07-01"))[-1] == "office:leader"


@pytest.mark.parametrize("words", ['"', "AND", "river OR", "riv*", 'a"b c', "(", "-x", "NEAR(a b)", "!", "' or 1"])
def test_quotes_and_signs_are_words_like_others(words: str) -> None:
    assert search(reading(ministries()), words) == []
