"""Which columns of a view fit a width, and how wide each may be (screens.md 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from legation.literal import Shown
from legation.view import Column

_TEXT = 12  # cells; a column as wide as this holds text that is cut, and gains from more room


class Placed(NamedTuple):
    """A column that stays: its number in the view, and its width in cells."""

    index: int
    width: int


def fit(columns: Sequence[Column], width: int) -> list[Placed]:
    """Return the columns that fit into `width` cells, with one cell between them; they fill it if any can grow.

    The highest `keep` goes first, of equals the last. Where even those of `keep` 0 are too many, the widest shrinks.
    """
    kept = list(range(len(columns)))

    def missing() -> int:
        least = sum(columns[i].width or _TEXT for i in kept) + len(kept) - 1
        return least - width

    while missing() > 0 and any(columns[i].keep for i in kept):
        kept.remove(max(kept, key=lambda i: (columns[i].keep, i)))
    widths = {i: columns[i].width or _TEXT for i in kept}
    if (short := missing()) > 0:
        widest = max(kept, key=lambda i: widths[i])
        widths[widest] = max(1, widths[widest] - short)
    else:
        _spread(columns, widths, -short)
    return [Placed(i, widths[i]) for i in kept]


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
