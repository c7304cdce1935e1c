"""What reads otherwise at one moment than at another: lines of views that appear, change or end (house.md 6).

Only lines of what may have changed are looked at, and those kept whose cells differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.ids import kind
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.stirring import Stirred
from legation.view import VIEWS, Entry, View, lines_of


@dataclass(frozen=True, slots=True)
class Change:
    """A line that appeared (`before` is None), ended (`after` is None), or reads otherwise than before."""

    view: str
    title: str
    before: Entry | None
    after: Entry | None

    @property
    def key(self) -> str:
        """The key of the line."""
        entry = self.after or self.before
        assert entry
        return entry.key

    @property
    def sign(self) -> str:
        """`+`, `−` or `~`, as on the screen."""
        return "+" if not self.before else "−" if not self.after else "~"

    def row(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "view": self.view, "key": self.key, "sign": self.sign,
            "before": self.before and list(self.before.cells), "after": self.after and list(self.after.cells),
        }  # fmt: skip

    def __str__(self) -> str:
        """Say it in one line: sign, view, and each column with what it says, or before and after if that differs."""
        old = self.before.cells if self.before else ()
        new = self.after.cells if self.after else ()
        cells = [f"{a or '·'} → {b or '·'}" if a != b else b for a, b in zip(old or new, new or old, strict=True)]
        return f"{self.sign} {self.title}: {' · '.join(filter(None, cells))}"


def changes(model: ReadModel, day: str, position: int) -> Iterator[Change]:
    """Yield what the event at `position` changed as of `day`, as `replay` tells it.

    Every event raises some counts, and is a line of the audit: neither is worth telling of each. Views that follow from
    others are left out, too: each of their lines costs a look at the whole ledger.
    """
    before, after = Reading(model, day, position - 1), Reading(model, day, position)
    told = [name for name, view in VIEWS.items() if not view.follows and view.kinds]
    return differences(before, after, told, tallies=False)


def differences(
    before: Reading, after: Reading, views: Iterable[str] | None = None, *, tallies: bool = True
) -> Iterator[Change]:
    """Yield the lines of views that differ between two moments, on either clock or both, view by view.

    Without `views` all are looked at, that of the events themselves last: it says the least about the world.
    Without `tallies`, a line that differs only in what it counts is left out.
    """
    stirred = Stirred(before, after)
    ids = stirred.ids()
    for name in sorted(VIEWS, key=lambda name: not VIEWS[name].kinds) if views is None else views:
        view = VIEWS[name]()
        for key in suspects(view, ids, stirred):
            yield from differing(name, view, key, stirred, tallies=tallies)


def suspects(view: View, ids: set[str], stirred: Stirred) -> list[str]:
    """Return the ids of which lines of a view may differ, given all `ids` that are stirred: too many, none too few."""
    if view.follows:
        return sorted({key.partition(" ")[0] for at in (stirred.before, stirred.after) for key in view.keys(at)})
    if not view.kinds:  # its lines are the events themselves
        return [str(position) for position in sorted(stirred.events(ids))]
    return sorted(id_ for id_ in ids if kind(id_) in view.kinds)


def differing(name: str, view: View, key: str, stirred: Stirred, *, tallies: bool = True) -> Iterator[Change]:
    """Yield the lines of one id that differ; `name` is that of the view on its shelf."""
    old = {line: view.entry(line, stirred.before) for line in lines_of(view, key, stirred.before)}
    new = {line: view.entry(line, stirred.after) for line in lines_of(view, key, stirred.after)}
    yield from compared(name, old, new, tallies=tallies)


def compared(
    name: str, old: Mapping[str, Entry], new: Mapping[str, Entry], *, tallies: bool = True
) -> Iterator[Change]:
    """Yield what differs between two answers of the view `name`, lines by key."""
    view = VIEWS[name]
    for line in dict.fromkeys((*old, *new)):
        was, is_ = old.get(line), new.get(line)
        if _telling(view, was, tallies) != _telling(view, is_, tallies):
            yield Change(name, view.name, was, is_)


def _telling(view: type[View], entry: Entry | None, tallies: bool) -> list[str] | None:
    """Return the cells whose change is worth telling of; None for no line."""
    if not entry:
        return None
    return [cell for cell, column in zip(entry.cells, view.columns, strict=True) if tallies or not column.tally]
