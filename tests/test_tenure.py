"""Tenures: how evidence cuts four bounds, what splits a term, and what one seat forces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.bounds import Bound, Limits, Refusal
from legation.claim import Agreed, Claim, Claims
from legation.dates import OPEN_END, OPEN_START, parse
from legation.tenure import CERTAIN, Tenure, overlaps, predecessor, successor, tenures
from legation.terms import first_seen, last_seen

P, Q, R = "person:p", "person:q", "person:r"
SEAT = (100,)


def told(*pieces: tuple[str, str] | tuple[str, str, dict[str, Any]], person: str = P, start: int = 1) -> Claims:
    """Return claims from short forms: `holds`, `former`, an act of assumption, `left`, or an act of designation."""
    return tuple(claim(start + i, person, *piece) for i, piece in enumerate(pieces))


def claim(at: int, person: str, what: str, on: str, more: dict[str, Any] | None = None) -> Claim:
    said: dict[str, Any] = {"person": person, "on": on, **(more or {})}
    weight = said.pop("weight", "certain")
    match what:
        case "holds" | "former":
            said |= {"type": "role.attested", "state": what}
        case "left":
            said |= {"type": "role.left", "act": "left_post"}
        case "elected" | "nominated" | "declined" | "rejected" | "withdrawn":
            said |= {"type": "role.designated", "act": what}
        case _:
            said |= {"type": "role.assumed", "act": what}
    return Claim(at, said, weight)


def days(tenure: Tenure) -> tuple[str, str, str, str]:
    return (tenure.s_lo.day, tenure.s_hi.day, tenure.e_lo.day, tenure.e_hi.day)


def only(roles: Claims, limits: Limits | None = None) -> Tenure:
    (found,) = tenures(roles, limits or Limits())
    return found


class TestOneCut:
    @pytest.mark.parametrize(
        ("what", "on", "expected"),
        [
            ("holds", "2020-05-01", (OPEN_START, "2020-05-01", "2020-05-01", OPEN_END)),
            ("holds", "2020-05", (OPEN_START, "2020-05-31", "2020-05-01", OPEN_END)),
            ("holds", "[2020,2022]", (OPEN_START, "2022-12-31", "2020-01-01", OPEN_END)),
            ("holds", "[2020..]", (OPEN_START, OPEN_END, "2020-01-01", OPEN_END)),
            ("holds", "2020-05-01/2021-06-30", (OPEN_START, "2020-05-01", "2021-06-30", OPEN_END)),
            ("holds", "2020/2021", (OPEN_START, "2020-12-31", "2021-01-01", OPEN_END)),
            ("holds", "/2021-06-30", (OPEN_START, "2021-06-30", "2021-06-30", OPEN_END)),
            ("holds", "2020-05-01/", (OPEN_START, "2020-05-01", "2020-05-01", OPEN_END)),
            ("former", "2020-05", (OPEN_START, "2020-05-31", OPEN_START, "2020-05-31")),
            ("sworn_in", "2020-05", ("2020-05-01", "2020-05-31", "2020-05-01", OPEN_END)),
            ("left", "2020-05", (OPEN_START, "2020-05-31", "2020-05-01", "2020-05-31")),
        ],
    )
    def test_moves_the_bounds_that_it_can(self, what: str, on: str, expected: tuple[str, ...]) -> None:
        assert days(only(told((what, on)))) == expected

    @pytest.mark.parametrize("on", ["2002-03-04/..", "../2002-03-04"])
    def test_an_open_side_is_no_day_for_ever_nor_since_ever(self, on: str) -> None:
        assert days(only(told(("holds", on)))) == (OPEN_START, "2002-03-04", "2002-03-04", OPEN_END)

    def test_without_a_date_it_moves_nothing(self) -> None:
        undated = Claim(1, {"type": "role.attested", "person": P})
        assert days(only((undated,))) == (OPEN_START, OPEN_END, OPEN_START, OPEN_END)

    def test_a_designation_alone_makes_no_tenure(self) -> None:
        assert tenures(told(("elected", "2020-05-01"))) == ()

    def test_a_designation_bounds_the_start_of_who_was_later_seen(self) -> None:
        assert days(only(told(("elected", "2020-05"), ("holds", "2021"))))[0] == "2020-05-01"

    def test_a_designation_bounds_nothing_beside_an_assumption(self) -> None:
        found = only(told(("elected", "2020-05-01"), ("arrived", "2020-04-01")))
        assert (days(found)[:2], found.refused) == (("2020-04-01", "2020-04-01"), ())

    @pytest.mark.parametrize("act", ["declined", "rejected", "withdrawn"])
    def test_a_designation_that_came_to_nothing_bounds_nothing(self, act: str) -> None:
        assert days(only(told(("nominated", "2020-05-01"), (act, "2020-06-01"), ("holds", "2021"))))[0] == OPEN_START

    def test_lives_bound_what_evidence_leaves_open(self) -> None:
        lives = Limits({P: Agreed("1950-02", (8,))}, {P: Agreed("2030?", (9,))}, Agreed("1940"), Agreed("2040"))
        found = only(told(("holds", "2020-05-01")), lives)
        assert (found.s_lo, found.e_hi) == (
            Bound("1950-02-01", "limit", (8,)),
            Bound("2030-12-31", "limit", (9,), approx=True),
        )


class TestManyCuts:
    def test_a_qualified_date_cuts_like_the_plain_one_and_is_marked(self) -> None:
        found = only(told(("holds", "2020-05~")))
        assert (found.s_hi, found.e_lo) == (
            Bound("2020-05-31", "role", (1,), approx=True),
            Bound("2020-05-01", "role", (1,), approx=True),
        )

    def test_a_plain_date_that_says_the_same_takes_the_mark_away(self) -> None:
        found = only(told(("holds", "2020-05~"), ("holds", "[2020-05-01..2020-05-31]")))
        assert (found.s_hi.approx, found.e_lo.approx) == (False, False)

    def test_the_strongest_act_sets_the_start_and_the_others_are_milestones(self) -> None:
        found = only(told(("arrived", "2020-01-10"), ("credentials_presented", "2020-02-20"), ("unspecified", "2020")))
        assert (days(found)[:2], found.start) == (("2020-02-20", "2020-02-20"), "credentials_presented")
        assert [milestone.value["act"] for milestone in found.milestones] == [
            "unspecified", "arrived", "credentials_presented",
        ]  # fmt: skip
        assert found.refused == ()

    def test_two_accounts_of_the_strongest_act_narrow_each_other(self) -> None:
        assert days(only(told(("sworn_in", "2020"), ("sworn_in", "[2020-06..2021-06]"))))[:2] == (
            "2020-06-01", "2020-12-31",
        )  # fmt: skip

    def test_turns_cut_first_so_that_attestations_yield_to_them(self) -> None:
        found = only(told(("holds", "2019-01-01"), ("sworn_in", "2020-05-01")))
        assert days(found) == ("2020-05-01", "2020-05-01", "2020-05-01", OPEN_END)
        assert found.refused == (Refusal("s_hi", Bound("2019-01-01", "role", (1,)), Bound("2020-05-01", "role", (2,))),)
        assert found.refused[0].at == (1, 2)

    def test_the_half_of_a_refused_piece_that_contradicts_nothing_still_cuts(self) -> None:
        found = only(told(("sworn_in", "2020-05-01"), ("holds", "2018-01-01/2022-01-01")))
        assert days(found) == ("2020-05-01", "2020-05-01", "2022-01-01", OPEN_END)

    def test_a_limit_that_contradicts_evidence_is_refused(self) -> None:
        found = only(told(("holds", "2020-05-01")), Limits(died={P: Agreed("2019", (9,))}))
        assert [(r.side, r.cut.at, r.standing.at) for r in found.refused] == [("e_hi", (9,), (1,))]

    def test_a_day_in_a_contradicted_piece_is_no_sure_day(self) -> None:
        assert only(told(("left", "2020-05-01"), ("holds", "2021-01-01"))).sure == (("2020-05-01", "2020-05-01"),)

    def test_what_is_not_counted_is_listed_beside(self) -> None:
        found = only(told(("holds", "2020-05-01"), ("left", "2020-06-01", {"weight": "outweighed"})))
        assert (days(found)[3], [c.at for c in found.beside], found.at) == (OPEN_END, [2], (1,))

    def test_ranks_and_accreditations_are_kept_in_order_of_date(self) -> None:
        found = only(
            told(
                ("holds", "2021", {"rank": "Ambassador", "accredited_to": ["org:us", "org:belize"]}),
                ("holds", "2020", {"rank": "Minister", "accredited_to": ["org:us"]}),
            )
        )
        assert [claim.value["rank"] for claim in found.ranks] == ["Minister", "Ambassador"]
        assert found.accredited_to == (("org:us", (2, 1)), ("org:belize", (1,)))


class TestShades:
    @pytest.mark.parametrize(
        ("pieces", "day", "shade"),
        [
            ((("holds", "2020-05-01"),), "2020-05-01", "attested"),
            ((("holds", "2020-05-01/2020-06-01"),), "2020-05-15", "attested"),
            ((("sworn_in", "2020-05-01"),), "2020-05-01", "attested"),
            ((("sworn_in", "2020-05-01"), ("left", "2021-05-01")), "2021-05-01", "attested"),
            ((("sworn_in", "[2020-05-01..2020-05-09]"), ("sworn_in", "[..2020-05-01]")), "2020-05-01", "attested"),
            ((("sworn_in", "2020-05-01"), ("left", "2021-05-01")), "2020-08-01", "bridged"),
            ((("holds", "2020-05-01?"),), "2020-05-01", "bridged"),
            ((("holds", "2020-05"),), "2020-05-15", "blurred"),
            ((("holds", "2014/2018"),), "2014-06-01", "blurred"),
            ((("holds", "[2020,2022]"),), "2022-06-01", "blurred"),
            ((("holds", "[2020,2022]"),), "2021-06-01", "bounded"),
            ((("holds", "2020"),), "2021-06-01", "carried"),
            ((("holds", "2020"),), "2019-06-01", "backcast"),
            ((("holds", "2020-05-01"), ("former", "2022")), "2021-06-01", "bounded"),
            ((("elected", "2019-01-01"), ("holds", "2020-05-01")), "2019-06-01", "bounded"),
            ((("sworn_in", "2020"),), "2020-06-01", "bounded"),
            ((("sworn_in", "2020"),), "2021-06-01", "carried"),
            ((("sworn_in", "2020"),), "2019-12-31", None),
            ((("left", "2020-05-01"),), "2020-05-02", None),
        ],
    )
    def test_the_first_that_fits(self, pieces: Sequence[tuple[str, str]], day: str, shade: str | None) -> None:
        assert only(told(*pieces)).shade(day) == shade

    def test_seen_first_and_last(self) -> None:
        seen = only(told(("holds", "2020-05-01/2020-08-01"), ("holds", "2021"), ("left", "2022-03-04"))).seen
        assert first_seen(seen) == "2020-05-01"
        assert {
            day: last_seen(seen, day) for day in ("2020-04-30", "2020-06-01", "2020-09-01", "2022-01-01", "2023")
        } == {
            "2020-04-30": None,
            "2020-06-01": "2020-06-01",
            "2020-09-01": "2020-08-01",
            "2022-01-01": "2021",
            "2023": "2022-03-04",
        }
        assert (first_seen(()), last_seen((), "2020-01-01")) == (None, None)

    def test_a_vague_date_that_adds_nothing_does_not_hide_a_sure_day(self) -> None:
        later = only(told(("holds", "2022-02-09"), ("holds", "[2022-02-09..2022-06]"))).seen
        earlier = only(told(("holds", "2022-06-30"), ("holds", "[2022-02..2022-06]"))).seen
        assert (last_seen(later, "2023-01-01"), first_seen(earlier)) == ("2022-02-09", "2022-06-30")


def split(roles: Claims, seat: tuple[int, ...] = ()) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return person, key and evidence of each tenure."""
    return [(t.person, t.key, tuple(c.at for c in t.evidence)) for t in tenures(roles, seat=seat)]


