"""What ties one thing to others, one step away: offices and their holders, bodies and their parts, sides and parties.

Whom a person met is told by the view of relations; this is what stands beside it. Every tie names the row that says
why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from legation.claim import union
from legation.dates import in_words
from legation.fact import Fact
from legation.holders import holding_of, office_row, offices_of
from legation.ids import is_id, kind
from legation.projections.offices import Answer
from legation.reading import Reading

CENTRES = ("person", "office", "org")
_SIGNS = {"attested": "█", "bridged": "█", "carried": "░"}
_STANDS_BESIDE = frozenset({"evidence", "about"})


class Tie(NamedTuple):
    """One tie: to what, how, and since or until when in words; `back` where the other one is the subject of it.

    The row `key` of the view `view` says why.
    """

    other: str
    how: str
    view: str
    key: str
    when: str = ""
    back: bool = False


def ties(id_: str, at: Reading) -> list[Tie]:
    """Return the ties of one thing on the day, each other thing once for each way, in the order of that way."""
    told = (*_offices(id_, at), *_related(id_, at), *_parts(id_, at))
    found = {(tie.other, tie.how): tie for tie in reversed(told) if tie.other != id_}
    return sorted(found.values(), key=told.index)


def centre_of(ids: Iterable[str]) -> str:
    """Return the first person among `ids`, else the first office or organisation; empty if there is none."""
    named = list(ids)
    return next((id_ for wanted in CENTRES for id_ in named if kind(id_) == wanted), "")


def named_by(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield the field and the id of every person, office and organisation that a fact names, in the order it does."""
    for field, value in fact.data.items():
        for member in value if isinstance(value, list) else [value]:
            if field not in _STANDS_BESIDE and isinstance(member, str) and is_id(member) and kind(member) in CENTRES:
                yield field, member


def _offices(id_: str, at: Reading) -> Iterator[Tie]:
    match kind(id_):
        case "person":
            for office, answer in offices_of(at, id_):
                yield Tie(office, _as("holds", answer), "offices", office, _seen(answer))
        case "office":
            held = holding_of(at, id_)
            for answer in (*held.certain, *held.possible, *held.acting):
                yield Tie(answer.person, _as("held by", answer), "offices", id_, _seen(answer))
            for named in held.designated:
                yield Tie(named.person, "named", "offices", f"{id_} next", f"→ {in_words(named.since)}")
            row = office_row(at, id_)
            for how, claims in (("of", row.org), ("accredited to", row.accredited_to)):
                for other, positions in union(claims):
                    yield Tie(other, how, "audit", str(positions[0]))


def _related(id_: str, at: Reading) -> Iterator[Tie]:
    """Yield lasting ties that events tell of, and what is registered as a part of it."""
    for fact in at.naming(id_):
        match fact.type, fact.data:
            case "entity.related", {"entity": one, "relation": how, "other": other, **rest}:
                when = in_words(str(rest["valid"])) if "valid" in rest else ""
            case "entity.registered", {"entity": one, "attrs": {"org": other}}:
                how, when = "of", ""
            case "entity.registered", {"entity": one, "attrs": {"parent": other}}:
                how, when = "part of", ""
            case _:
                continue
        one, other = at.identity.resolve((one, other))
        if id_ in (one, other):
            back = id_ == other
            yield Tie(one if back else other, how.replace("_", " "), "audit", str(fact.position), when, back)


def _parts(id_: str, at: Reading) -> Iterator[Tie]:
    """Yield who takes part in a meeting, an agreement, a promise or a piece of advice; of a side, its agreements."""
    if kind(id_) == "org":
        for fact in at.naming(id_):
            if fact.type.startswith("agreement.") and id_ in at.identity.resolve(tuple(o for _, o in named_by(fact))):
                agreement = at.identity.resolve((fact.subject,))[0]
                yield Tie(agreement, "party to", "agreements", agreement)
    elif kind(id_) not in CENTRES:
        for fact in at.about(id_):
            for field, other in named_by(fact):
                how = field.removesuffix("s").removesuffix("ie") + ("y" if field.endswith("ies") else "")
                yield Tie(at.identity.resolve((other,))[0], how, "audit", str(fact.position))


def _as(how: str, answer: Answer) -> str:
    return how if answer.capacity == "titular" else f"{how} ({answer.capacity.replace('_', ' ')})"


def _seen(answer: Answer) -> str:
    sign = _SIGNS.get(answer.shade, "▒")
    if answer.last_seen:
        return f"{sign} last seen {in_words(answer.last_seen)}"
    return f"{sign} first seen {in_words(answer.first_seen)}" if answer.first_seen else sign
