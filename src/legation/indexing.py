"""What one fact gives to the indexes of the read model: ids it names, words it speaks, days on which it matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from legation.dates import OPEN_END, OPEN_START, SHAPE, Edtf, NotADate, parse, whole
from legation.fact import Fact
from legation.ids import is_id

SPOKEN = frozenset(
    {"name", "title", "summary", "detail", "purpose", "aspect", "note", "base", "scope", "condition", "label", "reason",
     "portion", "rank", "title_used", "value"}
)  # fmt: skip
EVENT_NAMING = frozenset({"target", "other", "by", "replaced_by", "basis"})
_SHORT = 400  # days; the middle of a longer range would point at nothing
_BEGINS_A_DATE = frozenset("0123456789[/.")
_LONGEST_DATE = 200
_OPEN = frozenset({OPEN_START, OPEN_END})


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
        """Look through the payload of an event; its subject is named, too."""
        index = cls({fact.subject} if is_id(fact.subject) else set())
        if fact.type == "source.registered" and "sha256" in fact.data:
            index.marks.append(digest_mark(fact.data["sha256"]))
        index._take(fact.data, "")
        return index

    def _take(self, value: object, key: str) -> None:
        if isinstance(value, str):
            if ":" in value and is_id(value):
                self.named.add(value)
            elif key in SPOKEN:
                self.spoken.append(value)
            elif key in EVENT_NAMING:
                self.marks.append(value)
            elif value[:1] in _BEGINS_A_DATE and len(value) < _LONGEST_DATE:
                self.dates.append(value)
        elif isinstance(value, Mapping):
            for name, member in value.items():
                self._take(member, name)
        elif isinstance(value, list):
            for member in value:
                self._take(member, key)


def digest_mark(sha256: str) -> str:
    """Return how the bytes of a document stand among the ids that events name."""
    return f"sha256:{sha256}"


def spoken_in(fact: Fact) -> list[str]:
    """Return the names and short texts that an event holds."""
    return Index.of(fact).spoken


def stops_of(fact: Fact) -> Iterator[tuple[str, int, int]]:
    """Yield (day, is an account, is a stop) for the dates on which what `fact` tells begins or ends (screens.md 3)."""
    planned = fact.type == "engagement.planned"
    for name, account in (("when", not planned), ("on", True), ("due", False)):
        if text := fact.data.get(name):
            yield from ((day, int(account), int(sure)) for day, sure in _days(parse(text)))


def turns_of(fact: Fact, dates: Sequence[str] | None = None) -> set[str]:
    """Return the days on which what is computed from `fact` can change: the bounds of each of its dates (screens.md 5).

    It changes as the day passes from before a bound to the bound, or from the bound to behind it. What gives no day of
    its own is held to have been so by the day it was recorded (domain.md 13.1). Too many is harmless, too few is a lie:
    whatever may be a date is taken for one. `dates` are those of the event, if they have been looked for already.
    """
    days: set[str] = set().union(*map(_bounds, Index.of(fact).dates if dates is None else dates))
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


def _days(found: Edtf) -> Iterator[tuple[str, bool]]:
    for low, high in {(found.s_lo, found.s_hi), (found.e_lo, found.e_hi)}:
        if not _OPEN & {low, high} and len(whole(low, high)) >= len("2022-03"):
            yield low, True
        elif found.kind in {"range", "set"}:
            yield from ((middle, False) for middle in map(_middle, found.alternatives) if middle)


def _middle(span: tuple[str, str]) -> str:
    if _OPEN & set(span):
        return ""
    low, high = map(date.fromisoformat, span)
    return (low + (high - low) / 2).isoformat() if (high - low).days <= _SHORT else ""
