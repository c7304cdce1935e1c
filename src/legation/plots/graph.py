"""One in the middle, and one step around: whom a person met, and what ties them to offices and organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legation.breadth import cut, width
from legation.ids import fold, kind
from legation.literal import literal
from legation.plot import ANY, Band, Cell, Plot, drawing
from legation.reading import Reading
from legation.ties import ties
from legation.view import VIEWS, View
from legation.words import counted, listed, thing

GRAPH = "graph"
MOST = 40  # lines; a drawing of more says nothing
_DOUBTS = tuple("▒░→")
_NAME, _HOW, _BRANCH = 24, 16, 12  # cells; the last is what stands around them
_TALL = 16  # lines up to which the middle stands beside them, not above


class Line(NamedTuple):
    """One tie as it is drawn: to whom, how, when, and the row that says why."""

    other: str
    how: str
    when: str
    view: str
    key: str
    day: str = ""
    back: bool = False
    sure: bool = True


@drawing(ANY)
def graph(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw what is around the one whose line comes first."""
    return around(keys[0].partition(" ")[0], at, room)


def around(centre: str, at: Reading, room: int, words: str = "", *, certain: bool = False) -> Plot:
    """Draw one in the middle and all it is tied to whose texts hold every word, at most 40; `certain`: surely tied."""
    wanted = fold(words).split()
    lines = [line for line in _lines(centre, at) if all(word in _text(line, at) for word in wanted)]
    lines = [line for line in lines if line.sure or not certain]
    shown, name = lines[:MOST], cut(literal(at.name(centre)), _NAME).rstrip()
    how = min(_HOW, max((width(line.how) for line in shown), default=0))
    wide = max((width(at.name(line.other)) + width(line.when) for line in shown), default=0)
    beside = len(shown) <= _TALL and width(name) + how + wide + _BRANCH <= room
    middle = (len(shown) - 1) // 2 if beside else -1
    heading = () if beside and shown else (Band(f"▐{name}▌"),)
    bands = tuple(
        Band(_left(name if beside else "", i, middle, len(shown)) + _arm(line, how),
             (Cell(at.name(line.other), _says(centre, line, at), (line.key,), line.day, "", line.other, line.view),),
             line.when)
        for i, line in enumerate(shown)
    )  # fmt: skip
    more = (f"and {len(lines) - MOST} more, / filters",) if len(lines) > MOST else ()
    label = max((width(band.label) for band in bands), default=0)
    return Plot((*heading, *bands), notes=(_summary(lines, words), *more), label=label)


def _lines(centre: str, at: Reading) -> Iterator[Line]:
    if kind(centre) == "person":
        met = VIEWS["relations"]()
        for key in met.lines(centre, at):
            entry = met.entry(key, at)
            cells = dict(zip((column.title for column in met.columns), entry.cells, strict=True))
            how = f"with ×{cells['Times']}" if cells["Times"] else "near"
            doubt = "" if entry.sure else f"{entry.cells[0]} "
            yield Line(key.partition(" ")[2], how, doubt + cells["When"], "relations", key, entry.day, sure=entry.sure)
    for tie in ties(centre, at):
        yield Line(tie.other, tie.how, tie.when, tie.view, tie.key, back=tie.back, sure=tie.when[:1] not in _DOUBTS)


def _text(line: Line, at: Reading) -> str:
    return fold(" ".join((at.name(line.other), line.how, line.when)))


def _says(centre: str, line: Line, at: Reading) -> str:
    one, other = at.name(centre), at.name(line.other)
    return " · ".join((other, line.how, one) if line.back else (one, line.how, other))


def _left(name: str, i: int, middle: int, of: int) -> str:
    """Return the branch of line `i`, with the middle before it on its own line."""
    up, down, here = i > 0, i + 1 < of, i == middle
    branch = {(True, True): "┼" if here else "├", (False, True): "┬" if here else "┌",
              (True, False): "┴" if here else "└", (False, False): "─"}[up, down]  # fmt: skip
    if not name:
        return f" {'└' if not down else '├'}"
    return f"▐{name}▌ ──{branch}" if here else " " * (width(name) + 5) + branch


def _arm(line: Line, how: int) -> str:
    told = cut(literal(line.how), min(how, width(line.how))).rstrip()
    rule = "─" * (how - width(told))
    return f"◂ {told} ─{rule}─" if line.back else f"─ {told} {rule}─▸"


def _summary(lines: Sequence[Line], words: str) -> str:
    if not lines:
        return f"No tie matches “{words}”." if words else "No tie to anybody is recorded."
    count = Counter(kind(line.other) for line in {line.other: line for line in lines}.values())
    return listed(counted(number, thing(name), "people" if name == "person" else "") for name, number in count.items())
