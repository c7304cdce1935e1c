"""Moments that a person has named, kept for each origin of a ledger (screens.md 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import orjson

from legation.errors import NotUnderstood, UnreadableMarks
from legation.ids import fold
from legation.keeping import kept_in, name_of, replace
from legation.moment import Moment, Stops, parse_day, parse_known, reads_as_moment

LONGEST = 40  # characters of a name


class Marks(Mapping[str, Moment]):
    """Names and their moments, in the order they were made; a name is found whatever its case and accents.

    Another program may add some at any time, so the file is read each time it is asked.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Take the file; None keeps the marks for as long as this object lives."""
        self._file, self._told = file, dict[str, str]()

    @classmethod
    def of(cls, source: str) -> Marks:
        """Return the marks of all ledgers of one origin."""
        return cls(kept_in("marks", f"{name_of(source)}.json"))

    def __getitem__(self, name: str) -> Moment:
        wanted = fold(name.strip())
        for known, text in self._read().items():
            if fold(known) == wanted:
                return _moment(text)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def day(self, text: str, today: date, stops: Stops) -> str:
        """Return the day that a text means, be it the name of a mark; raises NotUnderstood."""
        try:
            return parse_day(text, today, stops)
        except NotUnderstood:
            if text not in self:
                raise
            return self[text].as_of or today.isoformat()

    def known(self, text: str, today: date) -> int | datetime | None:
        """Return how much of the ledger a text means, be it the name of a mark; raises NotUnderstood."""
        try:
            return parse_known(text, today)
        except NotUnderstood:
            if text not in self:
                raise
            return self[text].known_by

    def moment(self, text: str, today: date, stops: Stops) -> Moment:
        """Return the moment that `AS_OF@KNOWN_BY` or the name of a mark means; raises NotUnderstood."""
        try:
            return Moment.parse(text, today, stops)
        except NotUnderstood:
            if text not in self:
                raise
            return self[text]

    def put(self, name: str, moment: Moment) -> str:
        """Name a moment, in place of the one of this name, and return the name as it is kept.

        Raises NotUnderstood for what is no name or means a moment already, UnreadableMarks or OSError.
        """
        name = " ".join(name.split())
        if not name or len(name) > LONGEST or not name.isprintable() or "@" in name:
            raise NotUnderstood(name, f"name of a mark: expected 1 to {LONGEST} letters, without @")
        if reads_as_moment(name):
            raise NotUnderstood(name, "name of a mark: it means a moment already")
        self._write({**self._without(name), name: str(moment)})
        return name

    def forget(self, name: str) -> None:
        """Drop a name, if it is there; raises UnreadableMarks or OSError."""
        self._write(self._without(name))

    def _without(self, name: str) -> dict[str, str]:
        return {known: text for known, text in self._read().items() if fold(known) != fold(name)}

    def _read(self) -> dict[str, str]:
        if not self._file or not self._file.exists():
            return self._told
        try:
            found = orjson.loads(self._file.read_bytes())
            for text in found.values():
                _moment(text)
        except (OSError, ValueError, AttributeError, TypeError, NotUnderstood):
            raise UnreadableMarks(str(self._file)) from None
        return dict(found)

    def _write(self, told: dict[str, str]) -> None:
        self._told = told
        if self._file:
            replace(self._file, orjson.dumps(told, option=orjson.OPT_INDENT_2))


def _moment(text: str) -> Moment:
    """Read a moment as it prints: no word in it depends on the day it is read."""
    day, _, known = text.partition("@")
    as_of = None if day in {"", "today"} else date.fromisoformat(day).isoformat()
    return Moment(as_of, parse_known(known) if known else None)
