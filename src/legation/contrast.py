"""A view at two moments side by side, A and B: which lines differ, in the order of the list (screens.md 8.3).

The lines are those that `legation diff` tells of; here they stand where the list has them, with what each side says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

from legation.changes import Change, differing, suspects
from legation.ids import kind
from legation.literal import literal
from legation.reading import Reading
from legation.row_source import Line, RowSource
from legation.stirring import Stirred
from legation.view import Column, Entry, View, lines_of

K = TypeVar("K", bound=Hashable)

SAME = "the same"
SIGNS = (("+", "appears", "appear"), ("~", "changes", "change"), ("−", "ends", "end"))
SAME_MOMENT = (
    "A is pinned here.",
    "Walk with , and . or go to a day with t: that is B, and what differs comes up here.",
)
_ABOUT, _SIDE = 30, 21  # cells that what a line is about asks for, and each side


class Contrast:
    """The lines of one view at A and at B, of those that hold all words of a filter on either side."""

    def __init__(
        self,
        view: View,
        a: Reading,
        b: Reading,
        words: str = "",
        among: tuple[Sequence[str] | None, Sequence[str] | None] = (None, None),
    ) -> None:
        """Take the view, both moments in any order, and the filter; `among` are all lines there are, at A and at B."""
        self.view, self.a, self.b, self.words, self._among = view, a, b, words, among
        self._name = type(view).__module__.rpartition(".")[2]
        self._changes: dict[str, Change] = {}

    @cached_property
    def _stirred(self) -> Stirred:
        return Stirred(self.a, self.b)

    @cached_property
    def suspects(self) -> Sequence[str]:
        """The ids of which lines may differ: too many, none too few."""
        if self.same_moment:
            return ()
        found = suspects(self.view, self._stirred.ids(), self._stirred)
        if self._part is None:
            return found
        ids = {key.partition(" ")[0] for key in self._part}
        return [id_ for id_ in found if id_ in ids]

    @property
    def same_moment(self) -> bool:
        """Whether A and B are one moment."""
        return (self.a.day, self.a.position) == (self.b.day, self.b.position)

    @cached_property
    def _part(self) -> set[str] | None:
        """The keys of the only lines that are looked at; None for all."""
        told = [some for some in self._among if some is not None]
        return {key for some in told for key in some} if told else None

    def changes(self) -> Iterator[Change | None]:
        """Yield the lines that differ, id by id, and None for an id of which none does.

        What the facts between touched themselves comes first: all that they may reach takes long to find.
        """
        seen = set[str]()
        for id_ in chain(self._near(), _later(lambda: self.suspects)):
            if id_ in seen:
                continue
            seen.add(id_)
            found = [change for change in differing(self._name, self.view, id_, self._stirred) if self._kept(change)]
            self._changes.update((change.key, change) for change in found)
            yield from found or (None,)

    def _near(self) -> Iterator[str]:
        """Yield the ids of the rows of the view that the facts between touched, where its lines are its own."""
        if self.same_moment or self.view.follows or not self.view.kinds or self._part is not None:
            return
        rows = self._stirred.rows()
        yield from sorted({id_ for name, id_ in rows if name in self.view.projections and kind(id_) in self.view.kinds})

    @property
    def looked_through(self) -> int:
        """Of how many ids at most lines differ; 0 as long as nobody knows."""
        return len(self.suspects) if "suspects" in self.__dict__ else 0

    @cached_property
    def keys(self) -> tuple[Sequence[str], Sequence[str]]:
        """The keys of all lines at A, and at B."""
        one, other = (RowSource(self.view, at, self.words, some).keys
                      for at, some in zip((self.a, self.b), self._among, strict=True))  # fmt: skip
        return one, other

    @cached_property
    def all_keys(self) -> Sequence[str]:
        """The keys of all lines of either side, in the order of the list."""
        return merged(*self.keys)

    def roughly(self, changed: Iterable[str]) -> Sequence[str]:
        """Return keys of lines that differ in the order of their ids at B, which is found sooner than all lines."""
        if not self.view.kinds:
            return sorted(changed, key=int)
        wanted = list(changed)
        ids = () if self.view.follows else self.view.ids(self.b)
        places = {id_: place for place, id_ in enumerate(ids)}
        return sorted(wanted, key=lambda key: places.get(key.partition(" ")[0], len(places)))

    def ordered(self, changed: Iterable[str]) -> Sequence[str]:
        """Return keys of lines that differ, in the order of the list."""
        if not self.view.kinds:
            return sorted(changed, key=int)
        wanted = set(changed)
        return [key for key in self.all_keys if key in wanted]

    def change(self, key: str) -> Change:
        """Return what each side says of a line, be it the same."""
        if key not in self._changes:
            sides = (self.entry(key, at) for at in (self.a, self.b))
            self._changes[key] = Change(self._name, self.view.name, *sides)
        return self._changes[key]

    def line(self, key: str) -> Line:
        """Return a line as a list of both sides shows it: sign, what it is about, A, B."""
        change = self.change(key)
        old, new = change.before, change.after
        same = old is not None and new is not None and old.cells == new.cells
        entry = new or old
        assert entry
        cells, few = (
            ("" if same else change.sign, self._about(entry, few), self.side(old, new, few), self.side(new, old, few))
            for few in (False, True)
        )
        short = {i: literal(text) for i, text in enumerate(few) if text != cells[i]}
        return Line(Entry(key, cells, SAME if same else "", entry.at), tuple(map(literal, cells)), short)

    def _about(self, entry: Entry, few: bool) -> str:
        return " · ".join(filter(None, (_cell(entry, i, few) for i in self.view.called)))

    def side(self, entry: Entry | None, other: Entry | None, few: bool = False) -> str:
        """Return what one side says: its sign and values, and whatever else the other side says otherwise.

        In a `few` words the values alone, if they tell the sides apart.
        """
        if not entry:
            return ""
        told, more = [entry.cells[0]], []
        for i, column in enumerate(self.view.columns[1:], 1):
            cell = _cell(entry, i, few)
            if not cell or i in self.view.called:
                continue
            if not column.keep:
                told.append(cell)
            elif other and entry.cells[i] != other.cells[i] and cell != entry.state:
                more.append(f"{column.title} {cell}")
        apart = other and any(entry.cells[i] != other.cells[i] for i, c in enumerate(self.view.columns) if not c.keep)
        sign, *values = told if few and apart else (*told, *more)
        return f"{sign or ' '} {' · '.join(values)}".rstrip()

    def columns(self, a: str, b: str) -> tuple[Column, ...]:
        """Return the columns of a list of both sides; `a` and `b` name the moments."""
        titles = " · ".join(self.view.columns[i].title for i in self.view.called)
        sides = (Column(f"{letter}  {told}", _SIDE) for letter, told in (("A", a), ("B", b)))
        return (Column("", 1), Column(titles, _ABOUT), *sides)

    def counts(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Return how many lines appear, change and end, by sign."""
        return Counter(self.change(key).sign for key in keys)

    def entry(self, key: str, at: Reading) -> Entry | None:
        """Return what a line says at a moment; None where there is no such line."""
        there = key in lines_of(self.view, key.partition(" ")[0], at)
        return self.view.entry(key, at) if there else None

    def _kept(self, change: Change) -> bool:
        if self._part is not None and change.key not in self._part:
            return False
        if not self.words:
            return True
        sides = ((change.before, self.a), (change.after, self.b))
        return any(entry and RowSource(self.view, at, self.words, [entry.key]).count for entry, at in sides)


def _later(found: Callable[[], Iterable[str]]) -> Iterator[str]:
    """Yield what is found, when the first of it is asked for."""
    yield from found()


def merged(a: Sequence[K], b: Sequence[K]) -> Sequence[K]:
    """Return the members of both: in the order of `b`, those of `a` alone behind what stands before them in `a`."""
    there, behind = set(b), dict[K | None, list[K]]()
    last: K | None = None
    for key in a:
        if key in there:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    told = list(behind.get(None, ()))
    for key in b:
        told += (key, *behind.get(key, ()))
    return told


def in_signs(counts: Mapping[str, int]) -> str:
    """Say how many lines appear, change and end: `+ 1 appears  ~ 4 change  − 0 end`."""
    return "  ".join(f"{sign} {counts.get(sign, 0):,} {one if counts.get(sign) == 1 else many}"
                     for sign, one, many in SIGNS)  # fmt: skip


def _cell(entry: Entry, i: int, few: bool) -> str:
    return entry.short.get(i, entry.cells[i]) if few else entry.cells[i]
