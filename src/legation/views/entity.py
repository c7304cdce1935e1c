"""Everything that has an id of its own, and on one page all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from legation import brief
from legation.citation import reserve
from legation.claim import union, weight
from legation.contests import contested_attributes
from legation.dates import in_words
from legation.dossier import dossier, only_speaks, parts_in, tells
from legation.fact import Fact
from legation.ids import ENTITY_KINDS, kind
from legation.lookup import names_of
from legation.occasion import day_in_words, last_day
from legation.projections.registry import Entity as Registered
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import VIEWS, Column, Entry, Note, Sections, View, Why
from legation.words import about, counted, listed, sentence, spoken, thing, what

_FEW = 3  # kinds; a view of more is not about things of this kind alone
_DATES = ("birth", "death")
# What stands before the value of an attribute, where that is not the name of the attribute.
_ATTRIBUTES = {
    "class": "", "org": "office of", "parent": "part of", "seat": "seat in", "accredited_to": "accredited to",
    "jurisdiction": "for", "body": "held by", "broader": "part of", "birth": "born", "death": "died",
}  # fmt: skip
# Families of events whose words name neither those between whom, nor the meeting at which, it was.
_BETWEEN = frozenset({"commitment", "recommendation"})
_SIDES = {"by": "by", "group": "by", "with": "with", "to": "to", "to_group": "to"}
_PLACED = frozenset({"topic", "agreement", "body"})


class Entity(View):
    """One line a person, organisation, office, place, agreement, programme, series or topic."""

    digit, name, short, one = 0, "Entities", "Entity", "entry"
    projections, kinds = ("registry",), ENTITY_KINDS
    ordered_by = "Name"
    columns = (
        Column("", 1),
        Column("Name", 0),
        Column("Kind", 24, keep=1),
        Column("Other names", 26, keep=3),
        Column("Events", 6, keep=2, right=True, tally=True),
        Column("Last", 11, keep=2, right=True, tally=True),
        Column("Src", 3, keep=3, right=True, tally=True),
    )
    states = (("≠", "contested"), ("▒", "possible"), ("█", "recorded"))
    settled_by = (("possible", "a source that is surer of it"),)

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Leave out meetings, promises and advice that were matched or described."""
        return (key,) if kind(key) in ENTITY_KINDS else ()

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one thing, with how often it is told of and when last."""
        row, facts = _row(key, at), [fact for fact in at.naming(key) if tells(fact)]
        entered = any(claim.counts for claim in row.name)
        word = "contested" if any(_contested(key, at)) else "recorded" if entered else "possible"
        sign = self.sign(word)
        days = [day for fact in facts if weight(fact) in {"certain", "probable"} and (day := last_day(fact, at))]
        last = max(days, key=lambda on: (min(on.e_lo, at.day), on.e_hi), default=None)
        documents, _ = support(at, (fact.position for fact in facts))
        cells = (sign, at.name(key), _kind(key, row), ", ".join(names_of(at, key)[1:]), str(len(facts)),
                 in_words(last) if last else "", f"{documents}{'≠' if word == 'contested' else ''}")  # fmt: skip
        when = min(last.e_lo, at.day) if last and last.e_lo == last.e_hi else ""
        short = {2: _class(row) or _kind(key, row)} | ({1: brief.person(at, key)} if kind(key) == "person" else {})
        short |= {5: brief.day(last)} if last else {}
        return Entry(key, cells, word, tuple(fact.position for fact in facts), when, sure=entered, short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say what it is and how it stands, and list all that is told of it."""
        facts = [fact for fact in at.naming(key) if tells(fact)]
        verdict = [
            *(sentence(text) for text in _standing(key, at)),
            f"{counted(len(facts), 'event tells', 'events tell')} of it.",
        ]
        verdict.append(supported(at, (fact.position for fact in facts)))
        sections = tuple((part.heading, tuple(_note(f, key, at) for f in part.facts)) for part in dossier(key, at))
        return Why(at.name(key), _kind(key, _row(key, at)), tuple(verdict), sections)

    def page(self, key: str, at: Reading) -> Sections:
        """Return all that is told of one thing, part by part, and before it how it stands on the day."""
        stands = tuple(map(Note, _standing(key, at)))
        parts = ((part.heading, tuple(_reserved(f, key, at) for f in part.facts)) for part in dossier(key, at))
        return ((f"On {in_words(at.day)}", stands), *parts) if stands else tuple(parts)

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return the ids it was entered under."""
        return at.identity.members(key)


def _row(key: str, at: Reading) -> Registered:
    return cast("Registered", at.row("registry", key))


def _kind(key: str, row: Registered) -> str:
    """Say what kind of thing it is, with every class that is told of it."""
    told = _class(row)
    return f"{thing(kind(key))}{f', {told}' if told else ''}"


def _class(row: Registered) -> str:
    classes = union(tuple(c._replace(value=c.value["class"]) for c in row.attrs if "class" in c.value))
    return listed((str(name).replace("_", " ") for name, _ in classes), "or")


def _contested(key: str, at: Reading) -> Iterator[str]:
    """Yield what is contested of an entry, with each value and the events that tell it."""
    for name, values in contested_attributes(key, at):
        told = ((*_attributes({name: value}, [name], at), positions) for value, positions in values)
        yield listed((f"{text} ({', '.join(f'#{p}' for p in at_)})" for text, at_ in told), "or")


def _standing(key: str, at: Reading) -> Iterator[str]:
    """Say what is contested of it, under which ids it was entered, and how the views of its kind show it on the day."""
    yield from (f"≠ contested: {told}" for told in _contested(key, at))
    if others := [id_ for id_ in at.identity.members(key) if id_ != key]:
        yield f"also entered as {listed(others)}"
    for view in (VIEWS[name]() for name in VIEWS):
        if kind(key) in view.kinds and len(view.kinds) <= _FEW:
            yield from (_as_shown(view, view.entry(line, at)) for line in view.lines(key, at))


def _as_shown(view: View, entry: Entry) -> str:
    """Return a line of another view in words, without its name and what only counts."""
    told = [f"{column.title.lower()} {cell}" for column, cell in list(zip(view.columns, entry.cells, strict=True))[2:]
            if cell and not column.tally and column.title not in {"State", "Src"}]  # fmt: skip
    return f"{view.name}: {', '.join(filter(None, (entry.state, *told)))}"


def _reserved(fact: Fact, key: str, at: Reading) -> Note:
    """Return a fact as one line of the page, with what keeps it from being plainly reported behind it."""
    # Whose statement it is, and who tells what is listed as told by it, need not be said again.
    speakers = (key,) if only_speaks(fact, at.identity.members(key)) else fact.data.get("holders", ())
    note, doubt = _note(fact, key, at), reserve(fact, at, [at.name(who) for who in speakers])
    return Note(f"{note.text} · {doubt}" if doubt else note.text, note.position, note.day)


def _note(fact: Fact, key: str, at: Reading) -> Note:
    return Note(_said(fact, at.identity.members(key), at), fact.position, day_in_words(fact, at))


def _said(fact: Fact, ids: Sequence[str], at: Reading) -> str:
    """Say what a fact tells of the thing with these ids, which need not be named on its own page."""
    data = fact.data
    match fact.type:
        case "entity.registered" if fact.subject in ids:
            return ", ".join((f"entered as {data['name']}", *_attributes(data["attrs"], data["attrs"], at)))
        case "entity.registered":
            fields = [path.rpartition(".")[2] for path in parts_in(fact, ids)]
            return ", ".join((at.name(fact.subject), *_attributes(data["attrs"], fields, at)))
        case "entity.named":
            return _with(f"{data['use']}: {data['name']}", valid=data.get("valid"))
        case "entity.related":
            tie = f"{at.name(data['entity'])} {spoken(data['relation'], at.name)} {at.name(data['other'])}"
            return _with(tie, detail=data.get("detail"), valid=data.get("valid"))
        case "entity.described":
            said = [data[name] for name in ("detail", "value") if name in data]
            return _with(f"{data['aspect']}: {' · '.join(said)}", valid=data.get("valid"))
    if tells(fact):
        rest = {name: value for name, value in data.items() if value not in ids and value not in [[id_] for id_ in ids]}
        told = about(replace(fact, data=rest), at.name)
        return " · ".join((f"{what(fact)}{f': {told}' if told else ''}", *_beside(fact.type, rest, at)))
    return f"{what(fact)}: {about(fact, at.name)}"


def _beside(type_: str, data: Mapping[str, Any], at: Reading) -> Iterator[str]:
    """Yield what the words for an event leave out and its page needs: between whom, until when, and where it was."""
    family = type_.partition(".")[0]
    if family in _BETWEEN:
        yield from (f"{word} {spoken(data[name], at.name)}" for name, word in _SIDES.items() if name in data)
    if "due" in data:
        yield f"due {in_words(data['due'])}"
    if family in _PLACED and "engagement" in data:
        yield f"at {at.name(data['engagement'])}"


def _attributes(attrs: Mapping[str, Any], fields: Iterable[str], at: Reading) -> Iterator[str]:
    for name in fields:
        value = in_words(attrs[name]) if name in _DATES else spoken(attrs[name], at.name)
        yield f"{_ATTRIBUTES.get(name, name.replace('_', ' '))} {value}".strip()


def _with(text: str, **more: str | None) -> str:
    told = [in_words(value) if name == "valid" else value for name, value in more.items() if value]
    return f"{text} ({', '.join(told)})" if told else text
