"""Organisations and mechanisms, and their standing."""

from __future__ import annotations

from facts import fact, row, rows
from legation.projections.bodies import bodies, contested, standing
from legation.steps import States

ECONOMIC, SECURITY = "org:high-level-economic-dialogue", "org:high-level-security-dialogue"


def test_the_economic_dialogue_was_active_or_stopped_before_it_came_back() -> None:
    dialogue = row(
        bodies,
        fact(1, "body.established", body=ECONOMIC, act="founded", on="2013"),
        fact(2, "body.restored", body=ECONOMIC, on="2021"),
    )
    assert standing(dialogue, "2018-06-01") == States(frozenset({"active", "stopped"}), False, (1, 2))
    assert standing(dialogue, "2021-12-31") == States(frozenset({"active"}), True, (2,))
    assert contested(dialogue) == ()


def test_the_security_dialogue_is_contested_as_both_restored_and_new() -> None:
    dialogue = row(
        bodies,
        fact(1, "body.restored", body=SECURITY, on="2021"),
        fact(2, "body.established", body=SECURITY, act="created", on="2021"),
    )
    assert contested(dialogue) == (1, 2)
    assert standing(dialogue, "2022-01-01").contested


def test_a_body_that_is_only_registered_has_no_standing() -> None:
    attrs = {"class": "commission", "seat": "place:el-paso", "parent": "org:mexico", "territory": "place:mexico"}
    told = row(bodies, fact(1, "entity.registered", entity="org:ibwc", name="Commission", attrs=attrs))
    assert standing(told, "2022-01-01") == States(frozenset({"none"}), True, ())
    assert [told.class_[0].value, told.seat[0].value, told.parent[0].value, told.territory[0].value] == [
        "commission", "place:el-paso", "org:mexico", "place:mexico",
    ]  # fmt: skip


def test_offices_and_programmes_have_rows_of_their_own_elsewhere() -> None:
    office = fact(1, "body.established", body="office:us-homeland-security-secretary", act="created", on="2002")
    place = fact(2, "entity.registered", entity="place:el-paso", name="El Paso", attrs={"class": "city"})
    assert rows(bodies, [office, place]) == {}