class TestOneTenureOrSeveral:
    def test_two_attestations_are_one_tenure(self) -> None:
        assert split(told(("holds", "2010"), ("holds", "2020"))) == [(P, "1", (1, 2))]

    def test_a_capacity_of_its_own_is_a_tenure_of_its_own(self) -> None:
        assert split(told(("holds", "2010"), ("holds", "2020", {"capacity": "acting"}))) == [
            (P, "1", (1,)),
            (P, "1", (2,)),
        ]

    def test_different_keys_are_different_tenures(self) -> None:
        roles = told(("holds", "2010", {"tenure": "first"}), ("holds", "2020", {"tenure": "second"}))
        assert split(roles) == [(P, "first", (1,)), (P, "second", (2,))]

    def test_evidence_without_a_key_is_of_the_only_one_there_is(self) -> None:
        assert split(told(("holds", "2010", {"tenure": "first"}), ("holds", "2020"))) == [(P, "first", (1, 2))]

    def test_evidence_without_a_key_stands_alone_beside_several(self) -> None:
        roles = told(("holds", "2010", {"tenure": "a"}), ("holds", "2020", {"tenure": "b"}), ("holds", "2015"))
        assert split(roles) == [(P, "a", (1,)), (P, "1", (3,)), (P, "b", (2,))]

    def test_a_key_of_a_designation_draws_no_earlier_evidence_to_it(self) -> None:
        roles = told(("holds", "2010"), ("elected", "2020", {"tenure": "second"}))
        assert (split(roles), tenures(roles)[0].refused) == ([(P, "1", (1,))], ())

    def test_a_leaving_surely_between_parts_two_terms(self) -> None:
        roles = told(("sworn_in", "2010"), ("left", "2012-03-01"), ("holds", "2015"))
        assert split(roles) == [(P, "1", (1, 2)), (P, "2", (3,))]
        first, second = tenures(roles)
        assert (days(first)[3], days(second)) == ("2012-03-01", (OPEN_START, "2015-12-31", "2015-01-01", OPEN_END))

    def test_within_one_key_the_second_term_is_numbered(self) -> None:
        roles = told(("holds", "2010", {"tenure": "x"}), ("left", "2012-03-01"), ("holds", "2015", {"tenure": "x"}))
        assert [key for _, key, _ in split(roles)] == ["x", "x/2"]

    @pytest.mark.parametrize("last", ["2012", "2012-03-01", "[2011..2015]"])
    def test_a_leaving_not_surely_between_parts_nothing(self, last: str) -> None:
        assert len(split(told(("sworn_in", "2010"), ("left", "2012-03-01"), ("holds", last)))) == 1

    def test_two_dates_of_one_leaving_are_no_two_terms_but_a_conflict(self) -> None:
        found = only(told(("sworn_in", "2010"), ("left", "2012-03-01"), ("left", "2013-03-01")))
        assert [refusal.side for refusal in found.refused] == ["e_lo"]

    def test_a_vague_and_an_exact_account_of_one_leaving_part_once(self) -> None:
        roles = told(("sworn_in", "2010"), ("left", "2012-03"), ("left", "2012-03-05"), ("holds", "2015"))
        assert split(roles) == [(P, "1", (1, 2, 3)), (P, "2", (4,))]

    def test_evidence_of_one_term_or_another_cuts_neither(self) -> None:
        roles = told(("sworn_in", "2010"), ("left", "2012-03-01"), ("holds", "2015"), ("holds", "[2011..2016]"))
        first, second = tenures(roles)
        assert [[c.at for c in t.evidence] for t in (first, second)] == [[1, 2], [3]]
        assert [[c.at for c in t.beside] for t in (first, second)] == [[4], [4]]

    def test_a_former_holder_looks_back_on_the_term_before(self) -> None:
        roles = told(("sworn_in", "2010"), ("left", "2012-03-01"), ("former", "2013"), ("holds", "2015"))
        assert split(roles) == [(P, "1", (1, 2, 3)), (P, "2", (4,))]

    def test_a_designation_looks_forward_to_the_term_after(self) -> None:
        roles = told(("sworn_in", "2010"), ("left", "2012-03-01"), ("elected", "2014-06-01"), ("holds", "2015"))
        assert (split(roles), days(tenures(roles)[1])[0]) == ([(P, "1", (1, 2)), (P, "2", (3, 4))], "2014-06-01")

    BETWEEN = (*told(("holds", "2010"), ("holds", "2020")), *told(("holds", "2015"), person=Q, start=3))

    def test_another_holder_between_parts_two_terms_of_one_seat(self) -> None:
        assert split(self.BETWEEN, SEAT) == [(P, "1", (1,)), (Q, "1", (3,)), (P, "2", (2,))]
        first, other, second = tenures(self.BETWEEN, seat=SEAT)
        assert days(first) == (OPEN_START, "2010-12-31", "2010-01-01", "2015-12-31")
        assert days(other) == ("2010-01-01", "2015-12-31", "2015-01-01", "2020-12-31")
        assert days(second) == ("2015-01-01", "2020-12-31", "2020-01-01", OPEN_END)
        assert predecessor((first, other, second), second) == other
        assert successor((first, other, second), first) == other

    def test_another_holder_on_the_day_of_an_attestation_is_not_between(self) -> None:
        roles = (*told(("holds", "2010-01-01"), ("holds", "2020")), *told(("holds", "2010-01-01"), person=Q, start=3))
        assert split(roles, SEAT) == [(Q, "1", (3,)), (P, "1", (1, 2))]

    def test_a_designation_after_another_holder_is_of_the_term_that_follows(self) -> None:
        roles = (*self.BETWEEN, claim(4, P, "elected", "2017-06-01"))
        assert split(roles, SEAT) == [(P, "1", (1,)), (Q, "1", (3,)), (P, "2", (4, 2))]

    def test_another_holder_between_parts_nothing_on_several_seats(self) -> None:
        assert split(self.BETWEEN) == [(P, "1", (1, 2)), (Q, "1", (3,))]

    def test_one_who_only_acts_between_parts_nothing(self) -> None:
        roles = (*self.BETWEEN[:2], claim(3, Q, "holds", "2015", {"capacity": "acting"}))
        assert len(split(roles, SEAT)) == 2


