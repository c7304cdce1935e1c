"""Rows counted by what they have in common: a bar for each, as long as its share of the longest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from legation.plot import Band, Cell, Plot, label_width
from legation.words import counted

_COUNT = 8  # cells behind a bar
_LABELS = 0.5  # of the room: a bar says more than its name only in comparison


def bars(groups: Mapping[str, Sequence[str]], one: str, room: int, *notes: str) -> Plot:
    """Draw a bar for each group of keys; the least has one cell."""
    label = label_width(list(groups), room, _LABELS)
    longest, most = max(1, room - label - 1 - _COUNT), max(map(len, groups.values()), default=1)
    bands = tuple(
        Band(name, (Cell("▇" * max(1, len(keys) * longest // most), f"{name}: {counted(len(keys), one)}", keys,
                         role="primary"),), f"{len(keys):,}")
        for name, keys in groups.items()
    )  # fmt: skip
    return Plot(bands, notes=notes, label=label)


def largest_first(groups: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return the groups in the order of their size, of equals by name."""
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))
