"""Everybody the ledger names: which office on the day, and where last seen."""

from __future__ import annotations

from collections.abc import Sequence

from legation.dates import in_words
from legation.holders import offices_of, person_row
from legation.lookup import names_of
from legation.projections import people
from legation.reading import Reading
from legation.view import Column, Entry, View, Why, support, supported, told
from legation.words import listed

_SIGNS = {"attested": "█", "bridged": "█", "carried": "░"}


class People(View):
    """One line a person."""

    digit, name, short, one = 3, "People", "People", "person"
    projections, kinds = ("people",), ("person",)
    columns = (
        Column("", 1),
        Column("Name", 30),
        Column("Office that day", 0),
        Column("Last seen", 16, keep=1, right=True),
        Column("Meetings", 8, keep=2, right=True),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("█", "certain"), ("▒", "possible"), ("░", "carried"), ("·", "in no known office"))

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one person as of the day."""
        held = offices_of(at, key)
        sign = _SIGNS.get(held[0][1].shade, "▒") if held else "·"
        state = next(word for s, word in self.states if s == sign)
        office = ", ".join(at.name(office) + ("" if a.capacity == "titular" else f" ({a.capacity})") for office, a in held)
        seen = people.last_seen(person_row(at, key), at.day)
        met = meetings(key, at)
        documents, _ = support(at, (f.position for f in at.naming(key)))
        cells = (sign, at.name(key), office or "none known", in_words(seen) if seen else "", str(len(met)), str(documents))
        return Entry(key, cells, state, tuple(at.evidence("people", key)), seen if seen and len(seen) == 10 else "")

    def why(self, key: str, at: Reading, field: str = "") -> Why:
        """Say in which offices the person was seen, and which meetings name them."""
        held = offices_of(at, key)
        names = names_of(at, key)
        verdict = [f"{at.name(office)}: {a.shade}." for office, a in held] or ["In no known office on this day."]
        if len(names) > 1:
            verdict.append(f"Also called {listed(names[1:])}.")
        positions = [f.position for f in at.naming(key)]
        verdict.append(supported(at, positions))
        roles = at.evidence("people", key)
        met = [p for eng in meetings(key, at) for p in at.evidence("attendance", key, eng)]
        return Why(at.name(key), "a person", tuple(verdict), (
            ("In office", told(at, roles)),
            ("At meetings and visits", told(at, met)),
            ("Also said", told(at, set(positions) - set(roles) - set(met))),
        ))  # fmt: skip

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return the other names."""
        return names_of(at, key)


def meetings(person: str, at: Reading) -> list[str]:
    """Return the meetings and visits that name a person as taking part, in the order of their ids."""
    told = {
        eng
        for member in at.identity.members(person)
        for (text,) in at.model.db.execute(
            "select key from parts where id = ? and projection = 'attendance'", (member,)
        ).fetchall()
        for eng in [at.identity.resolve((text.split("\x1f")[1],))[0]]
    }
    return sorted(eng for eng in told if at.evidence("attendance", person, eng))
