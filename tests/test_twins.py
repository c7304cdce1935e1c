"""What may have been recorded twice is told after an append, and nothing else is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from ledgers import SOURCE, stored
from legation.errors import Fault
from legation.likeness import Account, shared
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.stores.files import Files
from legation.stores.memory import Memory
from legation.twins import twins
from legation.upcast import fact_of
from readings import TODAY, court, model_of
from trial import Event, Trial, cited, distinct, entity, event, meeting, promise, retract, same

EVENTS = Path(__file__).parents[1] / "events"


def found(trial: Trial, *new: Event) -> list[Fault]:
    """Return the twins that an append of `new` behind `trial` brings."""
    since = model_of(trial).size
    trial.append(*new)
    return list(twins(Reading(model_of(trial), TODAY), since))


def told(trial: Trial, *new: Event) -> list[tuple[str, str]]:
    """Return of each likely twin its id and why it is one."""
    return [(fault.field, fault.what.partition("recorded already: ")[2]) for fault in found(trial, *new)]


def alias(id_: str, name: str, **more: str) -> Event:
    return event("entity.named", more.pop("id", None), entity=id_, name=name, use="alias")


class TestNames:
    @pytest.mark.parametrize(
        "name", ["Rufus Firefly", "RUFUS FÍREFLY", "Firefly, Rufus", "Rufus Firefley", "Rufus T. Firefly"]
    )
    def test_a_name_of_somebody_known_is_told_with_how_to_join_them(self, name: str) -> None:
        [twin] = found(court(), entity("person:r-f", name=name))
        assert (twin.code, twin.field) == ("W5", "person:r-f")
        assert twin.what.startswith(f"{name} may be Rufus Firefly (person:rufus), recorded already: ")
        assert twin.remedy == (
            "match them: legation match person:r-f person:rufus --reason … (or --distinct), "
            "or go on: nothing is refused"
        )

    @pytest.mark.parametrize(
        ("id_", "name"),
        [("person:other", "Rufus Waterfly"), ("org:rufus", "Rufus Firefly"), ("person:x", "Vera"), ("person:li", "Li")],
    )
    def test_other_names_and_names_of_other_kinds_are_not(self, id_: str, name: str) -> None:
        assert found(court(), entity(id_, name=name)) == []

    def test_other_names_count_whichever_of_the_two_has_them_and_whenever_they_were_told(self) -> None:
        trial = court(alias("org:freedonia", "FDR"))
        assert told(trial, entity("org:new", name="FDR")) == [("org:new", "both are called FDR")]
        trial = court(entity("org:new", name="Land of Brave"))
        assert told(trial, alias("org:freedonia", "Land of Brave")) == [("org:new", "both are called Land of Brave")]
        assert told(trial, alias("org:freedonia", "The Land of the Brave", id="again")) == [], "that was told before"

    def test_of_two_that_came_together_the_later_is_told_of_once(self) -> None:
        twice = [entity("org:one", name="Ministry of Grain"), entity("org:two", name="Ministry of Grain")]
        assert told(court(), *twice) == [("org:two", "both are called Ministry of Grain")]

    def test_of_many_the_first_is_named_and_the_others_are_counted(self) -> None:
        trial = court(*(entity(f"org:o-{i}", name="Ministry of Grain") for i in range(3)))
        [twin] = found(trial, entity("org:new", name="Ministry of Grain"))
        assert twin.what.endswith("both are called Ministry of Grain; so may 2 more")

    @pytest.mark.parametrize(
        ("known", "new"),
        [
            (entity("office:a", name="Envoy"), entity("office:b", name="Envoy", org="org:sylvania")),
            (entity("place:town", name="Chihuahua"), entity("place:land", name="Chihuahua", **{"class": "region"})),
            (entity("org:whole", name="Commission"), entity("org:part", name="Commission", parent="org:whole")),
            (entity("person:old", name="Al Roe", birth="1920"), entity("person:young", name="Al Roe", birth="1960")),
        ],
    )
    def test_what_they_are_can_tell_two_of_one_name_apart(self, known: Event, new: Event) -> None:
        assert found(court(entity("org:sylvania", name="Sylvania"), known), new) == []

    def test_those_that_are_tied_or_judged_are_not_proposed(self) -> None:
        new = entity("person:r-f", name="Rufus Firefly")
        assert found(court(), new, distinct("person:r-f", "person:rufus")) == []
        assert found(court(), new, same("person:r-f", "person:rufus")) == []
        section = event("entity.related", entity="org:part", relation="section_of", other="org:freedonia")
        trial = court(alias("org:freedonia", "FDR"))
        assert found(trial, entity("org:part", name="Section"), section, alias("org:part", "FDR")) == []


def parley(id_: str, **more: Any) -> Event:
    return meeting(id_, **{"when": "2022-03-10", "place": "place:here", "hosts": ["person:rufus"], **more})


def came(id_: str, person: str = "person:rufus", function: str = "head") -> Event:
    return event("engagement.attended", engagement=id_, participant=person, function=function)


class TestEngagements:
    def test_a_meeting_at_one_time_and_place_with_one_person_is_told(self) -> None:
        assert told(court(parley("eng:one")), parley("eng:two", when="2022-03")) == [
            ("eng:two", "one time and place, and Rufus Firefly in both")
        ]

    @pytest.mark.parametrize(
        "more", [{"hosts": ["person:vera"]}, {"when": "2022-03-11"}, {"place": "place:there"}, {"parent": "eng:one"}]
    )
    def test_day_and_place_alone_are_not_enough(self, more: dict[str, Any]) -> None:
        assert found(court(entity("place:there"), parley("eng:one")), parley("eng:two", **more)) == []

    def test_who_came_may_be_told_later_and_a_pair_is_told_once(self) -> None:
        trial = court(parley("eng:one"), parley("eng:two", hosts=["person:vera"]))
        assert found(trial, came("eng:two", function="member")) == []
        assert [id_ for id_, _ in told(trial, came("eng:two"))] == ["eng:two"]
        assert found(trial, came("eng:one"), came("eng:two", "person:gloria")) == []

    def test_a_second_account_of_a_known_meeting_is_no_twin(self) -> None:
        trial = court(parley("eng:one"))
        assert found(trial, parley("eng:one", title="Parley", evidence=[cited(2)])) == []

    def test_among_very_many_of_one_person_the_day_finds_it(self) -> None:
        many = [parley(f"eng:m-{i}", when=f"20{10 + i // 12}-{i % 12 + 1:02}-05") for i in range(60)]
        assert told(court(*many), parley("eng:new", when="2012-03-04/2012-03-06"))[0][0] == "eng:new"
        assert told(court(*many), parley("eng:new", when="2012-03-07")) == []
        assert [id_ for id_, _ in told(court(*many), parley("eng:new", when="2012"))] == ["eng:new"]


class TestPromises:
    def test_one_told_again_under_another_id_is_told(self) -> None:
        trial = court(promise("com:one", summary="Build a bridge over the river by spring."))
        assert told(trial, promise("com:two", summary="In spring a river bridge is to be made.")) == [
            ("com:two", "#9 reads like #8")
        ]
        assert found(trial, promise("com:three", summary="Share the water of the river with the south.")) == []
        assert found(trial, promise("com:four", summary="Build a road by spring.")) == []

    def advice(self, id_: str, to: str) -> Event:
        return event("recommendation.made", recommendation=id_, by=["org:freedonia"], to=[to], strength="must",
                     summary="Keep the lower crossing open at night.", about=["place:here"])  # fmt: skip

    def test_advice_to_others_and_promises_of_others_or_for_another_time_are_not(self) -> None:
        assert told(court(self.advice("rec:a", "person:vera")), self.advice("rec:b", "person:vera")) != []
        assert told(court(self.advice("rec:a", "person:vera")), self.advice("rec:b", "person:gloria")) == []
        round_ = {"summary": "Hold a further round of high-level talks.", "due_basis": "stated"}
        known = court(promise("com:a", due="2022-02", **round_))
        assert found(known, promise("com:b", due="2023-02", **round_)) == []
        assert found(known, promise("com:c", due="2022-02", by=["person:vera"], **round_)) == []
        assert [f.field for f in found(known, promise("com:d", due="2022", **round_))] == ["com:d"]

    def test_a_second_account_of_a_known_promise_is_no_twin(self) -> None:
        long = {"summary": "Build a bridge over the river by spring."}
        trial = court(promise("com:one", **long), promise("com:two", **long))
        assert found(trial, promise("com:two", evidence=[cited(2)], **long)) == []


FACT = {"entity": "person:rufus", "aspect": "mandate", "detail": "Leads."}


class TestFacts:
    def test_the_same_fact_of_the_same_lines_is_told(self) -> None:
        [twin] = found(court(event("entity.described", **FACT)), event("entity.described", **FACT, note="Again."))
        assert (twin.code, twin.field, twin.what) == ("W5", "person:rufus", "#9 says of the same lines what #8 says")
        assert "legation retract 9 --ground duplicate" in twin.remedy
        both = [event("entity.described", **FACT), event("entity.described", **FACT)]
        assert len(found(court(), *both)) == 1

    def test_other_lines_corroborate_and_other_words_are_another_fact(self) -> None:
        known = court(event("entity.described", **FACT))
        assert found(known, event("entity.described", **FACT, evidence=[cited(3)])) == []
        assert found(known, event("entity.described", **{**FACT, "detail": "Follows."})) == []

    def test_what_is_put_right_in_one_append_is_not_told(self) -> None:
        known = court(event("entity.described", "wrong", **FACT))
        again = event("entity.described", "right", **FACT, note="Put better.")
        assert found(known, again, retract("wrong", replaced_by="right")) == []


def test_the_ledger_that_ships_appended_anew_raises_few_doubts() -> None:
    facts = [fact_of(line.entry) for line in Files.open(str(EVENTS)).read()]
    store, doubts = Memory(SOURCE), []
    model = ReadModel(store)
    for _, batch in groupby(facts, key=lambda fact: fact.batch.split("/")[0]):
        model.catch_up()
        since = model.size
        stored(list(batch), store)
        model.catch_up()
        doubts += list(twins(Reading(model, TODAY), since))
    assert [fault.what for fault in doubts] == []


def test_the_work_grows_with_the_batch_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def counted(at: Reading, one: Account, other: Account) -> list[str]:
        compared.append(one.key)
        return shared(at, one, other)

    def asked(count: int) -> int:
        days = [(date(1990, 1, 1) + timedelta(days=40 * i)).isoformat() for i in range(count)]
        model = model_of(court(*(parley(f"eng:m-{i}", when=day) for i, day in enumerate(days))))
        statements: list[str] = []
        model.db.set_trace_callback(statements.append)
        list(twins(Reading(model, TODAY), 7))
        return len(statements)

    monkeypatch.setattr("legation.twins.shared", counted)
    assert asked(240) < 5 * asked(60)
    assert len(compared) == 0
