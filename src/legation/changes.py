"""What one event changed in which view: the lines before it and after it (house.md 6, `replay`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.read_model import ReadModel
from legation.reading import Reading
from legation.tables import text_key
from legation.view import VIEWS, Entry, View


@dataclass(frozen=True, slots=True)
class Change:
    """A line that appeared (`before` is None), ended (`after` is None), or reads otherwise than before."""

    view: str
    title: str
    before: Entry | None
    after: Entry | None

    @property
    def sign(self) -> str:
        """`+`, `−` or `~`, as on the screen."""
        return "+" if not self.before else "−" if not self.after else "~"


def changes(model: ReadModel, day: str, position: int, since: int | None = None) -> Iterator[Change]:
    """Yield the lines of all views, as of `day`, that differ before and after the event at `position`.

    With `since`, an earlier position, they are compared with what was known there.
    """
    since = position - 1 if since is None else since
    before, after = Reading(model, day, since), Reading(model, day, position)
    rows = {row for p in range(since + 1, position + 1) for row in affected(model, p)}
    for name in VIEWS:
        view = VIEWS[name]()
        if view.uses_day:
            yield from _differing(name, view, rows, before, after)


def _differing(
    name: str, view: View, rows: set[tuple[str, str]], before: Reading, after: Reading
) -> Iterator[Change]:
    keys = dict.fromkeys(key for projection, key in sorted(rows) if projection in view.projections)
    for key in keys:
        old = {line: view.entry(line, before) for line in _lines(view, key, before)}
        new = {line: view.entry(line, after) for line in _lines(view, key, after)}
        for line in dict.fromkeys((*old, *new)):
            was, is_ = old.get(line), new.get(line)
            if (was and was.cells) != (is_ and is_.cells):
                yield Change(name, view.name, was, is_)


def _lines(view: View, key: str, at: Reading) -> list[str]:
    survivor = at.identity.resolve((key,))[0]
    standing = survivor == key and any(at.evidence(projection, key) for projection in view.projections)
    return list(view.lines(key, at)) if standing else []


def affected(model: ReadModel, position: int) -> set[tuple[str, str]]:
    """Return (projection, id) of the rows that the event at `position` touched, restored, took away, or joined."""
    toggled = {p for (p,) in model.db.execute(
        "select position from dead where since = ? or until = ?", (position, position)
    )} | {position}  # fmt: skip
    rows: set[tuple[str, str]] = set()
    for p in toggled:
        rows |= set(model.db.execute("select projection, key from touches where position = ?", (p,)).fetchall())
        for match in model.db.execute("select entity, other from matches where position = ?", (p,)).fetchall():
            for id_ in {member for side in match for member in model.members(side)}:
                rows |= set(model.db.execute("select projection, key from parts where id = ?", (id_,)).fetchall())
    return {(projection, text_key(key)[0]) for projection, key in rows}
