"""People: in which offices they were seen, first and last, and how their lives bound what they can have held."""

from __future__ import annotations

from facts import fact, row, rows
from legation.claim import Agreed
from legation.projections.people import Person, first_seen, last_seen, limits, offices, people

KERRY = "person:john-kerry"
FACTS = (
    fact(1, "entity.registered", entity=KERRY, name="John Kerry", attrs={"birth": "1943-12-11", "death": "[2025..]"}),
    fact(2, "role.attested", person=KERRY, office="office:us-climate-envoy", on="2022-02-09"),
    fact(3, "role.attested", person=KERRY, office="office:us-secretary-of-state", on="2016", state="former"),
    fact(4, "role.assumed", person=KERRY, office="office:us-secretary-of-state", on="2013-02-01", act="sworn_in"),
    fact(5, "role.attested", person=KERRY, office="office:us-climate-envoy", on="2022-06-01", certainty="possible"),
    fact(6, "role.designated", person=KERRY, office="office:us-climate-envoy", on="2020-11-23", act="announced"),
)


def test_offices_are_listed_with_the_evidence_that_counts() -> None:
    assert offices(row(people, *FACTS)) == (
        ("office:us-climate-envoy", (2, 6)),
        ("office:us-secretary-of-state", (3, 4)),
    )


def test_a_person_is_seen_where_a_source_places_them_in_an_office() -> None:
    kerry = row(people, *FACTS)
    assert first_seen(kerry) == "2013-02-01"
    assert [last_seen(kerry, day) for day in ("2013-01-31", "2020-12-01", "2024-01-01")] == [
        None, "2013-02-01", "2022-02-09",
    ]  # fmt: skip


def test_nobody_has_seen_a_person_without_evidence() -> None:
    assert (first_seen(Person()), last_seen(Person(), "2024-01-01"), offices(Person())) == (None, None, ())


def test_lives_become_limits_and_what_is_contested_limits_nothing() -> None:
    again = fact(7, "entity.registered", entity=KERRY, name="John Kerry", attrs={"birth": "1950"})
    assert limits({KERRY: row(people, *FACTS)}).born == {
        KERRY: Agreed("1943-12-11", (1,), values=(("1943-12-11", (1,)),))
    }
    assert limits({KERRY: row(people, *FACTS)}).died[KERRY].value == "[2025..]"
    assert limits({KERRY: row(people, *FACTS, again)}).born[KERRY].value is None


def test_only_roles_and_the_registration_of_a_person_touch_the_row() -> None:
    others = (
        fact(8, "entity.registered", entity="office:us-climate-envoy", name="Climate Envoy", attrs={"org": "org:us"}),
        fact(9, "entity.named", entity=KERRY, name="J. Kerry", use="short"),
    )
    assert set(rows(people, (*FACTS, *others))) == {(KERRY,)}
    assert Person.decode(row(people, *FACTS).encode()) == row(people, *FACTS)