class TestOneSeat:
    def test_a_known_bound_is_never_overridden(self) -> None:
        roles = (
            *told(("holds", "2010-01-01"), ("left", "[2010..2030]")),
            *told(("sworn_in", "[2005..2025]"), ("holds", "2020-01-01"), person=Q, start=3),
        )
        first, second = tenures(roles, seat=SEAT)
        assert (days(first)[3], days(second)[0]) == ("2030-12-31", "2005-01-01")

    def test_if_either_can_come_first_nothing_is_known(self) -> None:
        roles = (*told(("holds", "2010")), *told(("holds", "2010"), person=Q, start=2))
        found = tenures(roles, seat=SEAT)
        assert [days(t) for t in found] == [(OPEN_START, "2010-12-31", "2010-01-01", OPEN_END)] * 2
        assert (overlaps(found), predecessor(found, found[1]), successor(found, found[1])) == ((), None, None)

    def test_if_neither_can_come_first_the_overlap_is_reported_and_nothing_is_cut(self) -> None:
        roles = (
            *told(("holds", "2010-01-01/2012-01-01")),
            *told(("holds", "2011-01-01/2013-01-01"), person=Q, start=2),
        )
        first, second = found = tenures(roles, seat=SEAT)
        assert (days(first)[3], days(second)[0]) == (OPEN_END, OPEN_START)
        assert (overlaps(found), overlaps(tenures(roles))) == (((first, second),), ())

    def test_two_terms_of_one_person_do_not_overlap_each_other(self) -> None:
        roles = told(
            ("holds", "2010-01-01/2012-01-01", {"tenure": "a"}), ("holds", "2011-01-01/2013-01-01", {"tenure": "b"})
        )
        assert overlaps(tenures(roles, seat=SEAT)) == ()

    def test_of_several_the_nearest_bounds(self) -> None:
        roles = (
            *told(("holds", "2010-01-01")),
            *told(("holds", "2012-01-01"), person=Q, start=2),
            *told(("holds", "2014-01-01"), person=R, start=3),
        )
        first, second, third = found = tenures(roles, seat=SEAT)
        assert [days(t) for t in found] == [
            (OPEN_START, "2010-01-01", "2010-01-01", "2012-01-01"),
            ("2010-01-01", "2012-01-01", "2012-01-01", "2014-01-01"),
            ("2012-01-01", "2014-01-01", "2014-01-01", OPEN_END),
        ]
        assert (predecessor(found, third), successor(found, first), predecessor(found, second)) == (
            second,
            second,
            first,
        )

    def test_neighbours_that_overlap_each_other_bound_nobody_between_them(self) -> None:
        roles = (
            *told(("holds", "2019-05-01/2020-09-01")),
            *told(("holds", "[2020-01-01..2020-12-31]"), person=Q, start=2),
            *told(("holds", "2020-03-01/2021-06-01"), person=R, start=3),
        )
        between = next(t for t in tenures(roles, seat=SEAT) if t.person == Q)
        assert days(between) == (OPEN_START, "2020-12-31", "2020-01-01", OPEN_END)

    def test_an_unordered_third_leaves_the_neighbour_open(self) -> None:
        roles = (
            *told(("holds", "2010-01-01")),
            *told(("holds", "2014-01-01"), person=Q, start=2),
            *told(("holds", "[2009..2015]"), person=R, start=3),
        )
        found = tenures(roles, seat=SEAT)
        last = next(t for t in found if t.person == Q)
        assert predecessor(found, last) is None

    def test_bounds_alone_can_order_terms_where_there_are_many_seats(self) -> None:
        roles = (
            *told(("sworn_in", "2010-01-01"), ("left", "2012-01-01")),
            *told(("sworn_in", "2012-01-01"), person=Q, start=3),
        )
        first, second = found = tenures(roles)
        assert (predecessor(found, second), successor(found, first)) == (first, second)


