"""Rows counted by what they have in common: a bar for each, as long as its share of the longest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import eq
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from legation.contrast import merged
from legation.plot import Band, Cell, Drawing, Plot, Side, label_width, the_same
from legation.reading import Reading
from legation.view import View
from legation.words import counted

_COUNT = 8  # cells behind a bar
_APART = 15  # cells behind one of a comparison, for `1,234 → 1,240`
_LABELS = 0.5  # of the room: a bar says more than its name only in comparison
_KEY = "▇ at both   − only at A   + only at B"


class Groups(NamedTuple):
    """Keys by what they have in common, in the order of the bars, and what is to be said below them.

    `names` says what a group is called where that is not the same at all moments.
    """

    keys: Mapping[str, Sequence[str]]
    notes: tuple[str, ...] = ()
    names: Mapping[str, str] = MappingProxyType({})


Group: TypeAlias = Callable[[View, Sequence[str], Reading], Groups]


def bars(most: int) -> Callable[[Group], Drawing]:
    """Draw what a function puts into groups, of so many rows at most: a bar for each; the least has one cell."""

    def drawing(group: Group) -> Drawing:
        def draw(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
            return _bars(group(view, keys, at), view.one, room)

        def apart(view: View, a: Side, b: Side, room: int) -> Plot:
            return _apart(group(view, *a), group(view, *b), view.one, room)

        return Drawing(draw, apart, most)

    return drawing


def largest_first(groups: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return the groups in the order of their size, of equals by name."""
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


def _bars(groups: Groups, one: str, room: int) -> Plot:
    told = [(groups.names.get(name, name), keys) for name, keys in groups.keys.items()]
    label = label_width([name for name, _ in told], room, _LABELS)
    longest, most = max(1, room - label - 1 - _COUNT), max((len(keys) for _, keys in told), default=1)
    bands = tuple(
        Band(name, (Cell(_bar("▇", len(keys), longest, most), f"{name}: {counted(len(keys), one)}", keys,
                         role="primary"),), f"{len(keys):,}")
        for name, keys in told
    )  # fmt: skip
    return Plot(bands, notes=groups.notes, label=label)


class _Pair(NamedTuple):
    """A group at A and at B: how many both have, and the keys of what only A has, and only B."""

    name: str
    a: int
    b: int
    both: int
    gone: Sequence[str]
    come: Sequence[str]


def _apart(a: Groups, b: Groups, one: str, room: int) -> Plot:
    """Draw the groups that differ: what both moments have, what only A has, and what only B has."""
    names, every = {**a.names, **b.names}, merged(list(a.keys), list(b.keys))
    pairs = [_pair(names.get(name, name), a.keys.get(name, ()), b.keys.get(name, ())) for name in every]
    apart = [pair for pair in pairs if pair.gone or pair.come]
    label = label_width([pair.name for pair in apart], room, _LABELS)
    longest = max(1, room - label - 1 - _APART)
    most = max((pair.both + len(pair.gone) + len(pair.come) for pair in apart), default=1)
    bands = tuple(_band(pair, one, longest, most) for pair in apart)
    return Plot(bands, notes=(_KEY, *the_same(len(pairs) - len(apart), "bar"), *b.notes), label=label)


def _pair(name: str, old: Sequence[str], new: Sequence[str]) -> _Pair:
    if len(old) == len(new) and all(map(eq, old, new)):
        return _Pair(name, len(old), len(new), len(old), (), ())
    were, are = frozenset(old), frozenset(new)
    gone, come = [key for key in old if key not in are], [key for key in new if key not in were]
    return _Pair(name, len(old), len(new), len(old) - len(gone), gone, come)


def _band(pair: _Pair, one: str, longest: int, most: int) -> Band:
    parts = (("▇", pair.both), ("−", len(pair.gone)), ("+", len(pair.come)))
    bar = "".join(_bar(sign, number, longest, most) for sign, number in parts)
    moved = " ".join(f"{sign}{number:,}" for sign, number in parts[1:] if number)
    said = f"{pair.name}: {counted(pair.a, one)} at A, {pair.b:,} at B ({moved})"
    role = "primary" if pair.gone and pair.come else "success" if pair.come else "error"
    cell = Cell(bar, said, (*pair.come, *pair.gone), role=role)
    return Band(pair.name, (cell,), f"{pair.a:,} → {pair.b:,}")


def _bar(sign: str, number: int, longest: int, most: int) -> str:
    return sign * max(1, number * longest // most) if number else ""
