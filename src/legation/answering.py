"""What is answered to a text that somebody types into a field: what it means there, and what would be better.

Names are looked up, days are read, words are completed; nothing is decided that `form` and the rules do not decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from legation.dates import NotADate, in_words, parse
from legation.errors import Ambiguous, LegationError, NotUnderstood
from legation.form import Id, registration
from legation.ids import fold, is_id, kind, slug
from legation.literal import literal
from legation.lookup import candidates, find, names_of
from legation.moment import parse_day
from legation.payload import Flag, Node
from legation.reading import Reading
from legation.righting import told
from legation.saying import named
from legation.shapes import Choice, Date, EventRef, New, Ref
from legation.view import VIEWS
from legation.words import happened, listed, thing

# Of these a name is enough to enter them; anything else says more of itself when it gets its id.
_BY_NAME = ("person", "topic", "series")
_A_DAY = "a day, month or year: 9 Feb 2022, 2022-02, 2022-02-09/2022-02-12, [..2022-03]"
_MANY = 5  # kinds that are not named one by one
_DAY_IN_WORDS = re.compile(r"(?:(\d{1,2}) )?[a-z]{3,9}\.? (\d{4})", re.ASCII)
_MOST = 3  # names that are offered at once
_MOST_UNTITLED = 1_000  # engagements looked through, line by line


class Answer(NamedTuple):
    """What is said below a field: `↳` understood, `✗` wrong, `!` a doubt, or a hint.

    `accept` is what the field could say instead.
    """

    sign: str = ""
    text: str = ""
    accept: str = ""


class Meaning(NamedTuple):
    """The values that a text stands for, in the words of `form`, and the things to enter for them, by id."""

    values: tuple[str, ...]
    answer: Answer
    new: tuple[tuple[str, str], ...] = ()


def parts(text: str, *, many: bool) -> list[str]:
    """Return the texts in a field: one, or several with semicolons or commas between them."""
    told = re.split(r";" if ";" in text else r",", text) if many else [text]
    return [part.strip() for part in told if part.strip()]


def meant(node: Node, texts: Sequence[str], at: Reading, today: date) -> Meaning:
    """Return what the texts of one field mean where a value of this shape is expected."""
    found = [_one(node, text, at, today) for text in texts]
    wrong = next((one.answer for one in found if one.answer.sign == "✗"), None)
    values = tuple(value for one in found for value in one.values)
    new = tuple(thing for one in found for thing in one.new)
    if len(found) == 1:
        return found[0]
    if wrong:
        return Meaning((), wrong._replace(accept=""))
    return Meaning(values, Answer("↳", listed(one.answer.text for one in found)), new)


def _one(node: Node, text: str, at: Reading, today: date) -> Meaning:
    match node:
        case New():
            return _new(node, text, at)
        case Ref():
            return _reference(node, text, at)
        case EventRef():
            return _event(text, at)
        case Date():
            return _day(text, today)
        case Choice(values=values):
            return _word(values, text)
        case Flag():
            return _word(("true", "false"), text)
        case _:
            return Meaning((text,), Answer())


def _asked(kinds: Sequence[str], text: str) -> tuple[tuple[str, ...], str]:
    """Return the kinds and the name that are meant: `person: Ada` asks for a person."""
    head, colon, rest = text.partition(":")
    if colon and head.strip() in kinds and rest.strip() and not is_id(text):
        return (head.strip(),), rest.strip()
    return tuple(kinds), text


def _reference(node: Ref, text: str, at: Reading) -> Meaning:
    kinds, name = _asked(sorted(node.kinds), text)
    try:
        return _known(find(at, name, *kinds), name, at)
    except Ambiguous:
        every = candidates(at, name, *kinds)
        found = [id_ for id_ in every if _can_be_cited(id_, at)] or every
        if len(found) == 1:
            return _known(found[0], name, at)
        return _several(found, at)
    except NotUnderstood as error:
        if kinds == ("eng",) and (found := _engagements(name, at)):
            return _known(found[0], name, at) if len(found) == 1 else _several(found, at)
        if is_id(name):
            return Meaning((Id(name),), Answer("", "", error.near[0] if error.near else ""))
        return _unknown(kinds, name, error.near, at)


def _several(found: Sequence[str], at: Reading) -> Meaning:
    called = [_called(at, id_) for id_ in found]
    alike = len(set(called)) < len(called)
    offered = "; ".join(f"{name} ({id_})" if alike else name for name, id_ in zip(called[:_MOST], found, strict=False))
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return Meaning((), Answer("✗", f"{len(found)} fit: {offered}{more}", naming(at, found[0])))


def _can_be_cited(id_: str, at: Reading) -> bool:
    """Tell whether it is no document that is known by mention only."""
    source = registration(at, id_) if kind(id_) == "doc" else None
    return not source or "sha256" in source.data


_SHOWN: WeakKeyDictionary[Reading, dict[str, str]] = WeakKeyDictionary()


def _engagements(words: str, at: Reading) -> list[str]:
    """Return the engagements whose line in the calendar holds the words; none if there are too many to look through."""
    if at not in _SHOWN:
        calendar = VIEWS["calendar"]()
        keys = [key for (key,) in at.keys("engagements")]
        few = keys if len(keys) <= _MOST_UNTITLED else []
        _SHOWN[at] = {key: fold(" ".join((at.name(key), *calendar.entry(key, at).cells))) for key in few}
    wanted = fold(words).split()
    return [key for key, text in _SHOWN[at].items() if wanted and all(word in text for word in wanted)]


def _unknown(kinds: Sequence[str], name: str, near: Sequence[str], at: Reading) -> Meaning:
    close = f" · or did you mean {near[0]}?" if near else ""
    accept = near[0] if near else ""
    able = [kind_ for kind_ in _BY_NAME if kind_ in kinds]
    if not able:
        wanted = listed(map(thing, kinds), "or")
        how = close or f"; record the {wanted if len(kinds) == 1 else 'thing'} first"
        return Meaning((), Answer("✗", f"no {wanted} is called so{how}", accept))
    if len(able) > 1 and not (able[0] == "person" and set(kinds) <= {"person", "org", "office"}):
        ways = listed((f"“{kind_}: {name}”" for kind_ in able), "or")
        return Meaning((), Answer("✗", f"nothing is called so; for a new one write {ways}{close}", accept))
    id_ = fresh(f"{able[0]}:{slug(name)}", at)
    return Meaning((Id(id_),), Answer("↳", f"new {able[0]}, will be created{close}", accept), ((id_, name),))


def fresh(id_: str, at: Reading) -> str:
    """Return the id, with a number behind it if it stands for something already."""
    tried, number = id_, 1
    while at.model.naming(tried) or at.model.about(tried):
        number += 1
        tried = f"{id_}-{number}"
    return tried


def _new(node: New, text: str, at: Reading) -> Meaning:
    kinds, name = _asked(sorted(node.kinds), text)
    known = [id_ for id_ in ([text] if is_id(text) else candidates(at, name, *kinds)) if at.naming(id_)]
    whole = [id_ for id_ in known if is_id(text) or fold(name) in map(fold, names_of(at, id_))]
    if len(whole) == 1 and "doc" not in kinds:
        return Meaning((Id(whole[0]),), Answer("↳", f"{_called(at, whole[0])} · known: this is told of the same"))
    if is_id(text):
        return Meaning((Id(text),), Answer("↳", f"new, as {text}"))
    if len(kinds) > 1:
        ways = listed((f"{kind_}:" for kind_ in sorted(kinds)), "or")
        return Meaning((), Answer("✗", f"say what it is, then its name: {ways} {name}"))
    id_ = fresh(f"{kinds[0]}:{slug(name)}", at)
    close = f" · or {_called(at, known[0])}, known already?" if known else ""
    return Meaning((Id(id_),), Answer("↳", f"new {thing(kinds[0])}: {id_}{close}", known[0] if known else ""))


def _known(id_: str, text: str, at: Reading) -> Meaning:
    name = naming(at, id_)
    return Meaning((id_,), Answer("↳", f"{_called(at, id_)} · known", name if name != text and not is_id(text) else ""))


def naming(at: Reading, id_: str) -> str:
    """Return the shortest text that names an id and nothing else: its name, if that is its own."""
    name = at.name(id_)
    plain = literal(name) == name and not set(name) & set(",;")
    return name if plain and candidates(at, name, kind(id_)) == [id_] else id_


def _called(at: Reading, id_: str) -> str:
    name, *others = names_of(at, id_)
    days = [when for fact in at.about(id_) if (when := happened(fact))] if kind(id_) == "eng" else []
    if days:
        return f"{name}, {in_words(days[0])}"
    return f"{name} (also {listed(others[:2])})" if others else name


def _event(text: str, at: Reading) -> Meaning:
    try:
        fact = named(at, text)
    except LegationError as error:
        return Meaning((text,), Answer("✗", str(error)))
    return Meaning((f"#{fact.position}",), Answer("↳", told(at, fact)))


def _day(text: str, today: date) -> Meaning:
    word = edtf(text, today)
    try:
        when = parse(word)
    except NotADate as error:
        return Meaning((word,), Answer("✗", f"{error.what}; expected {error.expected}; {error.remedy}".rstrip("; ")))
    exact = when.s_lo == when.e_hi and not when.qualifier
    weekday = f"{date.fromisoformat(when.s_lo):%a} " if exact else ""
    how = "exact day" if exact else {"month": "some day of that month", "year": "some day of that year"}.get(
        when.precision, ""
    )  # fmt: skip
    return Meaning((word,), Answer("↳", " · ".join(filter(None, (f"{weekday}{in_words(when)}", how)))))


def edtf(text: str, today: date) -> str:
    """Return a day or month that was typed in words as lines write it; anything else as it is."""
    words = " ".join(text.casefold().split())
    if words not in {"today", "yesterday"} and not (found := _DAY_IN_WORDS.fullmatch(words)):
        return text
    try:
        day = parse_day(text, today, None)
    except NotUnderstood:
        return text
    return day if words in {"today", "yesterday"} or (found and found[1]) else day[:7]


def _word(values: Sequence[str], text: str) -> Meaning:
    wanted = text.strip().replace(" ", "_")
    if wanted in values:
        return Meaning(
            (wanted,), Answer("↳", spelled(values, wanted), values[(values.index(wanted) + 1) % len(values)])
        )
    begun = [value for value in values if value.startswith(wanted.lower())]
    held = begun or [value for value in values if wanted.lower() in value]
    if held:
        return Meaning((), Answer("✗", f"{listed((h.replace('_', ' ') for h in held), 'or')}?", held[0]))
    return Meaning((), Answer("✗", f"none of these: {spelled(values)}", values[0]))


def completed(values: Sequence[str], text: str) -> str:
    """Return the word that a text begins, if it can be no other; else the text as it is."""
    begun = [value for value in values if text and value.startswith(text.strip().lower().replace(" ", "_"))]
    return begun[0] if len(begun) == 1 else text


def asked_for(node: Node | None, choices: Sequence[str], help_: str) -> str:
    """Return what a field takes, for the person in it."""
    match node:
        case _ if choices:
            return spelled(choices)
        case Date():
            return _A_DAY
        case New(kinds=kinds) if len(kinds) == 1:
            return f"a name of its own for the {thing(min(kinds))}, new or known"
        case New():
            return "what it is, and its name: person: Ada Lovell"
        case Ref(kinds=kinds):
            what = f"a name: {listed(map(thing, sorted(kinds)), 'or')}" if len(kinds) < _MANY else "a name of anything"
            return f"{what}{f' · {told_}' if (told_ := help_.rpartition(';')[0]) else ''}"
        case _:
            return help_


def spelled(values: Sequence[str], chosen: str = "") -> str:
    """Return the words that may be chosen, a mark before the chosen one."""
    return " · ".join(f"{'▸' if value == chosen else ''}{value.replace('_', ' ')}" for value in values)
