"""What a person types for a moment, on either clock, and its reading in words before Enter (screens.md 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from legation.dates import in_words
from legation.errors import NotUnderstood
from legation.literal import Shown, literal
from legation.marks import Marks
from legation.moment import Moment, parse_day, parse_known
from legation.recording import Recording
from legation.timeline import Timeline
from legation.tui.track import told

DAYS = "no day yet: 2023, Mar 2023, 1 Mar 2023, 2024-Q2, last month, -30d, first, last, #12, before #12, a mark"
POSITIONS = "not yet: #12, before #12, a day or month of recording, first, now, a mark"
NONE = Shown("")
_ENDS = {"now", "today", "last", "end"}


@dataclass(frozen=True, slots=True)
class Typed:
    """The moment that a text means, and the text with its reading; `nearest` says what lies beside an empty day."""

    moment: Moment
    echo: Shown
    nearest: Shown


def as_of(text: str, moment: Moment, today: date, timeline: Timeline, marks: Marks) -> Typed:
    """Read a day, or a mark; what is known stays as it is, but for a mark. Raises NotUnderstood."""
    try:
        day = parse_day(text, today, timeline)
    except NotUnderstood as error:
        return _mark(text, marks, error)
    echo = literal(f"{text.strip()} → {in_words(day)}{_explained(text, day)}")
    return Typed(Moment(day, moment.known_by), echo, _nearest(timeline, day))


def known_by(text: str, moment: Moment, today: date, recording: Recording, marks: Marks) -> Typed:
    """Read a position, a day of recording, or a mark; the day in the world stays as it is. Raises NotUnderstood."""
    word, end = text.strip().casefold(), recording.end
    if word in _ENDS:
        return Typed(Moment(moment.as_of), literal(f"{word} → all that is recorded, up to #{end}"), NONE)
    try:
        known = parse_known("#1" if word == "first" else text, today)
    except NotUnderstood as error:
        return _mark(text, marks, error)
    if isinstance(known, int):
        if known > end:
            raise NotUnderstood(f"#{known}", f"position: the ledger ends at #{end}")
        reading = f"#{known}, recorded {in_words(recording.day(known))}" if known else "before the first event"
    else:
        position = min(recording.at.model.position_at(known), end)
        day = known.date().isoformat()
        reading = f"{in_words(day)}{_explained(text, day)} = #{position}"
    return Typed(Moment(moment.as_of, known), literal(f"{text.strip()} → {reading}"), NONE)


def _mark(text: str, marks: Marks, otherwise: NotUnderstood) -> Typed:
    """Return the moment of a mark; raises `otherwise` if there is none of this name."""
    if text not in marks:
        raise otherwise
    return Typed(marks[text], literal(f"{text.strip()} → {in_full(marks[text])}"), NONE)


def in_full(moment: Moment) -> str:
    """Say a moment in full, as a mark keeps it."""
    known = moment.known_by
    by = "now" if known is None else in_words(known.date().isoformat()) if isinstance(known, datetime) else f"#{known}"
    return f"as of {in_words(moment.as_of) if moment.as_of else 'today'}, known by {by}"


def _explained(text: str, day: str) -> str:
    """Say of what a day is the end, or why it was chosen; empty for a day by itself."""
    word = " ".join(text.split()).casefold()
    if word in {"first", "last"}:
        return f", the {word} day of an event"
    if re.fullmatch(r"(before )?#\d+", word):
        return f", the day {word if word.startswith('before') else f'of {word}'}"
    if word in {"last year", "last month"} or re.fullmatch(r"\d{4}|\d{4}-\d\d|[a-z]+\.? \d{4}", word):
        return f", the end of {in_words(day[:4] if word == 'last year' or len(word) == 4 else day[:7])}"
    if re.fullmatch(r"\d{4}-[qw]\d+", word):
        return f", the end of {word.upper()}"
    return ""


def _nearest(timeline: Timeline, day: str) -> Shown:
    if timeline.events_on(day):
        return NONE
    stops = [stop for stop in (timeline.before(day), timeline.after(day)) if stop]
    if not stops:
        return NONE
    here = date.fromisoformat(day)
    stop = min(stops, key=lambda stop: abs((date.fromisoformat(stop.day) - here).days))
    return literal(f"no event that day; the nearest: {told(timeline, stop)}")
