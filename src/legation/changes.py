"""What one event changed in which view: the lines before it and after it (house.md 6, `replay`).

A line shows more than its own row: names of others, and holders whom others in their office bound. So the lines looked
at are those of every id that the event names, of all that show an id it renamed or joined, and of those who share an
office. Sources count with every event; of them only what comes and goes is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legation.holders import sharing
from legation.ids import kind
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

    def __str__(self) -> str:
        """Say it in one line: sign, view, and each column with what it says, or before and after if that differs."""
        old = self.before.cells if self.before else ()
        new = self.after.cells if self.after else ()
        cells = [f"{a or '·'} → {b or '·'}" if a != b else b for a, b in zip(old or new, new or old, strict=True)]
        return f"{self.sign} {self.title}: {' · '.join(filter(None, cells))}"


def changes(
    model: ReadModel, day: str, position: int, since: int | None = None, *, all_views: bool = False
) -> Iterator[Change]:
    """Yield the lines of all views, as of `day`, that differ before and after the event at `position`.

    With `since`, an earlier position, they are compared with what was known there. Views that follow from others are
    left out, unless `all_views` asks for them: each of their lines costs a look at the whole ledger.
    """
    since = position - 1 if since is None else since
    before, after = Reading(model, day, since), Reading(model, day, position)
    told = range(since + 1, position + 1)
    rows = {row for p in told for row in affected(model, p)}
    touched = {key for _, key in rows}
    ids = touched | {id_ for p in told for id_ in _named(model, p)} | _showing(touched, before, after)
    for at in (before, after):
        ids |= sharing(at, (key for projection, key in rows if projection in {"offices", "people"}))
        ids |= {at.identity.resolve((id_,))[0] for id_ in ids}
    registered = {key for projection, key in rows if projection == "sources"}
    ids = {id_ for id_ in ids if kind(id_) != "doc" or id_ in registered}
    for name in VIEWS:
        view = VIEWS[name]()
        if view.follows:
            shown = {key.partition(" ")[0] for at in (before, after) for key in view.keys(at)} if all_views else set()
            yield from _differing(name, view, sorted(shown), before, after)
            continue
        # Lines that are named by no id are the events themselves.
        yield from _differing(name, view, sorted(id_ for id_ in ids if kind(id_) in view.kinds), before, after)


def _differing(name: str, view: View, keys: Iterable[str], before: Reading, after: Reading) -> Iterator[Change]:
    for key in keys:
        old = {line: view.entry(line, before) for line in _lines(view, key, before)}
        new = {line: view.entry(line, after) for line in _lines(view, key, after)}
        for line in dict.fromkeys((*old, *new)):
            was, is_ = old.get(line), new.get(line)
            if _telling(view, was) != _telling(view, is_):
                yield Change(name, view.name, was, is_)


def _telling(view: View, entry: Entry | None) -> list[str] | None:
    """Return the cells whose change is worth telling of; None for no line."""
    if not entry:
        return None
    return [cell for cell, column in zip(entry.cells, view.columns, strict=True) if not column.tally]


def _lines(view: View, key: str, at: Reading) -> list[str]:
    survivor = at.identity.resolve((key,))[0]
    standing = survivor == key and any(at.keys_under(projection, key) for projection in view.projections)
    return list(view.lines(key, at)) if standing else []


def affected(model: ReadModel, position: int) -> set[tuple[str, str]]:
    """Return (projection, id) of the rows that the event at `position` touched, restored, took away, or joined."""
    rows: set[tuple[str, str]] = set()
    identity = Reading(model, "", position).identity
    for p in _toggled(model, position):
        rows |= set(model.db.execute("select projection, key from touches where position = ?", (p,)).fetchall())
        for match in model.db.execute("select entity, other from matches where position = ?", (p,)).fetchall():
            for id_ in {member for side in match for member in identity.members(side)}:
                rows |= set(model.db.execute("select projection, key from parts where id = ?", (id_,)).fetchall())
    return {(projection, text_key(key)[0]) for projection, key in rows}


def _toggled(model: ReadModel, position: int) -> set[int]:
    """Return the event at `position`, and those that it made count or no longer count."""
    dead = "select position from dead where since = ? or until = ?"
    return {p for (p,) in model.db.execute(dead, (position, position))} | {position}


def _named(model: ReadModel, position: int) -> Iterator[str]:
    for p in _toggled(model, position):
        yield from (id_ for (id_,) in model.db.execute("select id from mentions where position = ?", (p,)).fetchall())


def _showing(ids: Iterable[str], before: Reading, after: Reading) -> set[str]:
    """Return what shows one of `ids` that is called otherwise than before, or is another one; and so on."""
    told = "select distinct t.key from mentions m join touches t on t.position = m.position where m.id = ?"
    found: set[str] = set()
    todo = list(ids)
    while todo:
        id_ = todo.pop()
        if before.name(id_) != after.name(id_) or before.identity.resolve((id_,)) != after.identity.resolve((id_,)):
            shown = {text_key(key)[0] for (key,) in after.model.db.execute(told, (id_,)).fetchall()}
            todo += shown - found - set(ids)
            found |= shown
    return found
