"""What became of an agreement or a body: its steps in order, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from legation import life as lives
from legation.dates import in_words, sort_key
from legation.ids import kind
from legation.plot import ONE_BY_ONE, Band, Cell, Plot, drawing, label_width
from legation.projections.agreements import Agreement, history
from legation.projections.bodies import Body
from legation.projections.programmes import Programme
from legation.reading import Reading
from legation.steps import Step
from legation.view import View

_LABELS = 0.55  # of the room
_CHILDREN = frozenset({"agreement", "org", "programme"})


@drawing(ONE_BY_ONE)
def life(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw the steps of each taken by the day, then the first step of each plan, body or programme under it."""
    told = [(key, list(_bands(view, key, at))) for key in keys]
    bare = sum(not bands for _, bands in told)
    bands = [band for key, found in told if found for band in (Band(f"{_sign(view, key, at)} {at.name(key)}"), *found)]
    notes = (f"{bare} without a recorded step",) if bare else ()
    return Plot(tuple(bands), notes=notes, label=label_width([b.label for b in bands if b.cells], room, _LABELS))


def _sign(view: View, key: str, at: Reading) -> str:
    return view.entry(key, at).cells[0]


def _bands(view: View, key: str, at: Reading) -> Iterator[Band]:
    for step in taken(key, at):
        yield _band(f"  • {act(step)}", key, step, at, key)
    under = [(child, steps[0]) for child in children(key, at) if (steps := taken(child, at))]
    under.sort(key=lambda found: sort_key(found[1].on, found[1].at[0]))
    for i, (child, step) in enumerate(under):
        branch = "└" if i + 1 == len(under) else "├"
        own = child if view.lines(child, at) else key
        yield _band(f"  {branch} {at.name(child)}, {act(step)}", own, step, at, child)


def _band(label: str, key: str, step: Step, at: Reading, about: str) -> Band:
    when, day = _when(step), step.on.s_lo if step.on.s_lo == step.on.e_hi else ""
    said = f"{at.name(about)}: {act(step)}, {when}"
    positions = " ".join(f"#{position}" for position in step.at)
    return Band(label, (Cell(when, said, (key,), day, "text", about),), positions)


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
