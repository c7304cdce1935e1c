"""What was recorded, event by event, and what no longer counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import overload

from legation import brief
from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.fate import Fates
from legation.newer import Newer
from legation.reading import Reading
from legation.saying import leaves, written
from legation.view import Column, Entry, Note, View, Why, told
from legation.words import about, counted, happened, listed, sentence, spoken, what

_STATES = {"record.retracted": "struck", "entity.matched": "judged", "record.assessed": "judged"}
_NAMING = ("target", "other", "replaced_by")
_UNREAD = (
    "It is newer than this legation, which cannot say what it means: it changes no row. A newer legation reads it."
)
_MOST_RAW, _LONGEST_RAW = 20, 200  # values, and letters with which each is told


class Positions(Sequence[str]):
    """The positions `first` … `last` as keys, without holding them."""

    def __init__(self, last: int, first: int = 1) -> None:
        self._range = range(first, last + 1)

    def __len__(self) -> int:
        return len(self._range)

    @overload
    def __getitem__(self, i: int) -> str: ...
    @overload
    def __getitem__(self, i: slice) -> Positions: ...
    def __getitem__(self, i: int | slice) -> str | Positions:
        if isinstance(i, int):
            return str(self._range[i])
        part = self._range[i]
        return Positions(part.stop - 1, part.start)

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Return where a position stands; raises ValueError if it is none of these."""
        return self._range.index(int(value)) if isinstance(value, str) and value.isdecimal() else self._range.index(0)


class Audit(View):
    """One line an event, in the order of the ledger; it follows only what was known, not the day."""

    digit, name, short, one = 9, "Audit", "Audit", "event"
    projections, kinds = ("audit",), ()
    uses_day = False
    plots = ("batches",)
    ordered_by = "#"
    columns = (
        Column("", 1),
        Column("#", 8, right=True),
        Column("Recorded", 11, keep=2, right=True),
        Column("What", 13, keep=1),
        Column("About", 0),
        Column("Happened", 11, keep=3, right=True),
        Column("Ok", 2, keep=1, right=True, tally=True),
    )
    states = (("−", "struck"), ("+", "put in place"), ("=", "judged"), ("?", "newer"))
    _fates: Fates | None = None  # those of the moment looked at last: its lines are asked for one by one

    def ids(self, at: Reading) -> Sequence[str]:
        """Return every position known at the moment."""
        return Positions(at.position)

    def still(self, keys: Sequence[str], at: Reading) -> Sequence[str]:
        """Return the positions known at the moment, without looking at all there are."""
        return keys[: bisect_right(keys, at.position, key=int)]

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
        state = self._state(fact, at)
        recorded = in_words(fact.recordedtime[:10])
        beside = tuple(self._beside(fact, at))
        tells, briefly = (" · ".join((*beside, about(fact, name))) for name in (at.name, partial(brief.mentioned, at)))
        cells = (self.sign(state) if state else "", f"#{key}", recorded, what(fact), tells,
                 in_words(when) if when else "", at.model.seals.mark(fact.position))  # fmt: skip
        short = {4: briefly, **({3: "newer"} if isinstance(fact, Newer) else {5: brief.day(when)} if when else {})}
        return Entry(key, cells, state, (fact.position,), short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say what the event is, whether it counts, which records speak of it, and whether its line is intact."""
        fact, fates = at.fact(int(key)), self._at(at)
        records = [f for f in self._records(fact, at) if fact.id in (f.data.get(name) for name in _NAMING)]
        named = [at.model.event(fact.data[name]) for name in _NAMING if name in fact.data]
        new, old = fates.successor(fact), fates.replaced(fact)
        recorded = datetime.fromisoformat(fact.recordedtime)
        verdict = [self._stands(fact, at)]
        if ground := fact.data.get("ground"):
            verdict.append(sentence(f"Ground: {spoken(ground, at.name)}"))
        if reason := fact.data.get("reason"):
            verdict.append(sentence(f"Reason: {reason}"))
        verdict.append(f"By {fact.actor}, {in_words(fact.recordedtime[:10])}, {recorded:%H:%M} UTC.")
        spoken_of = tuple(self._pointed(f, at) for f in named if f and f.position <= at.position)
        return Why(f"#{key} {what(fact)}", about(fact, at.name), tuple(verdict), (
            ("It speaks of", spoken_of),
            ("Put in its place", self._all((new,) if new else (), at)),
            ("In place of", self._all(old, at)),
            ("Records about it", self._all((f for f in records if f.position <= at.position), at)),
            ("The event", told(at, [fact.position], lambda f, at: what(f))),
            ("As it was written", tuple(_raw(fact)) if isinstance(fact, Newer) else ()),
            ("Its line", (Note(_line(fact, at)),)),
        ), question=f"What is #{key}?")  # fmt: skip

    def foot(self, at: Reading) -> str:
        """Say how many events there are, whether the seal holds, and the hash at the end."""
        end = at.model.meta("root") or "" if at.position == at.model.size else ""
        last = f" · end #{at.position} {end[:4]}…{end[-2:]}" if end else ""
        newer = f" · {self.sign('newer')} {len(found):,} newer" if (found := at.newer()) else ""
        return f"{counted(at.position, 'event')}{newer} · {at.model.seals.told()}{last}"

    def _state(self, fact: Fact, at: Reading) -> str:
        if not at.counts(fact.position):
            return "struck"
        if self._at(at).replaced(fact):
            return "put in place"
        return "newer" if isinstance(fact, Newer) else _STATES.get(fact.type, "")

    def _pointed(self, fact: Fact, at: Reading) -> Note:
        """Return an event that a record speaks of, under the sign of what became of it."""
        [note] = told(at, [fact.position])
        state = self._state(fact, at)
        return replace(note, lead=f"{self.sign(state) if state else ' '}#{fact.position}")

    def _all(self, facts: Iterable[Fact], at: Reading) -> tuple[Note, ...]:
        return tuple(self._pointed(fact, at) for fact in facts)

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
            if fact.type == "record.retracted" and (target := at.model.event(fact.data["target"])):
                return f"struck: #{target.position} no longer counts."
            return _UNREAD if isinstance(fact, Newer) else "It counts."
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


def _raw(fact: Newer) -> Iterator[Note]:
    """Yield what an event says that nobody here understands, each value by its path, as far as there is room for it."""
    said = list(leaves(fact.unread))
    for path, value in said[:_MOST_RAW]:
        text = f"{path}: {written(value)}"
        yield Note(text if len(text) <= _LONGEST_RAW else f"{text[: _LONGEST_RAW - 1]}…")
    if len(said) > _MOST_RAW:
        yield Note(f"and {counted(len(said) - _MOST_RAW, 'value')} more")


def _line(fact: Fact, at: Reading) -> str:
    """Say whether the line is under the seal and was read again, and its hash in short."""
    hashed = at.model.leaf(fact.position).hex()
    follows = f" · follows #{fact.position - 1}" if fact.position > 1 else ""
    return f"Seal {at.model.seals.mark(fact.position)}{follows} · {hashed[:4]}…{hashed[-2:]}"
