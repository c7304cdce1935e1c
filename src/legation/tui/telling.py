"""Answers to "why?", whole events and copies in words; every text that leaves here is harmless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from legation import words
from legation.citation import Citation, citations
from legation.dates import NotADate, in_words, parse
from legation.documents import Documents
from legation.fact import Fact
from legation.ids import is_id
from legation.literal import Shown, literal
from legation.reading import Reading
from legation.tui.theme import SIGNS
from legation.view import Note, Why


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces of text, each with a role of the theme or `strong`; `hang` indents all lines but the first.

    `position` is the event that the paragraph stands for, 0 for none: those with one can be walked.
    """

    parts: tuple[tuple[Shown, str], ...] = ()
    hang: int = 0
    position: int = 0


BLANK = Paragraph()


def answer(why: Why, sign: str, chosen: int = 0, grounds: Iterable[Paragraph] = ()) -> list[Paragraph]:
    """Return what a line is, the verdict under its sign, and the events it rests on; `grounds` below the chosen one."""
    told = [_said(why.title, "strong"), *([_said(why.about, "muted")] if why.about else []), BLANK]
    for i, sentence in enumerate(why.verdict):
        mark = (literal(f"{sign or ' '} " if i == 0 else "  "), SIGNS.get(sign, "text"))
        told.append(Paragraph((mark, (literal(sentence), "text")), hang=2))
    for heading, notes in why.sections:
        if notes:
            told += [BLANK, _said(heading, "primary")]
            for paragraph in _notes(notes):
                told.append(paragraph)
                if chosen and paragraph.position == chosen:
                    told += grounds
                    chosen = 0
    return told


def _notes(notes: Iterable[Note]) -> Iterator[Paragraph]:
    told = list(notes)
    number = max((len(str(note.position)) for note in told if note.position), default=0) + 1
    day = min(13, max((len(note.day) for note in told), default=0))
    for note in told:
        if note.position:
            head = literal(f"{f'#{note.position}':<{number}} ")
            when = literal(f"{note.day:<{day}}  " if note.day else "")
            yield Paragraph(((head, "muted"), (when, "text"), (literal(note.text), "text")), 3, note.position)
        else:
            yield Paragraph(((literal(f"  {note.text}"), "text"),), hang=2)


def evidence(fact: Fact, at: Reading, documents: Documents) -> list[Paragraph]:
    """Return what one event rests on: documents, lines, voices, and the cited text where it is at hand."""
    pieces = citations(fact, at, documents)
    if not pieces:
        return [_indented((f"no document, but an editor's reason: {fact.data.get('reason', 'none given')}", "muted"))]
    return [paragraph for piece in pieces for paragraph in _piece(piece)]


def _piece(piece: Citation) -> Iterator[Paragraph]:
    doubt = f" · {piece.doubt}" if piece.doubt else ""
    yield _indented((piece.place, "primary"))
    yield _indented(("voice: ", "muted"), (piece.voice + doubt, "text"))
    for number, line in piece.text:
        yield _indented((f"{number:>3} ", "muted"), (line, "text"), hang=7)
    if piece.missing:
        yield _indented((piece.missing, "muted"))


def event(fact: Fact, at: Reading, documents: Documents) -> list[Paragraph]:
    """Return every field of an event in words, and its evidence."""
    name = namer(at)
    recorded = datetime.fromisoformat(fact.recordedtime)
    told = [
        _said(f"#{fact.position} {words.what(fact)}", "strong"),
        _said(words.about(fact, name), "text"),
        BLANK,
        _field("recorded", f"{in_words(fact.recordedtime[:10])}, {recorded:%H:%M} UTC"),
        _field("by", fact.actor),
        _field("counts", "yes" if at.counts(fact.position) else "no: it was struck, or what it speaks of was"),
        _field("type", fact.type),
        _field("id", fact.id),
        BLANK,
    ]
    told += [_field(key, _value(value, name)) for key, value in fact.data.items() if key != "evidence"]
    return [*told, BLANK, _said("Evidence", "primary"), *evidence(fact, at, documents)]


def namer(at: Reading) -> words.Name:
    """Return what calls an id by its name, and an event by its position."""

    def name(id_: str) -> str:
        fact = None if is_id(id_) else at.model.event(id_)
        return f"#{fact.position}" if fact else at.name(id_)

    return name


def _value(value: Any, name: words.Name) -> str:
    match value:
        case str():
            try:
                return in_words(parse(value))
            except NotADate:
                return name(value) if is_id(value) or name(value) != value else words.spoken(value, name)
        case list():
            return words.listed(_value(member, name) for member in value)
        case Mapping():
            return ", ".join(f"{key.replace('_', ' ')} {_value(member, name)}" for key, member in value.items())
        case _:
            return words.spoken(value, name)


def _indented(*parts: tuple[str, str], hang: int = 3) -> Paragraph:
    return Paragraph(((literal("   "), "text"), *((literal(text), role) for text, role in parts)), hang)


def _field(name: str, value: str) -> Paragraph:
    return Paragraph(((literal(f"{name.replace('_', ' ')}: "), "muted"), (literal(value), "text")), hang=2)


def _said(text: str, role: str) -> Paragraph:
    return Paragraph(((literal(text), role),))
