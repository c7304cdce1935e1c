"""What was talked about, broad to narrow, and what was said, advised and done on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import cast

from legation import brief
from legation.dates import first_day, in_words, parse
from legation.fact import Fact
from legation.ids import kind
from legation.nesting import beneath
from legation.occasion import dates, day_in_words, lies_ahead
from legation.projections.registry import Entity, attribute
from legation.projections.topics import Discussion
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import Column, Entry, Note, Sections, View, Why, told
from legation.words import counted, listed, sentence

_DISCUSSED = "topic.discussed"
# What else is told of a topic, under which heading, in the order of its page.
_HEADINGS = {
    "position.voiced": "Who said what",
    "recommendation.made": "Advised",
    "commitment.made": "Promised",
    "figure.reported": "Figures",
    "funding.recorded": "Money",
    "occurrence.reported": "What happened around",
    "ordinal.claimed": "Counted",
}


class Topics(View):
    """One line a topic, below the broader one it belongs to; counts are its own, without those of narrower topics."""

    digit, name, short, one = 0, "Topics", "Topics", "topic"
    projections, kinds = ("registry",), ("topic",)
    columns = (
        Column("", 1),
        Column("Topic", 0),
        Column("Meetings", 8, keep=1, right=True, tally=True),
        Column("Said", 4, keep=1, right=True, tally=True),
        Column("Advice", 6, keep=1, right=True, tally=True),
        Column("Around", 6, keep=3, right=True, tally=True),
        Column("Last", 11, keep=2, right=True),
        Column("Src", 3, keep=3, right=True, tally=True),
    )
    states = (("█", "discussed"), ("“", "spoken of"), ("·", "nothing recorded"))

    def ids(self, at: Reading) -> Sequence[str]:
        """Return the topics, each followed by its narrower ones."""
        topics = at.ids("registry", "topic")
        under: dict[str, list[str]] = {}
        for topic in topics:
            under.setdefault(_broader(topic, at), []).append(topic)
        found: dict[str, None] = {}
        known = frozenset(topics)

        def walk(topic: str) -> None:
            if topic not in found:  # identity can make a topic its own broader one
                found[topic] = None
                for narrower in under.get(topic, ()):
                    walk(narrower)

        for topic in topics:
            if _broader(topic, at) not in known:
                walk(topic)
        for topic in topics:
            walk(topic)
        return list(found)

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Leave out what is no topic."""
        return (key,) if kind(key) == "topic" else ()

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one topic, with how often it was dealt with up to the day."""
        facts = _facts(key, at)
        discussed = [f for f in facts if f.type == _DISCUSSED]
        days = (parse(when) for f in discussed for when in dates(f, at))
        last = max(days, key=lambda on: (on.e_hi, on.s_lo), default=None)
        word = "discussed" if discussed else "spoken of" if facts else "nothing recorded"
        sign = self.sign(word)
        documents, _ = support(at, (f.position for f in facts))
        cells = (
            sign, "  " * len(_chain(key, at)) + at.name(key), _count({_where(f, at) for f in discussed}),
            *(_count([f for f in facts if f.type == type_])
              for type_ in ("position.voiced", "recommendation.made", "occurrence.reported")),
            in_words(last) if last else "", str(documents),
        )  # fmt: skip
        short = {6: brief.day(last)} if last else {}
        day = first_day(last.text if last else None)
        return Entry(key, cells, word, tuple(f.position for f in facts), day, short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say where it was discussed, what was said and advised on it, and what is broader and narrower."""
        facts = _facts(key, at)
        narrower = _narrower(key, at)
        beneath = {f.position for topic in narrower for f in _facts(topic, at)} - {f.position for f in facts}
        verdict = [f"{counted(len(facts), 'event')} of it; {counted(len(beneath), 'more', 'more')} of narrower topics."]
        if chain := _chain(key, at):
            verdict.append(sentence(f"A part of {listed(map(at.name, chain))}"))
        if narrower:
            verdict.append(sentence(f"Narrower: {listed(map(at.name, narrower))}"))
        if facts:
            verdict.append(supported(at, (f.position for f in facts)))
        return Why(at.name(key), "a topic", tuple(verdict), self.page(key, at))

    def page(self, key: str, at: Reading) -> Sections:
        """Return where it was discussed, who said and advised what on it, and what happened around it."""
        facts = _facts(key, at)
        discussed = tuple(_discussed(f, at) for f in facts if f.type == _DISCUSSED)
        sections = [("Discussed", discussed)]
        for type_, heading in _HEADINGS.items():
            sections.append((heading, told(at, (f.position for f in facts if f.type == type_))))
        rest = (f.position for f in facts if f.type not in {_DISCUSSED, *_HEADINGS})
        near = [Note(f"Broader: {at.name(topic)}") for topic in _chain(key, at)]
        near += [Note(f"Narrower: {at.name(topic)} ({counted(len(_facts(topic, at)), 'event')})")
                 for topic in _narrower(key, at)]  # fmt: skip
        sections += [("Also told of it", told(at, rest)), ("Broader and narrower", tuple(near))]
        return tuple(section for section in sections if section[1])


def _facts(topic: str, at: Reading) -> list[Fact]:
    """Return what is told of a topic and does not surely lie after the day; registrations are not."""
    facts = [f for f in at.naming(topic) if f.type not in {"entity.registered", "record.retracted"}]
    return [f for f in facts if not lies_ahead(f, at)]


def _where(fact: Fact, at: Reading) -> str:
    place = fact.data.get("engagement") or fact.data["evidence"][0]["document"]
    return at.identity.resolve((place,))[0]


def _discussed(fact: Fact, at: Reading) -> Note:
    place = _where(fact, at)
    row = cast("Discussion", at.row("topics", fact.subject, place))
    raised = [at.name(c.value) for c in row.raised_by if c.at == fact.position]
    aspect = f": {fact.data['aspect']}" if "aspect" in fact.data else ""
    by = f" (raised by {listed(raised)})" if raised else ""
    return Note(f"{at.name(place)}{aspect}{by}", fact.position, day_in_words(fact, at))


def _broader(topic: str, at: Reading) -> str:
    found = attribute(cast("Entity", at.row("registry", topic)), "broader").value
    return at.identity.resolve((found,))[0] if found else ""


def _chain(topic: str, at: Reading) -> list[str]:
    """Return the broader topics, the nearest first."""
    chain: list[str] = []
    while (topic := _broader(topic, at)) and topic not in chain:
        chain.append(topic)
    return chain


def _narrower(key: str, at: Reading) -> list[str]:
    """Return the narrower topics, and those narrower than they are."""
    return beneath(at, key, lambda topic: [_broader(topic, at)])


def _count(found: Collection[object]) -> str:
    return str(len(found)) if found else ""
