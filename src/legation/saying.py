"""What an event says, value by value, with what each means behind it; and which event a word names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from legation import words
from legation.dates import NotADate, in_words, parse
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.ids import is_id
from legation.reading import Reading

_DATES = frozenset({"on", "when", "due", "valid", "period", "published", "retrieved", "birth", "death", "since_when",
                    "expected_start"})  # fmt: skip


def named(at: Reading, text: str) -> Fact:
    """Return the event of a position or an id; raise NotUnderstood if there is none, or none yet at this moment."""
    word = text.strip().removeprefix("#")
    if word.isascii() and word.isdecimal():
        if not 1 <= int(word) <= at.position:
            known = f"they run from #1 to #{at.position}" if at.position else "no event is recorded yet"
            raise NotUnderstood(f"#{word}", f"position known here: {known}")
        return at.fact(int(word))
    fact = at.model.event(text)
    if not fact or fact.position > at.position:
        raise NotUnderstood(text, "id of an event known here: give an id or a position, as `legation log` prints them")
    return fact


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what the data hold, by path; the members of a list under one path, line by line."""
    match value:
        case Mapping():
            for name, member in value.items():
                yield from leaves(member, f"{path}.{name}" if path else name)
        case list():
            for member in value:
                yield from leaves(member, path)
        case _:
            yield path, value


def spoken(at: Reading, value: Any, field: str = "") -> str:
    """Return a value with what it means behind it: the name of an id, the position of an event, a date in words."""
    if not isinstance(value, str):
        return written(value)
    if is_id(value):
        name = at.name(value)
        return value if name == value else f"{value} ({name})"
    if field in _DATES:
        try:
            told = in_words(parse(value))
        except NotADate:
            return value
        return value if told == value else f"{value} ({told})"
    if field in {"target", "other", "by", "replaced_by"} and (other := at.model.event(value)):
        return f"{value} ({called(at, other)})"
    return value


def written(value: Any) -> str:
    """Return a value as it stands in the line."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def called(at: Reading, fact: Fact) -> str:
    """Say in a line which event it is: `#3 promised — Name the obstacles to trade.`"""
    return f"#{fact.position} {words.what(fact)} — {words.about(fact, at.name)}"
