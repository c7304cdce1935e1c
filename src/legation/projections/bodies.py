"""Organisations and mechanisms: what they are, where, and how long they work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation import life
from legation.claim import Claims
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, Row, many, one, projection
from legation.steps import Positions, States, step


@dataclass(frozen=True, slots=True)
class Body(Row):
    """One organisation or mechanism, and the steps of its life."""

    dated: ClassVar[frozenset[str]] = frozenset({"life"})

    class_: Claims = one("text", "ministry, commission, forum …")
    parent: Claims = one("id", "the organisation it is a part of")
    seat: Claims = one("id", "where it sits")
    territory: Claims = one("id", "the place it stands for")
    life: Claims = many("its beginnings and ends: {type, act, on …}")


@projection(Body, "body", "entity.registered", body=("id", "the organisation or mechanism"))
def bodies(fact: Fact) -> Iterator[Change[Body]]:
    """Fold the life of an organisation, and its registration."""
    match fact.type, fact.data:
        case "body.established" | "body.restored" | "body.dissolved", {"body": key} if kind(key) == "org":
            yield key, _lived
        case "entity.registered", {"entity": key} if kind(key) == "org":
            yield key, _registered


def standing(row: Body, day: str) -> States:
    """Return what may have been the case by the end of `day`: none, active, stopped, suspended, ended."""
    return life.standing(row.life, day)


def contested(row: Body) -> Positions:
    """Return the positions that tell its beginning both as new and as a restoration; empty if none do."""
    return life.contested_beginning(row.life)


def _lived(row: Body, fact: Fact) -> Body:
    return row.add(fact, life=step(fact, "body"))


def _registered(row: Body, fact: Fact) -> Body:
    attrs = fact.data["attrs"]
    return row.add(fact, class_=attrs.get("class"), **{k: attrs.get(k) for k in ("parent", "seat", "territory")})
