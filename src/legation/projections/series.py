"""Runs of engagements: their editions, how often they come, and who counts them (domain.md 4.2, 10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation.claim import Claims
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, Row, many, one, projection

_ACCOUNTS = frozenset({"meeting.held", "visit.made", "engagement.planned"})


@dataclass(frozen=True, slots=True)
class Series(Row):
    """One series: every account of an edition, and every count."""

    single: ClassVar[frozenset[str]] = frozenset({"cadence"})

    body: Claims = one("id", "whose meetings they are")
    cadence: Claims = one("text", "how often they come, as ISO 8601 duration")
    editions: Claims = many("every account of an edition: {type, engagement, when}")
    ordinals: Claims = many("every count: {of, claim, ordinal, scope, since, since_when}")


@projection(
    Series,
    "entity.registered",
    "entity.described",
    "ordinal.claimed",
    "meeting.held",
    "visit.made",
    "engagement.planned",
    series=("id", "the run of engagements"),
)
def series(fact: Fact) -> Iterator[Change[Series]]:
    """Fold the registration of a series, its editions, what is counted in it, and how often it is said to come."""
    match fact.type, fact.data:
        case "entity.registered", {"entity": key} if kind(key) == "series":
            yield key, _registered
        case "entity.described", {"entity": key, "aspect": "cadence", "value": _} if kind(key) == "series":
            yield key, _described
        case "ordinal.claimed", {"series": key}:
            yield key, _counted
        case "ordinal.claimed", {"of": key} if kind(key) == "series":
            yield key, _counted
        case type_, {"series": key} if type_ in _ACCOUNTS:
            yield key, _held


def _registered(row: Series, fact: Fact) -> Series:
    attrs = fact.data["attrs"]
    return row.add(fact, body=attrs.get("body"), cadence=attrs.get("cadence"))


def _described(row: Series, fact: Fact) -> Series:
    return row.add(fact, cadence=fact.data["value"])


def _counted(row: Series, fact: Fact) -> Series:
    said = ("of", "claim", "ordinal", "scope", "since", "since_when")
    return row.add(fact, ordinals={name: fact.data[name] for name in said if name in fact.data})


def _held(row: Series, fact: Fact) -> Series:
    told = {name: fact.data[name] for name in ("engagement", "when") if name in fact.data}
    return row.add(fact, editions={"type": fact.type, **told})
