"""Show one event in full: what it says, what it rests on, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from legation import words
from legation.citation import citations
from legation.command import Desk, answer, reading_options
from legation.fact import Batch, Fact
from legation.fate import Fates, referring
from legation.newer import Newer, cited_by
from legation.reading import Reading
from legation.saying import called, leaves, named, spoken, written

section = "read"


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
    type_, data = (fact.written, fact.raw) if isinstance(fact, Newer) else (fact.type, fact.data)
    whole = {"position": fact.position, "id": fact.id, "type": type_, "subject": fact.subject, "actor": fact.actor,
             "recordedtime": fact.recordedtime, "batch": fact.batch, "data": data, "newer": isinstance(fact, Newer),
             **({"mergedfrom": fact.mergedfrom} if fact.mergedfrom else {})}  # fmt: skip
    answer(at, form, ("field", "value"), rows, event=whole, counts=at.counts(fact.position))


def _envelope(at: Reading, fact: Fact) -> Iterator[dict[str, str]]:
    type_ = "" if isinstance(fact, Newer) else f"{fact.type}: "
    yield _row("event", f"#{fact.position} {type_}{words.what(fact)} — {words.about(fact, at.name)}")
    fates = Fates(at)
    story = fates.story(fact)
    counts = "yes, though no row can show it here" if isinstance(fact, Newer) else "yes"
    yield _row("counts", f"no: {story}" if story else counts)
    for old in fates.replaced(fact):
        yield _row("in place of", called(at, old))
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
    if isinstance(fact, Newer):
        yield from (_row(path, written(value)) for path, value in leaves(fact.unread))
        return
    for path, value in leaves({k: v for k, v in fact.data.items() if k != "evidence"}):
        yield _row(path, spoken(at, value, path.rpartition(".")[2]))


def _evidence(desk: Desk, at: Reading, fact: Fact) -> Iterator[dict[str, str]]:
    for number, piece in enumerate(citations(fact, at, desk.documents), 1):
        doubt = f", {piece.doubt}" if piece.doubt else ""
        item = cited_by(fact)[number - 1].get("item")
        printed = f", item {item}" if item else ""
        yield _row(f"evidence {number}", f"{piece.place}{printed} — {piece.voice}{doubt}")
        for line, text in piece.text:
            yield _row(f"  {line}", text)
        if piece.missing:
            yield _row("", piece.missing)


def _later(at: Reading, later: list[Fact]) -> Iterator[dict[str, str]]:
    for fact in later:
        counts = "" if at.counts(fact.position) else " (retracted)"
        yield _row("named by", f"{called(at, fact)}{counts}")


def _row(field: str, value: str) -> dict[str, str]:
    return {"field": field, "value": value}
