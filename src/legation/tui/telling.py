"""Answers to "why?", whole events and copies in words; every text that leaves here is harmless."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from legation import words
from legation.citation import Citation, citations
from legation.dates import NotADate, in_words, parse
from legation.distinction import Difference
from legation.documents import Documents
from legation.fact import Fact
from legation.ids import is_id
from legation.literal import Shown, literal
from legation.newer import Newer
from legation.reading import Reading
from legation.row_source import Line
from legation.saying import leaves, written
from legation.tui.theme import SIGNS
from legation.view import Note, Why


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces of text, each with a role of the theme or `strong`; `hang` indents all lines but the first.

    `position` is the event that the paragraph stands for, 0 for none, `THEN` for what was known at another moment:
    those with one can be walked.
    """

    parts: tuple[tuple[Shown, str], ...] = ()
    hang: int = 0
    position: int = 0


BLANK = Paragraph()
THEN = -1
BESIDE = 160  # letters of a cited line beside a list; Enter and o show all of it
_MOST_RAW = 150  # values of an event that are shown as they were written
_TITLE = 24  # cells of a document's title beside an event


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


def difference(why: Difference, chosen: int = 0, grounds: Iterable[Paragraph] = ()) -> list[Paragraph]:
    """Return what a line says at A and at B, from which day on it reads so, the events between, and each verdict."""
    told = [_said(why.title, "strong"), BLANK]
    for letter, (side, _) in zip("AB", why.sides, strict=True):
        mark = (literal(f"{letter} "), "accent")
        told.append(Paragraph((mark, (literal(side), SIGNS.get(side[:1], "text"))), hang=4))
    if why.day:
        day = (literal(in_words(why.day)), "accent")
        told += [BLANK, Paragraph(((literal(f"{why.since} "), "text"), day, (literal(" · g goes there"), "muted")))]
    told += [BLANK, _said("Events between A and B on this row" if why.events else why.otherwise, "primary")]
    for paragraph in _notes(why.events):
        told += [paragraph, *(grounds if paragraph.position == chosen else ())]
    for letter, (_, verdict) in zip("AB", why.sides, strict=True):
        if verdict:
            told += [BLANK, _said(f"At {letter}", "primary")]
            told += [Paragraph(((literal(f"  {sentence}"), "text"),), hang=2) for sentence in verdict]
    return told


def _notes(notes: Iterable[Note]) -> Iterator[Paragraph]:
    told = list(notes)
    heads = [note.lead or f"#{note.position}" for note in told if note.position or note.lead]
    number = max(map(len, heads), default=0)
    day = max((len(note.brief) for note in told), default=0)
    for note in told:
        if note.position:
            head = literal(f"{note.lead or f'#{note.position}':<{number}} ")
            when = literal(f"{note.brief:<{day}}  " if day else "")
            yield Paragraph(((head, "muted"), (when, "text"), (literal(note.text), "text")), 3, note.position)
        elif note.moment:
            yield Paragraph(((literal(note.text), "text"),), 3, THEN)
            yield Paragraph(((literal("   Enter on this line shows it"), "muted"),), hang=3)
        elif note.lead:
            yield Paragraph(((literal(f" {note.lead:<{number}} {note.text}"), "muted"),), hang=3)
        else:
            yield Paragraph(((literal(f"  {note.text}"), "text"),), hang=2)


def then(why: Why) -> str:
    """Return the moment that the answer leads to, as `2023-03-01@368`; empty if to none."""
    return next((note.moment for _, notes in why.sections for note in notes if note.moment), "")


def evidence(fact: Fact, at: Reading, documents: Documents, letters: int = 0) -> list[Paragraph]:
    """Return what one event rests on: documents, lines, voices, and the cited text where it is at hand.

    Of each line of text at most so many `letters` are shown; 0 is all.
    """
    pieces = citations(fact, at, documents)
    if not pieces:
        if isinstance(fact, Newer):
            return [_indented(("what it rests on cannot be told here", "muted"))]
        return [_indented((f"no document, but an editor's reason: {fact.data.get('reason', 'none given')}", "muted"))]
    told: list[Paragraph] = []
    for i, piece in enumerate(pieces):
        again = i and pieces[i - 1].place == piece.place
        told += _piece(piece, bool(again), letters)
    told += (_indented((wrong, "error")) for wrong in dict.fromkeys(p.missing for p in pieces if p.differs))
    if any(piece.missing and not piece.differs for piece in pieces):
        told.append(_indented(("Not at hand: o says how to read it.", "muted")))
    return told


def _piece(piece: Citation, again: bool, letters: int) -> Iterator[Paragraph]:
    doubt = f" · {piece.doubt}" if piece.doubt else ""
    if not again:
        yield _indented((piece.place_within(_TITLE), "primary"))
    yield _indented(("voice: ", "muted"), (piece.voice + doubt, "text"))
    if again:
        return
    for number, line in piece.text:
        shown = f"{line[:letters].rstrip()}…" if 0 < letters < len(line) else line
        yield _indented((f"{number:>3} ", "muted"), (shown, "text"), hang=7)


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
        _field("counts", _counts(fact, at)),
        _field("type", fact.called() if isinstance(fact, Newer) else fact.type),
        _field("id", fact.id),
        BLANK,
    ]
    if isinstance(fact, Newer):
        told += _raw(fact)
    else:
        told += [_field(key, _value(value, name)) for key, value in fact.data.items() if key != "evidence"]
    return [*told, BLANK, _said("Evidence", "primary"), *evidence(fact, at, documents)]


def _counts(fact: Fact, at: Reading) -> str:
    if not at.counts(fact.position):
        return "no: it was struck, or what it speaks of was"
    return "yes, though no row can show it here" if isinstance(fact, Newer) else "yes"


def _raw(fact: Newer) -> Iterator[Paragraph]:
    """Yield all that was written and is not understood, value by value."""
    said = list(leaves(fact.unread))
    for path, value in said[:_MOST_RAW]:  # names as they were written, too
        yield Paragraph(((literal(f"{path}: "), "muted"), (literal(written(value)), "text")), hang=2)
    if len(said) > _MOST_RAW:
        rest = f"and {words.counted(len(said) - _MOST_RAW, 'value')} more: legation event {fact.position}"
        yield _said(rest, "muted")


def namer(at: Reading) -> words.Name:
    """Return what calls an id by its name, and an event by its position."""

    def name(id_: str) -> str:
        fact = None if is_id(id_) else at.model.event(id_)
        return f"#{fact.position}" if fact else at.name(id_)

    return name


def listed(title: str, lines: Iterable[Line], left_off: int = 0) -> Shown:
    """Return lines of a comparison as one line of text."""
    rows = (f"{sign or '='} {about}: {a or '·'} → {b or '·'}" for sign, about, a, b in (line.cells for line in lines))
    return literal(f"{title}: {'; '.join(rows) or 'nothing differs'}{f'; and {left_off:,} more' if left_off else ''}")


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
