"""Which columns of a view fit a width, and how wide each may be (screens.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from legation.literal import Shown
from legation.view import Column

_TEXT = 12  # cells; a column as wide as this holds text: it can be cut, and gains from more room
_REST = 20  # cells; less is not enough for a column that takes what is left


class Placed(NamedTuple):
    """A column that stays: its number in the view, and its width in cells."""

    number: int
    width: int


def fit(columns: Sequence[Column], width: int) -> list[Placed]:
    """Return the columns that fit into `width` cells, with one cell between them; they fill it if any can grow.

    Columns of text give way first, all in proportion. Then the highest `keep` goes, of equals the last. Where even
    those of `keep` 0 are too many, the widest shrinks.
    """
    kept = list(range(len(columns)))

    def short(widths: Callable[[Column], int]) -> int:
        return sum(widths(columns[i]) for i in kept) + len(kept) - 1 - width

    while short(_least) > 0 and any(columns[i].keep for i in kept):
        kept.remove(max(kept, key=lambda i: (columns[i].keep, i)))
    widths = {i: _least(columns[i]) for i in kept}
    if (missing := short(_least)) > 0:
        widest = max(kept, key=lambda i: widths[i])
        widths[widest] = max(1, widths[widest] - missing)
        return [Placed(i, widths[i]) for i in kept]
    room = {i: (columns[i].width or _least(columns[i])) - widths[i] for i in kept}
    spare = min(-missing, sum(room.values()))
    for n, i in enumerate(kept):
        share = round(spare * room[i] / (sum(room[k] for k in kept[n:]) or 1))
        widths[i], spare = widths[i] + share, spare - share
    _spread(columns, widths, max(0, -missing - sum(room.values())))
    return [Placed(i, widths[i]) for i in kept]


def _least(column: Column) -> int:
    if not column.width:
        return _REST
    return max(_TEXT - 1, column.width * 3 // 5) if column.width >= _TEXT else column.width


def _spread(columns: Sequence[Column], widths: dict[int, int], spare: int) -> None:
    growing = [i for i in widths if not columns[i].width]
    growing = growing or [i for i in widths if columns[i].width >= _TEXT and not columns[i].right]
    for n, i in enumerate(growing):
        share = spare // (len(growing) - n)
        widths[i] += share
        spare -= share


def cut(text: Shown, width: int, right: bool = False) -> Shown:
    """Return `text` in exactly `width` cells, `…` at its end if it is too long."""
    length = cell_len(text)
    if length > width:
        text = Shown(set_cell_size(text, width - 1).rstrip() + "…") if width > 1 else Shown("…"[:width])
        length = cell_len(text)
    blank = " " * (width - length)
    return Shown(blank + text if right else text + blank)
