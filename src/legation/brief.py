"""What things are called where there is little room: offices by whose they are, persons, states and days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast
from weakref import WeakKeyDictionary

from legation.claim import first
from legation.countries import code
from legation.dates import OPEN_END, OPEN_START, Edtf, in_words, parse
from legation.ids import fold, kind
from legation.knowledge import Knowledge
from legation.projections.offices import Office
from legation.projections.registry import Entity, Name, aliases, attribute, shown_name
from legation.reading import Reading
from legation.words import listed

_ROOM = 11  # cells of a day in a list
_NOT_CALLED = frozenset({"former", "misspelling", "translation"})
_SHORT = frozenset({"short", "acronym"})
_SHORTER = {
    "Undersecretary": "Under Sec.", "Secretary": "Sec.", "Commissioner": "Comm.", "Ambassador": "Amb.",
    "Minister": "Min.", "Director": "Dir.", "General": "Gen.", "Department": "Dept.", "and": "&",
}  # fmt: skip
_SAID = "agree agrees agreed promise promises promised pledge pledges pledged committed undertook ought".split()  # noqa: SIM905
_PROMISING = re.compile(rf"(.{{1,120}}?) (?:(?:ha(?:ve|s|d) )?(?:{'|'.join(_SAID)}) to|will|should|must|could) ")
_NO_NAMES = frozenset(
    {"the", "of", "and", "both", "two", "three", "governments", "government", "sides", "countries", "states"}
)
_DEMONYM = re.compile(r"\w+(?:an|ian|ese|ish|ic|i)\b")

_KEPT: WeakKeyDictionary[Knowledge, dict[str, tuple[str, str]]] = WeakKeyDictionary()


def title(at: Reading, office: str) -> str:
    """Return whose an office is and what it is called there: `MX · Foreign Secretary`, `Dallas · Mayor`."""
    whose, role = _title(at, office)
    return f"{whose} · {role}" if whose else role


def narrow_title(at: Reading, office: str) -> str:
    """Return the title of an office with the usual words abbreviated: `US · Sec. of Homeland Security`."""
    whose, role = _title(at, office)
    told = " ".join(_SHORTER.get(word, word) for word in role.split())
    return f"{whose} · {told}" if whose else told


def person(at: Reading, id_: str) -> str:
    """Return a name with initials for given names: `A. M. López Obrador`; of anything else its short name."""
    if kind(id_) != "person":
        return side(at, id_)
    parts = _parts(at.name(id_))
    given = len(parts) - (1 if len(parts) < 3 else 2)
    return " ".join([*(f"{part[:1]}." for part in parts[:given]), *parts[given:]])


def mentioned(at: Reading, id_: str) -> str:
    """Return what is enough beside other words: a surname, an office by whose it is, else a short name."""
    match kind(id_):
        case "person":
            return surname(at, id_)
        case "office":
            return narrow_title(at, id_)
        case "org" | "place" | "agreement" | "programme":
            return side(at, id_)
        case _:
            return at.name(id_)


def surname(at: Reading, id_: str) -> str:
    """Return what one calls a person in a sentence: the short name if there is one, else what follows given names."""
    name = at.name(id_)
    short = [n.name for n in _names(at, id_) if "short" in n.uses and " " not in n.name and n.name in name.split()]
    if short or kind(id_) != "person":
        return short[0] if short else name
    parts = _parts(name)
    if len(parts) == 3 and not parts[1].endswith("."):
        return person(at, id_)  # one cannot tell a second given name from a first family name
    return " ".join(parts[-1:] if len(parts) < 4 else parts[-2:])


def side(at: Reading, id_: str) -> str:
    """Return the two letters of a state, else a short name or an acronym, else the name."""
    entity = _entity(at, id_)
    told = [c.value["value"] for c in entity.identifiers if c.counts and c.value["scheme"] == "iso3166-1"]
    if told:
        return str(told[0])
    if attribute(entity, "class").value == "state" and (letters := code(at.name(id_))):
        return letters
    short = [name.name for name in _names(at, id_) if _SHORT & set(name.uses)]
    return min((at.name(id_), *short), key=len)


def called(at: Reading, id_: str) -> tuple[str, ...]:
    """Return all that a thing is called in any list, and all of it that goes into what others are called."""
    match kind(id_):
        case "office":
            more: tuple[str, ...] = _title(at, id_)
        case "person":
            more = (surname(at, id_),)
        case _:
            owner = _owner(at, id_)
            more = (side(at, id_), owner, *(() if owner == id_ else (side(at, owner), *_all_names(at, owner))))
    return (*_all_names(at, id_), *more)


def _all_names(at: Reading, id_: str) -> tuple[str, ...]:
    return at.name(id_), *(name.name for name in _names(at, id_))


def sides(at: Reading, ids: Iterable[str]) -> str:
    """Return several in the shortest way: `MX, US`."""
    return ", ".join(person(at, id_) for id_ in ids)


def act(at: Reading, text: str, by: Iterable[str]) -> str:
    """Return what is to be done, of a sentence that begins with who agreed to do it: `Build a bridge by 2030`.

    It is for lists that say beside it who that is; a sentence that begins otherwise, or with others, stays as it is.
    """
    begun = _PROMISING.match(text)
    if not begun:
        return text
    said = {word for id_ in by for name in (side(at, id_), *_all_names(at, id_)) for word in _words(name)}
    others = set(_words(begun[1])) - said - _NO_NAMES
    rest = text[begun.end() :]
    return text if others or not said or not rest else f"{rest[:1].upper()}{rest[1:]}"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text.replace("’s", "").replace("'s", "")))


def day(when: str | Edtf) -> str:
    """Return a date in eleven cells, nothing more certain than it is: `16 May 2024`, `~Mar 2022`, `by Feb 2022`."""
    date = parse(when) if isinstance(when, str) else when
    whole = in_words(date)
    low, high = date.s_lo, date.e_hi
    if len(whole) <= _ROOM or (low == OPEN_START and high == OPEN_END):
        return whole
    if low == OPEN_START:
        return f"by {in_words(high[:7])}"
    if high == OPEN_END:
        return f"{in_words(low[:7])} on"
    about = "" if date.kind == "extent" else "~"
    if low[:4] == high[:4]:
        return about + in_words(low[:7] if low[:7] == high[:7] else low[:4])
    return f"{about}{low[:4]}–{high[:4]}"


def onwards(when: str) -> str:
    """Return from when on something is known, in eleven cells: `Jul 2024 on`, or where it has no beginning, by when."""
    date = parse(when)
    return day(date) if date.s_lo == OPEN_START else f"{in_words(date.s_lo[:7])} on"


def days(dates: Sequence[str | Edtf]) -> str:
    """Return several dates in a few cells: the one there is, else the years they lie in."""
    return day(dates[0]) if len(dates) == 1 else listed(dict.fromkeys(map(day, dates)), "or")


def _parts(name: str) -> list[str]:
    """Return the words of a name, those in small letters with what follows: `Gálvez`, `de Yturbe`."""
    return re.findall(r"(?:[a-zß-ÿ]\S* )*\S+", name)


def _title(at: Reading, office: str) -> tuple[str, str]:
    kept = _KEPT.setdefault(at.knowledge, {})
    if office not in kept:
        kept[office] = _found(at, office)
    return kept[office]


def _found(at: Reading, office: str) -> tuple[str, str]:
    row = cast("Office", at.glimpse("offices", office, "org", "jurisdiction", "accredited_to"))
    owner = _owner(at, first(row.org) or "") or first(row.jurisdiction) or ""
    shown = at.name(office)
    # A variant may be a title of another rank; one that only leaves words out of the name shown is the same.
    own = set(fold(shown).split())
    names = [name.name for name in _names(at, office) if "short" in name.uses or set(fold(name.name).split()) <= own]
    sent = [where for where in [first(row.accredited_to)] if where]
    whose = side(at, owner) if owner and at.name(owner) != owner else ""
    roles = [_without(_with_letters(name, at, sent), at, owner, whose) for name in (shown, *names)]
    return whose, min(filter(None, roles), key=len, default=shown)


def _owner(at: Reading, org: str) -> str:
    """Return the state that an organisation belongs to, the place it governs below one, else what stands at its top."""
    seen: set[str] = set()
    while org and org not in seen:
        seen.add(org)
        entity = _entity(at, org)
        of = attribute(entity, "class").value
        place, parent = attribute(entity, "territory").value, attribute(entity, "parent").value
        if of == "state" or not parent:
            return str(place) if of == "subnational" and place else org
        org = str(parent)
    return org


def _without(name: str, at: Reading, owner: str, whose: str) -> str:
    """Return a title without the words for whose office it is, which stand before it already."""
    if not owner:
        return name
    whole = name
    said = {at.name(owner), *(n.name for n in _names(at, owner)), whose, ".".join(whose) + "."}
    for told in sorted(filter(None, said), key=len, reverse=True):
        word = re.escape(told)
        name = re.sub(rf"^(?:the )?{word}(?:['’]s)? |,? (?:of|for) (?:the )?{word}(?![\w.])", "", name, flags=re.I)
    head = _DEMONYM.match(name)
    if head and head[0] != name and fold(head[0])[:4] == fold(at.name(owner))[:4]:
        name = name[head.end() :].lstrip()
    return name if name == whole else f"{name[:1].upper()}{name[1:]}"


def _with_letters(name: str, at: Reading, states: Iterable[str]) -> str:
    for state in states:
        if at.name(state) in name and len(at.name(state).split()) > 1:
            name = name.replace(at.name(state), side(at, state))
    return name


def _names(at: Reading, id_: str) -> Iterator[Name]:
    row = _entity(at, id_)
    return (name for name in aliases(row) if not _NOT_CALLED & set(name.uses)) if shown_name(row)[0] else iter(())


def _entity(at: Reading, id_: str) -> Entity:
    return cast("Entity", at.row("registry", id_))
