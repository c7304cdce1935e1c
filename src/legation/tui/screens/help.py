"""Help on the spot: the view on screen with its columns, signs and keys, or the field in which somebody types."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from rich.cells import cell_len
from textual.widget import Widget

from legation.dates import in_words
from legation.glossary import CLOCKS, COLUMNS, STATES
from legation.literal import literal
from legation.moment import Moment
from legation.tui.keys import KEYS, key
from legation.tui.screens.page import BLANK, Line, Page
from legation.tui.widgets.date_field import DayInput
from legation.tui.widgets.list_pane import FilterInput
from legation.view import View

Written = Callable[[str], str]
_DATES = (
    "A year or month means its last day: 2023 is 31 Dec 2023.",
    "Also understood: 17 May 2024 · 2024-05-17 · 2024-Q2 · 2024-W20 · last month · -30d · today",
    "From the ledger: first, last (the last day that is an account, no plan), #388 (the day of that event), "
    "before #388",
    "While the field is empty, ← → step, ↑ ↓ make the step longer or shorter, Home is the first event, End today.",
    "What is understood stands beside the field before you press Enter. Esc leaves everything as it was.",
)
_FILTER = (
    "Only rows that hold all these words stay. Accents and capitals do not matter: barcena finds Bárcena.",
    "All of the ledger at this moment is searched, not only what is on screen; other names count, too.",
    "Enter keeps the filter, Esc clears it. It belongs to this view and changes neither the moment nor the ledger.",
)
_HERE = ("open", "why", "day", "filter", "sort", "plot", "compare", "copy", "source", "right")


def help_on(view: View, focused: Widget | None, moment: Moment, written: Written) -> Page:
    """Return help on what has the focus: a field, else the view."""
    match focused:
        case DayInput():
            return Page(literal("Help · a day"), [_text(sentence) for sentence in _DATES])
        case FilterInput():
            return Page(literal("Help · the filter"), [_text(sentence) for sentence in _FILTER])
    return Page(literal(f"Help · {view.name}"), list(_of_view(view, moment, written)))


def _of_view(view: View, moment: Moment, written: Written) -> Iterator[Line]:
    yield _text(inspect.getdoc(type(view)) or view.name)
    if not view.uses_day:
        yield _text("It follows only what was known; the day does not change it.")
    yield BLANK
    yield _heading("Columns")
    yield from _table((column.title, COLUMNS.get(column.title, "")) for column in view.columns if column.title)
    if view.states:
        yield BLANK
        yield _heading("Signs")
        yield from _table((f"{sign}  {state}", STATES.get(state, "")) for sign, state in view.states)
    yield BLANK
    yield _heading("Time")
    yield from map(_text, CLOCKS)
    yield _text(f"Now on screen: {_moment(moment)}.")
    yield BLANK
    yield _heading("Keys here")
    yield from _table((written(entry.id), key(entry.id).help) for entry in KEYS if entry.id in _HERE)
    yield _text(f"{written('keys')} lists all keys · {written('anything')} finds anything by name")


def _moment(moment: Moment) -> str:
    day = in_words(moment.as_of) if moment.as_of else "today"
    match moment.known_by:
        case None:
            known = "all that is recorded"
        case int(position):
            known = f"what was recorded up to #{position}"
        case time:
            known = f"what was recorded by {in_words(time.date().isoformat())}"
    return f"as of {day}, with {known}"


def _table(rows: Iterator[tuple[str, str]]) -> Iterator[Line]:
    told = list(rows)
    width = max((cell_len(name) for name, _ in told), default=0) + 2
    for name, meaning in told:
        yield "text", literal(f"  {name}{' ' * (width - cell_len(name))}{meaning}"), width + 2


def _heading(text: str) -> Line:
    return "primary", literal(text), 0


def _text(text: str) -> Line:
    return "text", literal(" ".join(text.split())), 0
