"""What was recorded, event by event, and what no longer counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import overload

from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.fate import Fates
from legation.reading import Reading
from legation.view import Column, Entry, Note, View, Why, told
from legation.words import about, happened, listed, sentence, spoken, what

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
    ordered = "#"
    columns = (
        Column("", 1),
        Column("#", 7, right=True),
        Column("Recorded", 11, keep=2, right=True),
        Column("What", 16),
        Column("About", 0),
        Column("Happened", 18, keep=1, right=True),
    )
    states = (("−", "struck"), ("·", "no longer counts"), ("+", "put in place"), ("=", "judged"), ("~", "assessed"))
    _fates: Fates | None = None  # those of the moment looked at last: its lines are asked for one by one

    def ids(self, at: Reading) -> Sequence[str]:
        """Return every position known at the moment."""
        return Positions(at.position)

    def keys(self, at: Reading) -> Sequence[str]:
        """Return every position known at the moment."""
        return self.ids(at)

    def find(self, words: str, at: Reading) -> str:
        """Return the position that `#12`, `12` or the id of an event names."""
        fact = at.model.event(words)
        number = re.fullmatch(r"#?(\d{1,15})", words, re.ASCII)
        position = fact.position if fact else int(number[1]) if number else 0
        if not 1 <= position <= at.position:
            raise NotUnderstood(words, f"event known at #{at.position}")
        return str(position)

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one event; of one that was put right, also what stands for it, and the other way round."""
        fact = at.fact(int(key))
        when = happened(fact)
        sign, state = self._mark(fact, at)
        recorded = in_words(fact.recordedtime[:10])
        tells = " · ".join((about(fact, at.name), *self._beside(fact, at)))
        cells = (sign, f"#{key}", recorded, what(fact), tells, in_words(when) if when else "")
        return Entry(key, cells, state, (fact.position,))

    def why(self, key: str, at: Reading) -> Why:
        """Say what the event is, whether it counts, and which records speak of it."""
        fact, fates = at.fact(int(key)), self._at(at)
        when = happened(fact)
        records = [f for f in self._records(fact, at) if fact.id in (f.data.get(name) for name in _NAMING)]
        named = [at.model.event(fact.data[name]) for name in _NAMING if name in fact.data]
        new, old = fates.successor(fact), fates.replaced(fact)
        verdict = [f"Recorded {in_words(fact.recordedtime[:10])} by {fact.actor}.", self._stands(fact, at)]
        if reason := fact.data.get("reason"):
            verdict.append(sentence(f"Reason: {reason}"))
        if ground := fact.data.get("ground"):
            verdict.append(sentence(f"Ground: {spoken(ground, at.name)}"))
        if old:
            verdict.append(f"It was put in the place of {listed(f'#{f.position}' for f in old)}.")
        return Why(f"#{key} {what(fact)}", about(fact, at.name), tuple(verdict), (
            ("The event", (Note(about(fact, at.name), fact.position, in_words(when) if when else ""),)),
            ("Put in its place", told(at, (new.position,) if new else ())),
            ("In place of", told(at, (f.position for f in old))),
            ("Records about it", told(at, (f.position for f in records if f.position <= at.position))),
            ("It speaks of", told(at, (f.position for f in named if f and f.position <= at.position))),
        ))  # fmt: skip

    def _mark(self, fact: Fact, at: Reading) -> tuple[str, str]:
        if not at.counts(fact.position):
            return "·", "no longer counts"
        if self._at(at).replaced(fact):
            return "+", "put in place"
        sign = _SIGNS.get(fact.type, "")
        return sign, next((state for s, state in self.states if s == sign), "")

    def _beside(self, fact: Fact, at: Reading) -> Iterator[str]:
        """Yield the positions that a line about a correction points to."""
        fates = self._at(at)
        if strike := fates.struck_by(fact):
            new = fates.successor(fact)
            yield f"struck by #{strike.position}{f', now #{new.position}' if new else ''}"
        if old := fates.replaced(fact):
            yield f"for {listed(f'#{f.position}' for f in old)}"

    def _stands(self, fact: Fact, at: Reading) -> str:
        if at.counts(fact.position):
            return "It counts."
        return sentence(f"It no longer counts: {self._at(at).story(fact)}")

    def _at(self, at: Reading) -> Fates:
        fates = self._fates
        if not fates or fates.at is not at:
            fates = self._fates = Fates(at)
        return fates

    def _records(self, fact: Fact, at: Reading) -> list[Fact]:
        """Return the records that name an event, which are found by it and not by reading them all."""
        told = (
            "select m.position from mentions m join ids i on i.position = m.position where m.id = ? and m.position <= ?"
        )
        found = at.model.db.execute(f"{told} and i.type like 'record.%' order by m.position", (fact.id, at.position))
        return [at.fact(position) for (position,) in found.fetchall()]
