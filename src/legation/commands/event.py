"""Show one event in full: what it says, what it rests on, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from legation import words
from legation.citation import citations
from legation.command import Desk, answer, reading_options
from legation.dates import NotADate, in_words, parse
from legation.errors import NotUnderstood
from legation.fact import Batch, Fact
from legation.fate import Fates, referring
from legation.ids import is_id
from legation.reading import Reading

section = "read"

_DATES = frozenset({"on", "when", "due", "valid", "period", "published", "retrieved", "birth", "death", "since_when",
                    "expected_start"})  # fmt: skip


@click.command()
@click.argument("event", metavar="POSITION|ID")
@reading_options
@click.pass_obj
def command(desk: Desk, event: str, as_of: str | None, known_by: str | None, form: str | None) -> None:
    """Show one event in full: envelope, data with names beside ids, and the cited lines if they are at hand.

    Also whether it counts, what retracted or replaced it, and which later events refer to it. POSITION is a number,
    with or without `#` (which most shells want quoted).

    Example: legation event 1110
    """
    at = desk.reading(as_of, known_by)
    fact = named(at, event)
    later = referring(at, [fact])
    rows = [*_envelope(at, fact), *_data(at, fact), *_evidence(desk, at, fact), *_later(at, later)]
    whole = {"position": fact.position, "id": fact.id, "type": fact.type, "subject": fact.subject, "actor": fact.actor,
             "recordedtime": fact.recordedtime, "batch": fact.batch, "data": fact.data,
             **({"mergedfrom": fact.mergedfrom} if fact.mergedfrom else {})}  # fmt: skip
    answer(at, form, ("field", "value"), rows, event=whole, counts=at.counts(fact.position))


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


def _envelope(at: Reading, fact: Fact) -> Iterator[dict[str, str]]:
    yield _row("event", f"#{fact.position} {fact.type}: {words.what(fact)} — {words.about(fact, at.name)}")
    fates = Fates(at)
    story = fates.story(fact)
    yield _row("counts", f"no: {story}" if story else "yes")
    for old in fates.replaced(fact):
        yield _row("in place of", _told(at, old))
    yield _row("id", fact.id)
    yield _row("subject", spoken(at, fact.subject))
    yield _row("recorded", f"{fact.recordedtime} by {fact.actor}")
    if fact.mergedfrom:
        position, time, leaf = fact.mergedfrom.split("/")
        yield _row("merged from", f"another branch or copy: recorded there {time} as #{position}, leaf {leaf}")
    batch = Batch.parse(fact.batch)
    first = fact.position - batch.i + 1
    whole = f"appended together: #{first}–#{first + batch.n - 1}" if batch.n > 1 else "appended by itself"
    yield _row("batch", f"{batch.i} of {batch.n} {whole}")


def _data(at: Reading, fact: Fact) -> Iterator[dict[str, str]]:
    for path, value in leaves({k: v for k, v in fact.data.items() if k != "evidence"}):
        yield _row(path, spoken(at, value, path.rpartition(".")[2]))


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
        return str(value).lower() if isinstance(value, bool) else str(value)
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
        return f"{value} ({_told(at, other)})"
    return value


def _evidence(desk: Desk, at: Reading, fact: Fact) -> Iterator[dict[str, str]]:
    for number, piece in enumerate(citations(fact, at, desk.documents), 1):
        doubt = f", {piece.doubt}" if piece.doubt else ""
        item = fact.data["evidence"][number - 1].get("item")
        printed = f", item {item}" if item else ""
        yield _row(f"evidence {number}", f"{piece.place}{printed} — {piece.voice}{doubt}")
        for line, text in piece.text:
            yield _row(f"  {line}", text)
        if piece.missing:
            yield _row("", piece.missing)


def _later(at: Reading, later: list[Fact]) -> Iterator[dict[str, str]]:
    for fact in later:
        counts = "" if at.counts(fact.position) else " (retracted)"
        yield _row("named by", f"{_told(at, fact)}{counts}")


def _told(at: Reading, fact: Fact) -> str:
    return f"#{fact.position} {words.what(fact)} — {words.about(fact, at.name)}"


def _row(field: str, value: str) -> dict[str, str]:
    return {"field": field, "value": value}
