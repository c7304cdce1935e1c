"""All that is told of one thing, each event once, under headings that follow from its type and the thing's part in it.

A type that nobody thought of here stands under the name of its family: what is told is never left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from legation.dates import OPEN_START, in_words, parse, sort_key
from legation.fact import Fact
from legation.ids import kind
from legation.occasion import dates, lies_ahead
from legation.reading import Reading
from legation.words import thing

_OUTCOMES, _RECORDS, _SPOKEN = "What became of promises and advice", "Judgements and corrections", "Told by {this}"
_REST, _AHEAD = "{family} {side}", "After {day}"
# Types or families: the heading where the event is mainly about the thing, and the one where it is named beside.
# `{side}` is the part it had in it, `{this}` what kind of thing it is.
_HEADINGS: dict[str, tuple[str, str]] = {
    "entity.named": ("Names and identifiers", "Names and identifiers"),
    "entity.identified": ("Names and identifiers", "Names and identifiers"),
    "entity.described": ("Descriptions", "Descriptions"),
    "entity.registered": ("Names and identifiers", "Ties"),
    "entity.related": ("Ties", "Ties"),
    "agreement": ("Steps of its life", "Agreements and bodies"),
    "body": ("Steps of its life", "Agreements and bodies"),
    "role": ("Holders", "Offices"),
    **dict.fromkeys(("engagement", "meeting", "visit"), ("Meetings and visits", "Meetings and visits")),
    "topic": ("Where it was discussed", "Topics raised"),
    "position": ("Statements {side}", "Statements {side}"),
    "commitment": ("Promises {side}", "Promises {side}"),
    "recommendation": ("Advice {side}", "Advice {side}"),
    "followup": (_OUTCOMES, _OUTCOMES),
    "figure": ("Figures", "Figures"),
    "funding": ("Money", "Money"),
    "occurrence": ("What happened around", "What happened around"),
    "ordinal": ("Counted as", "Counted as"),
    "": (_REST, _REST),
    "source": ("Documents", "Documents"),
    " ": (_SPOKEN, _SPOKEN),
    "entity.matched": (_RECORDS, _RECORDS),
    "record": (_RECORDS, _RECORDS),
}
_ORDER = (*dict.fromkeys(heading for pair in _HEADINGS.values() for heading in pair), _AHEAD)
# Which part a thing has in an event, by the field that names it; where no other is, the event is about it.
_SIDES = {
    "by": frozenset({"by", "holders", "person", "party", "actors", "donors"}),
    "with": frozenset({"with"}),
    "to": frozenset({"to", "addressees", "recipients"}),
    "about": frozenset[str](),
}
_PROMISING = {"commitment.made": "commitment", "recommendation.made": "recommendation"}


class Part(NamedTuple):
    """A heading, and the facts that stand under it in the order in which they are read."""

    heading: str
    facts: tuple[Fact, ...]


def dossier(key: str, at: Reading) -> tuple[Part, ...]:
    """Return every fact that names a thing and counts, once, and what became of the promises and advice among them.

    What surely lies after the day stands last, under a heading of its own.
    """
    ids = frozenset(at.identity.members(key))
    placed: dict[tuple[int, int, str], list[Fact]] = {}
    for fact in _told(key, at):
        heading = _AHEAD if lies_ahead(fact, at) else _heading(fact, ids)
        side = _side(fact, ids)
        family = fact.type.partition(".")[0].replace("_", " ").capitalize()
        words = {"side": f"{side} this {thing(kind(key))}", "this": f"this {thing(kind(key))}", "family": family}
        place = (_ORDER.index(heading), list(_SIDES).index(side) if "{side}" in heading else 0)
        placed.setdefault((*place, heading.format(**words, day=in_words(at.day))), []).append(fact)
    return tuple(
        Part(heading, tuple(sorted(facts, key=lambda fact: _order(fact, at))))
        for (*_, heading), facts in sorted(placed.items())
    )


def tells(fact: Fact) -> bool:
    """Tell whether an event says something of the world, and does not only judge or take back what others say."""
    return _of_type(fact)[0] != _RECORDS


def only_speaks(fact: Fact, ids: Collection[str]) -> bool:
    """Tell whether the thing with these ids has no part in an event but to claim it."""
    return _of_type(fact)[0] not in {_OUTCOMES, _RECORDS} and not parts_in(fact, ids)


def parts_in(fact: Fact, ids: Collection[str]) -> list[str]:
    """Return the fields of an event that name one of `ids`, its evidence aside; `attrs.seat` for what stands deeper."""
    return list(dict.fromkeys(path for path, value in _leaves(fact.data) if value in ids))


def _told(key: str, at: Reading) -> list[Fact]:
    facts = {fact.position: fact for fact in at.naming(key)}
    promises = {fact.data[_PROMISING[fact.type]] for fact in facts.values() if fact.type in _PROMISING}
    for promise in sorted(promises):
        facts |= {fact.position: fact for fact in at.about(promise) if fact.type == "followup.updated"}
    return [facts[position] for position in sorted(facts)]


def _heading(fact: Fact, ids: Collection[str]) -> str:
    if only_speaks(fact, ids):
        return _SPOKEN
    of_type = _of_type(fact)
    return of_type[0] if fact.subject in ids else of_type[1]


def _of_type(fact: Fact) -> tuple[str, str]:
    return _HEADINGS.get(fact.type) or _HEADINGS.get(fact.type.partition(".")[0]) or _HEADINGS[""]


def _side(fact: Fact, ids: Collection[str]) -> str:
    named = {path.partition(".")[0] for path in parts_in(fact, ids)}
    return next(side for side, fields in _SIDES.items() if fields & named or not fields)


def _order(fact: Fact, at: Reading) -> tuple[Any, ...]:
    """Sort descriptions by what they say of it, and all else by date: what is known by its latest day by that day.

    The undated come last.
    """
    told = dates(fact, at)
    on = parse(told[0]) if told else None
    aspect = str(fact.data.get("aspect", "")) if fact.type == "entity.described" else ""
    s_lo, *rest = sort_key(on, fact.position)
    return (aspect, on.s_hi if on and s_lo == OPEN_START else s_lo, *rest)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    match value:
        case Mapping():
            for name, member in value.items():
                if name != "evidence":
                    yield from _leaves(member, f"{path}.{name}" if path else name)
        case list() | tuple():
            for member in value:
                yield from _leaves(member, path)
        case _:
            yield path, value
