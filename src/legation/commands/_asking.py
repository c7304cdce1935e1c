"""How a line, or one cell of it, is asked for: VIEW KEY [FIELD]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from legation.errors import Ambiguous, NotUnderstood
from legation.ids import fold
from legation.lookup import MOST_NAMED
from legation.reading import Reading
from legation.view import View


class Asked(NamedTuple):
    """The id that was named, the lines of it, and the column that was named; None: the whole line."""

    id: str
    lines: Sequence[str]
    column: int | None

    def line(self, view: View) -> str:
        """Return the one line that is meant: what is named itself, else its only line; raises Ambiguous for several."""
        if self.id in self.lines or len(self.lines) == 1:
            return self.id if self.id in self.lines else self.lines[0]
        raise Ambiguous(self.id, view.one, len(self.lines), self.lines[:MOST_NAMED])


def asked(view: View, words: Sequence[str], at: Reading) -> Asked:
    """Return what words ask for: something named by all of them, or by all but a last few that name a column.

    Raises NotUnderstood if nothing is named, or no column; Ambiguous if several things are.
    """
    titles = {fold(field_name(view, i)): i for i in range(len(view.columns))}
    unknown: NotUnderstood | None = None
    for cut in range(len(words), 0, -1):
        rest = fold(" ".join(words[cut:]))
        try:
            found = view.find(" ".join(words[:cut]), at)
        except NotUnderstood as error:
            unknown = unknown or error
            continue
        if rest and rest not in titles:
            raise NotUnderstood(" ".join(words[cut:]), f"column of {view.name}", list(titles))
        return Asked(found, view.naming(found, at) or [found], titles[rest] if rest else None)
    assert unknown, "the command asks for a word at least"
    raise unknown


def field_name(view: View, column: int) -> str:
    """Return what a column is called; the one with the sign has no title."""
    return view.columns[column].title or "mark"
