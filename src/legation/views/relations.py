"""Who met whom: read from who was at the same meeting, never recorded as such (domain.md 13.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, cast
from weakref import WeakKeyDictionary

from legation import brief
from legation.dates import first_day, in_words, parse
from legation.gatherings import participants, parts, wholes
from legation.ids import kind
from legation.projections import engagements
from legation.projections.attendance import Attendance, presence
from legation.projections.engagements import HELD, Engagement, standing
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import Column, Entry, Note, Sections, View, Why, told
from legation.words import counted

_MET, _POSSIBLY, _NEAR = "met", "possibly met", "same gathering"
_SHOWN = 2
_MOST_KEPT = 50  # persons, of whom a line asks more than once; some were at thousands of engagements
_ATTENDED: WeakKeyDictionary[Reading, dict[str, dict[str, bool]]] = WeakKeyDictionary()
_SAID = {
    _MET: "Both were at {} by this day.",
    _POSSIBLY: "Both may have been at {}.",
    _NEAR: "At {} of one gathering only one of the two is told of, so that is no meeting.",
}


class Shared(NamedTuple):
    """One engagement that two people have in common, and how: both in the room, perhaps so, or only under one roof."""

    engagement: str
    how: str
    at: tuple[int, ...]


class Relations(View):
    """One line for each other person somebody met, as seen from the first of the two."""

    digit, name, short, one = 0, "Relations", "Met", "encounter"
    projections, kinds = ("people",), ("person",)
    plots = ("graph",)
    called = (1, 2)
    about_several = True
    columns = (
        Column("", 1),
        Column("Person", 19, keep=0),
        Column("With", 0),
        Column("Times", 5, keep=1, right=True),
        Column("When", 14, keep=1),
        Column("Last at", 20, keep=3),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("█", _MET), ("▒", _POSSIBLY), ("·", _NEAR))
    settled_by = ((_POSSIBLY, "a source that says who was present"),)

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Return one line for each person met by the day, those met most often first."""
        found = {who: shared(key, who, at) for who in _others(key, at)}
        order = sorted(found, key=lambda who: (-_times(found[who]), -len(found[who]), at.name(who), who))
        return [f"{key} {who}" for who in order if found[who]]

    def entry(self, key: str, at: Reading) -> Entry:
        """Return what two people have in common by the day."""
        one, _, other = key.partition(" ")
        found = shared(one, other, at)
        how = next(word for word in (_MET, _POSSIBLY, _NEAR) if any(item.how == word for item in found))
        mine = [item for item in found if item.how == how]
        days = [in_words(when) if when else "day unknown" for when in (_when(item.engagement, at) for item in mine)]
        distinct = list(dict.fromkeys(days))
        more = f" +{len(distinct) - _SHOWN}" if len(distinct) > _SHOWN + 1 else ""
        shown = distinct if not more else distinct[:_SHOWN]
        positions = tuple(dict.fromkeys(p for item in found for p in item.at))
        documents, _ = support(at, positions)
        sign = self.sign(how)
        cells = (sign, at.name(one), at.name(other), str(len(mine)) if how != _NEAR else "",
                 ", ".join(shown) + more, at.name(mine[-1].engagement), str(documents))  # fmt: skip
        dated = list(dict.fromkeys(filter(None, (_when(item.engagement, at) for item in mine))))
        short = {1: brief.person(at, one), 2: brief.person(at, other)}
        short |= {4: brief.day(dated[0]) + (f" +{len(distinct) - 1}" if len(distinct) > 1 else "")} if dated else {}
        day = first_day(_when(mine[-1].engagement, at))
        return Entry(key, cells, how, positions, day, sure=how == _MET, short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say at which engagements both were, which only may have been so, and which had them under one roof."""
        one, _, other = key.partition(" ")
        found = shared(one, other, at)
        verdict = []
        for how, sentence_ in _SAID.items():
            if times := sum(item.how == how for item in found):
                verdict.append(sentence_.format(counted(times, "meeting or visit", "meetings and visits")))
        positions = [p for item in found for p in item.at]
        verdict.append(supported(at, positions))
        return Why(f"{at.name(one)} and {at.name(other)}", "who met whom", tuple(verdict), tuple(
            (f"{how[:1].upper()}{how[1:]}", told(at, (p for item in found if item.how == how for p in item.at)))
            for how in (_MET, _POSSIBLY, _NEAR) if any(item.how == how for item in found)
        ))  # fmt: skip

    def naming(self, id_: str, at: Reading) -> Sequence[str]:
        """Return the lines of one person; the other side of each is a line of the other person."""
        return list(self.lines(id_, at))

    def page(self, key: str, at: Reading) -> Sections:
        """Return the engagements shared with each person, in the order of the lines."""
        return tuple(
            (at.name(who), tuple(_note(item, at) for item in shared(key, who, at)))
            for who in (line.partition(" ")[2] for line in self.lines(key, at))
        )

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return every engagement they share, and each day with its month in full, as in `March 2022`."""
        one, _, other = key.partition(" ")
        found = [item.engagement for item in shared(one, other, at)]
        return [text for eng in found for text in (at.name(eng), *_months(_when(eng, at)))]


def shared(one: str, other: str, at: Reading) -> list[Shared]:
    """Return what two people have in common by the day, in order of time."""
    mine, theirs = _attended(one, at), _attended(other, at)
    found = []
    for eng in mine.keys() & theirs.keys():
        sure = mine[eng] and theirs[eng] and _held(eng, at) == "certain"
        found.append(Shared(eng, _MET if sure else _POSSIBLY, _evidence(eng, at, one, other)))
    roofs = {root for eng in mine.keys() & theirs.keys() for root in wholes(eng, at)}
    whole_of = {eng: wholes(eng, at)[-1] for eng in mine.keys() | theirs.keys()}
    near = {whole_of[eng] for eng in mine} & {whole_of[eng] for eng in theirs} - roofs
    for eng in mine.keys() ^ theirs.keys():
        if whole_of[eng] in near:
            found.append(Shared(eng, _NEAR, _evidence(eng, at, one if eng in mine else other)))
    return sorted(found, key=lambda item: (_row(item.engagement, at).order(), item.engagement))


def _others(person: str, at: Reading) -> list[str]:
    """Return the persons who were at the same engagements, or at other parts of the same gatherings."""
    gatherings = {whole for eng in _attended(person, at) for whole in wholes(eng, at)}
    family = {part for whole in gatherings for part in (whole, *parts(whole, at))}
    told_of = {who for eng in family for who in participants(eng, at)}
    return sorted(who for who in told_of if kind(who) == "person" and who != person)


def _attended(person: str, at: Reading) -> dict[str, bool]:
    """Return the engagements held by the day at which a person was, or may have been; True where that is sure."""
    kept = _ATTENDED.setdefault(at, {})
    if person not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[person] = _found_at(person, at)
    return kept[person]


def _found_at(person: str, at: Reading) -> dict[str, bool]:
    found = {}
    for key in at.keys_under("attendance", person):
        row = cast("Attendance", at.row("attendance", *key))
        told_of = presence(row)
        maybe = any(c.value == "present" and c.weight == "possible" for c in row.presence)
        if _held(key[1], at) != "no" and (told_of.value == "present" or told_of.contested or maybe):
            found[key[1]] = told_of.value == "present"
    return found


def _held(eng: str, at: Reading) -> str:
    stands = standing(_row(eng, at), at.day)
    if HELD not in stands.states:
        return "no"
    return "certain" if stands.states == {HELD} else "possible"


def _evidence(eng: str, at: Reading, *people: str) -> tuple[int, ...]:
    """Return the events that place somebody there, sure or not; an invitation places nobody."""
    rows = (cast("Attendance", at.row("attendance", person, eng)) for person in people)
    return tuple(sorted({c.at for row in rows for c in row.presence if c.value == "present"}))


def _row(eng: str, at: Reading) -> Engagement:
    return cast("Engagement", at.row("engagements", eng))


def _when(eng: str, at: Reading) -> str:
    return engagements.when(_row(eng, at)).value or ""


def _months(when: str) -> Iterator[str]:
    """Yield a date in words, and the month of a day by its whole name."""
    if when:
        yield in_words(when)
        on = parse(when)
        if on.s_lo[:7] == on.e_hi[:7]:
            yield date.fromisoformat(on.s_lo).strftime("%B %Y")


def _times(found: Sequence[Shared]) -> int:
    return sum(item.how != _NEAR for item in found)


def _note(item: Shared, at: Reading) -> Note:
    when = _when(item.engagement, at)
    how = "" if item.how == _MET else f" ({item.how})"
    day = in_words(when) if when else "day unknown"
    return Note(f"{at.name(item.engagement)}{how}", item.at[0], day)
