"""An answer to "why?" as text: the verdict, then each event with the lines it cites."""

from __future__ import annotations

from legation.citation import citations
from legation.command import Desk
from legation.reading import Reading
from legation.view import Note, Why


def reasons(desk: Desk, at: Reading, why: Why) -> list[str]:
    """Return the lines of an answer; the cited text stands below each event whose document is at hand."""
    about = f"{why.title} ({why.about})" if why.about else why.title
    lines = [why.asked, about, *(f"  {sentence}" for sentence in why.verdict)]
    for heading, notes in why.sections:
        if notes:
            lines += ["", heading, *(line for note in notes for line in _note(desk, at, note))]
    return lines


def _note(desk: Desk, at: Reading, note: Note) -> list[str]:
    head = f"#{note.position}" if note.position else ""
    place = note.lead.replace(head, "").strip() if head else note.lead
    lines = ["  " + "  ".join(filter(None, (head, place, note.day, note.text)))]
    if not note.position:
        return lines
    for cited in citations(at.fact(note.position), at, desk.documents):
        doubt = f" · {cited.doubt}" if cited.doubt else ""
        lines.append(f"      {cited.place} · {cited.voice}{doubt}")
        lines += [f"      {number:>4} | {text}" for number, text in cited.text]
    return lines
