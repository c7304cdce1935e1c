"""Offices: who held them on a day, who acted, who was named, and what cannot all be true."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts import fact, row, rows
from legation.bounds import Bound, Limits
from legation.claim import Agreed
from legation.dates import OPEN_END, OPEN_START
from legation.fact import Fact
from legation.projections.offices import Answer, Office, beside, contested, held, holding, offices, tenures
from legation.tenure import predecessor, successor

SECRETARY = "office:mx-foreign-secretary"
EBRARD, BARCENA = "person:marcelo-ebrard", "person:alicia-barcena"


def registered(position: int, office: str = SECRETARY, **attrs: Any) -> Fact:
    return fact(
        position, "entity.registered", entity=office, name="Foreign Secretary", attrs={"org": "org:sre", **attrs}
    )


def role(position: int, kind: str, person: str, on: str | None, /, office: str = SECRETARY, **more: Any) -> Fact:
    said = {"person": person, "office": office, **({"on": on} if on else {}), **more}
    return fact(position, f"role.{kind}", **said)


def attested(position: int, person: str, on: str, **more: Any) -> Fact:
    return role(position, "attested", person, on, **more)


FOREIGN = (
    registered(1, seats=1),
    attested(2, EBRARD, "2022-02-09"),
    attested(3, EBRARD, "2022-03-08"),
    attested(4, EBRARD, "2022-03-29"),
    attested(5, EBRARD, "2022-04-27"),
    attested(6, EBRARD, "2022-05-12"),
    attested(7, BARCENA, "2024-01-08"),
    attested(8, BARCENA, "2024-07-17"),
    attested(9, BARCENA, "[2022-12..2024-02]"),
)


def days(office: Office, limits: Limits | None = None) -> dict[str, tuple[str, str, str, str]]:
    """Return the four days of each tenure, by person and, where there are several, key."""
    found = tenures(office, limits or Limits())
    several = {t.person for t in found if sum(other.person == t.person for other in found) > 1}
    return {
        f"{t.person} {t.key}" if t.person in several else t.person: tuple(
            bound.day for bound in (t.s_lo, t.s_hi, t.e_lo, t.e_hi)
        )
        for t in found
    }


def shades(answers: tuple[Answer, ...]) -> dict[str, str]:
    return {answer.person: answer.shade for answer in answers}


def on(day: str, *facts: Fact) -> tuple[dict[str, str], dict[str, str]]:
    """Return the shades of the certain and of the possible titular holders."""
    found = holding(row(offices, *facts), day)
    return shades(found.certain), shades(found.possible)


class TestTheForeignSecretaries:
    def test_the_four_bounds_of_both(self) -> None:
        assert days(row(offices, *FOREIGN)) == {
            EBRARD: (OPEN_START, "2022-02-09", "2022-05-12", "2024-01-08"),
            BARCENA: ("2022-05-12", "2024-01-08", "2024-07-17", OPEN_END),
        }

    def test_every_bound_says_what_set_it(self) -> None:
        ebrard, barcena = tenures(row(offices, *FOREIGN))
        assert (ebrard.s_lo, ebrard.s_hi) == (Bound(OPEN_START), Bound("2022-02-09", "role", (2,)))
        assert (ebrard.e_lo, ebrard.e_hi) == (Bound("2022-05-12", "role", (6,)), Bound("2024-01-08", "seat", (1, 7)))
        assert barcena.s_lo == Bound("2022-05-12", "seat", (1, 6))
        assert barcena.at == (1, 6, 7, 8, 9)

    @pytest.mark.parametrize(
        ("day", "certain", "possible"),
        [
            ("2021-06-01", {}, {EBRARD: "backcast"}),
            ("2022-03-20", {EBRARD: "bridged"}, {}),
            ("2022-04-27", {EBRARD: "attested"}, {}),
            ("2023-03-01", {}, {EBRARD: "bounded", BARCENA: "blurred"}),
            ("2024-01-08", {BARCENA: "attested"}, {EBRARD: "bounded"}),
            ("2024-03-15", {BARCENA: "bridged"}, {}),
            ("2024-07-17", {BARCENA: "attested"}, {}),
            ("2024-09-01", {}, {BARCENA: "carried"}),
        ],
    )
    def test_the_answers_of_the_days(self, day: str, certain: dict[str, str], possible: dict[str, str]) -> None:
        assert on(day, *FOREIGN) == (certain, possible)

    def test_a_carried_holder_is_current_and_says_when_she_was_last_seen(self) -> None:
        (current,) = holding(row(offices, *FOREIGN), "2024-09-01").current
        assert (current.person, current.first_seen, current.last_seen) == (BARCENA, "2024-01-08", "2024-07-17")

    def test_in_between_nobody_is_current_and_both_say_when_they_were_seen(self) -> None:
        found = holding(row(offices, *FOREIGN), "2023-03-01")
        assert found.current == ()
        assert [(a.person, a.first_seen, a.last_seen) for a in found.possible] == [
            (EBRARD, "2022-02-09", "2022-05-12"),
            (BARCENA, "2024-01-08", None),
        ]

    def test_neighbours_follow_from_sure_days(self) -> None:
        found = tenures(row(offices, *FOREIGN))
        ebrard, barcena = found
        assert (predecessor(found, barcena), successor(found, ebrard)) == (ebrard, barcena)
        assert (predecessor(found, ebrard), successor(found, barcena)) == (None, None)

    def test_without_a_number_of_seats_nothing_is_concluded_from_the_other(self) -> None:
        facts = (registered(1), *FOREIGN[1:])
        assert days(row(offices, *facts)) == {
            EBRARD: (OPEN_START, "2022-02-09", "2022-05-12", OPEN_END),
            BARCENA: (OPEN_START, "2024-01-08", "2024-07-17", OPEN_END),
        }
        ebrard, barcena = found = tenures(row(offices, *facts))
        assert (predecessor(found, barcena), successor(found, ebrard)) == (None, None)
        assert not holding(row(offices, *facts), "2023-03-01").one_seat

    def test_two_sources_that_disagree_on_the_seats_give_no_seat_rule(self) -> None:
        facts = (*FOREIGN, registered(10, seats=2))
        assert days(row(offices, *facts))[EBRARD][3] == OPEN_END

    def test_a_birth_gives_way_to_the_seat_rule(self) -> None:
        limits = Limits(born={BARCENA: Agreed("1952-03-05", (99,))}, died={EBRARD: Agreed("2090", (98,))})
        assert days(row(offices, *FOREIGN), limits) == days(row(offices, *FOREIGN))


class TestTheOtherOffices:
    SALAZAR = tuple(
        attested(i, "person:ken-salazar", when)
        for i, when in enumerate(("2021-12", "2022-03-22", "2022-03-29", "2022-04-27", "2022-05-12"), start=1)
    )

    def test_the_ambassador_in_mexico(self) -> None:
        salazar = "person:ken-salazar"
        assert days(row(offices, *self.SALAZAR)) == {salazar: (OPEN_START, "2021-12-31", "2022-05-12", OPEN_END)}
        assert on("2021-11-01", *self.SALAZAR) == ({}, {salazar: "backcast"})
        assert on("2021-12-15", *self.SALAZAR) == ({}, {salazar: "blurred"})
        assert on("2022-01-15", *self.SALAZAR) == ({salazar: "bridged"}, {})
        assert on("2023-06-01", *self.SALAZAR) == ({}, {salazar: "carried"})

    def test_a_date_without_a_day_is_told_as_it_was_written(self) -> None:
        (answer,) = holding(row(offices, *self.SALAZAR), "2022-01-15").certain
        assert (answer.first_seen, answer.last_seen) == ("2021-12", "2021-12")

    def test_the_president_of_mexico(self) -> None:
        pena, lopez = "person:enrique-pena-nieto", "person:andres-manuel-lopez-obrador"
        facts = (
            registered(1, seats=1),
            attested(2, pena, "2013"),
            attested(3, lopez, "2022-01-21"),
            attested(4, lopez, "2024-07-17"),
        )
        assert days(row(offices, *facts)) == {
            pena: (OPEN_START, "2013-12-31", "2013-01-01", "2022-01-21"),
            lopez: ("2013-01-01", "2022-01-21", "2024-07-17", OPEN_END),
        }
        assert on("2015-06-01", *facts) == ({}, {pena: "bounded", lopez: "bounded"})
        assert tenures(row(offices, *facts))[0].sure == ()
        assert on("2013-06-01", *facts)[1][pena] == "blurred"

    def test_the_cbp_commissioner(self) -> None:
        magnus = "person:chris-magnus"
        facts = (
            role(1, "assumed", magnus, "[..2022-03-22]", act="unspecified"),
            attested(2, magnus, "2022-03-22"),
        )
        assert on("2022-03-22", *facts) == ({magnus: "attested"}, {})
        assert on("2022-03-21", *facts) == ({}, {magnus: "backcast"})
        assert on("2022-03-23", *facts) == ({}, {magnus: "carried"})

    def test_the_deputy_homeland_secretary(self) -> None:
        found = holding(
            row(offices, attested(1, "person:blas-nunez-neto", "2022-05-11", capacity="acting")), "2022-05-11"
        )
        assert shades(found.acting) == {"person:blas-nunez-neto": "attested"}
        assert (found.certain, found.possible, found.current, found.vacant) == ((), (), (), ())

    def test_the_environment_secretary(self) -> None:
        facts = (
            role(1, "designated", BARCENA, "2024-07-17", act="announced"),
            role(2, "designated", BARCENA, "2024-07-17", act="announced", expected_start="2024-10-01"),
        )
        found = holding(row(offices, *facts), "2024-07-17")
        (named,) = found.designated
        assert (named.person, named.since, named.outcome, named.certain) == (BARCENA, "2024-07-17", "unknown", True)
        assert (named.act, named.expected_start, named.at) == ("announced", ("2024-10-01",), (1, 2))
        assert (found.certain, found.possible, found.acting) == ((), (), ())
        assert holding(row(offices, *facts), "2024-07-16").designated == ()

    def test_the_defence_secretary(self) -> None:
        cienfuegos = "person:salvador-cienfuegos"
        former = attested(1, cienfuegos, "[..2022-06-30]", state="former")
        (only,) = tenures(row(offices, former))
        assert (only.e_hi.day, only.sure, only.seen) == ("2022-06-30", (), ())
        assert on("2022-07-01", former) == ({}, {})
        assert on("2022-06-30", former) == ({}, {cienfuegos: "bounded"})


class TestSidesOfAnAnswer:
    def test_an_acting_holder_never_ends_a_titular_one(self) -> None:
        acting = attested(10, "person:x", "2022-03-15", capacity="acting")
        assert days(row(offices, *FOREIGN, acting))[EBRARD] == days(row(offices, *FOREIGN))[EBRARD]
        found = holding(row(offices, *FOREIGN, acting), "2022-03-15")
        assert (shades(found.certain), shades(found.acting)) == ({EBRARD: "bridged"}, {"person:x": "attested"})

    def test_one_person_with_two_terms_answers_once_and_surely(self) -> None:
        facts = (
            attested(1, BARCENA, "2019-01-01", tenure="first"),
            attested(2, BARCENA, "2020-05-01", tenure="second"),
        )
        assert on("2020-05-01", *facts) == ({BARCENA: "attested"}, {})

    def test_several_seats_have_several_current_holders(self) -> None:
        facts = (registered(1, seats=2), attested(2, EBRARD, "2022-01-01"), attested(3, BARCENA, "2022-01-01"))
        found = holding(row(offices, *facts), "2022-01-01")
        assert [answer.person for answer in found.current] == [BARCENA, EBRARD]
        assert found.contested == ()

    def test_certainty_by_a_qualified_date_is_marked(self) -> None:
        (answer,) = holding(row(offices, attested(1, EBRARD, "2022-03-08?")), "2022-03-08").certain
        assert (answer.shade, answer.approx) == ("bridged", True)

    def test_a_day_that_is_attested_itself_needs_no_mark(self) -> None:
        facts = (attested(1, EBRARD, "2022-03~"), attested(2, EBRARD, "2022-05-01"))
        (attested_day,) = holding(row(offices, *facts), "2022-05-01").certain
        (day_before,) = holding(row(offices, *facts), "2022-04-30").certain
        assert (attested_day.approx, day_before.approx) == (False, True)

    def test_the_offices_of_a_person_are_read_from_office_rows(self) -> None:
        facts = (*FOREIGN, attested(20, BARCENA, "2020-01-01", office="office:head-of-eclac"))
        known = {key[0]: value for key, value in rows(offices, facts).items()}
        found = held(BARCENA, {office: tenures(of) for office, of in known.items()}, "2024-07-17")
        assert [(office, answer.shade) for office, answer in found] == [
            (SECRETARY, "attested"),
            ("office:head-of-eclac", "carried"),
        ]


class TestDesignates:
    NAMED = role(1, "designated", BARCENA, "2024-06", act="nominated")

    def lane(self, day: str, *facts: Fact) -> list[tuple[str, str, bool]]:
        found = holding(row(offices, self.NAMED, *facts), day).designated
        return [(named.act, named.outcome, named.certain) for named in found]

    def test_one_named_in_the_course_of_a_month_is_sure_at_its_end(self) -> None:
        assert self.lane("2024-06-15") == [("nominated", "unknown", False)]
        assert self.lane("2024-06-30") == [("nominated", "unknown", True)]

    def test_one_named_about_a_day_is_never_quite_sure(self) -> None:
        found = holding(row(offices, role(1, "designated", BARCENA, "2024-06-01~", act="elected")), "2024-07-01")
        assert [(named.since, named.certain) for named in found.designated] == [("2024-06-01~", False)]

    def test_a_holder_who_is_named_anew_stands_in_both_lanes(self) -> None:
        seen = attested(2, BARCENA, "2022-01-01")
        assert self.lane("2024-06-30", seen) == [("nominated", "unknown", True)]
        assert shades(holding(row(offices, self.NAMED, seen), "2024-06-30").possible) == {BARCENA: "carried"}

    def test_taking_office_ends_it(self) -> None:
        sworn = role(2, "assumed", BARCENA, "2024-10-01", act="sworn_in")
        assert self.lane("2024-09-30", sworn) == [("nominated", "unknown", True)]
        assert self.lane("2024-10-01", sworn) == []

    def test_being_seen_in_office_ends_it_too(self) -> None:
        assert self.lane("2024-11-05", attested(2, BARCENA, "2024-11-05")) == []

    @pytest.mark.parametrize("act", ["declined", "rejected", "withdrawn"])
    def test_a_refusal_ends_it_and_while_it_may_have_come_is_named(self, act: str) -> None:
        refusal = role(2, "designated", BARCENA, "2024-08", act=act)
        assert self.lane("2024-07-31", refusal) == [("nominated", "unknown", True)]
        assert self.lane("2024-08-10", refusal) == [("nominated", act, True)]
        assert self.lane("2024-08-31", refusal) == []

    def test_who_is_named_again_after_a_refusal_is_a_designate_again(self) -> None:
        facts = (
            role(2, "designated", BARCENA, "2024-08-01", act="withdrawn"),
            role(3, "designated", BARCENA, "2025-01-01", act="elected"),
        )
        assert self.lane("2025-01-01", *facts) == [("elected", "unknown", True)]

    def test_who_left_and_is_named_again_is_a_designate_without_a_conflict(self) -> None:
        facts = (
            role(2, "assumed", EBRARD, "2018-12-01", act="sworn_in"),
            role(3, "left", EBRARD, "2023-06-12", act="resigned"),
            role(4, "designated", EBRARD, "2024-06-20", act="announced"),
        )
        found = holding(row(offices, *facts), "2024-07-01")
        assert [named.person for named in found.designated] == [EBRARD]
        assert found.contested == ()

    def test_papers_signed_after_the_start_make_no_designate(self) -> None:
        facts = (
            role(1, "assumed", EBRARD, "2018-12-01", act="entered_duty"),
            role(2, "designated", EBRARD, "2019-01-10", act="commissioned"),
        )
        assert holding(row(offices, *facts), "2019-02-01").designated == ()

    def test_an_expected_start_bounds_nothing(self) -> None:
        facts = (
            role(1, "designated", EBRARD, "2018-07-01", act="announced", expected_start="2018-12-01"),
            attested(2, EBRARD, "2022-02-09"),
        )
        assert days(row(offices, *facts))[EBRARD][0] == "2018-07-01"


class TestNobody:
    def test_nobody_known_is_not_a_vacancy(self) -> None:
        assert holding(Office(), "2024-01-01").vacant == ()
        assert holding(row(offices, *FOREIGN), "2024-01-01").vacant == ()

    def test_a_closed_office_is_vacant_by_the_closing(self) -> None:
        closed = fact(3, "body.dissolved", body=SECRETARY, act="abolished", on="2023-05-01")
        found = row(offices, attested(1, EBRARD, "2022-02-09"), closed)
        assert days(found)[EBRARD] == (OPEN_START, "2022-02-09", "2022-02-09", "2023-05-01")
        assert (shades(holding(found, "2023-05-01").possible), holding(found, "2023-05-01").vacant) == (
            {EBRARD: "bounded"},
            (),
        )
        assert holding(found, "2023-05-02").vacant == (3,)

    @pytest.mark.parametrize(("again", "act"), [("restored", {}), ("established", {"act": "created"})])
    def test_an_office_opened_again_is_neither_vacant_nor_does_its_closing_bound(
        self, again: str, act: dict[str, str]
    ) -> None:
        facts = (
            attested(1, EBRARD, "2022-02-09"),
            fact(2, "body.dissolved", body=SECRETARY, act="closed", on="2010"),
            fact(3, f"body.{again}", body=SECRETARY, on="2015", **act),
        )
        assert holding(row(offices, *facts), "2022-02-09").contested == ()
        assert holding(row(offices, *facts), "2024-02-09").vacant == ()

    def test_a_closing_bounds_although_there_was_one_before_it(self) -> None:
        facts = (
            attested(1, EBRARD, "2022-02-09"),
            fact(2, "body.dissolved", body=SECRETARY, act="closed", on="2010"),
            fact(3, "body.restored", body=SECRETARY, on="2015"),
            fact(4, "body.dissolved", body=SECRETARY, act="closed", on="2023-05-01"),
        )
        assert tenures(row(offices, *facts))[0].e_hi == Bound("2023-05-01", "limit", (4,))

    def test_a_suspension_is_vacant_but_ends_no_tenure(self) -> None:
        suspended = fact(2, "body.dissolved", body=SECRETARY, act="suspended", on="2023-05-01")
        left = role(3, "left", EBRARD, "2023-05-01", act="resigned")
        assert days(row(offices, attested(1, EBRARD, "2022-02-09"), suspended))[EBRARD][3] == OPEN_END
        assert holding(row(offices, attested(1, EBRARD, "2022-02-09"), suspended, left), "2023-06-01").vacant == (2,)

    def test_a_post_that_closed_behind_its_holder_is_vacant_until_somebody_comes(self) -> None:
        facts = (
            role(1, "left", EBRARD, "2020-05-01", act="post_closed"),
            role(2, "assumed", BARCENA, "2022-01-01", act="arrived"),
            role(3, "left", BARCENA, "2023-01-01", act="left_post"),
        )
        assert [holding(row(offices, *facts), day).vacant for day in ("2020-05-01", "2021-01-01", "2024-01-01")] == [
            (),
            (1,),
            (),
        ]

    def test_no_holder_stands_before_the_office_was_founded(self) -> None:
        founded = fact(2, "body.established", body=SECRETARY, act="created", on="[2001-09-11..]")
        found = row(offices, attested(1, EBRARD, "2022-02-09"), founded)
        assert (holding(found, "2001-09-10").possible, shades(holding(found, "2001-09-11").possible)) == (
            (),
            {EBRARD: "bounded"},
        )
        assert tenures(found)[0].s_lo == Bound("2001-09-11", "limit", (2,))

    def test_of_two_foundings_the_earlier_bounds(self) -> None:
        facts = (
            attested(1, EBRARD, "2022-02-09"),
            fact(2, "body.established", body=SECRETARY, act="opened", on="2003-01-24"),
            fact(3, "body.established", body=SECRETARY, act="created", on="2002-11-25"),
        )
        assert tenures(row(offices, *facts))[0].s_lo == Bound("2002-11-25", "limit", (3,))


class TestWhatIsContested:
    def test_two_certain_holders_of_one_seat(self) -> None:
        facts = (
            registered(1, seats=1),
            attested(2, EBRARD, "2022-02-01/2022-03-01"),
            attested(3, BARCENA, "2022-02-10/2022-03-20"),
        )
        found = row(offices, *facts)
        assert days(found)[EBRARD][3] == OPEN_END
        (conflict,) = holding(found, "2022-02-20").contested
        assert (conflict.kind, conflict.at) == ("overlap", (2, 3))
        assert [t.person for t in conflict.tenures] == [EBRARD, BARCENA]
        assert holding(found, "2022-03-10").contested == ()
        assert contested(found) == (conflict,)

    def test_the_day_of_hand_over_may_be_shared(self) -> None:
        facts = (
            registered(1, seats=1),
            attested(2, EBRARD, "2022-02-01/2022-03-01"),
            attested(3, BARCENA, "2022-03-01/2022-03-20"),
        )
        found = holding(row(offices, *facts), "2022-03-01")
        assert (shades(found.certain), found.contested) == ({EBRARD: "attested", BARCENA: "attested"}, ())

    def test_a_refused_cut_names_both_sides(self) -> None:
        facts = (role(1, "left", EBRARD, "2020-05-01", act="resigned"), attested(2, EBRARD, "2021-01-01"))
        (conflict,) = contested(row(offices, *facts))
        assert conflict.refusal is not None
        assert (conflict.kind, conflict.at, conflict.refusal.side) == ("refused", (1, 2), "e_lo")
        assert conflict.refusal.standing == Bound("2020-05-01", "role", (1,))
        assert on("2021-01-01", *facts) == ({}, {})

    def test_denied_and_merely_possible_evidence_cuts_nothing_and_stands_beside(self) -> None:
        more = (
            attested(10, BARCENA, "2021-01-01", certainty="possible"),
            attested(11, BARCENA, "2020-01-01", denied=True),
            attested(12, "person:x", "2022-03-01", certainty="possible"),
        )
        found = row(offices, *FOREIGN, *more)
        assert days(found) == days(row(offices, *FOREIGN))
        assert [claim.at for claim in tenures(found)[1].beside] == [10, 11]
        assert [claim.at for claim in beside(found)] == [10, 11, 12]

    def test_probable_evidence_cuts(self) -> None:
        found = row(offices, *FOREIGN, attested(10, BARCENA, "2023-07-05", certainty="probable"))
        assert days(found)[BARCENA][1] == "2023-07-05"


class TestTheFold:
    def test_a_registration_gives_what_the_office_is(self) -> None:
        found = row(offices, registered(1, seats=1, accredited_to="org:us", jurisdiction="place:mexico"))
        assert {name: [c.value for c in getattr(found, name)] for name in ("org", "seats", "accredited_to")} == {
            "org": ["org:sre"], "seats": [1], "accredited_to": ["org:us"],
        }  # fmt: skip
        assert found.jurisdiction[0].value == "place:mexico"

    def test_evidence_of_another_thing_touches_no_office(self) -> None:
        others = (
            fact(1, "entity.registered", entity=EBRARD, name="Marcelo Ebrard", attrs={}),
            fact(2, "body.established", body="org:ibwc", act="founded", on="1889"),
        )
        assert [offices.changes(other) for other in others] == [[], []]

    def test_a_row_comes_back_from_its_bytes(self) -> None:
        found = row(offices, *FOREIGN)
        assert Office.decode(found.encode()) == found


NAMINGS = st.tuples(
    st.sampled_from((EBRARD, BARCENA)),
    st.sampled_from(("announced", "elected", "declined", "withdrawn")),
    st.sampled_from(("2024-06-01", "2024-06", "2024-07-01", "[..2024-06-15]")),
    st.sampled_from(("2024-10-01", "2024-12", None)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMINGS, min_size=2, max_size=5), st.data())
def test_designates_do_not_depend_on_the_order_of_the_ledger(
    namings: list[tuple[str, str, str, str | None]], data: st.DataObject
) -> None:
    lanes = []
    for order in (namings, data.draw(st.permutations(namings))):
        facts = (
            role(i, "designated", person, on, act=act, **({"expected_start": expected} if expected else {}))
            for i, (person, act, on, expected) in enumerate(order, start=1)
        )
        found = holding(row(offices, *facts), "2024-06-20").designated
        lanes.append([replace(named, at=()) for named in found])
    assert lanes[0] == lanes[1]


def test_an_answer_takes_well_below_a_millisecond() -> None:
    found = row(offices, *FOREIGN, attested(10, EBRARD, "2021-05-01"))
    holding(found, "2023-03-01")
    took = []
    for _ in range(20):
        started = process_time()
        holding(found, "2023-03-01")
        took.append(process_time() - started)
    assert min(took) < 0.001