# A world of seven days, small enough to try every start and end in it.
WORLD = tuple(f"2020-01-0{day}" for day in range(1, 8))
STAYS = tuple((s, e) for s in WORLD for e in WORLD if s <= e)
DATES = (
    *WORLD,
    *(f"[{a}..{b}]" for a, b in STAYS if a < b),
    *(f"{a}/{b}" for a, b in STAYS),
    *(f"[..{day}]" for day in WORLD),
    *(f"[{day}..]" for day in WORLD),
    *(f"/{day}" for day in WORLD),
    *(f"{day}/.." for day in WORLD),
)
PLAIN = tuple(
    (what, on)
    for what, on in product(("holds", "former", "sworn_in", "left", "elected"), DATES)
    if "/" not in on or what == "holds"
)


def fits(piece: tuple[str, str], stay: tuple[str, str]) -> bool:
    """Tell whether a stay in office may be what a piece of evidence speaks of."""
    (what, on), (s, e) = piece, stay
    date = parse(on)
    match what:
        case "holds" if date.kind == "extent":
            lasted = [day for day in (on.split("/")) if day not in {"", ".."}]
            return s <= lasted[0] and lasted[-1] <= e
        case "holds":
            return any(s <= day <= e for day in WORLD if date.s_lo <= day <= date.e_hi)
        case "former":
            return any(e <= day for day in WORLD if date.s_lo <= day <= date.e_hi)
        case "sworn_in":
            return date.s_lo <= s <= date.e_hi
        case "left":
            return date.s_lo <= e <= date.e_hi
        case _:
            return any(day <= s for day in WORLD if date.s_lo <= day <= date.e_hi)


