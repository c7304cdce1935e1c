"""How a line, or one cell of it, is asked for: VIEW KEY [FIELD]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from legation.errors import NotUnderstood
from legation.ids import fold
from legation.reading import Reading
from legation.view import View


class Asked(NamedTuple):
    """The id that was named, the lines of it, and the column that was named; None: the whole line."""

    id: str
    lines: Sequence[str]
    column: int | None


def asked(view: View, words: Sequence[str], at: Reading) -> Asked:
    """Return what words ask for: something named by all of them, or by all but a last few that name a column.

    Raises NotUnderstood if nothing is named.
    """
    try:
        found, column = view.find(" ".join(words), at), None
    except NotUnderstood as unknown:
        rest, column = _split(view, words)
        if column is None:
            raise
        try:
            found = view.find(" ".join(rest), at)
        except NotUnderstood:
            raise unknown from None
    return Asked(found, view.naming(found, at) or [found], column)


def field_name(view: View, column: int) -> str:
    """Return what a column is called; the one with the sign has no title."""
    return view.columns[column].title or "mark"


def _split(view: View, words: Sequence[str]) -> tuple[Sequence[str], int | None]:
    titles = {fold(field_name(view, i)): i for i in range(len(view.columns))}
    for cut in range(1, len(words)):
        if (column := titles.get(fold(" ".join(words[cut:])))) is not None:
            return words[:cut], column
    return words, None
