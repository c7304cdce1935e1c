"""The lines of a list in the order of one of its columns: numbers as numbers, days as days, the rest by letter.

The column in whose order a list stands costs nothing, forwards or backwards. Any other is computed line by line, which
is done for `MANY` rows at most (screens.md 4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from legation.compact import gathered
from legation.errors import NotUnderstood, TooManyRows
from legation.ids import fold
from legation.sifting import MANY
from legation.view import View

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(rf"(?:(\d{{1,2}})(?:–\d{{1,2}})? )?(?:({'|'.join(_MONTHS)})(?: – \w+| or \w+)? )?(\d{{4}})(?!\d)")
_NUMBER = re.compile(r"[^\d]{0,12}?(-?\d[\d,]*(?:\.\d+)?)")


def title(view: View, column: int) -> str:
    """Return what a column is called where people name it; the first of a view shows its sign."""
    return view.columns[column].title or "mark"


def column_of(view: View, sort: str) -> tuple[int, bool]:
    """Return the column that `sort` names, and whether it is to run backwards, as `-NAME` says.

    Raises NotUnderstood for a name that no column has.
    """
    names = [fold(title(view, number)) for number in range(len(view.columns))]
    wanted = fold(sort.removeprefix("-"))
    if wanted not in names:
        near = get_close_matches(wanted, names, n=2) or names
        raise NotUnderstood(sort, f"column of {view.name}", near)
    return names.index(wanted), sort.startswith("-")


def in_words_of(sort: str) -> str:
    """Say by which column lines are ordered; empty for the order of the view."""
    return f"by {sort.removeprefix('-')}{', backwards' if sort.startswith('-') else ''}" if sort else ""


def stands_in_order(view: View, sort: str) -> bool:
    """Tell whether the list stands in this order by itself, or in its reverse."""
    return view.columns[column_of(view, sort)[0]].title == view.ordered_by


def hindrance(view: View, sort: str, rows: int) -> str:
    """Say why so many rows cannot be put in this order; empty if they can."""
    if rows <= MANY or stands_in_order(view, sort):
        return ""
    return f"too many rows to sort by {fold(sort.removeprefix('-'))}"


def sorted_by(
    view: View, sort: str, keys: Sequence[str], cells: Callable[[str], tuple[str, ...]]
) -> Sequence[str]:  # fmt: skip
    """Return keys in the order of a column; those with nothing there come last, those alike keep their order.

    Raises TooManyRows, and NotUnderstood for what is no column.
    """
    number, backwards = column_of(view, sort)
    if view.columns[number].title == view.ordered_by:
        return gathered(reversed(keys)) if backwards else keys
    if hindrance(view, sort, len(keys)):
        raise TooManyRows(f"sort by {fold(title(view, number))}", len(keys), MANY)
    texts = {key: cells(key)[number] for key in keys}
    if not number:  # signs stand in the order of the legend
        signs = [sign for sign, _ in view.states]
        return sorted(keys, key=lambda key: _place(signs, texts[key]), reverse=backwards)
    told = [key for key in keys if texts[key].strip()]
    by = _by([texts[key] for key in told])
    return [*sorted(told, key=lambda key: by(texts[key]), reverse=backwards), *(k for k in keys if k not in set(told))]


def _place(signs: Sequence[str], sign: str) -> int:
    return signs.index(sign) if sign in signs else len(signs)


def _by(texts: Sequence[str]) -> Callable[[str], tuple[float, str]]:
    """Return how such texts are compared: most of them hold days, or begin with numbers, or neither."""
    for found in (_day, _number):
        if sum(found(text) is not None for text in texts) * 2 > len(texts):
            return lambda text: (_known(found(text)), fold(text))
    return lambda text: (0, fold(text))


def _known(value: float | None) -> float:
    return float("inf") if value is None else value


def _day(text: str) -> float | None:
    """Return the first day that a text names, as YYYYMMDD; None if it names none, or is long enough to be prose."""
    match = _DAY.search(text) if len(text) <= 40 else None
    if not match:
        return None
    day, month, year = match.groups()
    return int(year) * 10_000 + (_MONTHS.index(month) + 1 if month else 0) * 100 + int(day or 0)


def _number(text: str) -> float | None:
    match = _NUMBER.match(text)
    return float(match[1].replace(",", "")) if match else None
