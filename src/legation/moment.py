"""As of, known by: the two clocks, what people type for them, and how they print (screens.md 3)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from legation.errors import NotUnderstood

FORMS = (
    "a day such as 2023-03-01 or 1 Mar 2023, a month, a year, 2024-Q2, 2024-W20, today, last month, -30d, first, last "
    "or #388"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Stops(Protocol):
    """What the ledger tells of days, for words such as `first`, `last` and `#388`."""

    def first_day(self) -> str | None:
        """Return the first day on which a recorded event begins or ends."""

    def last_day(self) -> str | None:
        """Return the last such day that is an account, not a plan."""

    def day_of(self, position: int) -> str | None:
        """Return the day of the event at `position`, None if it has no known day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in the world, and how much of the ledger may be used; None follows today and the end of the ledger."""

    as_of: str | None = None
    known_by: int | datetime | None = None

    def __str__(self) -> str:
        day = self.as_of or ("today" if self.known_by is None else "")
        if self.known_by is None:
            return day
        return f"{day}@{self.known_by if isinstance(self.known_by, int) else _time_text(self.known_by)}"

    @classmethod
    def parse(cls, text: str, today: date, stops: Stops | None = None) -> Moment:
        """Read `AS_OF@KNOWN_BY`; either part may be missing. Raises NotUnderstood, saying what is understood."""
        day, _, known = text.strip().partition("@")
        return cls(
            None if day in {"", "today"} else parse_day(day, today, stops),
            parse_known(known, today) if known else None,
        )


def parse_day(text: str, today: date, stops: Stops | None = None) -> str:
    """Read what a person types for a day and return it as YYYY-MM-DD; a month or year means its last day.

    Raises NotUnderstood for anything else.
    """
    word = " ".join(text.strip().casefold().split())
    found = _relative(word, today) or _calendar(word) or (stops and _told(word, stops))
    if not found:
        raise NotUnderstood(text, f"day: expected {FORMS}")
    return found


def parse_known(text: str, today: date | None = None) -> int | datetime:
    """Read a position (`388`, `#388`, `before #388`) or a time; raise NotUnderstood for anything else.

    A day means its end, UTC. With `today`, all that is understood for a day is, but a bare number is a position.
    """
    word = " ".join(text.split()).casefold()
    if match := re.fullmatch(r"(before #)?#?(\d{1,15})", word, re.ASCII):
        return max(0, int(match[2]) - 1) if match[1] else int(match[2])
    by_itself = re.fullmatch(r"\d{1,4}-\d\d-\d\d", word, re.ASCII)
    day = (today and _relative(word, today)) or ((today or by_itself) and _calendar(word))
    if day:
        return datetime.fromisoformat(day + "T23:59:59.999999+00:00")
    try:
        moment = datetime.fromisoformat(text.strip().removeprefix("#"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotUnderstood(text, "position or time: expected #388, 2023-03-01 or 2023-03-01T12:00:00Z") from None


def reads_as_moment(text: str) -> bool:
    """Tell whether a text means a moment, or would for some ledger: what does cannot be the name of one."""
    today = date(2000, 1, 1)
    for parse in (lambda: parse_day(text, today), lambda: parse_known(text, today)):
        try:
            parse()
        except NotUnderstood:
            continue
        return True
    return bool(re.fullmatch(r"first|last|end|(before )?#.*", text.strip().casefold()))


def _time_text(moment: datetime) -> str:
    moment = moment.astimezone(UTC)
    if moment.time() == time.max:  # what a day by itself was read as
        return moment.date().isoformat()
    exact = "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return moment.isoformat(timespec=exact).replace("+00:00", "Z")


def _relative(word: str, today: date) -> str | None:
    this_month = today.replace(day=1)
    named = {
        "today": today,
        "now": today,
        "yesterday": today - timedelta(days=1),
        "tomorrow": today + timedelta(days=1),
        "last month": this_month - timedelta(days=1),
        "last year": date(today.year - 1, 12, 31) if today.year > 1 else None,
    }
    if day := named.get(word):
        return day.isoformat()
    if match := re.fullmatch(r"([+-])(\d{1,6})([dwmy])", word, re.ASCII):
        return _shifted(today, int(match[1] + match[2]), match[3])
    return None


def _shifted(day: date, count: int, unit: str) -> str | None:
    try:
        if unit in "dw":
            return (day + timedelta(days=count * (7 if unit == "w" else 1))).isoformat()
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).isoformat()
    except (ValueError, OverflowError):
        return None


def _calendar(word: str) -> str | None:
    try:
        if match := re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", word, re.ASCII):
            year, month = int(match[1]), int(match[2] or 12)
            return date(year, month, int(match[3] or monthrange(year, month)[1])).isoformat()
        if match := re.fullmatch(r"(\d{4})-q([1-4])", word, re.ASCII):
            year, month = int(match[1]), int(match[2]) * 3
            return date(year, month, monthrange(year, month)[1]).isoformat()
        if match := re.fullmatch(r"(\d{4})-w(\d\d)(?:-([1-7]))?", word, re.ASCII):
            return date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 7)).isoformat()
        if match := re.fullmatch(r"(?:(\d{1,2}) )?([a-z]{3,9})\.? (\d{4})", word, re.ASCII):
            month, year = _MONTHS.index(match[2][:3]) + 1, int(match[3])
            return date(year, month, int(match[1] or monthrange(year, month)[1])).isoformat()
    except (ValueError, IndexError):
        return None
    return None


def _told(word: str, stops: Stops) -> str | None:
    if word == "first":
        return stops.first_day()
    if word == "last":
        return stops.last_day()
    if match := re.fullmatch(r"(before )?#(\d{1,15})", word, re.ASCII):
        day = stops.day_of(int(match[2]))
        return day and (_shifted(date.fromisoformat(day), -1, "d") if match[1] else day)
    return None
