"""Which events determine one cell: found by trying what it would say without them (house.md 4, "why is exact").

An event determines a cell if, among some of the events listed, the cell would be another one without it. So what is
listed alone gives the same cell, and to take back what is not listed changes nothing. Tried are all events that were
read to make the line: each by itself, among those before it, those behind it, all, all of which none is struck, and
beside each of a few.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from legation.history import Cells, cells
from legation.ids import fold as folded
from legation.ids import kind as kind_of
from legation.indexing import Index
from legation.projection import Key
from legation.reading import Reading
from legation.replay import Liveness
from legation.tables import SEPARATOR, key_text, text_key
from legation.view import View

MOST = 150  # events tried; beyond that a person would not read the list
_FEW = 30  # events beside each of which, alone, another is tried


class Weighing(Reading):
    """A reading that decides by itself what counts: nothing is stored of a ledger that is not, so each row is asked."""

    @property
    def _is_head(self) -> bool:
        return False

    def _stored(self, projection: str, key: Key) -> bytes | None:
        return None

    def _counting(self, positions: str, *values: str) -> list[int]:
        return [p for (p,) in self.model.db.execute(positions, values) if self.counts(p)]

    def _texts(self, projection: str) -> Iterator[str]:
        """Yield the keys, as the tables hold them, of all rows that anything that counts has touched, in order."""
        told = self.model.db.execute("select distinct key from touches where projection = ?", (projection,))
        keys = {self.identity.resolve(text_key(text)) for (text,) in told.fetchall()}
        standing = [key for key in keys if self.evidence(projection, *key)]
        return map(key_text, sorted(standing, key=lambda key: (self._sort(projection, key), key_text(key))))

    def ids(self, projection: str, kind: str = "") -> Sequence[str]:
        """Return the first parts of these keys in their order, each once."""
        ids = dict.fromkeys(text.partition(SEPARATOR)[0] for text in self._texts(projection))
        return [id_ for id_ in ids if not kind or kind_of(id_) == kind]

    def _sort(self, projection: str, key: Key) -> tuple[str, str]:
        return self._folded(projection, key).order(), folded(self._named(key[0])) if len(key) == 1 else ""


class Among(Weighing):
    """A reading as if only some events had been said: what others did and undid is not so."""

    def __init__(self, at: Reading, kept: Collection[int]) -> None:
        """Take the moment, and the positions of the events to keep."""
        super().__init__(at.model, at.day, at.position)
        self._kept = frozenset(kept)
        self._struck = self._strike()

    def _strike(self) -> Mapping[int, int]:
        """Return what does not count among the events kept, by the rules of liveness, record by record."""
        liveness, kept = Liveness(), json.dumps(sorted(self._kept))
        told = self.model.db.execute(
            "select position, 0, target, null from retractions where position in (select value from json_each(?)) "
            "union all select position, 1, target, other from assessments where position in "
            "(select value from json_each(?)) order by 1",
            (kept, kept),
        )
        for position, assessed, target, other in told.fetchall():
            if assessed:
                named = [event for event in (target, other) if event is not None]
                liveness.since |= {event: 0 for event in named if event not in self._kept}
                liveness.assess(position, named)
            elif target in self._kept:  # what was never said does not come back when its retraction is taken back
                liveness.retract(position, target)
        return liveness.since

    def counts(self, position: int) -> bool:
        """Tell whether the event is known, kept, and not struck by another that is kept."""
        return position <= self.position and position in self._kept and position not in self._struck


class Tracing(Weighing):
    """A reading that notes which events were looked at, whether they count or not; `all_count` has none struck."""

    def __init__(self, at: Reading, *, all_count: bool = False) -> None:
        """Take the moment."""
        super().__init__(at.model, at.day, at.position)
        self.read: set[int] = set()
        self._all_count = all_count

    def counts(self, position: int) -> bool:
        """Note the event, and tell whether it counts."""
        self.read.add(position)
        return position <= self.position if self._all_count else super().counts(position)


@dataclass(frozen=True, slots=True)
class Determined:
    """The events that determine a cell, in order; `tried` were read for it, too many to try if it is not `exact`."""

    positions: tuple[int, ...]
    tried: int
    exact: bool = True


def determining(view: View, key: str, column: int, at: Reading) -> Determined:
    """Return the events that determine a cell of a line."""
    if view.follows or not view.kinds:  # too dear to try, or an event itself
        rests = view.entry(key, at).at
        return Determined(tuple(sorted(rests)), len(rests), exact=not view.kinds)
    events = _candidates(view, key, column, at)
    if len(events) > MOST:
        return Determined(tuple(p for p in events if at.counts(p)), len(events), exact=False)
    striking = {p for p in events if at.fact(p).type == "record.retracted"}
    trial = _Trial(lambda kept: cells(view, key, Among(at, kept), column), events, striking)
    listed = trial.telling()
    return Determined(tuple(listed if trial.suffices(listed) else events), len(events))


def _candidates(view: View, key: str, column: int, at: Reading) -> list[int]:
    """Return the events that were read to make a line, with matches and all that decides whether these count.

    What is struck now counts where its retraction is left out: so the line is made once more with nothing struck.
    """
    traces = (Tracing(at), Tracing(at, all_count=True))
    for trace in traces:
        cells(view, key, trace, column)
    read = set[int]().union(*(trace.read for trace in traces))
    found, todo = set[int](), read | _matches(read, at)
    while todo:
        found |= todo
        todo = {p for one in todo for p in _deciding(one, at)} - found
    return sorted(p for p in found if p <= at.position)


def _matches(positions: Iterable[int], at: Reading) -> set[int]:
    """Return the matches of ids that some events name, and of those that they are joined with, by whatever chain."""
    ids = {id_ for position in positions for id_ in Index.of(at.fact(position)).named}
    left = at.model.db.execute("select position, entity, other from matches").fetchall()
    found = set[int]()
    while reached := [match for match in left if ids & {match[1], match[2]}]:
        found |= {match[0] for match in reached}
        ids |= {id_ for match in reached for id_ in match[1:]}
        left = [match for match in left if match not in reached]
    return found


def _deciding(position: int, at: Reading) -> Iterator[int]:
    """Yield the retractions of an event, and the events that it is about if it is an assessment."""
    yield from (p for (p,) in at.model.db.execute("select position from retractions where target = ?", (position,)))
    told = at.model.db.execute("select target, other from assessments where position = ?", (position,)).fetchone()
    yield from (named for named in told or () if named is not None)


class _Trial:
    """What a cell says among some of the events that may determine it; each set of them is tried once."""

    def __init__(
        self, cell: Callable[[Collection[int]], Cells], events: Sequence[int], striking: Collection[int]
    ) -> None:
        self._cell, self._events, self._striking = cell, events, striking
        self._kept: dict[frozenset[int], Cells] = {}
        self._whole = self.among(events)

    def among(self, some: Iterable[int]) -> Cells:
        """Return what the cell says if only some of the events had been said."""
        kept = frozenset(some)
        if kept not in self._kept:
            self._kept[kept] = self._cell(kept)
        return self._kept[kept]

    def suffices(self, some: Iterable[int]) -> bool:
        """Tell whether some of the events alone give the same cell."""
        return self.among(some) == self._whole

    def telling(self) -> list[int]:
        """Return the events that change the cell among some of those returned, or without which it is another."""
        listed, before = list(self._events), 0
        while before != len(listed):
            before = len(listed)
            for p in self._events:
                # One by one: of two events that carry the cell, each is idle beside the other.
                if p in listed and not self._tells(p, listed):
                    listed.remove(p)
        return listed

    def _tells(self, p: int, listed: Sequence[int]) -> bool:
        rest = [one for one in listed if one != p]
        return self._whole != self.among(one for one in self._events if one != p) or any(
            self.among(some) != self.among((*some, p)) for some in self._contexts(p, rest)
        )

    def _contexts(self, p: int, rest: Sequence[int]) -> Iterator[Sequence[int]]:
        """Yield some of the other events, among which one may tell."""
        yield ()
        yield [one for one in rest if one < p]
        yield [one for one in rest if one > p]
        yield rest
        yield [one for one in rest if one not in self._striking]
        if len(rest) < _FEW:
            yield from ([one] for one in rest)
