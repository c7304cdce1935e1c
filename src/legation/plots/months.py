"""How often people met, or will: years below each other, one cell a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from legation.dates import Edtf, in_words, parse
from legation.heat import MONTH, Count, Shift, heat, shifts
from legation.plot import COUNTED, Band, Cell, Plot, Side, drawing
from legation.projections.engagements import Engagement, when
from legation.reading import Reading
from legation.view import View
from legation.words import counted

_MOST_EMPTY = 3  # years in a row; more are told in a line
_NO, _SAME = Count(), Shift(Count(), Count())


def _apart(view: View, a: Side, b: Side, room: int) -> Plot:
    """Draw how many more or fewer meetings and visits fall into each month at B than at A, year by year."""
    (old, wide), (new, wider) = (heat(dated(*side), MONTH) for side in (a, b))
    found = shifts(old, new)

    def cell(month: str) -> Cell:
        shift = found.get(month, _SAME)
        return shifting(shift, f"{shift.sign:<2}", in_words(month), parse(month).e_hi)

    return Plot(_bands(found, cell), "  ".join("JFMAMJJASOND"), notes_apart(wide, wider), gap=1, grid=True)


@drawing(COUNTED, _apart)
def months(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw how many meetings and visits fall into each month; those of a wider date have no cell."""
    counts, wider = heat(dated(keys, at), MONTH)

    def cell(month: str) -> Cell:
        count = counts.get(month, _NO)
        return counting(count, count.sign, in_words(month), view.one, parse(month).e_hi)

    return Plot(_bands(counts, cell), " ".join("JFMAMJJASOND"), notes("in that month", wider), gap=1, grid=True)


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


def notes_apart(wide: int, wider: int) -> tuple[str, ...]:
    """Say how to read the cells of a difference, and how many rows have none at A and at B, if that differs."""
    without = f"no cell for what has a wider date, or none: {wide} at A, {wider} at B"
    key = "+2 two more at B than at A   −1 one fewer   ++ −− ten or more"
    rest = "+? −? of what is only possible   ~ others, but as many   · the same"
    return (key, rest, *([without] if wide != wider else []))


def counting(count: Count, text: str, when_: str, one: str, day: str) -> Cell:
    """Return the cell of a month or day, and say what it holds."""
    role = "" if not count.sure else "primary" if len(count.sure) < 10 else "strong"
    return Cell(text, f"{when_}: {_said(count, one)}", count.keys, day, role)


def shifting(shift: Shift, text: str, when_: str, day: str) -> Cell:
    """Return the cell of a month or day of which two moments tell, and say what it holds at each."""
    said = f"A {_brief(shift.a)}, B {_brief(shift.b)}" if shift.keys else "the same at A and at B"
    role = {"+": "success", "−": "error", "~": "primary"}.get(shift.sign[0], "muted")
    return Cell(text, f"{when_}: {said}", shift.keys, day, role)


def _said(count: Count, one: str) -> str:
    sure = counted(len(count.sure), one, f"{one.replace(' or ', 's and ')}s") if count.sure else ""
    possible = f"{len(count.possible)} only possible" if count.possible else ""
    return ", ".join(filter(None, (sure, possible))) or f"no {one}"


def _brief(count: Count) -> str:
    sure = f"{len(count.sure)}" if count.sure else ""
    possible = f"{len(count.possible)} possible" if count.possible else ""
    return " and ".join(filter(None, (sure, possible))) or "none"


def _years(months: Iterable[str]) -> Iterator[int]:
    """Yield the years that hold anything, those between two of them, and 0 for many empty ones in a row."""
    last = 0
    for year in sorted({int(month[:4]) for month in months}):
        between = range(last + 1, year) if last else ()
        yield from between if len(between) <= _MOST_EMPTY else (0,)
        yield year
        last = year


def _bands(months: Iterable[str], cell: Callable[[str], Cell]) -> tuple[Band, ...]:
    """Return the years of some months, each a band of twelve cells."""
    return tuple(
        Band(f"{year:04}", tuple(cell(f"{year:04}-{number:02}") for number in range(1, 13))) if year else Band("  ⋮")
        for year in _years(months)
    )
