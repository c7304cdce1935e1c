"""People: when they lived, and in which offices they were seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from legation import terms
from legation.bounds import Limits
from legation.claim import Claims, dated, union
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, Row, many, one, projection
from legation.steps import Positions, step
from legation.terms import pieces, sightings


@dataclass(frozen=True, slots=True)
class Person(Row):
    """One person: birth and death, and every piece of evidence on offices held."""

    dated: ClassVar[frozenset[str]] = frozenset({"roles"})

    birth: Claims = one("date", "when born")
    death: Claims = one("date", "when died")
    roles: Claims = many("every piece of evidence on offices held: {type, office, on …}")


@projection(Person, "role", "entity.registered", person=("id", "the person"))
def people(fact: Fact) -> Iterator[Change[Person]]:
    """Fold the evidence on a person's offices, and the registration."""
    match fact.type, fact.data:
        case "role.attested" | "role.designated" | "role.assumed" | "role.left", {"person": key}:
            yield key, _served
        case "entity.registered", {"entity": key} if kind(key) == "person":
            yield key, _registered


def offices(row: Person) -> tuple[tuple[str, Positions], ...]:
    """Return the offices that evidence ties the person to, with its positions, in the order of first mention."""
    return union(tuple(claim._replace(value=claim.value["office"]) for claim in row.roles))


def first_seen(row: Person) -> str | None:
    """Return the first day in any office, or the date as written where no source gives a day; None if never seen."""
    return terms.first_seen(sightings(pieces(row.roles)))


def last_seen(row: Person, day: str) -> str | None:
    """Return the last day in any office up to `day`, or the date as written where no source gives a day."""
    return terms.last_seen(sightings(pieces(row.roles)), day)


def limits(rows: Mapping[str, Person]) -> Limits:
    """Return the lives that bound what offices persons can have held, by person; what is contested bounds nothing."""
    return Limits(
        born={person: dated(row.birth) for person, row in rows.items()},
        died={person: dated(row.death) for person, row in rows.items()},
    )


def _served(row: Person, fact: Fact) -> Person:
    return row.add(fact, roles=step(fact, "person"))


def _registered(row: Person, fact: Fact) -> Person:
    attrs = fact.data["attrs"]
    return row.add(fact, birth=attrs.get("birth"), death=attrs.get("death"))
