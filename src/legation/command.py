"""What commands share: the ledger they work on, the two clocks, and how an answer is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from legation.breadth import cut, width
from legation.documents import Documents
from legation.errors import NoLedger, NotUnderstood
from legation.letters import PlainWriter, plain
from legation.literal import Shown, escaped_json, guarded, in_ascii, literal
from legation.marks import Marks
from legation.read_model import ReadModel, cache_path
from legation.reading import Reading
from legation.stores.files import Files
from legation.tablefile import remembered
from legation.words import passed_over

if TYPE_CHECKING:
    from legation.timeline import Timeline

_NARROWEST = 8  # cells; no column is cut further
F = TypeVar("F", bound=Callable[..., Any])


class Desk:
    """What a command works on: a ledger, its read model, and the documents at hand; each opened when asked for."""

    def __init__(self, ledger: str | None, documents: Sequence[str]) -> None:
        self._heard = 0
        self._ledger = ledger or os.environ.get("LEGATION_LEDGER")
        self._documents = documents or tuple(filter(None, os.environ.get("LEGATION_DOCUMENTS", "").split(os.pathsep)))

    @property
    def named(self) -> str | None:
        """The ledger as it was named, whether it is there or not."""
        return self._ledger

    @cached_property
    def place(self) -> Path:
        """The directory of the ledger; raises NoLedger if none was named and none stands here or above."""
        if self._ledger:
            return Path(self._ledger)
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / "events").is_dir():
                return folder / "events"
        raise NoLedger(str(here / "events"))

    @cached_property
    def store(self) -> Files:
        """The ledger itself; what it has to say about itself goes to standard error."""
        store = self.opened()
        self._say_new(store)
        return store

    def _say_new(self, store: Files) -> None:
        for notice in store.notices[self._heard :]:
            say(notice)
        self._heard = len(store.notices)

    def opened(self) -> Files:
        """Open the ledger once more, reading only what lies behind what the read model had proved."""
        return Files.open(str(self.place), remembered(cache_path(str(self.place))))

    @cached_property
    def model(self) -> ReadModel:
        """The read model, caught up; long work shows progress on standard error, if it is a terminal."""
        model = ReadModel(self.store, cache_path(str(self.place)))
        model.documents = self.documents
        if model.catch_up(lambda done, of: progress(f"reading the ledger: {done:,} of {of:,} events")):
            progress()
        return model

    @property
    def has_documents(self) -> bool:
        """Whether it was said where texts are."""
        return bool(self._documents)

    @cached_property
    def marks(self) -> Marks:
        """The moments that the user has named."""
        return Marks.of(self.store.source)

    @cached_property
    def documents(self) -> Documents:
        """The texts at hand."""
        return Documents([Path(d) for d in self._documents])

    def close(self) -> None:
        """Let go of the ledger, sealed, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()
            self._say_new(self.store)

    def reading(self, as_of: str | None, known_by: str | None, quiet: bool = False) -> Reading:
        """Return the ledger at a moment, and print on standard error which one it is."""
        present = date.fromisoformat(today())
        position = None if known_by is None else self._position(self.marks.known(known_by, present))
        at = Reading(self.model, today(), position)
        if as_of is not None:
            at = at.on(self.marks.day(as_of, present, _timeline(at)))
        if not quiet:
            say(f"as of {at.day} · known by #{at.position} ({'end' if at.position == at.size else f'of {at.size}'})")
            if newer := at.newer():
                say(f"{passed_over(newer)}; `legation check` names them")
        return at

    def moment(self, text: str) -> Reading:
        """Return the ledger at `AS_OF@KNOWN_BY`, either of which may be missing, or at a mark; raises NotUnderstood."""
        asked = self.marks.moment(text, date.fromisoformat(today()), _timeline(Reading(self.model, today())))
        return Reading(self.model, asked.as_of or today(), self._position(asked.known_by))

    def _position(self, known: int | datetime | None) -> int | None:
        if isinstance(known, int) and known > self.model.size:
            raise NotUnderstood(f"#{known}", f"position: the ledger ends at #{self.model.size}")
        return self.model.position_at(known) if isinstance(known, datetime) else known


