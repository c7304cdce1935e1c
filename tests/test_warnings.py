"""Each warning speaks where it should, and is silent beside it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import pytest

from legation.read_model import ReadModel
from legation.reading import Reading
from legation.warning import WARNINGS, warnings
from trial import Event, Trial, cited, distinct, entity, event, meeting, promise, retract, source

PEOPLE = (
    entity("person:ann", name="Ann"),
    entity("person:eve", name="Eve"),
    entity("person:bob", name="Bob", death="2021-03-01"),
    entity("office:leader", name="Leader", seats=1),
    entity("office:envoy", name="Envoy", accredited_to="org:freedonia"),
    entity("place:there"),
    entity("place:quarter", within="place:here"),
    entity("place:hall", **{"class": "venue"}),
    entity("agreement:pact"),
    entity("series:games", cadence="P4Y"),
)


def odd(*events: Event, day: str = "2024-07-17", first: Sequence[Event] = PEOPLE) -> list[tuple[str, str]]:
    """Return code and field of every warning on a ledger of these events."""
    return [(fault.code, fault.field) for fault in found(*events, day=day, first=first)]


def found(*events: Event, day: str = "2024-07-17", first: Sequence[Event] = PEOPLE):  # type: ignore[no-untyped-def]
    trial = Trial(None, *first)
    if events:
        trial.append(*events)
    model = ReadModel(trial.store)
    model.catch_up()
    return warnings(Reading(model, day))


def role(kind: str, person: str, on: str, office: str = "office:leader", **more: object) -> Event:
    """Return one piece of role evidence."""
    act = {"designated": {"act": "appointed"}, "assumed": {"act": "unspecified"}, "left": {"act": "resigned"}}
    return event(f"role.{kind}", person=person, office=office, on=on, **{**act.get(kind, {}), **more})


def came(engagement: str, person: str = "person:ann", **more: object) -> Event:
    """Return the account that somebody took part."""
    return event("engagement.attended", engagement=engagement, participant=person, **more)


def test_a_ledger_without_oddities_has_no_warnings() -> None:
    assert (
        odd(role("attested", "person:ann", "2022"), meeting("eng:talks", when="2022-05-09", place="place:here")) == []
    )


def test_every_number_of_the_table_has_its_file() -> None:
    modules = [import_module(f"legation.warnings.{name}") for name in WARNINGS]
    numbers = {(module.__doc__ or "").split(":")[0] for module in modules}
    assert numbers == {f"W{i}" for i in range(1, 13)}


def test_a_warning_names_the_events_it_rests_on_and_no_number_that_stands_in_a_name() -> None:
    numbered = entity("place:other", name="Hall #3")
    days = (
        meeting("eng:a", when="2021-05-09", place="place:here"),
        meeting("eng:b", when="2021-05-09", place="place:other"),
    )
    [fault] = found(*days, came("eng:a"), came("eng:b"), first=(*PEOPLE, numbered))
    assert "Hall #3" in fault.what
    assert fault.positions == (15, 16, 17, 18)
    assert str(fault).endswith("on 2021-05-09 (#15, #16, #17, #18); expected one place at a time")


class TestW1:
    def test_two_holders_of_one_seat(self) -> None:
        told = (role("attested", "person:ann", "2020/2022"), role("attested", "person:bob", "2019/2021"))
        assert ("W1", "office:leader") in odd(*told)

    def test_a_bound_that_other_evidence_rules_out(self) -> None:
        again = (role("left", "person:ann", "2020"), role("assumed", "person:ann", "2021-05-09"))
        assert odd(role("attested", "person:ann", "2019"), *again) == [("W4", "office:leader")]
        assert ("W1", "office:leader") in odd(*again)
        born = entity("person:cid", name="Cid", birth="2000")
        assert ("W1", "office:leader") in odd(born, role("attested", "person:cid", "1990-01-01"))

    def test_a_hand_over_day_is_shared(self) -> None:
        told = (
            role("assumed", "person:ann", "2019-01-01"), role("left", "person:ann", "2020-05-09"),
            role("assumed", "person:bob", "2020-05-09"),
        )  # fmt: skip
        assert odd(*told) == []


class TestW2:
    def both(self, one: Event, other: Event) -> list[tuple[str, str]]:
        return odd(
            meeting("eng:a", when="2021-05-09", **one), meeting("eng:b", when="2021-05-09", **other),
            came("eng:a"), came("eng:b"),
        )  # fmt: skip

    def test_two_places_on_one_day(self) -> None:
        assert self.both({"place": "place:here"}, {"place": "place:there"}) == [("W2", "person:ann")]

    def test_a_place_within_the_other_is_one_place(self) -> None:
        assert self.both({"place": "place:here"}, {"place": "place:quarter"}) == []

    def test_a_venue_that_may_lie_anywhere_proves_nothing(self) -> None:
        assert self.both({"place": "place:here"}, {"place": "place:hall"}) == []

    def test_a_call_is_nowhere(self) -> None:
        assert self.both({"place": "place:here"}, {"place": "place:there", "format": "remote"}) == []

    def test_the_dead_attend_nothing(self) -> None:
        after, before = meeting("eng:a", when="2021-05-09"), meeting("eng:b", when="2021-02-09")
        assert odd(after, before, came("eng:a", "person:bob"), came("eng:b", "person:bob")) == [("W2", "person:bob")]
        assert odd(after, came("eng:a", "person:bob", presence="invited")) == []


class TestW3:
    def test_a_start_before_the_appointment(self) -> None:
        told = (role("assumed", "person:ann", "2021-05-09"), role("designated", "person:ann", "2021-06"))
        assert ("W3", "office:leader") in odd(*told)
        assert odd(role("designated", "person:ann", "2021-04"), told[0]) == []

    def test_an_attestation_after_a_departure(self) -> None:
        left, seen = role("left", "person:ann", "2021-05-09"), role("attested", "person:ann", "2022")
        assert ("W3", "office:leader") in odd(left, seen)
        assert ("W3", "office:leader") not in odd(left, role("assumed", "person:ann", "2021-09-01"), seen)

    def test_an_office_held_before_it_was_founded(self) -> None:
        founded = event("body.established", body="office:leader", act="created", on="2000")
        assert ("W3", "office:leader") in odd(founded, role("attested", "person:ann", "1999-05-09"))
        assert odd(founded, role("attested", "person:ann", "2001-05-09")) == []


class TestW4:
    def test_days_on_which_nobody_held_the_seat(self) -> None:
        ends = (role("assumed", "person:ann", "2019-01-01"), role("left", "person:ann", "2020-05-09"))
        assert odd(*ends, role("assumed", "person:bob", "2020-06-01")) == [("W4", "office:leader")]
        assert odd(*ends, role("assumed", "person:bob", "2020-05-10")) == []

    def test_a_head_of_mission_without_a_start(self) -> None:
        seen = role("attested", "person:ann", "2021-05-09", "office:envoy")
        assert odd(seen) == [("W4", "office:envoy")]
        assert odd(seen, role("assumed", "person:ann", "2021", "office:envoy")) == []


class TestW5:
    ONE = meeting("eng:a", when="2021-05", place="place:here", hosts=["person:ann"])

    def test_same_time_place_and_head(self) -> None:
        assert odd(self.ONE, meeting("eng:b", when="2021-05-09", place="place:here", hosts=["person:ann"])) == [
            ("W5", "eng:a")
        ]

    @pytest.mark.parametrize(
        "other",
        [
            {"when": "2021-05-09", "place": "place:here"},
            {"when": "2021-05-09", "place": "place:here", "hosts": ["person:eve"]},
            {"when": "2021-05-09", "place": "place:here", "hosts": ["org:freedonia"]},
            {"when": "2021-06-09", "place": "place:here", "hosts": ["person:ann"]},
            {"when": "2021-05-09", "place": "place:there", "hosts": ["person:ann"]},
            {"when": "2021-05-09", "place": "place:here", "hosts": ["person:ann"], "parent": "eng:a"},
        ],
    )
    def test_what_differs_in_one_of_them_is_another(self, other: Event) -> None:
        assert odd(self.ONE, meeting("eng:b", **other)) == []

    def test_what_was_judged_distinct_is_not_proposed_again(self) -> None:
        twin = meeting("eng:b", when="2021-05-09", place="place:here", hosts=["person:ann"])
        assert odd(self.ONE, twin, distinct("eng:a", "eng:b")) == []


class TestW6:
    def test_an_account_of_what_came_later(self) -> None:
        early = source("doc:early", b"one\n", published="2020", title="Early")
        early["data"]["published_basis"] = "stated"
        lines = [cited(1, document="doc:early", text=b"one\n")]
        later = meeting("eng:a", when="2021-05-09", evidence=lines)
        assert odd(early, later) == [("W6", "eng:a")]
        assert odd(early, meeting("eng:a", when="2020-05-09", evidence=lines)) == []
        plan = event(
            "engagement.planned", engagement="eng:a", kind="talks", status="scheduled", when="2030", evidence=lines
        )
        assert odd(early, plan) == []


class TestW7:
    RESTORED = event("body.restored", body="org:freedonia", on="2021")

    def test_a_restoration_without_a_stop(self) -> None:
        assert odd(self.RESTORED) == [("W7", "org:freedonia")]
        stop = event("body.dissolved", body="org:freedonia", act="suspended", on="2018")
        assert odd(stop, self.RESTORED) == []

    def test_two_beginnings(self) -> None:
        one = event("body.established", body="org:freedonia", act="founded", on="1990")
        other = event("body.established", body="org:freedonia", act="created", on="2000")
        assert odd(one, other) == [("W7", "org:freedonia")]
        between = event("body.dissolved", body="org:freedonia", act="abolished", on="1995")
        assert odd(one, between, other) == []

    def test_offices_and_programmes_have_lives_too(self) -> None:
        grants = entity("programme:grants")
        back = [event("body.restored", body=body, on="2021") for body in ("programme:grants", "office:leader")]
        assert odd(grants, *back) == [("W7", "office:leader"), ("W7", "programme:grants")]
        stop = event("body.dissolved", body="programme:grants", act="suspended", on="2018")
        assert odd(grants, stop, back[0]) == []
        again = [event("body.established", body="programme:grants", act="launched", on=on) for on in ("1990", "2000")]
        assert odd(grants, *again) == [("W7", "programme:grants")]


class TestW8:
    def step(self, kind: str, **data: object) -> Event:
        return event(f"agreement.{kind}", agreement="agreement:pact", **data)

    def test_steps_out_of_order(self) -> None:
        force = self.step("advanced", stage="in_force", on="2019")
        assert odd(force, self.step("launched", act="signed", on="2020")) == [("W8", "agreement:pact")]
        assert odd(force, self.step("launched", act="signed", on="2018")) == []

    def test_an_act_after_the_end(self) -> None:
        end = self.step("ended", act="expired", on="2019")
        assert odd(end, self.step("advanced", stage="amended", on="2020")) == [("W8", "agreement:pact")]

    def test_what_was_suspended_may_come_back(self) -> None:
        told = [
            self.step("advanced", stage=s, on=y)
            for s, y in (("in_force", "2018"), ("suspended", "2019"), ("restored", "2020"))
        ]
        assert odd(*told) == []


class TestW9:
    def edition(self, engagement: str, year: str, **claim: object) -> tuple[Event, Event]:
        held = meeting(engagement, when=year, series="series:games")
        return held, event("ordinal.claimed", of=engagement, series="series:games", **claim)

    def test_a_count_that_the_cadence_contradicts(self) -> None:
        first = self.edition("eng:one", "1992", claim="first")
        assert odd(*first, *self.edition("eng:four", "2000", claim="nth", ordinal=4)) == [("W9", "series:games")]
        assert odd(*first, *self.edition("eng:three", "2000", claim="nth", ordinal=3)) == []

    def test_two_editions_of_one_number_and_one_before_the_first(self) -> None:
        one = self.edition("eng:one", "1992", claim="nth", ordinal=7)
        assert odd(*one, *self.edition("eng:two", "1995", claim="nth", ordinal=7)) == [("W9", "series:games")]
        first = self.edition("eng:first", "1992", claim="first")
        assert odd(*first, meeting("eng:earlier", when="1988", series="series:games")) == [("W9", "series:games")]


class TestW10:
    def test_a_promise_whose_day_has_passed(self) -> None:
        due = promise("com:bridge", on="2021-01-01", due="2021-06", due_basis="stated")
        assert odd(due, day="2021-07-01") == [("W10", "com:bridge")]
        assert odd(due, day="2021-06-30") == []
        done = event("followup.updated", target="com:bridge", state="fulfilled", on="2021-08-01")
        assert odd(due, done, day="2021-09-01") == []

    def test_a_plan_whose_day_has_passed(self) -> None:
        plan = event(
            "engagement.planned", engagement="eng:a", kind="talks", status="scheduled", on="2021-01-01", when="2021-06"
        )
        assert odd(plan, day="2021-07-01") == [("W10", "eng:a")]
        assert odd(plan, meeting("eng:a", when="2021-06-05"), day="2021-07-01") == []

    def test_a_plan_that_became_something_else(self) -> None:
        plan = event("engagement.planned", engagement="eng:a", kind="state_visit", status="scheduled", on="2021-01-01")
        assert odd(plan, meeting("eng:a", when="2021-06-05")) == [("W10", "eng:a")]


class TestW11:
    def told(self) -> tuple[Event, Event]:
        basis = {**meeting("eng:a", when="2021-05-09"), "id": "basis"}
        piece = cited(2, stance="inferred", rule="opening-day", basis=["basis"])
        return basis, role("attested", "person:ann", "2021-05-09", evidence=[piece])

    def test_an_inference_from_what_is_disputed(self) -> None:
        other = {**meeting("eng:a", when="2021-05-10"), "id": "other"}
        said_ = event("record.assessed", target="other", verdict="contradicts", other="basis", reason="Two days.")
        assert ("W11", "office:leader") in odd(*self.told(), other, said_)
        assert "W11" not in {code for code, _ in odd(*self.told(), other)}

    def test_an_inference_from_what_was_retracted(self) -> None:
        assert ("W11", "office:leader") in odd(retract("basis"), first=(*PEOPLE, *self.told(), meeting("eng:a")))


class TestW12:
    def figure(self, value: str, **more: object) -> Event:
        data = {
            "about": "org:freedonia",
            "measure": "crossings",
            "unit": "crossing",
            "nature": "observed",
            "value": value,
        }
        return event("figure.reported", **{**data, **more})

    @pytest.mark.parametrize(
        ("one", "other", "apart"),
        [
            ({"value": "49"}, {"value": "49"}, False),
            ({"value": "49"}, {"value": "94"}, True),
            ({"value": "49"}, {"value": "49.0"}, False),
            ({"value": "49"}, {"value": "48", "comparator": "gt"}, False),
            ({"value": "49"}, {"value": "49", "comparator": "gt"}, True),
            ({"value": "49"}, {"value": "49", "comparator": "ge"}, False),
            ({"value": "49", "comparator": "lt"}, {"value": "49", "comparator": "ge"}, True),
            ({"value": "49", "comparator": "le"}, {"value": "49", "comparator": "ge"}, False),
            ({"value": "49"}, {"value": "94", "comparator": "approx"}, False),
            ({"value": "49"}, {"value": "94", "place": "place:here"}, False),
            ({"value": "49"}, {"value": "94", "period": "2050"}, False),
            ({"value": "49"}, {"value": "94", "nature": "estimate"}, False),
        ],
    )
    def test_two_numbers_that_cannot_both_be_true(self, one: Event, other: Event, apart: bool) -> None:
        two = (self.figure(**one, note="One."), self.figure(**other, note="Other."))
        assert odd(*two) == ([("W12", "org:freedonia")] if apart else [])

    def test_what_goes_up_does_not_go_down_and_what_is_denied_is_not_so(self) -> None:
        up, down = (self.figure("3", direction=way) for way in ("up", "down"))
        assert odd(up, down) == [("W12", "org:freedonia")]
        [fault] = found(self.figure("49"), self.figure("49", evidence=[cited(2, polarity="denied")]))
        assert fault.what == "Crossings is 49 crossings and not 49 crossings"
        assert fault.positions == (14, 15)

    def test_what_is_only_possible_or_outweighed_contradicts_nothing(self) -> None:
        assert odd(self.figure("49"), self.figure("94", evidence=[cited(2, certainty="possible")])) == []
        two = ({**self.figure("49"), "id": "one"}, {**self.figure("94"), "id": "two"})
        assert odd(*two, event("record.assessed", target="two", verdict="outweighs", other="one")) == []

    def test_a_share_of_nothing_named(self) -> None:
        assert odd(self.figure("4", nature="share", unit="percent")) == [("W12", "org:freedonia")]
        assert odd(self.figure("4", nature="share", unit="percent", base="all goods")) == []


def test_what_was_retracted_warns_no_more() -> None:
    due = {**promise("com:bridge", on="2021-01-01", due="2021-06", due_basis="stated"), "id": "due"}
    assert odd(due, retract("due"), day="2022-01-01") == []


def test_a_sentence_names_what_it_rests_on() -> None:
    [fault] = found(promise("com:bridge", on="2021-01-01", due="2021-06", due_basis="stated"), day="2022-01-01")
    assert str(fault).startswith("W10 com:bridge: the due date of this promise has passed")
    assert "(#14)" in str(fault)
