"""Which columns of a view fit a width, and how wide each may be (screens.md 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from legation.literal import Shown
from legation.view import Column

_TEXT = 12  # cells; a column as wide as this holds text, which can be cut


class Placed(NamedTuple):
    """A column that stays: its number in the view, and its width in cells."""

    number: int
    width: int


def fit(columns: Sequence[Column], width: int, needs: Sequence[int] = ()) -> list[Placed]:
    """Return the columns that fit into `width` cells, with one cell between them, and how wide each is.

    `needs` are the widths that their contents take; without them, contents are as wide as columns ask for. Text that
    may go gives way first. Then the highest `keep` goes, of equals the last. Where even those of `keep` 0 are too many,
    the widest shrinks. Room left goes to what columns ask for, the lowest `keep` first, then to the open column.
    """
    kept = list(range(len(columns)))
    needed = [needs[i] if needs else columns[i].width or width for i in kept]
    least = [_least(columns[i], needed[i]) for i in kept]

    def spare(widths: Sequence[int]) -> int:
        return width - sum(widths[i] for i in kept) - len(kept) + 1

    while spare(least) < 0 and any(columns[i].keep for i in kept):
        kept.remove(max(kept, key=lambda i: (columns[i].keep, i)))
    widths = list(least)
    if (room := spare(widths)) < 0:
        widest = max(kept, key=lambda i: widths[i])
        widths[widest] = max(1, widths[widest] + room)
        return [Placed(i, widths[i]) for i in kept]
    fixed = sorted((i for i in kept if columns[i].width), key=lambda i: columns[i].keep)
    taking_the_rest = [i for i in kept if not columns[i].width]
    asked = [(i, min(columns[i].width, needed[i])) for i in fixed]
    for i, wanted in (
        *asked,
        *((i, needed[i]) for i in (*taking_the_rest, *fixed)),
        *((i, width) for i in taking_the_rest),
    ):
        widths[i] += max(0, min(spare(widths), wanted - widths[i]))
    return [Placed(i, widths[i]) for i in kept]


def _least(column: Column, need: int) -> int:
    if not column.width:
        return min(column.least, need)
    if column.width < _TEXT or column.whole or not column.keep:
        return min(need, column.width)
    return min(need, max(_TEXT - 1, column.width * 3 // 5))


def cut(text: Shown, width: int, right: bool = False) -> Shown:
    """Return `text` in exactly `width` cells, `…` at its end if it is too long."""
    length = cell_len(text)
    if length > width:
        text = Shown(set_cell_size(text, width - 1).rstrip() + "…") if width > 1 else Shown("…"[:width])
        length = cell_len(text)
    blank = " " * (width - length)
    return Shown(blank + text if right else text + blank)
