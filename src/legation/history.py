"""How an answer came about: the events at which a line reads otherwise, found in few looks (house.md 6, `bisect`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from legation.reading import Reading
from legation.view import View, lines_of

T = TypeVar("T")
Cells: TypeAlias = tuple[str, ...] | None  # of a line, or of one column of it; None where there is no such line
_READINGS_KEPT = 64


class History:
    """What lines said on one day, as known by one position after another."""

    def __init__(self, at: Reading) -> None:
        """Take the day, and the newest position of interest, from a reading."""
        self.at, self.looks = at, 0
        self._readings: dict[int, Reading] = {at.position: at}

    def known(self, position: int) -> Reading:
        """Return the day as known by a position; neighbouring questions share what has been read."""
        if position not in self._readings:
            if len(self._readings) > _READINGS_KEPT:
                self._readings.pop(next(p for p in self._readings if p != self.at.position))
            self._readings[position] = self.at.known(position)
        return self._readings[position]

    def look(self, view: View, key: str, column: int | None = None) -> Callable[[int], Cells]:
        """Return what a line, or one cell of it, says by position; each position is looked at once."""
        kept: dict[int, Cells] = {}

        def look(position: int) -> Cells:
            if position not in kept:
                self.looks += 1
                kept[position] = cells(view, key, self.known(position), column)
            return kept[position]

        return look


def cells(view: View, key: str, at: Reading, column: int | None = None) -> Cells:
    """Return what a line says, or one cell of it."""
    if key not in lines_of(view, key.partition(" ")[0], at):
        return None
    told = view.entry(key, at).cells
    return told if column is None else (told[column],)


def turning(look: Callable[[int], T], low: int, high: int) -> Iterator[int]:
    """Yield the positions, newest first, at which what `look` says differs from what it said one position before.

    Where both ends of a stretch say the same it is not looked into: what changed and changed back is passed over. Each
    is found in a number of looks that grows with the logarithm of the stretch.
    """
    if low < high and look(low) != look(high):
        if high - low == 1:
            yield high
            return
        middle = (low + high) // 2
        yield from turning(look, middle, high)
        yield from turning(look, low, middle)
