"""Who and what there is: names, attributes, identifiers, ties and descriptions of every id; its kind is in the id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from legation.claim import Agreed, Claim, Claims, dated, single
from legation.fact import Fact
from legation.projection import Change, Row, many, projection
from legation.steps import Positions

_DATES = frozenset({"birth", "death"})
_PREFERRED = {"official": 0, "former": 2, "misspelling": 3}
_OTHERS = 1


@dataclass(frozen=True, slots=True)
class Entity(Row):
    """One id: what it was registered as, and what was said about it since."""

    # A match joins two ids; read with survivors in their place it would join one with itself.
    as_written: ClassVar[frozenset[str]] = frozenset({"matches"})

    name: Claims = many("its name as registered: {name, lang}")
    names: Claims = many("further names: {name, use, lang, valid}")
    attrs: Claims = many("what its registrations say of it, as its kind has it")
    identifiers: Claims = many("what it is elsewhere: {scheme, value, match}")
    relations: Claims = many("its ties: {relation, other, valid, detail}")
    descriptions: Claims = many("what else is told of it: {aspect, detail, value, valid}")
    matches: Claims = many("judgements on who is who: {entity, other, verdict, keep}")

    def doubtful(self) -> bool:
        """Tell whether its registrations may disagree: each attribute is judged by itself."""
        return len(self.attrs) > 1

    def label(self) -> str:
        """Return the shown name of what was registered; an engagement is called by its title."""
        return shown_name(self)[0] if self.name else ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name somebody or something goes by, in what uses, and who says so."""

    name: str
    uses: tuple[str, ...]
    at: Positions


@projection(Entity, "entity", id=("id", "whoever or whatever it is"))
def registry(fact: Fact) -> Iterator[Change[Entity]]:
    """Fold all that is said about an id; a match touches both of the ids it joins."""
    match fact.type, fact.data:
        case "entity.registered", {"entity": key}:
            yield key, _registered
        case "entity.named", {"entity": key}:
            yield key, _named
        case "entity.identified", {"entity": key}:
            yield key, _identified
        case "entity.related", {"entity": key}:
            yield key, _related
        case "entity.described", {"entity": key}:
            yield key, _described
        case "entity.matched", {"entity": key, "other": other}:
            yield key, _matched
            yield other, _matched


def shown_name(row: Entity) -> tuple[str, Positions]:
    """Return the name to show, with the positions that state it; empty if there is none.

    It is the first official name, else the one recorded first; former names and misspellings only when nothing else is
    left.
    """
    names = _names(row)
    return (names[0].name, names[0].at) if names else ("", ())


def aliases(row: Entity) -> tuple[Name, ...]:
    """Return all other names, the better ones first."""
    return _names(row)[1:]


def attribute(row: Entity, name: str) -> Agreed:
    """Return what the registrations say of one attribute (domain.md 4.2)."""
    claims = tuple(c._replace(value=c.value[name]) for c in row.attrs if name in c.value)
    return dated(claims) if name in _DATES else single(claims)


def contested(row: Entity) -> tuple[tuple[str, Agreed], ...]:
    """Return the attributes of which one thing has one, and several values are told."""
    said = {name: attribute(row, name) for claim in row.attrs for name in claim.value}
    return tuple((name, agreed) for name, agreed in said.items() if agreed.contested)


def _names(row: Entity) -> tuple[Name, ...]:
    said: dict[str, list[Claim]] = {}
    for claim in (*row.name, *row.names):
        if claim.counts:
            said.setdefault(claim.value["name"], []).append(claim)
    return tuple(
        Name(name, tuple(dict.fromkeys(map(_use, claims))), tuple(sorted({claim.at for claim in claims})))
        for name, claims in sorted(said.items(), key=lambda item: min((_rank(claim), claim.at) for claim in item[1]))
    )


def _use(claim: Claim) -> str:
    return str(claim.value.get("use", "registered"))


def _rank(claim: Claim) -> int:
    return _PREFERRED.get(_use(claim), _OTHERS)


def _registered(row: Entity, fact: Fact) -> Entity:
    return row.add(fact, name=_part(fact, "name", "lang"), attrs=fact.data["attrs"])


def _named(row: Entity, fact: Fact) -> Entity:
    return row.add(fact, names=_part(fact, "name", "use", "lang", "valid"))


def _identified(row: Entity, fact: Fact) -> Entity:
    return row.add(fact, identifiers={"match": "exact", **_part(fact, "scheme", "value", "match")})


def _related(row: Entity, fact: Fact) -> Entity:
    return row.add(fact, relations=_part(fact, "relation", "other", "valid", "detail"))


def _described(row: Entity, fact: Fact) -> Entity:
    return row.add(fact, descriptions=_part(fact, "aspect", "detail", "value", "valid"))


def _matched(row: Entity, fact: Fact) -> Entity:
    return row.add(fact, matches=_part(fact, "entity", "other", "verdict", "keep"))


def _part(fact: Fact, *names: str) -> dict[str, object]:
    return {name: fact.data[name] for name in names if name in fact.data}
