"""Programmes and money: their life, which records tell of the same money, and what it comes to in all."""

from __future__ import annotations

from typing import Any

import pytest

from facts import fact, row, rows
from legation.fact import Fact
from legation.projections.programmes import Funding, Programme, Total, fundings, programmes, standing, totals
from legation.steps import States

GRANTS = "programme:grants"
A, B = "org:a", "org:b"


def funded(position: int, amount: str = "", certainty: str = "certain", denied: bool = False, **more: Any) -> Fact:
    money = {"amount": amount, "currency": "USD"} if amount else {}
    said = {"for": GRANTS, "stage": "announced", **money, **more}
    return fact(position, "funding.recorded", certainty=certainty, denied=denied, **said)


def sums(*facts: Fact) -> tuple[Funding, ...]:
    return fundings(row(programmes, *facts))


def in_all(*facts: Fact) -> list[tuple[str, str, str, int]]:
    return [(one.stage, one.currency, str(one.amount), one.sums) for one in totals(sums(*facts))]


def test_a_programme_lives_as_bodies_do() -> None:
    lived = row(
        programmes,
        fact(1, "entity.registered", entity=GRANTS, name="Grants", attrs={"class": "scholarship"}),
        fact(2, "body.established", body=GRANTS, act="launched", on="2013"),
        fact(3, "body.dissolved", body=GRANTS, act="suspended", on="2018"),
        fact(4, "body.restored", body=GRANTS, on="2021"),
    )
    assert lived.class_[0].value == "scholarship"
    assert standing(lived, "2019-01-01") == States(frozenset({"suspended"}), True, (3,))
    assert standing(lived, "2022-01-01") == States(frozenset({"active"}), True, (4,))


def test_money_has_a_row_for_whatever_it_is_for_but_lives_and_names_only_for_programmes() -> None:
    facts = [
        funded(1, **{"for": "topic:water"}),
        funded(2, **{"for": A}),
        fact(3, "body.established", body=A, act="founded", on="2013"),
        fact(4, "entity.registered", entity=A, name="A", attrs={"class": "foundation"}),
        fact(5, "entity.registered", entity=GRANTS, name="Grants", attrs={"class": "other"}),
    ]
    told = rows(programmes, facts)
    assert sorted(told) == [(A,), (GRANTS,), ("topic:water",)]
    assert told[A,] == Programme().add(facts[1], funding={"stage": "announced"})


def test_a_record_is_kept_whole() -> None:
    said = {"donors": [A], "recipients": [B], "comparator": "gt", "period": "2021"}
    assert row(programmes, funded(1, "5", **said)).funding[0].value == {
        "stage": "announced", "amount": "5", "currency": "USD", **said,
    }  # fmt: skip


def test_records_of_the_same_parties_stage_currency_and_period_tell_of_the_same_money() -> None:
    [one] = sums(funded(1, "5", donors=[A, B]), funded(2, "4", comparator="gt", donors=[B, A]))
    assert (one.donors, one.at, str(one.left()), one.contested) == ((A, B), (1, 2), "5", ())


@pytest.mark.parametrize(
    "more",
    [{"donors": [B]}, {"recipients": [B]}, {"stage": "pledged"}, {"currency": "MXN"}, {"period": "2021"}],
)
def test_what_differs_in_one_of_them_is_other_money(more: dict[str, Any]) -> None:
    assert len(sums(funded(1, "5", donors=[A]), funded(2, "5", **{"donors": [A], **more}))) == 2


def test_amounts_that_cannot_both_be_true_are_contested() -> None:
    [one] = sums(funded(1, "5"), funded(2, "6"), funded(3, "5", denied=True), funded(4, "7", certainty="possible"))
    assert [(a.at, b.at) for a, b in one.contested] == [(1, 2), (1, 3)]
    assert one.left() is None


def test_a_total_counts_one_amount_for_each_pair_of_donor_and_period() -> None:
    told = [
        funded(1, "100", donors=[A], period="2021"),
        funded(2, "100", donors=[A], period="2021"),
        funded(3, "50", donors=[A], period="2022"),
        funded(4, "70", donors=[B], period="2021"),
    ]
    assert in_all(*told) == [("announced", "USD", "220", 3)]
    assert totals(sums(*told))[0].at == (1, 2, 3, 4)


def test_each_stage_and_each_currency_has_a_total_of_its_own() -> None:
    told = [funded(1, "1", donors=[A]), funded(2, "2", donors=[A], stage="disbursed"),
            funded(3, "3", donors=[A], currency="MXN"), funded(4, "4", donors=[B])]  # fmt: skip
    assert in_all(*told) == [
        ("announced", "USD", "5", 2), ("disbursed", "USD", "2", 1), ("announced", "MXN", "3", 1),
    ]  # fmt: skip


def test_one_amount_told_for_several_recipients_is_counted_once() -> None:
    told = [funded(1, "10", donors=[A], recipients=[A]), funded(2, "10", donors=[A], recipients=[B])]
    assert in_all(*told) == [("announced", "USD", "10", 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"donors": [A]}, {}),
        ({"donors": [A], "period": "2021"}, {"donors": [A]}),
        ({"donors": [A]}, {"donors": [A, B]}),
        ({"donors": [A], "recipients": [A]}, {"donors": [A], "recipients": [B]}),
        ({"donors": [A], "recipients": [A]}, {"donors": [A], "recipients": [B], "comparator": "approx"}),
    ],
)
def test_what_may_be_the_same_money_is_not_added_up(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert [amount for *_, amount, _ in in_all(funded(1, "5", **one), funded(2, "6", **other))] == ["None"]


def test_money_of_unknown_donors_in_different_periods_adds_up() -> None:
    assert in_all(funded(1, "5", period="2021"), funded(2, "6", period="2022")) == [("announced", "USD", "11", 2)]


def test_comparators_add_up_too_and_what_is_only_about_so_much_does_not() -> None:
    more = funded(1, "5", comparator="gt", donors=[A])
    assert in_all(more, funded(2, "6", donors=[B])) == [("announced", "USD", "more than 11", 2)]
    assert in_all(more, funded(2, "6", donors=[B], comparator="approx")) == [("announced", "USD", "None", 2)]


def test_contested_money_gives_no_total() -> None:
    told = [funded(1, "5", donors=[A]), funded(2, "6", donors=[A]), funded(3, "7", donors=[B])]
    assert in_all(*told) == [("announced", "USD", "None", 2)]


@pytest.mark.parametrize("stage", ["unchanged", "cut", "raised"])
def test_what_speaks_of_a_budget_is_no_payment(stage: str) -> None:
    assert in_all(funded(1, "5", stage=stage)) == []


def test_money_without_an_amount_and_what_does_not_count_are_not_added_up() -> None:
    told = [funded(1, "5", donors=[A]), funded(2, donors=[B]), funded(3, "9", donors=[B], certainty="possible")]
    assert in_all(*told) == [("announced", "USD", "5", 1)]
    assert totals(sums(*told)) == (Total("announced", "USD", sums(*told)[0].left(), 1, (1,)),)


@pytest.mark.parametrize(
    ("stage", "ahead"), [("announced", False), ("pledged", False), ("disbursed", True), ("cut", True)]
)
def test_money_to_come_looks_ahead_itself(stage: str, ahead: bool) -> None:
    [one] = sums(funded(1, "5", stage=stage, period="2030"))
    assert one.lies_ahead("2024-01-01") == ahead
    assert not one.lies_ahead("2030-06-01")
