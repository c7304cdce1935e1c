"""Everything with a name of its own, and on one page all that is known of it, read across the other views."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from legation.claim import weight
from legation.dates import in_words
from legation.fact import Fact
from legation.ids import ENTITY_KINDS, kind
from legation.lookup import WORDS, names_of
from legation.projections.registry import Entity as Registered
from legation.projections.registry import attribute
from legation.reading import Reading
from legation.view import VIEWS, Column, Entry, Note, Sections, View, Why, support, supported
from legation.voices import INFERRED, REPORTED, voices
from legation.words import about, counted, happened, listed, sentence, what

# Under which heading a page tells of a family of events; another family stands under its own name.
_HEADINGS = {
    "entity": "Names, ties and descriptions",
    "role": "Offices",
    "agreement": "Steps",
    "body": "Steps",
    "meeting": "Meetings and visits",
    "visit": "Meetings and visits",
    "engagement": "Meetings and visits",
    "topic": "On the table",
    "position": "Said",
    "commitment": "Promises and advice",
    "recommendation": "Promises and advice",
    "followup": "Promises and advice",
    "figure": "Figures and money",
    "funding": "Figures and money",
    "occurrence": "What happened around",
    "ordinal": "Counts",
    "record": "Judged",
}
_FEW = 3  # kinds; a view of more is about anything
_ATTRIBUTES = ("class", "birth", "death", "org", "parent", "within", "seat", "territory", "broader", "cadence", "body")


class Entity(View):
    """One line an entry: a person, organisation, office, place, agreement, programme, series or topic."""

    digit, name, short, one = 0, "Entities", "Entity", "entry"
    projections, kinds = ("registry",), ENTITY_KINDS
    columns = (
        Column("", 1),
        Column("Name", 0),
        Column("Kind", 14, keep=1),
        Column("Also called", 28, keep=2),
        Column("Events", 6, keep=1, right=True, tally=True),
        Column("Src", 3, keep=3, right=True, tally=True),
    )
    states = (("≠", "contested"), ("█", "recorded"))

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Leave out what has no entry of its own: documents, meetings, promises and advice."""
        return (key,) if kind(key) in ENTITY_KINDS and _row(key, at).attrs else ()

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one entry."""
        positions = [fact.position for fact in _facts(key, at)]
        contested = any(attribute(_row(key, at), name).contested for name in _ATTRIBUTES)
        documents, _ = support(at, positions)
        cells = ("≠" if contested else "█", at.name(key), _kind(key, at), ", ".join(names_of(at, key)[1:]),
                 str(len(positions)), f"{documents}{'≠' if contested else ''}")  # fmt: skip
        return Entry(key, cells, "contested" if contested else "recorded", tuple(positions))

    def why(self, key: str, at: Reading, field: str = "") -> Why:
        """Say what it is, by which names it goes, and all that is told of it."""
        row, names = _row(key, at), names_of(at, key)
        verdict = [sentence(f"Also called {listed(names[1:])}")] if len(names) > 1 else []
        for name in _ATTRIBUTES:
            agreed = attribute(row, name)
            values = [at.name(value) for value, _ in agreed.values]
            if values:
                verdict.append(sentence(f"{name.capitalize()}: {listed(values, 'or')}"))
            if agreed.contested:
                verdict.append("Contested: its registrations do not agree. None is struck.")
        former = [member for member in at.identity.members(key) if member != key]
        verdict += [sentence(f"Joined with it: {listed(former)}")] if former else []
        positions = [fact.position for fact in _facts(key, at)]
        verdict += [f"{counted(len(positions), 'event')} in all.", supported(at, positions)]
        return Why(at.name(key), _kind(key, at), tuple(verdict), self.page(key, at))

    def page(self, key: str, at: Reading) -> Sections:
        """Return how the other views show it, and every event that names it, once, under what it is about."""
        sections: dict[str, list[Note]] = {"As of the day": list(_shown(key, at))}
        sections.update({heading: [] for heading in _HEADINGS.values()})
        for fact in _facts(key, at):
            sections.setdefault(_heading(fact, key, at), []).append(_note(fact, at))
        return tuple((heading, tuple(notes)) for heading, notes in sections.items() if notes)

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return its id and all its names."""
        return names_of(at, key)


def _row(key: str, at: Reading) -> Registered:
    return cast("Registered", at.row("registry", key))


def _facts(key: str, at: Reading) -> list[Fact]:
    """Return what is told of an entry; that something was taken back is told by the ledger itself."""
    return [fact for fact in at.naming(key) if fact.type != "record.retracted"]


def _kind(key: str, at: Reading) -> str:
    class_ = attribute(_row(key, at), "class").value
    word = WORDS.get(kind(key), kind(key))
    return str(class_).replace("_", " ") if class_ else word


def _shown(key: str, at: Reading) -> Iterator[Note]:
    """Yield its lines in the views that are about things of its kind, and of few others."""
    for view in (VIEWS[name]() for name in VIEWS):
        if kind(key) in view.kinds and len(view.kinds) <= _FEW:
            for line in view.lines(key, at):
                cells = " · ".join(filter(None, view.entry(line, at).cells))
                yield Note(f"{view.name}: {cells}")


def _heading(fact: Fact, key: str, at: Reading) -> str:
    family = fact.type.partition(".")[0]
    if family == "position":
        holders = at.identity.resolve(tuple(fact.data.get("holders", ())))
        return "Said" if key in holders else "Said about it"
    return _HEADINGS.get(family, family.capitalize())


def _note(fact: Fact, at: Reading) -> Note:
    when, sure = happened(fact), weight(fact)
    # Whose word a statement is says the statement itself.
    told_by = () if fact.type == "position.voiced" else voices(at, [fact.position])
    whose = [voice for voice in told_by if voice not in {REPORTED, INFERRED}]
    doubts = [sure] if sure in {"possible", "denied"} else []
    marks = f" ({', '.join([*doubts, *(f'claimed by {who}' for who in whose)])})" if doubts or whose else ""
    return Note(f"{what(fact)}: {about(fact, at.name)}{marks}", fact.position, in_words(when) if when else "")
