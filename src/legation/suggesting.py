"""What some words may mean to who wants to go somewhere: things by name, events, days (screens.md 8.11).

Names come from the tables and texts from the index, a few hundred at the most, and are ranked by how well they fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.fulltext import SHORTEST, quoted
from legation.holders import offices_of
from legation.ids import KINDS, fold, is_id, kind
from legation.lookup import names_of
from legation.moment import parse_day
from legation.reading import Reading
from legation.timeline import Timeline
from legation.view import VIEWS, View, lines_of
from legation.words import about, happened, listed, what

MOST = 4  # of each group
_CANDIDATES = 300  # ranked
_LONGEST = 60  # letters of what stands beside a name
_FIRST = ("People", "Offices")


class Suggestion(NamedTuple):
    """Something to go to: a row of a view by its key, or a day if there is no view; `said` stands beside its name."""

    group: str
    name: str
    said: str
    key: str
    view: str = ""


def things(at: Reading, words: str, *kinds: str) -> list[Suggestion]:
    """Return what is called so, at most a few of each view, people and offices first, the best names first."""
    wanted = fold(words).split()
    if not wanted:
        return []
    ranked = sorted((_rank(at, id_, wanted), id_) for id_ in _candidates(at, wanted, kinds or KINDS))
    groups: dict[str, list[Suggestion]] = {}
    for (fits, *_), id_ in ranked:
        view = _view_of(at, id_) if fits < _NOT else None
        if view and len(told := groups.setdefault(view.name, [])) < MOST:
            told.append(_thing(view, id_, at))
    if (people := groups.get("People")) and "office" in (kinds or KINDS):
        offices = groups.setdefault("Offices", [])
        known = {office.key for office in offices}
        held = (office for office, _ in offices_of(at, people[0].key) if office not in known)
        offices += [_thing(VIEWS["offices"](), office, at) for office in islice(held, MOST - len(offices))]
    order = sorted(groups, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return [one for name in order for one in groups[name]]


def events(at: Reading, words: str) -> list[Suggestion]:
    """Return the event of a number such as `#358` or `358`, else those whose names and texts hold all words."""
    if number := re.fullmatch(r"#?(\d{1,15})", words.strip(), re.ASCII):
        return [_event(at, int(number[1]))] if 1 <= int(number[1]) <= at.position else []
    wanted = [word for word in fold(words).split() if len(word) >= SHORTEST]
    found = _positions(at, wanted) if wanted else iter(())
    return [_event(at, position) for position in islice((p for p in found if at.counts(p)), MOST)]


def days(at: Reading, words: str, today: date) -> list[Suggestion]:
    """Return the day that is typed, if it is one; without words, those that have a name."""
    found = []
    for typed in [words] if words.strip() else ["today", "first", "last"]:
        try:
            day = parse_day(typed, today, Timeline(at))
        except NotUnderstood:
            continue
        shown = in_words(day)
        found.append(Suggestion("Moments", shown, "" if fold(typed) == fold(shown) else typed.strip(), day))
    return found


_WHOLE, _BEGINS, _WORD, _HOLDS, _NOT = range(5)


def _rank(at: Reading, id_: str, wanted: Sequence[str]) -> tuple[int, int, str]:
    """Return how well the best of its names fits; `_NOT` if even all of them together do not hold the words."""
    names = [fold(name) for name in names_of(at, id_)]
    best = min(_fit(name, wanted) for name in names)
    if best == _NOT and all(word in " ".join(names) for word in wanted):
        best = _HOLDS
    return best, len(names[0]), names[0]


def _fit(name: str, wanted: Sequence[str]) -> int:
    text = " ".join(wanted)
    if name == text:
        return _WHOLE
    if name.startswith(text):
        return _BEGINS
    if not all(word in name for word in wanted):
        return _NOT
    return _WORD if all(f" {word}" in f" {name}" for word in wanted) else _HOLDS


def _candidates(at: Reading, wanted: Sequence[str], kinds: Sequence[str]) -> list[str]:
    test = " and ".join(["folded like ? escape '!'"] * len(wanted))
    likes = ["%" + re.sub(r"[!%_]", r"!\g<0>", word) + "%" for word in wanted]
    named = at.model.db.execute(
        f"select id from names where {test} order by length(folded) limit ?", (*likes, _CANDIDATES)
    )
    ids = [id_ for (id_,) in named.fetchall()]
    if long := [word for word in wanted if len(word) >= SHORTEST]:
        subjects = "select subject from ids where position = ?"
        for position in islice(_positions(at, long), _CANDIDATES):
            if at.counts(position):
                ids += [subject for (subject,) in at.model.db.execute(subjects, (position,)) if is_id(subject)]
    survivors = dict.fromkeys(at.identity.resolve((id_,))[0] for id_ in ids)
    return [id_ for id_ in survivors if kind(id_) in kinds][:_CANDIDATES]


def _positions(at: Reading, words: Sequence[str]) -> Iterator[int]:
    """Yield the known events that hold all words, as the index comes upon them."""
    asked = " AND ".join(map(quoted, words))
    told = "select rowid from search where search match ? and rowid <= ?"
    return (position for (position,) in at.model.db.execute(told, (asked, at.position)))


def _view_of(at: Reading, id_: str) -> View | None:
    """Return the view that is most about things of this kind, and has a line of this one."""
    able = sorted(
        (len(VIEWS[name].kinds), not VIEWS[name].digit, name) for name in VIEWS if kind(id_) in VIEWS[name].kinds
    )
    views = (VIEWS[name]() for *_, name in able)
    return next((view for view in views if not view.follows and lines_of(view, id_, at)), None)


def _thing(view: View, id_: str, at: Reading) -> Suggestion:
    entry = view.entry(lines_of(view, id_, at)[0], at)
    name, *others = names_of(at, id_)
    also = f"also {listed(others)}" if others else ""
    cells = [cell for cell in entry.cells[1:-1] if cell and cell != name]
    said = " · ".join(filter(None, (also, *cells)))
    mark = f"{entry.cells[0]} " if entry.cells[0] else ""
    return Suggestion(view.name, name, mark + _short(said), entry.key, view.name)


def _event(at: Reading, position: int) -> Suggestion:
    fact = at.fact(position)
    when = happened(fact)
    told = f"{what(fact)}: {about(fact, at.name)}"
    return Suggestion(
        "Events", f"#{position} {in_words(when) if when else ''}".strip(), _short(told), str(position), "Audit"
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
