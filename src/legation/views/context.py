"""What happened around the engagements: elections, crises, laws, arrests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from legation import brief
from legation.assessment import CONTRADICTED, beside, is_contradicted
from legation.claim import Claims
from legation.dates import first_day, in_words
from legation.fact import Fact
from legation.ids import ENTITY_KINDS
from legation.projections.context import AHEAD, OPEN, Occurrence, lies
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import Column, Entry, View, Why, line_named, told
from legation.voices import CLAIMED, INFERRED, POSSIBLE, REPORTED, STATES, sureness, unsure, voices, whose
from legation.words import listed, sentence


class Context(View):
    """One line an event, under the first thing that it is about, however many there are."""

    digit, name, short, one = 0, "Context", "Context", "event around"
    projections, kinds = ("context",), (*ENTITY_KINDS, "eng")
    ordered_by = "When"
    columns = (
        Column("", 1),
        Column("What", 0),
        Column("When", 11, keep=1, right=True),
        Column("Where", 18, keep=2),
        Column("Kind", 11, keep=3),
        Column("Src", 3, keep=2, right=True),
    )
    states = (("≠", "contested"), *STATES)

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Return the events that are first of all about the id, in the order of their dates; none ahead of the day."""
        rows = {row[1]: cast("Occurrence", at.row("context", *row)) for row in at.keys_under("context", key)}
        first = [
            place
            for place in rows
            if _about(int(place), at)[0] == key and lies(rows[place], at.day, at.told_by(int(place))) != AHEAD
        ]
        return [f"{key} {place}" for place in sorted(first, key=lambda place: (rows[place].order(), int(place)))]

    def naming(self, id_: str, at: Reading) -> Sequence[str]:
        """Return the events that are about the id, or in which it acted, or that happened there."""
        told_of = {str(fact.position) for fact in at.naming(id_) if id_ in at.identity.resolve(tuple(_named(fact)))}
        return [key for key in self.keys(at) if key == id_ or key.partition(" ")[2] in told_of]

    def find(self, words: str, at: Reading) -> str:
        """Return what `words` name: an id, or the one event of which they tell."""
        return line_named(self, words, at, lambda key: _said(_row(key, at).summary))

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one event as it is told."""
        row, position = _row(key, at), _position(key)
        state = _state(row, position, at)
        sign = self.sign(state)
        when = _said(row.when)
        documents, _ = support(at, [position])
        src = f"{documents}{'≠' if state == 'contested' else ''}"
        cells = (sign, _said(row.summary), in_words(when) if when else "day unknown",
                 listed(at.name(place) for place in _all(row.place)), _said(row.kind), src)  # fmt: skip
        short = {2: brief.day(when)} if when else {}
        return Entry(key, cells, state, (position,), first_day(when), sure=state in {REPORTED, INFERRED}, short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say when and where it happened, who acted, what it is about, and whose word it is."""
        row, position = _row(key, at), _position(key)
        when = _said(row.when)
        verdict = [sentence(in_words(when)[:1].upper() + in_words(when)[1:] if when else "Its day is unknown")]
        for word, ids in (
            ("In", _all(row.place)),
            ("Who acted:", _all(row.actors)),
            ("About:", _about(position, at)),
            ("It made a plan come true:", _all(row.engagement)),
        ):
            verdict += [sentence(f"{word} {listed(map(at.name, ids))}")] if ids else []
        verdict.append(whose(voices(at, [position])))
        verdict += _doubts(row, position, at)
        verdict.append(supported(at, [position]))
        return Why(_said(row.summary), f"an event around: {_said(row.kind)}", tuple(verdict), (
            ("Because", told(at, [position])),
            ("Other accounts, as an editor reads them", told(at, beside(row, position, at))),
        ))  # fmt: skip

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return what it is about, and who acted."""
        return [at.name(id_) for id_ in (*_about(_position(key), at), *_all(_row(key, at).actors))]


def _row(key: str, at: Reading) -> Occurrence:
    return cast("Occurrence", at.row("context", *key.split(" ")))


def _position(key: str) -> int:
    return int(key.partition(" ")[2])


def _said(claims: Claims) -> str:
    """Return what the one account says, sure or not."""
    return next((str(claim.value) for claim in claims), "")


def _all(claims: Claims) -> list[str]:
    return list(dict.fromkeys(claim.value for claim in claims))


def _about(position: int, at: Reading) -> list[str]:
    return list(dict.fromkeys(at.identity.resolve(tuple(at.fact(position).data["about"]))))


def _named(fact: Fact) -> Iterator[str]:
    if fact.type == "occurrence.reported":
        yield from (*fact.data["about"], *fact.data.get("actors", ()))
        yield from (fact.data[name] for name in ("place", "engagement") if name in fact.data)


def _state(row: Occurrence, position: int, at: Reading) -> str:
    if is_contradicted(row):
        return "contested"
    stands = sureness(at, row.summary)
    open_ = stands in {REPORTED, INFERRED, CLAIMED} and lies(row, at.day, at.told_by(position)) == OPEN
    return POSSIBLE if open_ else stands


def _doubts(row: Occurrence, position: int, at: Reading) -> Iterator[str]:
    """Yield why it is not sure, if it is not."""
    if is_contradicted(row):
        yield CONTRADICTED
    if doubt := unsure(row.summary):
        yield doubt
    elif lies(row, at.day, at.told_by(position)) == OPEN:
        yield "Its date leaves open whether it had happened by this day."
