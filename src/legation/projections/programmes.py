"""Programmes and the money that is told of: how long each works, and who gives what to whom (domain.md 9, 10).

Money is recorded for programmes, and for organisations, agreements and topics too; these have rows here for it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

from legation import life
from legation.claim import Claim, Claims
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, Row, many, one, projection
from legation.quantity import Interval, Pairs, Said, added, apart, common, comparator, disagree, interval, not_begun
from legation.steps import Positions, States, step

BUDGETS = frozenset({"unchanged", "cut", "raised"})
"""Stages that speak of a budget, not of a payment: they never add up."""

_MONEY = ("stage", "donors", "recipients", "amount", "currency", "comparator", "period")
_AHEAD = frozenset({"announced", "pledged", "committed"})


@dataclass(frozen=True, slots=True)
class Programme(Row):
    """What money is for: if it is a programme, its class and the steps of its life too."""

    dated: ClassVar[frozenset[str]] = frozenset({"life", "funding"})  # funding: by when it was told

    class_: Claims = one("text", "training, visa, infrastructure …")
    life: Claims = many("its beginnings and ends: {type, act, on …}")
    funding: Claims = many("each sum told of: {stage, donors, recipients, amount, currency, comparator, period}")


@dataclass(frozen=True, slots=True)
class Funding:
    """One sum of money: all told of the same donors, recipients, stage, currency and period (empty: not said)."""

    stage: str
    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    currency: str
    period: str
    records: Claims

    @property
    def at(self) -> Positions:
        """The positions of the records that count."""
        return tuple(claim.at for claim in self.records if claim.counts)

    @property
    def contested(self) -> Pairs:
        """The pairs of records whose amounts cannot both be true; none: the money is not contested."""
        return apart(self.records, lambda one, other: disagree(_amount(one), _amount(other)), _what)

    def left(self) -> Interval | None:
        """Return the amount that all records leave; None if none is exact enough, or if they do not meet."""
        return common(filter(None, (_amount(claim.value) for claim in self.records if claim.counts)))

    def lies_ahead(self, day: str) -> bool:
        """Tell whether it lies surely after `day`, unless it is money that is still to come."""
        return self.stage not in _AHEAD and not_begun(self.period, self.records, day)


@dataclass(frozen=True, slots=True)
class Total:
    """What is told in all of one stage and currency; `amount` is None where that cannot be added up."""

    stage: str
    currency: str
    amount: Interval | None
    sums: int  # one for each pair of donor and period
    at: Positions


@projection(
    Programme,
    "funding.recorded",
    "body",
    "entity.registered",
    funded=("id", "what the money is for: a programme, an organisation, an agreement or a topic"),
)
def programmes(fact: Fact) -> Iterator[Change[Programme]]:
    """Fold money into the row of what it is for, and the life and registration of programmes."""
    match fact.type, fact.data:
        case "funding.recorded", {"for": key}:
            yield key, _funded
        case "body.established" | "body.restored" | "body.dissolved", {"body": key} if kind(key) == "programme":
            yield key, _lived
        case "entity.registered", {"entity": key} if kind(key) == "programme":
            yield key, _registered


def standing(row: Programme, day: str) -> States:
    """Return what may have been the case by the end of `day`: none, active, stopped, suspended, ended."""
    return life.standing(row.life, day)


def fundings(row: Programme) -> tuple[Funding, ...]:
    """Return the sums of money that the records tell of, in the order of first mention."""
    alike: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in row.funding:
        said = claim.value
        parties = (frozenset(said.get(name, ())) for name in ("donors", "recipients"))
        key = (said["stage"], *parties, said.get("currency", ""), said.get("period", ""))
        alike.setdefault(key, []).append(claim)
    return tuple(_funding(records) for records in alike.values())


def totals(told: Iterable[Funding]) -> tuple[Total, ...]:
    """Return what is told in all, for each stage and currency: one amount for each pair of donor and period.

    There is no total where two amounts may be the same money, told with and without its donor or its period, where one
    is contested or only roughly known, and for stages that speak of a budget.
    """
    groups: dict[tuple[str, str], list[Funding]] = {}
    for funding in told:
        if funding.currency and funding.at and funding.stage not in BUDGETS:
            groups.setdefault((funding.stage, funding.currency), []).append(funding)
    return tuple(_total(*key, group) for key, group in groups.items())


def _funding(records: Sequence[Claim]) -> Funding:
    said = records[0].value
    donors, recipients = tuple(said.get("donors", ())), tuple(said.get("recipients", ()))
    return Funding(said["stage"], donors, recipients, said.get("currency", ""), said.get("period", ""), tuple(records))


def _total(stage: str, currency: str, group: Sequence[Funding]) -> Total:
    pairs: dict[tuple[frozenset[str], str], list[Funding]] = {}
    for funding in group:
        pairs.setdefault((frozenset(funding.donors), funding.period), []).append(funding)
    amounts = [_one_amount(told) for told in pairs.values()]
    overlap = any(_may_be_one(*two) for two in combinations(pairs, 2))
    known = [amount for amount in amounts if amount]
    amount = added(known) if len(known) == len(amounts) and not overlap else None
    return Total(stage, currency, amount, len(pairs), tuple(sorted(p for funding in group for p in funding.at)))


def _one_amount(told: Sequence[Funding]) -> Interval | None:
    """Return the amount of one donor and period, which may be told for several recipients."""
    amounts = [funding.left() for funding in told]
    return None if None in amounts else common(filter(None, amounts))


def _may_be_one(one: tuple[frozenset[str], str], other: tuple[frozenset[str], str]) -> bool:
    """Tell whether two pairs of donors and period may speak of the same money."""
    (donors, period), (others, then) = one, other
    return (not donors or not others or bool(donors & others)) and (not period or not then or period == then)


def _amount(said: Said) -> Interval | None:
    return interval(said, "amount")


def _what(said: Said) -> tuple[Any, ...]:
    return _amount(said) or said.get("amount"), comparator(said)


def _funded(row: Programme, fact: Fact) -> Programme:
    return row.add(fact, funding={name: fact.data[name] for name in _MONEY if name in fact.data})


def _lived(row: Programme, fact: Fact) -> Programme:
    return row.add(fact, life=step(fact, "body"))


def _registered(row: Programme, fact: Fact) -> Programme:
    return row.add(fact, class_=fact.data["attrs"].get("class"))
