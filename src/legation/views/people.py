"""Everybody the ledger names: which office on the day, and where last seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from legation import brief
from legation.dates import in_words
from legation.fact import Fact
from legation.holders import SETTLED_BY, offices_of, person_row
from legation.in_office import latest, stood, verdict_on
from legation.lookup import names_of
from legation.projections import people
from legation.projections.attendance import Attendance, presence
from legation.projections.offices import Answer
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import Column, Entry, View, Why, told
from legation.words import about, listed, sentence

_SIGNS = {"attested": "█", "bridged": "█", "carried": "░"}


class People(View):
    """One line a person."""

    digit, name, short, one = 3, "People", "People", "person"
    projections, kinds = ("people",), ("person",)
    plots = ("lanes",)
    ordered_by = "Name"
    columns = (
        Column("", 1),
        Column("Name", 22),
        Column("Office that day", 0, least=24),
        Column("Last seen", 11, keep=1, right=True),
        Column("Met", 3, keep=2, right=True),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("█", "certain"), ("▒", "possible"), ("░", "carried"), ("·", "in no known office"))
    settled_by = SETTLED_BY

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one person as of the day."""
        held = offices_of(at, key)
        sign = _SIGNS.get(held[0][1].shade, "▒") if held else "·"
        state = next(word for s, word in self.states if s == sign)
        office = ", ".join(_called(office, answer, at) for office, answer in held)
        seen = people.last_seen(person_row(at, key), at.day)
        met = meetings(key, at)
        documents, _ = support(at, (f.position for f in at.naming(key)))
        cells = (
            sign,
            at.name(key),
            office or "none known",
            in_words(seen) if seen else "",
            str(len(met)),
            str(documents),
        )
        narrow = ", ".join(brief.narrow_title(at, office) + _acting(answer) for office, answer in held)
        short = {1: brief.person(at, key), 2: narrow or "none known", 3: brief.day(seen) if seen else ""}
        day = seen if seen and len(seen) == 10 else ""
        return Entry(key, cells, state, tuple(at.evidence("people", key)), day, short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say in which offices the person was seen, and which meetings name them."""
        held = offices_of(at, key)
        names = names_of(at, key)
        verdict = [f"{_called(office, a, at)}: {verdict_on(a, at)}" for office, a in held]
        verdict = verdict or ["In no known office on this day."]
        if len(names) > 1:
            verdict.append(sentence(f"Also called {listed(names[1:])}"))
        positions = [f.position for f in at.naming(key)]
        verdict.append(supported(at, positions))
        roles = [claim.at for claim in person_row(at, key).roles]
        met = [p for eng in meetings(key, at) for p in at.evidence("attendance", key, eng)]
        seen = sorted(told(at, roles, _in_office), key=lambda note: latest(at.fact(note.position)), reverse=True)
        question = f"Who is {brief.surname(at, key)}?"
        return Why(at.name(key), "a person", tuple(verdict), question=question, sections=(
            ("In office", tuple(seen)),
            ("At meetings and visits", told(at, met, _met)),
            ("Also said", told(at, {*positions, *at.evidence("people", key)} - {*roles, *met})),
        ))  # fmt: skip

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return the other names."""
        return names_of(at, key)


def meetings(person: str, at: Reading) -> list[str]:
    """Return the meetings and visits that a person is told to have been at, in the order of their ids."""
    told = {
        eng
        for member in at.identity.members(person)
        for (text,) in at.model.db.execute(
            "select key from parts where id = ? and projection = 'attendance'", (member,)
        ).fetchall()
        for eng in [at.identity.resolve((text.split("\x1f")[1],))[0]]
    }
    rows = {eng: cast("Attendance", at.row("attendance", person, eng)) for eng in sorted(told)}
    return [eng for eng, row in rows.items() if any(value == "present" for value, _ in presence(row).values)]


def _called(office: str, answer: Answer, at: Reading) -> str:
    return brief.title(at, office) + _acting(answer)


def _acting(answer: Answer) -> str:
    return "" if answer.capacity == "titular" else f" ({answer.capacity.replace('_', ' ')})"


def _in_office(fact: Fact, at: Reading) -> str:
    return f"{brief.title(at, fact.data['office'])}, {stood(fact, at)}"


def _met(fact: Fact, at: Reading) -> str:
    engagement = fact.data.get("engagement")
    return at.name(engagement) if engagement and fact.type == "engagement.attended" else about(fact, at.name)
