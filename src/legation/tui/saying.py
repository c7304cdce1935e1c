"""The moment in words, or both where two are compared: for the header, the bar and the titles of columns."""

from __future__ import annotations

from datetime import datetime, time
from typing import Literal, NamedTuple

from legation.dates import in_words
from legation.literal import Shown, literal
from legation.moment import Moment
from legation.tui.track import At

Clock = Literal["as of", "known by"]


class Said(NamedTuple):
    """A moment in words: its day, how much is known, and the same in brief."""

    day: str
    known: str
    brief: str


class Pose(NamedTuple):
    """How the bar stands: on which clock, at which moment, and, where two are compared, at which A."""

    clock: Clock
    at: At
    when: Shown
    brief: Shown
    now: bool
    other: At | None = None


def said(moment: Moment, position: int, recorded: str) -> Said:
    """Return a moment in words; `recorded` is the day on which the event at its position was (empty: none was)."""
    day = in_words(moment.as_of) if moment.as_of else "today"
    match moment.known_by:
        case None:
            return Said(day, "now", "now")
        case datetime() as by:
            when = in_words(by.date().isoformat()) + ("" if by.time() == time.max else f"{by: %H:%M} UTC")
        case _:
            when = in_words(recorded) if recorded else ""
    return Said(day, f"{when} (#{position})" if when else f"#{position}", f"#{position}")


def titles(a: Said, b: Said, *, uses_day: bool) -> tuple[str, str]:
    """Return what tells A from B, as briefly as can be."""
    if not uses_day or (a.day == b.day and a.known != b.known):
        return a.brief, b.brief
    if a.known == b.known:
        return a.day, b.day
    return f"{a.day}, {a.brief}", f"{b.day}, {b.brief}"


def header(b: Said, a: Said | None, *, uses_day: bool) -> tuple[Shown, Shown]:
    """Return the moment, or both, in words and in brief."""
    day = f"as of {b.day}" if uses_day else "as of: not used here"
    if not a:
        return literal(f"{day} · known by {b.known}"), literal(f"{b.day} · {b.known}" if uses_day else b.known)
    one, other = titles(a, b, uses_day=uses_day)
    brief = literal(f"A {one} · B {other}")
    if not uses_day or (a.day == b.day and a.known != b.known):
        return literal(f"{day} · A known by {a.known} · B known by {b.known}"), brief
    if a.known == b.known:
        return literal(f"{brief} · known by {b.known}"), brief
    return literal(f"A {a.day}, known by {a.known} · B {b.day}, known by {b.known}"), brief


def pose(clock: Clock, b: Said, at: At, *, now: bool, a: Said | None = None, other: At | None = None) -> Pose:
    """Return how the bar stands, in the words of its clock; A is on it if it stands elsewhere on this clock."""
    if clock == "as of":
        when, brief, behind = in_words(at.day), in_words(at.day), a and a.day
        apart = other is not None and other.day != at.day
        when = f"{'today' if apart else 'Today'}, {when}" if now else when
    else:
        brief, behind = f"#{at.position}", a and a.brief
        apart = other is not None and other.position != at.position
        when = f"{'known' if apart else 'Known'} by {f'now, {brief}' if now else b.known}"
    if not apart:
        return Pose(clock, at, literal(when), literal(brief), now)
    return Pose(clock, at, literal(f"B {when} · A {behind}"), literal(brief), now, other)
