"""Who says what, on what, and in whose voice it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from legation import brief
from legation.assessment import CONTRADICTED, beside, is_contradicted
from legation.dates import Edtf, first_day, parse
from legation.fact import Fact
from legation.ids import ENTITY_KINDS
from legation.occasion import dates, day_in_words
from legation.projections.positions import Statement
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import Column, Entry, View, Why, line_named, told
from legation.voices import POSSIBLE, SET_ASIDE, STATES, sureness, unsure, voices, whose
from legation.words import listed, sentence, spoken


class Positions(View):
    """One line a statement, under the first thing that it is about."""

    digit, name, short, one = 0, "Positions", "Said", "statement"
    projections, kinds = ("positions",), (*ENTITY_KINDS, "eng")
    columns = (
        Column("", 1),
        Column("What they say", 0, least=36),
        Column("Who", 18),
        Column("Stance", 9, keep=1),
        Column("On what", 14, keep=2),
        Column("When", 11, keep=3, right=True),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("≠", "contested"), *STATES)

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Return the statements that are first of all about the id, as they were made; none from after the day."""
        rows = {int(row[2]): cast("Statement", at.row("positions", *row)) for row in at.keys_under("positions", key)}
        mine = [p for p, row in rows.items() if _about(p, at)[0] == key and _on(row).s_lo <= at.day]
        return [f"{key} {p}" for p in sorted(mine, key=lambda p: (rows[p].order(), p))]

    def naming(self, id_: str, at: Reading) -> Sequence[str]:
        """Return the statements about something, by or to somebody, or made at an engagement."""
        named = {str(f.position) for f in at.naming(id_) if id_ in at.identity.resolve(_concerned(f))}
        return [key for key in self.keys(at) if key == id_ or key.partition(" ")[2] in named]

    def find(self, words: str, at: Reading) -> str:
        """Return what `words` name: who spoke, what about, where, or the one statement that says so."""
        return line_named(self, words, at, lambda key: _summary(_row(key, at)))

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one statement."""
        row, position = _row(key, at), _position(key)
        state = _state(row, at)
        sign = self.sign(state)
        about = [at.name(id_) for id_ in _about(position, at)]
        more = f" +{len(about) - 1}" if len(about) > 1 else ""
        fact = at.fact(position)
        on = dates(fact, at)
        documents, _ = support(at, [position])
        cells = (sign, _summary(row), _who(position, at), next((c.value for c in row.stance), ""), about[0] + more,
                 day_in_words(fact, at), f"{documents}{'≠' if state == 'contested' else ''}")  # fmt: skip
        day = first_day(on[0]) if len(on) == 1 else ""
        return Entry(key, cells, state, (position,), day, sure=state not in {POSSIBLE, SET_ASIDE},
                     short={5: brief.days(on)} if on else {})  # fmt: skip

    def why(self, key: str, at: Reading) -> Why:
        """Say who said it, to whom, where and on what, whose word that is, and what else they said on it."""
        row, position = _row(key, at), _position(key)
        data = at.fact(position).data
        about = _about(position, at)
        verdict = [sentence(f"{_who(position, at)}: {next((c.value for c in row.stance), '')}"),
                   sentence(f"About {listed(map(at.name, about))}")]  # fmt: skip
        verdict += [sentence(f"To {listed(map(at.name, data['addressees']))}")] if "addressees" in data else []
        verdict += [sentence(f"At: {at.name(data['engagement'])}")] if "engagement" in data else []
        doubt = CONTRADICTED if is_contradicted(row) else unsure(row.summary)
        verdict += [whose(voices(at, [position])), *filter(None, [doubt]), supported(at, [position])]
        return Why(_summary(row), "a statement", tuple(verdict), (
            ("Because", told(at, [position])),
            ("As an editor reads it", told(at, beside(row, position, at))),
            ("Also said by them on it", told(at, _also(position, at))),
        ))  # fmt: skip

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return all that it is about, and where it was said."""
        data = at.fact(_position(key)).data
        named = [*_about(_position(key), at), *data.get("addressees", ()), *filter(None, (data.get("engagement"),))]
        return [at.name(id_) for id_ in named]


def _row(key: str, at: Reading) -> Statement:
    """Return one of the rows of a statement; they differ in their keys alone."""
    about, _, position = key.partition(" ")
    row = next(row for row in at.keys_under("positions", about) if row[2] == position)
    return cast("Statement", at.row("positions", *row))


def _position(key: str) -> int:
    return int(key.partition(" ")[2])


def _summary(row: Statement) -> str:
    return next((str(claim.value) for claim in row.summary), "")


def _about(position: int, at: Reading) -> list[str]:
    return list(dict.fromkeys(at.identity.resolve(tuple(at.fact(position).data["about"]))))


def _holders(position: int, at: Reading) -> list[str]:
    return list(dict.fromkeys(at.identity.resolve(tuple(at.fact(position).data.get("holders", ())))))


def _who(position: int, at: Reading) -> str:
    group = at.fact(position).data.get("group")
    named = [at.name(who) for who in _holders(position, at)]
    return listed([*named, *([spoken(group, at.name)] if group else [])])


def _on(row: Statement) -> Edtf:
    return parse(next((claim.value for claim in row.on if claim.value), "[..9999]"))


def _concerned(fact: Fact) -> tuple[str, ...]:
    if fact.type != "position.voiced":
        return ()
    named = [id_ for name in ("holders", "about", "addressees") for id_ in fact.data.get(name, ())]
    return (*named, *filter(None, (fact.data.get("engagement"),)))


def _also(position: int, at: Reading) -> list[int]:
    """Return what the same people said about the same things otherwise."""
    about, holders = set(_about(position, at)), _holders(position, at)
    others = {f.position for who in holders for f in at.naming(who) if f.type == "position.voiced"} - {position}
    return sorted(p for p in others if about & set(_about(p, at)) and set(holders) & set(_holders(p, at)))


def _state(row: Statement, at: Reading) -> str:
    return "contested" if is_contradicted(row) else sureness(at, row.summary)
