"""How often people met, or will: years below each other, one cell a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from legation.dates import Edtf, in_words, parse
from legation.heat import MONTH, Count, heat
from legation.plot import COUNTED, Band, Cell, Plot, drawing
from legation.projections.engagements import Engagement, when
from legation.reading import Reading
from legation.view import View
from legation.words import counted

_MOST_EMPTY = 3  # years in a row; more are told in a line


@drawing(COUNTED)
def months(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw how many meetings and visits fall into each month; those of a wider date have no cell."""
    counts, wider = heat(dated(keys, at), MONTH)
    bands = tuple(band for year in _years(counts) for band in _bands(year, counts, view.one))
    return Plot(bands, " ".join("JFMAMJJASOND"), notes("in that month", wider), gap=1, grid=True)


def dated(keys: Iterable[str], at: Reading) -> Iterator[tuple[str, tuple[Edtf, ...]]]:
    """Yield each meeting or visit with its date: several if accounts disagree, none if nobody gives one."""
    for key in keys:
        agreed = when(cast("Engagement", at.row("engagements", key)), at.day)
        texts = (agreed.value,) if agreed.value else tuple(value for value, _ in agreed.values)
        yield key, tuple(map(parse, texts))


def notes(unit: str, wider: int) -> tuple[str, ...]:
    """Say how to read the cells, and how many rows have none."""
    without = f"{wider} with a wider date, or none, {'has' if wider == 1 else 'have'} no cell"
    return (f"1–9 {unit}, + for more   ? only possible   · none", *([without] if wider else []))


def counting(count: Count, text: str, when_: str, one: str, day: str) -> Cell:
    """Return the cell of a month or day, and say what it holds."""
    sure = counted(len(count.sure), one, f"{one.replace(' or ', 's and ')}s") if count.sure else ""
    possible = f"{len(count.possible)} only possible" if count.possible else ""
    said = ", ".join(filter(None, (sure, possible))) or f"no {one}"
    role = "" if not count.sure else "primary" if len(count.sure) < 10 else "strong"
    return Cell(text, f"{when_}: {said}", count.keys, day, role)


def _years(counts: Iterable[str]) -> Iterator[int]:
    """Yield the years that hold anything, those between two of them, and 0 for many empty ones in a row."""
    last = 0
    for year in sorted({int(month[:4]) for month in counts}):
        between = range(last + 1, year) if last else ()
        yield from between if len(between) <= _MOST_EMPTY else (0,)
        yield year
        last = year


def _bands(year: int, counts: dict[str, Count], one: str) -> Iterator[Band]:
    if not year:
        yield Band("  ⋮")
        return
    cells = []
    for number in range(1, 13):
        month = f"{year:04}-{number:02}"
        count = counts.get(month, Count())
        cells.append(counting(count, count.sign, in_words(month), one, parse(month).e_hi))
    yield Band(f"{year:04}", tuple(cells))
