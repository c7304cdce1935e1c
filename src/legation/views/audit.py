"""What was recorded, event by event, and what no longer counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import overload

from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.reading import Reading
from legation.view import Column, Entry, Note, View, Why, told
from legation.words import about, happened, sentence, what

_SIGNS = {"record.retracted": "−", "entity.matched": "=", "record.assessed": "~"}
_NAMING = ("target", "other", "replaced_by")


class Positions(Sequence[str]):
    """The positions 1 … n as keys, without holding them."""

    def __init__(self, size: int) -> None:
        self._range = range(1, size + 1)

    def __len__(self) -> int:
        return len(self._range)

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> list[str]: ...
    def __getitem__(self, i: int | slice) -> str | list[str]:
        return [str(p) for p in self._range[i]] if isinstance(i, slice) else str(self._range[i])

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return where a position stands; raises ValueError if it is none of these."""
        return self._range.index(int(value)) if isinstance(value, str) and value.isdecimal() else self._range.index(0)


class Audit(View):
    """One line an event, in the order of the ledger; it follows only what was known, not the day."""

    digit, name, short, one = 9, "Audit", "Audit", "event"
    projections, kinds = ("audit",), ()
    uses_day = False
    columns = (
        Column("", 1),
        Column("#", 7, right=True),
        Column("Recorded", 11, keep=2, right=True),
        Column("What", 16),
        Column("About", 0),
        Column("Happened", 18, keep=1, right=True),
    )
    states = (("−", "struck"), ("·", "no longer counts"), ("+", "put in place"), ("=", "judged"), ("~", "assessed"))

    def keys(self, at: Reading) -> Sequence[str]:
        """Return every position known at the moment."""
        return Positions(at.position)

    def find(self, words: str, at: Reading) -> str:
        """Return the position that `#12`, `12` or the id of an event names."""
        fact = at.model.event(words)
        number = re.fullmatch(r"#?(\d{1,15})", words, re.ASCII)
        position = fact.position if fact else int(number[1]) if number else 0
        if not 1 <= position <= at.position:
            raise NotUnderstood(words, f"event known at #{at.position}")
        return str(position)

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one event."""
        fact = at.fact(int(key))
        when = happened(fact)
        sign, state = self._mark(fact, at)
        recorded = in_words(fact.recordedtime[:10])
        cells = (sign, f"#{key}", recorded, what(fact), about(fact, at.name), in_words(when) if when else "")
        return Entry(key, cells, state, (fact.position,))

    def why(self, key: str, at: Reading, field: str = "") -> Why:
        """Say what the event is, whether it counts, and which records speak of it."""
        fact = at.fact(int(key))
        when = happened(fact)
        records = [f for f in self._records(at) if fact.id in (f.data.get(name) for name in _NAMING)]
        named = [at.model.event(fact.data[name]) for name in _NAMING if name in fact.data]
        verdict = [f"Recorded {in_words(fact.recordedtime[:10])} by {fact.actor}."]
        verdict.append("It counts." if at.counts(fact.position) else "It no longer counts.")
        if reason := fact.data.get("reason"):
            verdict.append(sentence(f"Reason: {reason}"))
        return Why(f"#{key} {what(fact)}", about(fact, at.name), tuple(verdict), (
            ("The event", (Note(about(fact, at.name), fact.position, in_words(when) if when else ""),)),
            ("Records about it", told(at, (f.position for f in records if f.position <= at.position))),
            ("It speaks of", told(at, (f.position for f in named if f and f.position <= at.position))),
        ))  # fmt: skip

    def _mark(self, fact: Fact, at: Reading) -> tuple[str, str]:
        if not at.counts(fact.position):
            return "·", "no longer counts"
        if fact.id in self._replacements(at):
            return "+", "put in place"
        sign = _SIGNS.get(fact.type, "")
        return sign, next((state for s, state in self.states if s == sign), "")

    def _replacements(self, at: Reading) -> set[str]:
        return {f.data["replaced_by"] for f in self._records(at) if "replaced_by" in f.data and at.counts(f.position)}

    def _records(self, at: Reading) -> list[Fact]:
        return [at.fact(p) for (p,) in at.model.db.execute(
            "select position from ids where type like 'record.%' and position <= ? order by position", (at.position,)
        ).fetchall()]  # fmt: skip
