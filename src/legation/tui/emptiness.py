"""Why a list is empty, and when it will not be (screens.md 8.12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from legation.dates import in_words
from legation.reading import Reading
from legation.row_source import RowSource
from legation.timeline import Timeline
from legation.view import View
from legation.words import sentence

_MOST = 20_000  # rows of a view that is asked on several days

Told = tuple[tuple[str, ...], str]
"""Sentences, and the day to go to; empty if none is known."""


def empty(at: Reading, view: View) -> Told:
    """Say that a view has nothing to show, and from which day on it has."""
    here = view.empty(at)
    if not view.uses_day or at.position == 0:
        return (here,), ""
    day = _first_day(at, lambda reading: bool(view.keys(reading)))
    if not day:
        return (here, "Nothing dated changes that, as far as the ledger knows."), ""
    first = RowSource(view, at.on(day))
    earlier = "There was something" if day < at.day else "The first to stand here comes"
    return (here, sentence(f"{earlier} on {in_words(day)}: {_name(first)}")), day


def unmatched(at: Reading, view: View, words: str) -> Told:
    """Say that nothing matches a filter on the day, and how much of it does on the last day the ledger tells of."""
    on = f" on {in_words(at.day)}" if view.uses_day else ""
    here = f"Nothing matches “{words}”{on}."
    last = Timeline(at).last_day()
    if not view.uses_day or not last or last == at.day:
        return (here,), ""
    then = RowSource(view, at.on(last), words)
    if not then.count:
        return (here, f"Nothing does on {in_words(last)} either, the last day that the ledger tells of."), ""
    day = then.page(0, 1)[0].entry.day or last
    when = "later" if day > at.day else "earlier"
    return (here, sentence(f"{then.count:,} {when}, on {in_words(day)}: {_name(then)}")), day


def _name(source: RowSource) -> str:
    """Return what the first line of a source is called: its first cell that holds more than a sign or a number."""
    cells = source.page(0, 1)[0].cells
    column = next((i for i, column in enumerate(source.view.columns) if not column.width), 1)
    return cells[column] or next(filter(None, cells[1:]), "")


def _first_day(at: Reading, holds: Callable[[Reading], bool]) -> str:
    """Return a day on which `holds` is so, and is not on the day with events before it; empty if none was found.

    What is recorded mostly stays, so halving the days finds the first; where it does not, it finds one like it.
    """
    days: Sequence[str] = Timeline(at).days()
    if not days or sum(1 for _ in at.keys("registry")) > _MOST:
        return ""

    def on(day: str) -> bool:
        return holds(at.on(day))

    low, high = 0, len(days) - 1
    if not on(days[high]):
        return ""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if on(days[middle]) else (middle + 1, high)
    return days[low]
