"""Holders of offices at a moment: office rows joined with the lives of the persons in them (domain.md 7.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from weakref import WeakKeyDictionary

from legation.bounds import Limits
from legation.ids import kind
from legation.knowledge import Knowledge
from legation.projections import people
from legation.projections.offices import Answer, Holding, Office, held, holding, tenures
from legation.projections.people import Person
from legation.reading import Reading
from legation.tenure import Tenure

_MOST_KEPT = 2_000
_KEPT: WeakKeyDictionary[Knowledge, dict[str, tuple[Tenure, ...]]] = WeakKeyDictionary()
_HELD: WeakKeyDictionary[Reading, dict[str, Holding]] = WeakKeyDictionary()

# What would leave no doubt about who holds an office, by what is known of it.
SETTLED_BY = (
    ("possible", "a source that places the person there on this day, or tells when it began or ended"),
    ("carried", "a source that sees the person there later, or tells of the end"),
)


def office_row(at: Reading, office: str) -> Office:
    """Return the row of an office."""
    return cast("Office", at.row("offices", office))


def person_row(at: Reading, person: str) -> Person:
    """Return the row of a person."""
    return cast("Person", at.row("people", person))


def holding_of(at: Reading, office: str) -> Holding:
    """Return who holds an office on the day; a line is asked for this more than once."""
    kept = _HELD.setdefault(at, {})
    if office not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[office] = holding(office_row(at, office), at.day, tenures_of(at, office))
    return kept[office]


def tenures_of(at: Reading, office: str) -> tuple[Tenure, ...]:
    """Return every tenure that is told of an office, in order of time; the same on every day, so they are kept."""
    office = at.identity.resolve((office,))[0]
    kept = _KEPT.setdefault(at.knowledge, {})
    if office not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        row = office_row(at, office)
        kept[office] = tenures(row, _limits(at, row))
    return kept[office]


def offices_of(at: Reading, person: str) -> tuple[tuple[str, Answer], ...]:
    """Return the offices that a person holds, or may hold, on the day, surest first."""
    found = {office: tenures_of(at, office) for office, _ in people.offices(person_row(at, person))}
    return held(at.identity.resolve((person,))[0], found, at.day)


def sharing(at: Reading, ids: Iterable[str]) -> set[str]:
    """Return the offices among `ids` and those of the persons among them, with everybody told of in one of these.

    What is known of one of them may bound what is known of the others.
    """
    offices: set[str] = set()
    for id_ in ids:
        offices |= {id_} if kind(id_) == "office" else {office for office, _ in people.offices(person_row(at, id_))}
    return offices | {claim.value["person"] for office in offices for claim in office_row(at, office).roles}


def _limits(at: Reading, row: Office) -> Limits:
    """Return the lives of everybody in an office: through the seat rule each bounds the others."""
    persons = {claim.value["person"] for claim in row.roles}
    return people.limits({person: person_row(at, person) for person in sorted(persons)})
