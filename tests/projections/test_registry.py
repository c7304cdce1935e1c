"""Entities: which of their names is shown, and what else is said of them."""

from __future__ import annotations

from facts import fact, row, rows
from legation.fact import Fact
from legation.projections.registry import Entity, Name, aliases, attribute, registry, shown_name

MINISTRY = "org:mx-foreign-ministry"
REGISTERED = fact(1, "entity.registered", entity=MINISTRY, name="Foreign Ministry", attrs={"class": "ministry"})


def named(position: int, name: str, use: str, *, certainty: str = "certain") -> Fact:
    return fact(position, "entity.named", entity=MINISTRY, name=name, use=use, certainty=certainty)


def test_the_first_official_name_is_shown() -> None:
    told = REGISTERED, named(2, "SRE", "acronym"), named(3, "Secretaría", "official"), named(4, "Office", "official")
    assert shown_name(row(registry, *told)) == ("Secretaría", (3,))
    assert row(registry, *told).label() == "Secretaría"


def test_without_an_official_name_the_one_recorded_first_is_shown() -> None:
    assert shown_name(row(registry, named(1, "SRE", "acronym"), named(2, "Secretaría", "variant"))) == ("SRE", (1,))


def test_former_names_and_misspellings_come_last() -> None:
    told = row(
        registry,
        named(1, "Forein Ministry", "misspelling"),
        named(2, "Ministry of State", "former"),
        named(3, "Exteriors", "alias"),
    )
    assert (shown_name(told), aliases(told)) == (
        ("Exteriors", (3,)),
        (Name("Ministry of State", ("former",), (2,)), Name("Forein Ministry", ("misspelling",), (1,))),
    )


def test_a_name_said_twice_is_one_name_with_all_its_uses() -> None:
    told = row(registry, REGISTERED, named(2, "SRE", "acronym"), named(3, "Foreign Ministry", "official"))
    assert shown_name(told) == ("Foreign Ministry", (1, 3))
    assert aliases(told) == (Name("SRE", ("acronym",), (2,)),)


def test_a_name_that_is_only_possible_is_not_shown() -> None:
    assert (
        shown_name(row(registry, REGISTERED, named(2, "SRE", "official", certainty="possible")))[0]
        == "Foreign Ministry"
    )


def test_nothing_is_called_nothing() -> None:
    assert (shown_name(Entity()), aliases(Entity()), Entity().label()) == (("", ()), (), "")


def test_an_engagement_is_left_to_its_title() -> None:
    told = fact(1, "entity.named", entity="eng:rec-2024", name="REC 2024", use="short")
    assert (row(registry, told).label(), shown_name(row(registry, told))[0]) == ("", "REC 2024")


def test_a_match_touches_both_ids_and_keeps_them_as_they_were() -> None:
    said = {"entity": "person:a", "other": "person:b", "verdict": "same", "keep": "person:a"}
    told = rows(registry, [fact(1, "entity.matched", **said, reason="One birthday.")])
    assert told["person:a",] == told["person:b",]
    assert told["person:a",].matches[0].value == said


def test_ties_identifiers_and_descriptions_are_kept_under_their_entity() -> None:
    told = rows(
        registry,
        [
            fact(1, "entity.related", entity=MINISTRY, relation="part_of", other="org:mx-government"),
            fact(2, "entity.identified", entity=MINISTRY, scheme="wikidata", value="Q1", reason="Same seat."),
            fact(3, "entity.described", entity=MINISTRY, aspect="aim", detail="Peace."),
        ],
    )
    assert list(told) == [(MINISTRY,)]
    entity = told[MINISTRY,]
    assert entity.relations[0].value == {"relation": "part_of", "other": "org:mx-government"}
    assert entity.identifiers[0].value == {"scheme": "wikidata", "value": "Q1", "match": "exact"}
    assert entity.descriptions[0].value == {"aspect": "aim", "detail": "Peace."}


def test_attributes_of_two_registrations_agree_or_are_contested() -> None:
    one = fact(1, "entity.registered", entity="person:a", name="A", attrs={"birth": "1948", "death": "2020"})
    two = fact(2, "entity.registered", entity="person:a", name="A", attrs={"birth": "1948-05", "death": "2021"})
    told = row(registry, one, two)
    assert (attribute(told, "birth").value, attribute(told, "birth").at) == ("1948-05", (1, 2))
    assert attribute(told, "death").contested
    assert attribute(row(registry, REGISTERED), "class").value == "ministry"
    assert attribute(row(registry, REGISTERED), "seat").value is None
