"""How much of each document is cited, from its first line to its last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from legation.contrast import merged
from legation.plot import ONE_BY_ONE, Band, Cell, Plot, Side, drawing, label_width, the_same
from legation.reading import Reading
from legation.sourcing import cited_lines, written_lines
from legation.view import View
from legation.views.sources import height, stretches
from legation.words import counted

_SHARE = 16  # cells behind the heights, for `645 of 659`
_KEY = "height = share of the lines that an event cites   █ all  · none"
_LETTER = 3  # cells before the heights of A or B


def _apart(view: View, a: Side, b: Side, room: int) -> Plot:
    """Draw, of each document that is cited otherwise, what is cited at A and at B, one above the other."""
    keys = merged(a.keys, b.keys)
    bands: list[Band] = []
    for key in keys:
        sides = {letter: _Lines.of(key, side.at) for letter, side in (("A", a), ("B", b)) if key in side.keys}
        told = list(sides.values())
        if len(told) == 1 or told[0].cited != told[1].cited:
            sign = "~" if len(told) > 1 else "+" if "B" in sides else "−"
            bands.append(Band(f"{sign} {(b if 'B' in sides else a).at.name(key)}"))
            parts = told[-1].parts(max(1, room - _LETTER - 1 - _SHARE))
            bands += (lines.band(f"  {letter}", key, parts, f" at {letter}") for letter, lines in sides.items())
    same = len(keys) - sum(not band.cells for band in bands)
    return Plot(tuple(bands), notes=(_KEY, *the_same(same, "document")), label=_LETTER)


@drawing(ONE_BY_ONE, _apart)
def coverage(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw the share of lines that an event cites, in as many equal stretches of a document as there is room for."""
    names = [at.name(key) for key in keys]
    label = label_width(names, room)
    cells = max(1, room - label - 1 - _SHARE)
    told = [(name, key, _Lines.of(key, at)) for name, key in zip(names, keys, strict=True)]
    return Plot(tuple(lines.band(name, key, lines.parts(cells)) for name, key, lines in told), notes=(_KEY,),
                label=label)  # fmt: skip


class _Lines(NamedTuple):
    """The lines of a document, and the events that cite each of them."""

    name: str
    written: Sequence[int]
    cited: dict[int, list[int]]

    @classmethod
    def of(cls, key: str, at: Reading) -> _Lines:
        return cls(at.name(key), written_lines(key, at), cited_lines(key, at))

    def parts(self, cells: int) -> list[Sequence[int]]:
        return stretches(self.written, min(cells, len(self.written)))

    def band(self, label: str, key: str, parts: Sequence[Sequence[int]], when: str = "") -> Band:
        cited, written = len(self.cited), len(self.written)
        share = f"{cited} of {written}" if written else f"{cited}"
        return Band(
            label, tuple(self._cell(key, part, when) for part in parts) or (Cell("·", self.name, (key,)),), share
        )

    def _cell(self, key: str, part: Sequence[int], when: str) -> Cell:
        held = [line for line in part if line in self.cited]
        events = {position for line in held for position in self.cited[line]}
        place = f"line {part[0]}" if len(part) == 1 else f"lines {part[0]}–{part[-1]}"
        said = f"{len(held)} of {len(part)} cited by {counted(len(events), 'event')}" if held else "not cited"
        text = height(len(held) / len(part))
        return Cell(text, f"{self.name}, {place}{when}: {said}", (key,), role="primary" if held else "muted")
