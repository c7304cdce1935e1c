"""How much of each document is cited, from its first line to its last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from legation.claim import first
from legation.plot import ONE_BY_ONE, Band, Cell, Plot, drawing, label_width
from legation.projections.sources import Source
from legation.reading import Reading
from legation.view import View
from legation.views.sources import cited_lines, height, stretches
from legation.words import counted

_SHARE = 16  # cells behind the heights, for `645 of 659`


@drawing(ONE_BY_ONE)
def coverage(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw the share of lines that an event cites, in as many equal stretches of a document as there is room for."""
    names = [at.name(key) for key in keys]
    label = label_width(names, room)
    cells = max(1, room - label - 1 - _SHARE)
    bands = tuple(band for name, key in zip(names, keys, strict=True) for band in _bands(name, key, at, cells))
    return Plot(bands, notes=("height = share of the lines that an event cites   ▇ all  · none",), label=label)


def _bands(name: str, key: str, at: Reading, cells: int) -> Iterator[Band]:
    cited = cited_lines(key, at)
    lines = first(cast("Source", at.row("sources", key)).lines) or 0
    parts = stretches(lines, min(cells, lines))
    share = f"{len(cited)} of {lines}" if lines else f"{len(cited)}"
    yield Band(name, tuple(_cell(name, key, part, cited) for part in parts) or (Cell("·", name, (key,)),), share)


def _cell(name: str, key: str, part: range, cited: dict[int, list[int]]) -> Cell:
    held = [line for line in part if line in cited]
    events = {position for line in held for position in cited[line]}
    place = f"line {part[0]}" if len(part) == 1 else f"lines {part[0]}–{part[-1]}"
    said = f"{len(held)} of {len(part)} cited by {counted(len(events), 'event')}" if held else "not cited"
    return Cell(height(len(held) / len(part)), f"{name}, {place}: {said}", (key,), role="primary" if held else "muted")
