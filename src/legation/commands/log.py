"""List events in the order in which they were recorded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import click

from legation import words
from legation.choosing import Choice
from legation.command import Desk, answer, reading_options
from legation.fact import Fact
from legation.moment import parse_known
from legation.newer import cited_by
from legation.reading import Reading

section = "read"

COLUMNS = ("position", "recorded", "what", "about", "lines", "counts")


@click.command()
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only events of this type, or family (`role`).")
@click.option("--about", metavar="ID|NAME", help="Only events that name this person, office, meeting …")
@click.option("--document", metavar="ID|NAME", help="Only events that cite this document.")
@click.option("--from", "first", metavar="POSITION|TIME", help="Begin at this position, or behind this time.")
@click.option("--to", "last", metavar="POSITION|TIME", help="End at this position or time.")
@click.option("--reverse", is_flag=True, help="The newest first.")
@click.option("-n", "--newest", type=click.IntRange(min=1), metavar="N", help="Only the newest N of them.")
@reading_options
@click.pass_obj
def command(
    desk: Desk,
    *,
    types: tuple[str, ...],
    about: str | None,
    document: str | None,
    first: str | None,
    last: str | None,
    reverse: bool,
    newest: int | None,
    as_of: str | None,
    known_by: str | None,
    form: str | None,
) -> None:
    """List events in the order in which they were recorded: position, day of recording, what, about what, cited lines.

    Retracted events are listed too, and say so. `legation event POSITION` shows one in full.
    """
    at = desk.reading(as_of, known_by)
    low = _position(at, first, 1, after=True)
    high = _position(at, last, at.position)
    chosen = Choice(at, low, high, types, about or "", document or "")
    told = [row(at, fact) for fact in islice(chosen.backward(), newest)]
    answer(at, form, COLUMNS, told if reverse else reversed(told))


def row(at: Reading, fact: Fact) -> dict[str, Any]:
    """Return what the list says of one event."""
    return {
        "position": f"#{fact.position}",
        "recorded": fact.recordedtime[:10],
        "what": words.what(fact),
        "about": words.about(fact, at.name),
        "lines": ", ".join(dict.fromkeys(cited_lines(fact))),
        "counts": "" if at.counts(fact.position) else "retracted",
        "id": fact.id,
        "type": fact.type,
        "subject": fact.subject,
        "actor": fact.actor,
        "recordedtime": fact.recordedtime,
    }


def cited_lines(fact: Fact) -> Iterator[str]:
    """Yield the places that a fact cites, such as `rec-2024:6` or `rec-2024:6-8`."""
    for piece in cited_by(fact):
        first, last = piece["lines"]
        yield f"{piece['document'].removeprefix('doc:')}:{first}{f'-{last}' if last != first else ''}"


def _position(at: Reading, text: str | None, default: int, after: bool = False) -> int:
    if text is None:
        return default
    known = parse_known(text)
    if isinstance(known, int):
        return known
    return at.model.position_at(known) + after
