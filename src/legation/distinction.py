"""Why a line differs between two moments: what each side says, the events between, and since when it reads so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from legation.causes import made
from legation.contrast import SAME, Contrast
from legation.indexing import turns_of
from legation.view import Note


@dataclass(frozen=True, slots=True)
class Difference:
    """Why a line differs: what each side says and why, the events between, and the day from which on it reads so.

    `since` says what came about on that `day`, by which it reads as on the later side; both are empty where only the
    record differs, or no such day is known. Where no event lies between, `otherwise` says what else there is to say.
    """

    title: str
    sides: tuple[tuple[str, tuple[str, ...]], ...]
    events: Sequence[Note] = ()
    otherwise: str = ""
    since: str = ""
    day: str = ""

    @property
    def positions(self) -> tuple[int, ...]:
        """The events between."""
        return tuple(note.position for note in self.events)


def difference(contrast: Contrast, key: str) -> Difference:
    """Explain the difference of one line."""
    change, view = contrast.change(key), contrast.view
    line = contrast.line(key)
    sides = []
    for entry, other, at in ((change.before, change.after, contrast.a), (change.after, change.before, contrast.b)):
        if entry:
            state = entry.state and entry.state not in entry.cells[0] and f", {entry.state}"
            sides.append((f"{contrast.side(entry, other)}{state or ''}", view.why(key, at).verdict))
        else:
            sides.append(("nothing", ()))
    if line.entry.state == SAME:
        return Difference(line.cells[1], tuple(sides), otherwise="It reads the same at A and at B.")
    [told] = made([change], contrast.a, contrast.b)
    day = _since(contrast, key)
    ends = (change.before, change.after) if contrast.a.day < contrast.b.day else (change.after, change.before)
    passed = "No event on this row lies between A and B: it is the days that passed." if told.days else ""
    return Difference(line.cells[1], tuple(sides), told.events, passed, view.turned(*ends) if day else "", day)


def _since(contrast: Contrast, key: str) -> str:
    """Return the day from which on a line reads as on the later of the two days; empty if it does not turn between."""
    early, late = sorted((contrast.a, contrast.b), key=lambda at: at.day)
    if early.day == late.day:
        return ""
    view, id_ = contrast.view, key.partition(" ")[0]
    kept: dict[str, bool] = {}

    def reads(day: str) -> tuple[str, ...] | None:
        entry = contrast.entry(key, late.on(day))
        return tuple(cell for i, cell in enumerate(entry.cells) if not view.columns[i].keep) if entry else None

    wanted = reads(late.day)

    def same(day: str) -> bool:
        if day not in kept:
            kept[day] = reads(day) == wanted
        return kept[day]

    if same(early.day):
        return ""
    evidence = {p for projection in view.projections for p in late.evidence(projection, id_)}
    near = _between((day for p in evidence for day in turns_of(late.fact(p))), early.day, late.day)
    high, low = late.day, early.day
    for day in reversed(near):
        if not same(day):
            low = day
            break
        high = day
    told = late.model.db.execute("select distinct day from turns where day between ? and ?", (low, high))
    days = [*_between((day for (day,) in told), low, high), high]
    first, last = 0, len(days) - 1
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if same(days[middle]) else (middle + 1, last)
    return days[last]


def _between(days: Iterable[str], low: str, high: str) -> list[str]:
    """Return the days at which something may turn: each of these and the one behind it, if they lie between."""
    found = {d for day in days for d in (day, (date.fromisoformat(day) + timedelta(1)).isoformat()) if low < d < high}
    return sorted(found)
