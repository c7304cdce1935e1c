"""Which lines of a view a filter keeps, at one moment (screens.md 5).

Up to `MANY` rows, words are looked for in all that a line shows and is also called. Beyond that, no line is made for
it: words are looked up in the index, among names and told texts. Terms such as `who:` always go by the events that a
line rests on, and what those name, so they cost what they hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from legation.dates import NotADate, parse
from legation.errors import NotUnderstood, TooManyRows
from legation.filtering import Filter, Term
from legation.finding import hits
from legation.ids import KINDS, fold
from legation.lookup import called
from legation.moment import parse_day
from legation.places import inside
from legation.reading import Reading
from legation.tables import text_key
from legation.timeline import Timeline
from legation.view import Entry, View
from legation.words import what

MANY = 2_000  # rows; up to these, every line may be judged by what it shows
_FEW_EVENTS = 100_000  # looked up one by one; more are found in one pass over what is touched

_KINDS = {"who": ("person", "org"), "place": ("place",), "source": ("doc",), "": KINDS}
_JUDGED = ("state", "kind")  # terms for which a line has to be made


@dataclass(slots=True)
class _Answer:
    """What answers to a term: things called so, the events that tell of them, and the rows that those events touched.

    `events` has a byte for each position.
    """

    named: set[str]
    events: bytearray
    rows: set[str] = field(default_factory=set)


class Sieve:
    """A filter held against the lines of one view at one moment."""

    def __init__(self, view: View, at: Reading, kept: Filter, rows: int) -> None:
        """Take the number of rows there are to look through, which decides how words are looked for."""
        self._view, self._at, self._many = view, at, rows > MANY
        self._terms = kept.terms
        self._answers = {term: self._answer(term) for term in self._terms if self._is_looked_up(term)}

    def __bool__(self) -> bool:
        return bool(self._terms)

    @property
    def narrows(self) -> bool:
        """Whether the index tells which events a line that is kept must rest on."""
        return any(not term.out for term in self._answers)

    def may_hold(self, id_: str) -> bool:
        """Tell whether a row can have a line that is kept; what is kept for another reason than its row always can."""
        if self._view.about_several or not self._view.kinds:
            return True
        return all(id_ in found.named or id_ in found.rows for term, found in self._answers.items() if not term.out)

    def check(self, rows: int) -> None:
        """Raise TooManyRows if lines of so many rows would have to be made one by one."""
        for term in self._terms:
            if term.name in _JUDGED and not self._is_looked_up(term) and rows > MANY:
                raise TooManyRows(f"filter by {term.name}", rows, MANY)

    def holds(self, key: str, line: Callable[[str], Entry]) -> bool:
        """Tell whether the line of a key is kept; `line` makes it, if it has to be looked at."""
        return all(self._holds(term, key, line) != term.out for term in self._terms)

    def positions(self) -> Iterator[int]:
        """Yield the events that answer to all terms that are looked up, in order: the lines of a view of events."""
        wanted = [found.events for term, found in self._answers.items() if not term.out]
        return (p for p in range(1, self._at.position + 1) if all(events[p] for events in wanted))

    def _is_looked_up(self, term: Term) -> bool:
        if term.name == "kind":
            return not self._view.kinds
        return term.name != "state" and (term.name != "" or self._many)

    def _holds(self, term: Term, key: str, line: Callable[[str], Entry]) -> bool:
        if found := self._answers.get(term):
            return self._rests_on(found, key, line)
        if term.name == "state":
            return term.text in fold(line(key).state)
        if term.name == "kind":
            return any(term.text in _kind_of(self._at, p) for p in self._events_of(key, line))
        return term.text in fold(" ".join((key, *line(key).cells, *self._view.also(key, self._at))))

    def _rests_on(self, found: _Answer, key: str, line: Callable[[str], Entry]) -> bool:
        parts = key.split(" ")
        if found.named.intersection(parts):
            return True
        if numbers := [int(part) for part in parts if part.isdecimal()]:
            return any(n < len(found.events) and found.events[n] for n in numbers)
        if self._view.about_several or self._view.follows:
            return any(found.events[p] for p in line(key).at)
        return parts[0] in found.rows

    def _events_of(self, key: str, line: Callable[[str], Entry]) -> set[int]:
        id_ = key.partition(" ")[0]
        told = (p for projection in self._view.projections for p in self._at.evidence(projection, id_))
        return {*line(key).at, *told}

    def _answer(self, term: Term) -> _Answer:
        named = set(self._named(term)) if term.name in _KINDS else set[str]()
        events = bytearray(self._at.position + 1)
        for position in self._positions(term, named):
            if position not in self._dead:
                events[position] = 1
        return _Answer(named, events, self._touched(events))

    def _named(self, term: Term) -> Iterable[str]:
        found = called(self._at, term.text, *_KINDS[term.name])
        if term.name == "place":
            found += [inner for place in found for inner in inside(self._at, place)]
        return found

    def _positions(self, term: Term, named: Iterable[str]) -> Iterator[int]:
        known = self._at.position
        for member in {member for id_ in named for member in self._at.identity.members(id_)}:
            yield from self._asked("select position from mentions where id = ? and position <= ?", member, known)
        match term.name:
            case "":
                yield from (p for p in hits(self._at, term.text) if p <= known)
            case "kind":
                told = "select position from ids where type = ? and position <= ?"
                for (type_,) in self._at.model.db.execute("select distinct type from ids").fetchall():
                    some = next(self._asked(told, type_, known), 0)
                    if some and term.text in _kind_of(self._at, some):
                        yield from self._asked(told, type_, known)
            case "before" | "after":
                low, high = self._period(term)
                test, day = ("<", low) if term.name == "before" else (">", high)
                yield from self._asked(f"select position from stops where day {test} ? and position <= ?", day, known)

    def _asked(self, query: str, *values: str | int) -> Iterator[int]:
        return (position for (position,) in self._at.model.db.execute(query, values))

    def _period(self, term: Term) -> tuple[str, str]:
        """Return the first and the last day of what was typed; words such as `today` count from the day looked at."""
        try:
            typed = parse(term.text)
            return typed.s_lo, typed.e_hi
        except NotADate:
            pass
        try:
            day = parse_day(term.text, date.fromisoformat(self._at.day), Timeline(self._at))
        except NotUnderstood as unknown:
            raise NotUnderstood(f"{term.name}:{term.text}", str(unknown).partition(" is no ")[2]) from None
        return day, day

    @cached_property
    def _dead(self) -> set[int]:
        """The events that no longer count at the moment."""
        told = "select position from dead where since <= :known and (until is null or :known < until)"
        return {p for (p,) in self._at.model.db.execute(told, {"known": self._at.position})}

    def _touched(self, events: bytearray) -> set[str]:
        """Return the first parts of the keys, as they survive, that any of the events touched in any projection."""
        found: set[str] = set()
        if not self._view.kinds:
            return found
        db, at = self._at.model.db, -1
        if events.count(1) <= _FEW_EVENTS:
            while (at := events.find(1, at + 1)) >= 0:
                told = db.execute("select key from touches where position = ?", (at,))
                found.update(text_key(text)[0] for (text,) in told)
        else:
            for text, position in db.execute("select key, position from touches"):
                if position < len(events) and events[position]:
                    found.add(text_key(text)[0])
        same = self._at.identity.same
        return {same.get(id_, id_) for id_ in found}


def _kind_of(at: Reading, position: int) -> str:
    """Return the words for what kind of thing an event tells of."""
    fact = at.fact(position)
    told = (fact.type, what(fact), str(fact.data.get("kind", "")).replace("_", " "))
    return fold(" ".join(told))