def _timeline(at: Reading) -> Timeline:
    from legation.timeline import Timeline  # who asks for one event needs none of it

    return Timeline(at)


def today() -> str:
    """Return the present day, YYYY-MM-DD in UTC."""
    return datetime.now(UTC).date().isoformat()


def say(text: str) -> None:
    """Print talk, which is not data, on standard error."""
    click.echo(literal(text), err=True)


def progress(told: str = "") -> None:
    """Show on one line of standard error, if that is a terminal, how far long work has come; empty: take it away."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{told}", nl=False, err=True)


def reading_options(command: F) -> F:
    """Give a command the options every reading command has."""
    for option in (
        click.option("--csv", "form", flag_value="csv", help="Print CSV."),
        click.option("--json", "form", flag_value="json", help="Print JSON, one object."),
    ):
        command = option(command)
    return moment_options(command)


def moment_options(command: F) -> F:
    """Give a command the two clocks."""
    for option in (
        click.option("--known-by", metavar="POSITION|TIME", help="Use only what had been recorded by then."),
        click.option("--as-of", metavar="DATE", help="The day in the world asked about (default: today)."),
    ):
        command = option(command)
    return command


def filter_options(command: F) -> F:
    """Give a command that lists the options to keep some lines, and to put them in an order."""
    for option in (
        click.option("--sort", default="", metavar="COLUMN", help="Order the lines by a column; -COLUMN: backwards."),
        click.option("--filter", "words", default="", metavar="TEXT", help="Keep the lines that hold all these words, "
                     "or answer to who: kind: place: source: before: after: state:, as in who:ebrard; -word: without."),
    ):  # fmt: skip
        command = option(command)
    return command


def certain_option(command: F) -> F:
    """Give a command that lists the option to leave out what is not sure."""
    return click.option("--certain", is_flag=True, help="Leave out what is only possible.")(command)


def answer(
    at: Reading, form: str | None, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], **more: Any
) -> None:
    """Print rows on standard output as a table, CSV or JSON; `columns` names the keys to print and their order.

    JSON carries every key and the moment it answered for, with characters that hide or turn text escaped.
    """
    if form == "json":
        print_json({"as_of": at.day, "known_by": at.position, **more, "rows": list(rows)})
    elif form == "csv":
        print_csv(columns, ([row.get(c, "") for c in columns] for row in rows))
    else:
        table([[literal(_text(row.get(c, ""))) for c in columns] for row in rows])


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print CSV on standard output, row by row as they come, with no cell that a spreadsheet takes for a formula."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([guarded(literal(column)) for column in columns])
    writer.writerows([_csv_cell(value) for value in row] for row in rows)


def print_json(value: object) -> None:
    """Print JSON on standard output, with characters that hide or turn text escaped."""
    import orjson

    click.echo(escaped(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()))


def escaped(json: str) -> str:
    """Return JSON with escapes for what `literal` would change, or where standard output is plain, for all but ASCII.

    Plain signs would lose something, and JSON says all.
    """
    return in_ascii(json) if isinstance(sys.stdout, PlainWriter) else escaped_json(json)


def table(rows: Sequence[Sequence[Shown]]) -> None:
    """Print rows with their columns in line; on a terminal, the widest columns are cut until a row fits."""
    if not rows:
        return
    if isinstance(sys.stdout, PlainWriter):
        rows = [[Shown(plain(cell)) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    room = sum(widths)
    if sys.stdout.isatty():
        from shutil import get_terminal_size  # with it come archives of every kind

        room = get_terminal_size().columns - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    for row in rows:
        cells = (cut(text, wide) for text, wide in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _csv_cell(value: Any) -> str:
    text = literal(_text(value))
    return text if isinstance(value, (int, float)) else guarded(text)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(_text, value)) if isinstance(value, (list, tuple)) else str(value)
