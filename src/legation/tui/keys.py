"""The one registry of keys: bindings, footer, the list of all keys and the palette are made from it (screens.md 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["Move", "Go", "Time", "Look", "Take", "Write", "App"]
GROUPS: tuple[Group, ...] = ("Move", "Go", "Time", "Look", "Take", "Write", "App")


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that a person can do, and the keys that do it, as Textual names them.

    `shown` is how the keys are written; `priority` orders the footer (0: not there). `aliases` are never shown: each
    stands for the key at its place in `keys`.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    label: str
    group: Group
    help: str
    priority: int = 0
    aliases: tuple[str, ...] = ()

    @property
    def bound(self) -> tuple[tuple[str, str], ...]:
        """Every key and alias, with the key it stands for."""
        repeated = self.keys * (1 + len(self.aliases) // len(self.keys))
        return (*zip(self.keys, self.keys, strict=True), *zip(self.aliases, repeated, strict=False))


KEYS: tuple[Key, ...] = (
    Key("move", ("up", "down"), "↑ ↓", "Move", "Move", "a row, or an event of the why pane; in a plot ← → too",
        aliases=("k", "j")),
    Key("page", ("pageup", "pagedown"), "PgUp PgDn", "Page", "Move", "a page up or down"),
    Key("ends", ("home", "end"), "Home End", "Ends", "Move", "the first or the last row"),
    Key("pane", ("tab",), "Tab", "Next pane", "Move", "from the list to the why pane, and back", 14, ("shift+tab",)),
    Key("open", ("enter",), "Enter", "Open", "Move", "open the row, then the event, with all it rests on", 10, ("l",)),
    Key("back", ("escape",), "Esc", "Back", "Move", "close, cancel, clear the filter", aliases=("h",)),
    Key("before", ("backspace",), "Backspace", "Place before", "Move", "back to the place before, with its moment", 13),
    Key("view", tuple("123456789"), "1–9", "Views", "Go", "the view with this digit"),
    Key("views", ("0",), "0", "All views", "Go", "all views by name", 15),
    Key("time", ("t",), "t", "Time", "Time", "go to a day: type it, step with the arrows, or play", 1),
    Key("clock", ("T",), "T", "Other clock", "Time", "the other clock: as of, or known by", 16),
    Key("stop", ("comma", "full_stop"), ", .", "Earlier/later", "Time", "the stop before or after: a day with an event",
        2, ("left_square_bracket", "right_square_bracket")),
    Key("step", ("less_than_sign", "greater_than_sign"), "< >", "Step", "Time",
        "back or on by a day, week, month or year, or by a batch", 12),
    Key("now", ("n",), "n", "Now", "Time", "now: today, with all the ledger knows", 3),
    Key("day", ("g",), "g", "Its day", "Time", "the day of this row or event", 8),
    Key("mark", ("m",), "m", "Mark", "Time", "mark this moment, to come back to it by name"),
    Key("filter", ("slash",), "/", "Filter", "Look", "filter: only rows that hold all these words", 6),
    Key("sort", ("s",), "s", "Sort", "Look", "sort by another column"),
    Key("plot", ("v",), "v", "View as", "Look", "the same rows as a table or a plot", 11),
    Key("why", ("w",), "w", "Why?", "Look", "why? what this row rests on, down to the lines", 4),
    Key("compare", ("d",), "d", "Compare", "Look", "compare this moment with another, on either clock", 5),
    Key("relations", ("r",), "r", "Relations", "Look", "who met whom, with this one in the middle"),
    Key("zoom", ("z",), "z", "Zoom", "Look", "this pane alone, and back"),
    Key("copy", ("y",), "y", "Copy", "Take", "copy: cell, row, table, citation, link or command", 7),
    Key("export", ("x",), "x", "Export", "Take", "write these rows to a file"),
    Key("source", ("o",), "o", "Source", "Take", "open the source at the lines cited"),
    Key("add", ("a",), "a", "Add", "Write", "add an event", 9),
    Key("right", ("c",), "c", "Put right", "Write", "put right: correct, strike, match or judge"),
    Key("anything", ("ctrl+p",), "^p", "Anything", "App", "people, offices, views, keys: anything by name",
        aliases=("colon",)),
    Key("keys", ("question_mark",), "?", "All keys", "App", "all keys, and what they do"),
    Key("help", ("f1",), "F1", "Help", "App", "help on this field, or on this view"),
    Key("quit", ("q",), "q", "Quit", "App", "leave legation", 17, ("ctrl+q",)),
)  # fmt: skip

ALWAYS = ("anything", "keys")


def key(id: str) -> Key:  # noqa: A002 the registry's own word
    """Return the entry of this id."""
    return next(entry for entry in KEYS if entry.id == id)


def clashes() -> list[str]:
    """Return every key that two entries claim."""
    bound = [name for entry in KEYS for name, _ in entry.bound]
    return sorted({name for name in bound if bound.count(name) > 1})
