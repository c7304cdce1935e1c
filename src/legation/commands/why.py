"""Why a line of a view reads as it does: the events and the lines it rests on."""

from __future__ import annotations

from typing import Any

import click

from legation.citation import citations
from legation.command import Desk, answer, reading_options, view_named
from legation.literal import literal
from legation.reading import Reading
from legation.view import VIEWS, Note, Why

section = "read"


@click.command(epilog=f"VIEW is one of {', '.join(VIEWS)}.")
@click.argument("view")
@click.argument("key", nargs=-1, required=True)
@reading_options
@click.pass_obj
def command(
    desk: Desk, view: str, key: tuple[str, ...], as_of: str | None, known_by: str | None, form: str | None
) -> None:
    """Explain the line of KEY in VIEW: what is concluded, from which events, on which lines of which document.

    Example: legation why followups february --as-of 2024-03-01
    """
    shown = view_named(view)
    at = desk.reading(as_of, known_by)
    wanted = shown.find(" ".join(key), at)
    lines = [line for line in shown.keys(at) if line.split(" ")[0] == wanted] or [wanted]
    reasons = [(line, shown.why(line, at)) for line in lines]
    if form:
        rows = [row for line, why in reasons for row in _rows(desk, at, line, why)]
        columns = ("key", "heading", "position", "day", "event", "document", "lines", "voice")
        answer(at, form, columns, rows, view=view, verdict={line: list(why.verdict) for line, why in reasons})
    else:
        click.echo("\n\n".join("\n".join(_text(desk, at, why)) for _, why in reasons))


def _text(desk: Desk, at: Reading, why: Why) -> list[str]:
    lines = [literal(f"{why.title} ({why.about})"), *(f"  {literal(sentence)}" for sentence in why.verdict)]
    for heading, notes in why.sections:
        if notes:
            lines += ["", heading, *(line for note in notes for line in _note(desk, at, note))]
    return lines


def _note(desk: Desk, at: Reading, note: Note) -> list[str]:
    day = f"  {note.day}" if note.day else ""
    head = f"  #{note.position}{day}  {literal(note.text)}" if note.position else f"  {literal(note.text)}"
    if not note.position:
        return [head]
    lines = [head]
    for cited in citations(at.fact(note.position), at, desk.documents):
        doubt = f" · {cited.doubt}" if cited.doubt else ""
        lines.append(f"      {literal(cited.place)} · {literal(cited.voice)}{doubt}")
        lines += [f"      {number:>4} | {literal(text)}" for number, text in cited.text]
    return lines


def _rows(desk: Desk, at: Reading, key: str, why: Why) -> list[dict[str, Any]]:
    return [
        {
            "key": key, "heading": heading, "position": note.position, "day": note.day, "event": note.text,
            "document": cited.document, "lines": list(cited.lines), "voice": cited.voice,
        }
        for heading, notes in why.sections
        for note in notes
        for cited in citations(at.fact(note.position), at)
    ]  # fmt: skip
