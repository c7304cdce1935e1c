"""Why a line reads as it does, whole: the view's own answer, and what every line has (screens.md 8.1, 8.2).

That is what would settle a doubt, what came of the events, what the line said before, and what it said to those who
stood on the day itself. The screen and `legation why` both print it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from legation.fact import Fact
from legation.fate import referring
from legation.history import Cells, History, cells, turning
from legation.moment import Moment, parse_known
from legation.reading import Reading
from legation.view import Note, Sections, View, Why, told
from legation.words import about, counted, sentence, what

_MOST_CAME = 5  # events told of that came of a line
_MOST_ASKED = 200  # events of which one asks what came of them


def explained(view: View, key: str, at: Reading, *, past: bool = True) -> Why:
    """Return why the line of a key reads as it does, with all that every line has; its past only if it is asked for."""
    why = view.why(key, at)
    now = cells(view, key, at)
    if now is None:
        return why
    why = why.and_then((), settled(view, key, at))
    if not view.kinds or view.follows:
        return why
    why = why.and_then((), (("What came of it", tuple(_consequences(view.entry(key, at).at, why, at))),))
    if not past:
        return why
    then = tuple(_as_known_then(view, key, at, now))
    said, until = before(view, key, at)
    earlier = told_before([cell for cell in _differing(view, said, now) if cell], until, at) if said else ()
    return why.and_then((), (("Known by that day this row read", then), ("What it said before", earlier)))


def settled(view: View, key: str, at: Reading) -> Sections:
    """Return what would leave no doubt about a line, under its heading; nothing if there is none to settle."""
    doubt = view.settling(view.entry(key, at))
    return (("What would settle it", (Note(sentence(f"{doubt[:1].upper()}{doubt[1:]}")),)),) if doubt else ()


def before(view: View, key: str, at: Reading, column: int | None = None) -> tuple[Cells, int]:
    """Return what a line, or one cell of it, said before it came to read as it does, and the event that changed it.

    None if it never said anything else, and 0.
    """
    look = History(at).look(view, key, column)

    def said(position: int) -> Cells:
        found = look(position)
        return found if column is not None or not found else tuple(found[i] for i in _telling(view))

    until = next(turning(said, 0, at.position), 0)
    return (look(until - 1) if until else None), until


def told_before(said: Sequence[str], until: int, at: Reading) -> tuple[Note, ...]:
    """Return what a line said, and the event at which that ended."""
    text = " · ".join(filter(None, said)) or "empty"
    return (Note(f"{text}, until:"), *told(at, [until]))


def _consequences(own: Sequence[int], why: Why, at: Reading) -> Iterator[Note]:
    """Yield later events that name one of those the line rests on: what was inferred from them, or judges them."""
    facts = [at.fact(p) for p in own[:_MOST_ASKED]]
    came = [fact for fact in referring(at, facts) if fact.position not in why.positions]
    for fact in came[-_MOST_CAME:]:
        yield from told(at, [fact.position], _came_of)
    if len(came) > _MOST_CAME:
        yield Note(f"and {counted(len(came) - _MOST_CAME, 'event')} before these")


def _came_of(fact: Fact, at: Reading) -> str:
    dead = "" if at.counts(fact.position) else " (struck)"
    return f"{what(fact)}: {about(fact, at.name)}{dead}"


def _as_known_then(view: View, key: str, at: Reading, now: Sequence[str]) -> Iterator[Note]:
    """Yield what the line said to those who knew only what was recorded by the end of the day that is looked at."""
    end = parse_known(at.day)
    position = at.model.position_at(end) if view.uses_day and isinstance(end, datetime) else at.position
    if not 0 < position < at.position:
        return
    then = cells(view, key, at.known(position))
    moment = str(Moment(at.day, position))
    if then is None:
        yield Note("not there yet", moment=moment)
    elif told := _differing(view, then, now):
        yield Note(" ".join(filter(None, (then[0], ", ".join(cell or "nothing" for cell in told)))), moment=moment)


def _differing(view: View, then: Sequence[str], now: Sequence[str]) -> list[str]:
    """Return the cells that said something else, but for signs and for what only counts."""
    return [then[i] for i in _telling(view) if view.columns[i].title and then[i] != now[i]]


def _telling(view: View) -> list[int]:
    """Return the columns that say something of the world: how many documents carry it is none of it."""
    return [i for i, column in enumerate(view.columns) if not column.tally and column.title != "Src"]
