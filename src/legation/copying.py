"""What can be copied of a list: a row with its sources, a citation, the table, a link, the command that prints it.

Every text is harmless, and one line for each row: a pasted line break would run in a shell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from shlex import quote
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.parse import quote as percent

from legation.citation import citations
from legation.dates import in_words
from legation.literal import Shown, literal
from legation.moment import Moment
from legation.ordering import title
from legation.reading import Reading
from legation.row_source import Line
from legation.view import VIEWS, View, Why


def row(view: View, line: Line, why: Why, at: Reading) -> Shown:
    """Return a line of a view with its verdict, its moment and its sources."""
    told = zip((column.title for column in view.columns), line.entry.cells, strict=True)
    cells = "; ".join(f"{column}: {cell}" for column, cell in told if column and cell)
    verdict = " ".join(why.verdict)
    return literal(f"{view.name}: {cells} — {verdict} — {moment(view, at)} — sources: {sources(why, at) or 'none'}")


def citation(why: Why, at: Reading) -> Shown:
    """Return what a line rests on: each event with its documents, lines and voices; empty if it rests on none."""
    told = sources(why, at)
    return literal(f"{why.title}: {told}" if told else "")


def sources(why: Why, at: Reading) -> str:
    """Return the events named in an answer, each with what it cites."""
    return "; ".join(
        f"#{fact.position} {piece.place} ({piece.voice})"
        for fact in map(at.fact, why.positions)
        for piece in citations(fact, at)
    )


def table(view: View, lines: Iterable[Line]) -> Iterator[Shown]:
    """Yield titles and rows with tabs between their cells, as a spreadsheet takes them."""
    yield Shown("\t".join(literal(title(view, number)) for number in range(len(view.columns))))
    yield from (Shown("\t".join(line.cells)) for line in lines)


def link(view: View, key: str, at: Reading) -> Shown:
    """Return an address of a row at a moment, which the palette takes."""
    return literal(f"legation://{view.file}/{percent(key, safe=':')}?at={Moment(at.day, at.position)}")


def linked(text: str) -> tuple[str, str, str] | None:
    """Return the view, the key and the moment of such an address; None if it is none."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    if parts.scheme != "legation" or parts.netloc not in VIEWS:
        return None
    return VIEWS[parts.netloc].name, unquote(parts.path.removeprefix("/")), parse_qs(parts.query).get("at", [""])[0]


def command(view: View, words: str, sort: str, at: Reading) -> Shown:
    """Return the command that prints a list as it stands, now and later."""
    options = {"filter": words, "sort": sort, "as-of": at.day if view.uses_day else "", "known-by": str(at.position)}
    given = [f"--{name}={quote(literal(value))}" for name, value in options.items() if value]
    return literal(" ".join(("legation", "show", view.file, *given)))


def moment(view: View, at: Reading) -> str:
    """Say as of when, and known by what, a line reads as it does."""
    day = f"as of {in_words(at.day)}, " if view.uses_day else ""
    return f"{day}known by #{at.position}"
