"""List events in the order in which they were recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import click

from legation import words
from legation.command import Desk, answer, reading_options
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.ids import KINDS
from legation.lookup import find
from legation.moment import parse_known
from legation.reading import Reading
from legation.shelf import Shelf, camel

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
    facts = _chosen(at, (low, min(high, at.position)), _types(at, types), about, document)
    told = [row(at, fact) for fact in islice(facts, newest)]
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
    for piece in fact.data.get("evidence", ()):
        first, last = piece["lines"]
        yield f"{piece['document'].removeprefix('doc:')}:{first}{f'-{last}' if last != first else ''}"


def _chosen(
    at: Reading, span: tuple[int, int], types: Sequence[str], about: str | None, document: str | None
) -> Iterator[Fact]:
    """Yield the events asked for, the newest first, each read when its turn comes."""
    cited = at.identity.members(find(at, document, "doc")) if document else ()
    wanted = [at.identity.members(find(at, about, *KINDS))] if about else []
    query, values = "select position from ids where position between ? and ?", list[Any](span)
    if types:
        query += f" and type in ({_marks(types)})"
        values += types
    for ids in filter(None, (*wanted, cited)):
        query += f" and position in (select position from mentions where id in ({_marks(ids)}))"
        values += ids
    for (position,) in at.model.db.execute(f"{query} order by position desc", values).fetchall():
        fact = at.fact(position)
        if not cited or any(piece["document"] in cited for piece in fact.data.get("evidence", ())):
            yield fact


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _types(at: Reading, asked: tuple[str, ...]) -> list[str]:
    """Return the names of the types asked for; a family such as `role` stands for all of its types."""
    told = at.model.db.execute("select distinct type from ids").fetchall()
    names = {file.replace("_", ".") for file in Shelf[Any]("legation.event_types", camel)} | {name for (name,) in told}
    chosen: list[str] = []
    for word in asked:
        found = sorted(name for name in names if word in {name, name.partition(".")[0]})
        if not found:
            from difflib import get_close_matches

            families = {name.partition(".")[0] for name in names}
            raise NotUnderstood(word, "event type", get_close_matches(word, sorted(names | families), n=3))
        chosen += found
    return chosen


def _position(at: Reading, text: str | None, default: int, after: bool = False) -> int:
    if text is None:
        return default
    known = parse_known(text)
    if isinstance(known, int):
        return known
    return at.model.position_at(known) + after
