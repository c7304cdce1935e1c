"""What became of an agreement or a body: its steps in order, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from legation import life as lives
from legation.contrast import merged
from legation.dates import in_words, sort_key
from legation.ids import kind
from legation.plot import ONE_BY_ONE, Band, Cell, Plot, Side, drawing, label_width
from legation.projections.agreements import Agreement, history
from legation.projections.bodies import Body
from legation.projections.programmes import Programme
from legation.reading import Reading
from legation.steps import Step
from legation.view import View

_LABELS = 0.55  # of the room
_KEY = ("+ only told at B   − only told at A   ~ told otherwise",)
_CHILDREN = frozenset({"agreement", "org", "programme"})


class Told(NamedTuple):
    """A step as it is drawn: before what sign, and of which row; `about` is whose step it is."""

    branch: str
    step: Step
    key: str
    about: str


def _apart(view: View, a: Side, b: Side, room: int) -> Plot:
    """Draw the steps that differ: those told at one moment alone, and those with another day or other events behind."""
    found: list[Band] = []
    for key in merged(a.keys, b.keys):
        bands = list(_changed(view, key, *(side.at if key in side.keys else None for side in (a, b))))
        if bands:
            sign = "~" if key in a.keys and key in b.keys else "+" if key in b.keys else "−"
            found += [Band(f"{sign} {(b if key in b.keys else a).at.name(key)}"), *bands]
    return _plot(found, _KEY, room)


@drawing(ONE_BY_ONE, _apart)
def life(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw the steps of each taken by the day, then the first step of each plan, body or programme under it."""
    told = [(key, list(_told(view, key, at))) for key in keys]
    bare = sum(not steps for _, steps in told)
    bands = [band for key, steps in told if steps
             for band in (Band(f"{view.entry(key, at).cells[0]} {at.name(key)}"), *_bands(steps, at))]  # fmt: skip
    return _plot(bands, (f"{bare} without a recorded step",) if bare else (), room)


def _plot(bands: Sequence[Band], notes: tuple[str, ...], room: int) -> Plot:
    return Plot(tuple(bands), notes=notes, label=label_width([b.label for b in bands if b.cells], room, _LABELS))


def _told(view: View, key: str, at: Reading) -> Iterator[Told]:
    for step in taken(key, at):
        yield Told("•", step, key, key)
    under = [(child, steps[0]) for child in children(key, at) if (steps := taken(child, at))]
    under.sort(key=lambda found: sort_key(found[1].on, found[1].at[0]))
    for i, (child, step) in enumerate(under):
        own = child if view.lines(child, at) else key
        yield Told("└" if i + 1 == len(under) else "├", step, own, child)


def _bands(steps: Sequence[Told], at: Reading) -> Iterator[Band]:
    for told in steps:
        yield _band("  ", told, at, _when(told.step), in_positions(told.step))


def _changed(view: View, key: str, a: Reading | None, b: Reading | None) -> Iterator[Band]:
    """Yield the steps of one row that are not told alike at both moments, in the order of B."""
    sides = [_numbered(_told(view, key, at)) if at else {} for at in (a, b)]
    for mark in merged(list(sides[0]), list(sides[1])):
        old, new = (side.get(mark) for side in sides)
        at, told = (b, new) if new else (a, old)
        assert at
        assert told
        whens, events = ([one(other.step) for other in (old, new) if other] for one in (_when, in_positions))
        if not (old and new):
            yield _band("+ " if new else "− ", told, at, *whens, *events)
        elif whens[0] != whens[1] or events[0] != events[1]:
            yield _band("~ ", told, at, _turned(*whens), _turned(*events))


def _numbered(steps: Iterable[Told]) -> dict[tuple[str, str, int], Told]:
    """Return steps by whose they are, what they are, and the number of those alike."""
    found: dict[tuple[str, str, int], Told] = {}
    count: Counter[tuple[str, str]] = Counter()
    for told in steps:
        mark = (told.about, act(told.step))
        count[mark] += 1
        found[(*mark, count[mark])] = told._replace(branch="•" if told.branch == "•" else "└")
    return found


def _turned(old: str, new: str) -> str:
    return f"{old} → {new}" if old != new else new


def _band(sign: str, told: Told, at: Reading, when: str, events: str) -> Band:
    branch, step, key, about = told
    name = act(step) if branch == "•" else f"{at.name(about)}, {act(step)}"
    day = step.on.s_lo if step.on.s_lo == step.on.e_hi else ""
    said = f"{at.name(about)}: {act(step)}, {when}"
    return Band(f"{sign}{branch} {name}", (Cell(when, said, (key,), day, "text", about),), events)


def in_positions(step: Step) -> str:
    """Return the events that tell of a step."""
    return " ".join(f"#{position}" for position in step.at)


def _when(step: Step) -> str:
    return "day unknown" if step.value.get("undated") else in_words(step.on)


def act(step: Step) -> str:
    """Return what a step is, in a word or two."""
    value = step.value
    return str(value.get("act") or value.get("stage") or value["type"].partition(".")[2]).replace("_", " ")


def taken(key: str, at: Reading) -> list[Step]:
    """Return the steps in the life of an agreement, body or programme that may have been taken by the day."""
    if kind(key) == "agreement":
        steps = history(cast("Agreement", at.row("agreements", key)))
    else:
        steps = lives.life(cast("Body | Programme", at.row("bodies" if kind(key) == "org" else "programmes", key)).life)
    return [step for step in steps if step.on.s_lo <= at.day]


def children(key: str, at: Reading) -> list[str]:
    """Return the agreements, bodies and programmes that are told to be under another, each once."""
    found: dict[str, None] = {}
    for fact in at.naming(key):
        match fact.type, fact.data:
            case "entity.related", {"relation": "under", "entity": child, "other": whole}:
                named = whole
            case "entity.registered", {"entity": child, "attrs": {"parent": whole}}:
                named = whole
            case _:
                continue
        child, named = at.identity.resolve((child, named))
        if named == key != child and kind(child) in _CHILDREN:
            found[child] = None
    return list(found)
