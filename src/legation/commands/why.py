"""Why a line of a view, or one cell of it, reads as it does: the events and the lines it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import click

from legation.citation import citations
from legation.command import Desk, answer, reading_options, say
from legation.commands._asking import Asked, asked, field_name
from legation.commands._listing import view_named
from legation.commands._reasons import reasons
from legation.determining import determining
from legation.explaining import before, explained, settled, told_before
from legation.history import Cells, cells
from legation.literal import literal
from legation.reading import Reading
from legation.view import VIEWS, View, Why, told

section = "read"

_MOST_HISTORIES = 5  # lines of which the past is told
_COLUMNS = ("key", "heading", "position", "day", "event", "document", "lines", "voice", "doubt")


class Reason(NamedTuple):
    """The answer for one line: why it reads so, what was there before, and the event that made it another."""

    line: str
    why: Why
    before: Cells
    until: int


@click.command(epilog=f"VIEW is one of {', '.join(VIEWS)}; FIELD is one of its columns.")
@click.argument("view")
@click.argument("key", nargs=-1, required=True, metavar="KEY [FIELD]")
@reading_options
@click.pass_obj
def command(
    desk: Desk, view: str, key: tuple[str, ...], as_of: str | None, known_by: str | None, form: str | None
) -> None:
    """Explain the line of KEY in VIEW: what is concluded, from which events, on which lines of which document.

    With FIELD, only that cell is explained, by exactly the events that determine it: they alone make it say so, and no
    other event has a part in it. What it said before, and what would settle a doubt, stand at the end.

    Example: legation why followups february --as-of 2024-03-01

    Example: legation why offices "foreign secretary" holder --as-of 2023-03-01
    """
    shown = view_named(view)
    at = desk.reading(as_of, known_by)
    wanted = asked(shown, key, at)
    found = list(_reasons(shown, wanted, at))
    if form:
        rows = [row for reason in found for row in _rows(at, reason)]
        verdict = {reason.line: list(reason.why.verdict) for reason in found}
        earlier = {r.line: {"said": list(r.before), "until": r.until} for r in found if r.before}
        answer(at, form, _COLUMNS, rows, view=view, field=_field(shown, wanted), verdict=verdict, before=earlier)
        return
    text = [line for reason in found for line in ("", *reasons(desk, at, reason.why))]
    click.echo("\n".join(map(literal, text[1:])))
    for sentence in _missing(desk, at, (reason.why for reason in found)):
        say(sentence)


def _reasons(view: View, wanted: Asked, at: Reading) -> Iterator[Reason]:
    few = len(wanted.lines) <= _MOST_HISTORIES
    for line in wanted.lines:
        said, until = None, 0
        if few and view.kinds and not view.follows:
            said, until = before(view, line, at, wanted.column)
        if wanted.column is None:
            yield Reason(line, explained(view, line, at, past=few), said, until)
            continue
        why = _of_cell(view, line, wanted.column, at)
        if said:
            why = why.and_then((), (("What it said before", told_before(said, until, at)),))
        yield Reason(line, why, said, until)


def _of_cell(view: View, line: str, column: int, at: Reading) -> Why:
    whole = view.why(line, at)
    if (now := cells(view, line, at, column)) is None:
        return whole
    found = determining(view, line, column, at)
    [value] = now
    verdict = [f"{field_name(view, column)}: {value or 'empty'}."]
    if not found.exact:
        verdict.append(
            f"{found.tried:,} events were read for it, too many to try one by one; those that count are listed."
        )
    standing = [p for p in found.positions if at.counts(p)]
    struck = set(found.positions) - set(standing)
    sections = (
        ("Because", told(at, standing)),
        ("It would say otherwise, had this not been struck", told(at, struck)),
    )
    return replace(whole, verdict=tuple(verdict), sections=(*sections, *settled(view, line, at)))


def _field(view: View, wanted: Asked) -> str | None:
    return None if wanted.column is None else field_name(view, wanted.column)


def _missing(desk: Desk, at: Reading, found: Iterable[Why]) -> list[str]:
    """Return once for each document why its lines are not printed."""
    positions = {position for why in found for position in why.positions}
    cited = (piece for position in positions for piece in citations(at.fact(position), at, desk.documents))
    return sorted({f"{piece.title}: {piece.missing}" for piece in cited if piece.missing})


def _rows(at: Reading, reason: Reason) -> list[dict[str, Any]]:
    return [
        {
            "key": reason.line, "heading": heading, "position": note.position or None, "day": note.day,
            "event": note.text, "document": cited and cited.document, "lines": cited and list(cited.lines),
            "voice": cited and cited.voice, "doubt": cited and cited.doubt,
        }
        for heading, notes in reason.why.sections
        for note in notes
        for cited in (citations(at.fact(note.position), at) if note.position else ()) or (None,)
    ]  # fmt: skip
