"""What one fact gives to the indexes of the read model: ids it names, words it speaks, days on which it matters."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from legation.dates import OPEN_END, OPEN_START, SHAPE, Edtf, NotADate, parse, whole
from legation.fact import Fact
from legation.ids import digest_mark, fold, is_id
from legation.newer import Newer

SPOKEN = frozenset(
    {"name", "title", "summary", "detail", "purpose", "aspect", "note", "base", "scope", "condition", "label", "reason",
     "portion", "rank", "title_used", "value"}
)  # fmt: skip
EVENT_NAMING = frozenset({"target", "other", "by", "replaced_by", "basis"})
_SHORT = 400  # days; the middle of a longer range would point at nothing
_BEGINS_A_DATE = frozenset("0123456789[/.")
_LONGEST_DATE = 200
_OPEN = frozenset({OPEN_START, OPEN_END})
_SILENT = frozenset({"span_sha256", "lines", "voice", "stance", "certainty", "polarity"})  # no id, no text, no date


@dataclass(slots=True)
class Index:
    """What an event names and says: ids, names and short texts, dates as written.

    `marks` are the ids of other events that it names, and the bytes it registers.
    """

    named: set[str] = field(default_factory=set)
    spoken: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, fact: Fact) -> Index:
        """Look through the payload of an event; its subject is named, too. One newer than this names nothing."""
        if isinstance(fact, Newer):
            return cls()
        index = cls({fact.subject} if is_id(fact.subject) else set())
        if fact.type == "source.registered" and "sha256" in fact.data:
            index.marks.append(digest_mark(fact.data["sha256"]))
        index._look(fact.data)
        return index

    def _look(self, data: Mapping[str, object]) -> None:
        for key, value in data.items():
            if type(value) is str:
                if key not in _SILENT:
                    self._take(value, key)
            elif key not in _SILENT:
                self._look_into(value, key)

    def _look_into(self, value: object, key: str) -> None:
        if isinstance(value, list):
            for member in value:
                if type(member) is str:
                    self._take(member, key)
                else:
                    self._look_into(member, key)
        elif isinstance(value, Mapping):
            self._look(value)

    def _take(self, text: str, key: str) -> None:
        if ":" in text and is_id(text):
            self.named.add(text)
        elif key in SPOKEN:
            self.spoken.append(text)
        elif key in EVENT_NAMING:
            self.marks.append(text)
        elif text[:1] in _BEGINS_A_DATE and len(text) < _LONGEST_DATE:
            self.dates.append(text)


class Indexes:
    """The tables that every fact fills by itself: gathered, and written in the order of their keys."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take the tables; `days` are those on which anything begins or ends."""
        self._db, self.days = db, set[str]()
        self._ids: list[tuple[object, ...]] = []
        self._mentions: defaultdict[str, list[int]] = defaultdict(list)
        self._search: list[tuple[int, str]] = []
        self._stops: list[tuple[str, int, int, int]] = []
        self._turns: defaultdict[str, list[int]] = defaultdict(list)

    def take(self, fact: Fact, place: str) -> None:
        """Take in one fact, and the place where its line lies."""
        at, index = fact.position, Index.of(fact)
        subject = "" if isinstance(fact, Newer) else fact.subject
        self._ids.append((at, fact.id, fact.type, subject, fact.recordedtime, fact.batch, place))
        for id_ in {*index.named, *index.marks}:
            self._mentions[id_].append(at)
        if index.spoken:
            self._search.append((at, fold("\n".join(index.spoken))))
        self._stops += [(day, at, account, sure) for day, account, sure in stops_of(fact)]
        for day in turns_of(fact, index.dates):
            self._turns[day].append(at)

    def write(self) -> None:
        """Write down what was gathered."""
        execute = self._db.executemany
        execute("insert into ids values (?, ?, ?, ?, ?, ?, ?)", self._ids)
        execute("insert into mentions values (?, ?)", _unfolded(self._mentions))
        execute("insert into search (rowid, text) values (?, ?)", self._search)
        execute("insert or ignore into stops values (?, ?, ?, ?)", sorted(self._stops))
        self.days |= {day for day, *_ in self._stops}
        execute("insert into turns values (?, ?)", _unfolded(self._turns))
        for rows in (self._ids, self._mentions, self._search, self._stops, self._turns):
            rows.clear()


def _unfolded(told: Mapping[str, list[int]]) -> Iterator[tuple[str, int]]:
    return ((text, at) for text in sorted(told) for at in told[text])


def spoken_in(fact: Fact) -> list[str]:
    """Return the names and short texts that an event holds."""
    return Index.of(fact).spoken


def stops_of(fact: Fact) -> Iterator[tuple[str, int, int]]:
    """Yield (day, is an account, is a stop) for the dates on which what `fact` tells begins or ends (screens.md 3)."""
    planned = fact.type == "engagement.planned"
    for name, account in (("when", not planned), ("on", True), ("due", False)):
        if text := fact.data.get(name):
            yield from ((day, int(account), sure) for day, sure in _days(text))


def turns_of(fact: Fact, dates: Sequence[str] | None = None) -> set[str]:
    """Return the days on which what is computed from `fact` can change: the bounds of each of its dates (screens.md 5).

    It changes as the day passes from before a bound to the bound, or from the bound to behind it. What gives no day of
    its own is held to have been so by the day it was recorded (domain.md 13.1). Too many is harmless, too few is a lie:
    whatever may be a date is taken for one. `dates` are those of the event, if they have been looked for already.
    """
    days = set[str]().union(*map(_bounds, Index.of(fact).dates if dates is None else dates))
    if "when" not in fact.data and "on" not in fact.data:
        days.add(fact.recordedtime[:10])
    return days


@lru_cache(maxsize=1 << 16)
def _bounds(text: str) -> frozenset[str]:
    if not SHAPE.fullmatch(text):  # most are numbers and fingerprints: to say what is wrong with them takes long
        return frozenset()
    try:
        found = parse(text)
    except NotADate:
        return frozenset()
    inner = (day for span in found.alternatives for day in span)
    return frozenset((found.s_lo, found.s_hi, found.e_lo, found.e_hi, *inner)) - _OPEN


@lru_cache(maxsize=1 << 16)
def _days(text: str) -> tuple[tuple[str, int], ...]:
    return tuple(dict.fromkeys(_days_of(parse(text))))


def _days_of(found: Edtf) -> Iterator[tuple[str, int]]:
    for low, high in {(found.s_lo, found.s_hi), (found.e_lo, found.e_hi)}:
        if not _OPEN & {low, high} and len(whole(low, high)) >= len("2022-03"):
            yield low, 1
        elif found.kind in {"range", "set"}:
            yield from ((middle, 0) for middle in map(_middle, found.alternatives) if middle)


def _middle(span: tuple[str, str]) -> str:
    if _OPEN & set(span):
        return ""
    low, high = map(date.fromisoformat, span)
    return (low + (high - low) / 2).isoformat() if (high - low).days <= _SHORT else ""