FITTING = {stay: tuple(piece for piece in PLAIN if fits(piece, stay)) for stay in STAYS}


def stays(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return every stay that all pieces may speak of; a designation is asked only where no assumption is told."""
    assumed = any(what == "sworn_in" for what, _ in pieces)
    asked = [piece for piece in pieces if not (assumed and piece[0] == "elected")]
    return [stay for stay in STAYS if all(fits(piece, stay) for piece in asked)]


def in_world(tenure: Tenure) -> tuple[str, ...]:
    return tuple(min(max(day, WORLD[0]), WORLD[-1]) for day in days(tenure))


@st.composite
def evidence_of(draw: st.DrawFn, stay: tuple[str, str]) -> list[tuple[str, str]]:
    pieces = draw(st.lists(st.sampled_from(FITTING[stay]), min_size=1, max_size=5))
    return [*pieces, draw(st.sampled_from([p for p in FITTING[stay] if p[0] != "elected"]))]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STAYS).flatmap(evidence_of))
def test_the_bounds_are_exactly_what_a_search_of_all_stays_leaves(pieces: list[tuple[str, str]]) -> None:
    found = only(told(*pieces))
    left = stays(pieces)
    starts, ends = [s for s, _ in left], [e for _, e in left]
    assert in_world(found) == (min(starts), max(starts), min(ends), max(ends))
    assert found.refused == ()


@st.composite
def successions(draw: st.DrawFn) -> list[list[tuple[str, str]]]:
    """Generate evidence on two or three persons who followed each other on one seat."""
    turns = sorted(draw(st.lists(st.sampled_from(WORLD), min_size=4, max_size=6)))
    terms = [pair for pair, here in zip(pairwise(turns), (True, False) * 3, strict=False) if here]
    return draw(st.permutations([draw(evidence_of(term)) for term in terms]))


@settings(max_examples=100, deadline=None)
@given(successions())
def test_one_seat_never_excludes_what_a_search_of_all_successions_leaves(told_of: list[list[tuple[str, str]]]) -> None:
    persons = (P, Q, R)[: len(told_of)]
    roles = tuple(
        claim for i, (person, pieces) in enumerate(zip(persons, told_of, strict=True))
        for claim in told(*pieces, person=person, start=10 * i + 1)
    )  # fmt: skip
    found = {t.person: t for t in tenures(roles, seat=SEAT)}
    assert not overlaps(found.values())
    assert not any(t.refused for t in found.values())
    left = [s for s in product(*map(stays, told_of)) if all(a[1] <= b[0] or b[1] <= a[0] for a, b in pairs(s))]
    for i, person in enumerate(persons):
        starts, ends = [s[i][0] for s in left], [s[i][1] for s in left]
        s_lo, s_hi, e_lo, e_hi = in_world(found[person])
        assert s_lo <= min(starts)
        assert max(starts) <= s_hi
        assert e_lo <= min(ends)
        assert max(ends) <= e_hi
        for day in WORLD:
            here = {s <= day <= e for s, e in (stay[i] for stay in left)}
            shade = found[person].shade(day)
            assert shade not in CERTAIN or here == {True}
            assert shade is not None or here == {False}


def pairs(stays: Sequence[tuple[str, str]]) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    return [(a, b) for i, a in enumerate(stays) for b in stays[i + 1 :]]


ACTS = ("holds", "former", "sworn_in", "arrived", "left", "elected", "declined")
VAGUE = (
    "2020-01",
    "2020",
    "2020-01-03?",
    "2020-01~",
    "[2020-01-02,2020-01-05]",
    "2020-01-02/2020-01-05",
    "/2020-01-04",
)
ANYTHING = st.builds(
    claim,
    at=st.just(0),
    person=st.sampled_from((P, P, Q)),
    what=st.sampled_from(ACTS),
    on=st.sampled_from((*WORLD, *VAGUE)),
    more=st.fixed_dictionaries(
        {},
        optional={
            "capacity": st.just("acting"),
            "tenure": st.sampled_from(("a", "b")),
            "weight": st.sampled_from(("probable", "possible", "denied", "outweighed")),
        },
    ),
)


def said(roles: Claims, seat: tuple[int, ...]) -> list[object]:
    """Return all that tenures say, but for the positions they name."""
    lives = Limits(born={P: Agreed("2020-01-02", (0,))}, died={Q: Agreed("2020-01", (0,))})
    found = tenures(roles, lives, seat)
    plain = lambda bound: bound._replace(at=())  # noqa: E731
    return [
        (
            t.person, t.capacity, t.key, *map(plain, (t.s_lo, t.s_hi, t.e_lo, t.e_hi)),
            [(r.side, plain(r.cut), plain(r.standing)) for r in t.refused],
            sorted(repr(c.value) for c in t.evidence), sorted(repr(c.value) for c in t.beside),
            first_seen(t.seen), [(t.shade(day), last_seen(t.seen, day)) for day in WORLD],
        )
        for t in found
    ]  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(ANYTHING, min_size=2, max_size=7), st.sampled_from((SEAT, ())), st.data())
def test_answers_do_not_depend_on_the_order_of_the_ledger(
    told_of: list[Claim], seat: tuple[int, ...], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(told_of))
    numbered = [tuple(c._replace(at=i) for i, c in enumerate(order, start=1)) for order in (told_of, other)]
    assert said(numbered[0], seat) == said(numbered[1], seat)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, min_size=1, max_size=7), st.sampled_from((SEAT, ())))
def test_bounds_never_cross_whatever_is_told(told_of: list[Claim], seat: tuple[int, ...]) -> None:
    for t in tenures(tuple(c._replace(at=i) for i, c in enumerate(told_of, start=1)), seat=seat):
        s_lo, s_hi, e_lo, e_hi = days(t)
        assert s_lo <= s_hi <= e_hi
        assert s_lo <= e_lo <= e_hi
