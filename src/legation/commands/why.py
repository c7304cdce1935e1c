"""Why a line of a view reads as it does: the events and the lines it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from legation.citation import citations
from legation.command import Desk, answer, reading_options, say, view_named
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
    lines = shown.naming(wanted, at) or [wanted]
    reasons = [(line, shown.why(line, at)) for line in lines]
    if form:
        rows = [row for line, why in reasons for row in _rows(at, line, why)]
        columns = ("key", "heading", "position", "day", "event", "document", "lines", "voice", "doubt")
        answer(at, form, columns, rows, view=view, verdict={line: list(why.verdict) for line, why in reasons})
    else:
        told = [line for _, why in reasons for line in ("", *_text(desk, at, why))]
        click.echo("\n".join(map(literal, told[1:])))
        for sentence in _missing(desk, at, (why for _, why in reasons)):
            say(sentence)


def _text(desk: Desk, at: Reading, why: Why) -> list[str]:
    lines = [f"{why.title} ({why.about})", *(f"  {sentence}" for sentence in why.verdict)]
    for heading, notes in why.sections:
        if notes:
            lines += ["", heading, *(line for note in notes for line in _note(desk, at, note))]
    return lines


def _note(desk: Desk, at: Reading, note: Note) -> list[str]:
    if not note.position:
        return [f"  {note.text}"]
    lines = ["  ".join(filter(None, (f"  #{note.position}", note.day, note.text)))]
    for cited in citations(at.fact(note.position), at, desk.documents):
        doubt = f" · {cited.doubt}" if cited.doubt else ""
        lines.append(f"      {cited.place} · {cited.voice}{doubt}")
        lines += [f"      {number:>4} | {text}" for number, text in cited.text]
    return lines


def _missing(desk: Desk, at: Reading, reasons: Iterable[Why]) -> list[str]:
    """Return once for each document why its lines are not printed."""
    positions = {position for why in reasons for position in why.positions}
    cited = (piece for position in positions for piece in citations(at.fact(position), at, desk.documents))
    return sorted({f"{piece.title}: {piece.missing}" for piece in cited if piece.missing})


def _rows(at: Reading, key: str, why: Why) -> list[dict[str, Any]]:
    return [
        {
            "key": key, "heading": heading, "position": note.position or None, "day": note.day, "event": note.text,
            "document": cited and cited.document, "lines": cited and list(cited.lines), "voice": cited and cited.voice,
            "doubt": cited and cited.doubt,
        }
        for heading, notes in why.sections
        for note in notes
        for cited in (citations(at.fact(note.position), at) if note.position else ()) or (None,)
    ]  # fmt: skip
