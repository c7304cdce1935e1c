"""Changes, each with what made it: the events at which a line came to read otherwise, or the days that passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from legation.changes import Change
from legation.history import History, turning
from legation.indexing import turns_of
from legation.reading import Reading
from legation.view import VIEWS, Note, told

_MOST_BEHIND = 5  # events named behind one change


class Made(NamedTuple):
    """A change, the newest events that made it, and whether the days that passed did, alone or too."""

    change: Change
    events: Sequence[Note]
    days: bool
    strange: bool = False  # neither did: what reads the ledger, or the ledger, is another than it was

    def row(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {**self.change.row(), "events": [note.position for note in self.events], "days": self.days}


def made(found: Iterable[Change], before: Reading, after: Reading) -> Iterator[Made]:
    """Yield each change with the events that made it, and whether the days did, be it alone or too.

    Events are those at which the line came to read otherwise as of the later moment's day; where only days passed,
    those it rests on that have a date between them.
    """
    low, high = sorted((before.position, after.position))
    newest = after if after.position == high else after.known(high)
    history = History(newest)
    for change in found:
        view = VIEWS[change.view]()
        rests = {p for entry in (change.before, change.after) if entry for p in entry.at}
        if low == high:
            turned = _turned(before, after, rests)
            yield Made(change, told(newest, turned[-_MOST_BEHIND:]), True, strange=before.day == after.day)
        elif view.follows or not view.kinds:  # too dear to look at again and again, or an event itself
            recorded = sorted(p for p in rests if view.kinds and low < p <= high)
            yield Made(change, told(newest, recorded[-_MOST_BEHIND:]), False)
        else:
            look = history.look(view, change.key)
            behind = list(islice(turning(look, low, high), _MOST_BEHIND))
            passed = before.day != after.day and look(before.position) != (change.before and change.before.cells)
            yield Made(change, told(newest, behind), passed, strange=not behind and not passed)


def _turned(before: Reading, after: Reading, positions: Iterable[int]) -> list[int]:
    low, high = sorted((before.day, after.day))
    return sorted(p for p in positions if any(low <= day <= high for day in turns_of(after.fact(p))))
