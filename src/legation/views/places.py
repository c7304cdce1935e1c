"""Places: what lies within what, and who met there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from legation import brief
from legation.claim import union
from legation.dates import first_day, in_words, parse
from legation.fact import Fact
from legation.ids import kind
from legation.places import inside, surroundings
from legation.projections import engagements
from legation.projections.engagements import HELD, Engagement, said, standing
from legation.projections.registry import Entity, attribute
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import Column, Entry, Note, Sections, View, Why, told
from legation.words import counted, listed, sentence

_ELSEWHERE = frozenset({"meeting.held", "visit.made", "engagement.planned", "record.retracted"})
_WHERE = ("place", "destination", "venue", "origin")


class Places(View):
    """One line a place, with the meetings and visits there, and there or in places within it."""

    digit, name, short, one = 0, "Places", "Places", "place"
    projections, kinds = ("registry",), ("place",)
    ordered_by = "Place"
    columns = (
        Column("", 1),
        Column("Place", 0),
        Column("Class", 9, keep=3),
        Column("Within", 28, keep=2),
        Column("Meetings", 8, keep=1, right=True),
        Column("Within it", 9, keep=2, right=True),
        Column("Last", 11, keep=1, right=True),
        Column("Src", 3, keep=3, right=True, tally=True),
    )
    states = (("█", "met there"), ("·", "nothing recorded"))

    def ids(self, at: Reading) -> Sequence[str]:
        """Return the places."""
        return at.ids("registry", "place")

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Leave out what is no place."""
        return (key,) if kind(key) == "place" else ()

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one place as of the day."""
        here = _met(key, at)
        within = list(dict.fromkeys(eng for place in inside(at, key) for eng in _met(place, at) if eng not in here))
        days = [when for eng in (*here, *within) if (when := engagements.when(_row(eng, at)).value)]
        last = max(days, key=lambda when: (parse(when).e_hi, when), default="")
        word = "met there" if here or within else "nothing recorded"
        class_ = attribute(cast("Entity", at.row("registry", key)), "class").value or ""
        documents, _ = support(at, (f.position for f in at.naming(key)))
        cells = (self.sign(word), at.name(key), class_,
                 ", ".join(at.name(around) for around in surroundings(at, key)), _count(here), _count(within),
                 in_words(last) if last else "", str(documents))  # fmt: skip
        at_ = [p for eng in (*here, *within) for p in _accounts(eng, at)]
        short = {6: brief.day(last)} if last else {}
        return Entry(key, cells, word, tuple(dict.fromkeys(at_)), first_day(last), short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say what it lies within, who met there, and what else is told of it."""
        around = [at.name(place) for place in surroundings(at, key)]
        here, inner = _met(key, at), inside(at, key)
        within = [eng for place in inner for eng in _met(place, at)]
        facts = [f.position for f in at.naming(key)]
        verdict = [sentence(f"Within {listed(around)}")] if around else []
        verdict += [sentence(f"It holds {listed(map(at.name, inner))}")] if inner else []
        verdict.append(f"{counted(len(here), 'meeting or visit', 'meetings and visits')} there by this day.")
        verdict.append(supported(at, facts))
        meetings = {p for eng in here for p in _accounts(eng, at)}
        return Why(at.name(key), "a place", tuple(verdict), (
            ("Met there", told(at, meetings)),
            ("Met in places within it", told(at, {p for eng in within for p in _accounts(eng, at)} - meetings)),
            ("Also told of it", told(at, set(facts) - meetings)),
        ))  # fmt: skip

    def page(self, key: str, at: Reading) -> Sections:
        """Return the meetings there in order of time, who has their seat there, and what happened there."""
        met = sorted(_met(key, at), key=lambda eng: _row(eng, at).order())
        facts = [f for f in at.naming(key) if f.type not in _ELSEWHERE]
        seats = [f.position for f in facts if f.type == "entity.registered" and f.data["entity"] != key]
        rest = [f.position for f in facts if f.position not in seats]
        sections = (
            ("Met there", tuple(_met_note(eng, at) for eng in met)),
            ("Seated or lying there", told(at, seats)),
            ("Also told of it", told(at, rest)),
        )
        return tuple(section for section in sections if section[1])


def _row(key: str, at: Reading) -> Engagement:
    return cast("Engagement", at.row("engagements", key))


def _met(place: str, at: Reading) -> list[str]:
    """Return the meetings and visits that can have been held at a place by the day."""
    facts = (f for f in at.naming(place) if f.type in {"meeting.held", "visit.made"} and place in _places(f, at))
    found = dict.fromkeys(at.identity.resolve((f.subject,))[0] for f in facts)
    return [eng for eng in found if HELD in standing(_row(eng, at), at.day).states]


def _places(fact: Fact, at: Reading) -> Iterator[str]:
    return (at.identity.resolve((fact.data[name],))[0] for name in _WHERE if name in fact.data)


def _accounts(eng: str, at: Reading) -> list[int]:
    return [claim.at for claim in _row(eng, at).class_]


def _met_note(eng: str, at: Reading) -> Note:
    row = _row(eng, at)
    when = engagements.when(row).value
    sides = listed(at.name(who) for who, _ in union(said(row, "visitors"))) or listed(
        at.name(who) for who, _ in union(said(row, "parties"))
    )
    who = f" ({sides})" if sides and sides not in at.name(eng) else ""
    return Note(f"{at.name(eng)}{who}", _accounts(eng, at)[0], in_words(when) if when else "day unknown")


def _count(found: Sequence[str]) -> str:
    return str(len(found)) if found else ""
