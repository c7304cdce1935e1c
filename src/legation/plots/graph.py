"""One in the middle, and one step around: whom a person met, and what ties them to offices and organisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legation.breadth import cut, width
from legation.contrast import merged
from legation.ids import fold, kind
from legation.literal import literal
from legation.plot import ANY, Band, Cell, Plot, Side, drawing, or_nothing, the_same
from legation.reading import Reading
from legation.ties import ties
from legation.view import VIEWS, View
from legation.words import counted, listed, thing

GRAPH = "graph"
MOST = 40  # lines; a drawing of more says nothing
_DOUBTS = tuple("▒░→")
_NAME, _HOW, _BRANCH = 24, 16, 12  # cells; the last is what stands around them
_KEY = "+ only at B   − only at A   ~ otherwise at B than at A"
_ROLES = {"+": "success", "−": "error", "~": "primary"}
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


class _Arm(NamedTuple):
    """One tie with what is said of it; `sign` tells how it differs where two moments are compared."""

    line: Line
    name: str
    says: str
    when: str
    sign: str = ""


def _apart(view: View, a: Side, b: Side, room: int) -> Plot:
    """Draw what differs around the one whose line comes first."""
    return around_apart((b.keys or a.keys)[0].partition(" ")[0], a.at, b.at, room)


@drawing(ANY, _apart)
def graph(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw what is around the one whose line comes first."""
    return around(keys[0].partition(" ")[0], at, room)


def around(centre: str, at: Reading, room: int, words: str = "", *, certain: bool = False) -> Plot:
    """Draw one in the middle and all it is tied to whose texts hold every word, at most 40; `certain`: surely tied."""
    lines = [line for line in _matching(centre, at, words) if line.sure or not certain]
    arms = [_Arm(line, at.name(line.other), _says(centre, line, at), line.when) for line in lines]
    return _fan(at.name(centre), arms, room, _summary(lines, words))


def around_apart(centre: str, a: Reading, b: Reading, room: int, words: str = "") -> Plot:
    """Draw one in the middle and the ties that differ between two moments, with what each says at A and at B."""
    old, new = ({(line.other, line.view, line.key, line.back): line for line in _matching(centre, at, words)}
                for at in (a, b))  # fmt: skip
    arms = []
    for mark in merged(list(old), list(new)):
        was, is_ = old.get(mark), new.get(mark)
        if not was or not is_ or (was.how, was.when) != (is_.how, is_.when):
            arms.append(_arm_apart(centre, was, is_, a, b))
    same = the_same(len({*old, *new}) - len(arms), "tie")
    return or_nothing(_fan(b.name(centre), arms, room, _KEY, *same), words)


def _arm_apart(centre: str, was: Line | None, is_: Line | None, a: Reading, b: Reading) -> _Arm:
    line, at = (is_, b) if is_ else (was, a)
    assert line
    sides = [f"{told.how} {told.when}".rstrip() if told else "nothing" for told in (was, is_)]
    when = _turned(was.when, is_.when) if was and is_ else line.when
    sign = "~" if was and is_ else "+" if is_ else "−"
    said = f"{_says(centre, line, at)}: {sides[0]} at A, {sides[1]} at B"
    other = literal(at.name(line.other))
    return _Arm(line, f"{sign} {cut(other, min(_NAME, width(other)))}", said, when, sign)


def _turned(old: str, new: str) -> str:
    """Say two texts as one: `░ last seen 9 Feb 2022 → 27 Apr 2022`, `█ → ░ last seen 12 May 2022`."""
    a, b = (text.split() or ["·"] for text in (old, new))
    if a == b:
        return new
    if a[1:] == b[1:]:
        return f"{a[0]} → {new}"
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y or x[:1].isdigit()), 0)
    return f"{old or '·'} → {' '.join(b[shared:])}"


def _fan(centre: str, arms: Sequence[_Arm], room: int, *notes: str) -> Plot:
    """Draw arms around a name, at most 40."""
    shown, name = arms[:MOST], cut(literal(centre), _NAME).rstrip()
    how = min(_HOW, max((width(arm.line.how) for arm in shown), default=0))
    wide = max((width(arm.name) + width(arm.when) for arm in shown), default=0)
    beside = len(shown) <= _TALL and width(name) + how + wide + _BRANCH <= room
    middle = (len(shown) - 1) // 2 if beside else -1
    heading = () if beside or not shown else (Band(f"▐{name}▌"),)
    bands = tuple(
        Band(_left(name if beside else "", i, middle, len(shown)) + _arm(line, how),
             (Cell(told, says, (line.key,), line.day, _ROLES.get(sign, ""), line.other, line.view),), when)
        for i, (line, told, says, when, sign) in enumerate(shown)
    )  # fmt: skip
    more = (f"and {len(arms) - MOST} more, / filters",) if len(arms) > MOST else ()
    label = max((width(band.label) for band in bands), default=0)
    return Plot((*heading, *bands), notes=(*notes, *more), label=label)


def _matching(centre: str, at: Reading, words: str) -> list[Line]:
    """Return the ties whose texts hold every word."""
    wanted = fold(words).split()
    return [line for line in _lines(centre, at) if all(word in _text(line, at) for word in wanted)]


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
