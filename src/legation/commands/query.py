"""Ask the read model in SQL."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from difflib import get_close_matches
from itertools import chain, islice
from typing import TypeAlias

import click

from legation.command import Desk, print_csv, print_json, say, table
from legation.errors import NotUnderstood
from legation.literal import escaped, literal
from legation.query import LONGEST, Answer, Value, asked
from legation.sql_views import SqlView, sql_views

section = "read"

Plain: TypeAlias = str | int | float | None

_AT_ONCE = 500  # rows of a table that are put in line together
_WIDEST = 1_000_000  # characters of them


@click.command()
@click.argument("sql", required=False)
@click.option("--schema", is_flag=True, help="List what can be selected from, or the columns of the view SQL names.")
@click.option("--file", "path", is_flag=True, help="Print where the SQLite file lies; it is a copy, open it to read.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one object, a row on each line.")
@click.option(
    "--limit-seconds", default=10.0, show_default=True, type=click.FloatRange(0, 86_400, min_open=True),
    help="Stop a query that takes longer.",
)  # fmt: skip
@click.pass_obj
def command(
    desk: Desk, sql: str | None, *, schema: bool, path: bool, form: str | None, limit_seconds: float
) -> None:  # fmt: skip
    """Answer one SELECT of SQLite over the rows of every projection, their claims, and the events; `-` reads it.

    The views hold what was claimed, at the end of the ledger: there are no clocks here, and nothing is judged. Who
    holds an office on a day, or whether a promise is overdue, is what `show` tells. A column of JSON holds a list of
    {at, value, weight}, one for each claim, for json_each to take apart. Columns that are SQL words stand in quotes.

    Example: legation query "select office_name, evidence from offices order by evidence desc limit 3"
    """
    if schema:
        _print_schema(sql, form)
    elif path:
        click.echo(literal(str(desk.model.path)))
    elif sql is None:
        raise click.UsageError("Missing argument 'SQL': a SELECT, `-` to read one, or --schema to see from what.")
    else:
        file = desk.model.path
        assert file  # a ledger in a place has its copy in a file
        with asked(file, _read() if sql == "-" else sql, limit_seconds) as answer:
            say(f"known by #{answer.position} (end)")
            rows = ([_plain(value) for value in row] for row in answer.rows)
            first = list(islice(rows, 1))
            _PRINT[form](answer, chain(first, rows))
        if not first:
            raise SystemExit(1)


def _read() -> str:
    """Return what stands on standard input; of what is too long for a query, more than may be."""
    return sys.stdin.buffer.read(4 * LONGEST + 1).decode("utf-8", "replace")


def _plain(value: Value) -> Plain:
    """Return a value as it is printed: bytes as SQL writes them."""
    return f"x'{value.hex()}'" if isinstance(value, bytes) else value


def _print_table(answer: Answer, rows: Iterable[Sequence[Plain]]) -> None:
    """Print rows under the names of their columns; of many, each few hundred are put in line by themselves."""
    held, size = [list(map(literal, answer.columns))], 0
    try:
        for row in rows:
            held.append([literal("" if value is None else str(value)) for value in row])
            size += sum(map(len, held[-1]))
            if len(held) > _AT_ONCE or size > _WIDEST:
                table(held)
                held, size = [], 0
    finally:
        table(held)  # also what came before a query was stopped


def _print_csv(answer: Answer, rows: Iterable[Sequence[Plain]]) -> None:
    print_csv(answer.columns, rows)


def _print_json(answer: Answer, rows: Iterable[Sequence[Plain]]) -> None:
    """Print one object; if the query is stopped on its way, it stays open, and no JSON."""
    import orjson

    columns = escaped(orjson.dumps(answer.columns).decode())
    click.echo(f'{{"known_by":{answer.position},"columns":{columns},"rows":[', nl=False)
    between = "\n"
    for row in rows:
        click.echo(between + escaped(orjson.dumps(dict(zip(answer.columns, row, strict=True))).decode()), nl=False)
        between = ",\n"
    click.echo("\n]}")


_PRINT: dict[str | None, Callable[[Answer, Iterable[Sequence[Plain]]], None]] = {
    None: _print_table,
    "csv": _print_csv,
    "json": _print_json,
}


def _print_schema(name: str | None, form: str | None) -> None:
    """Print each view with its columns, or one view; a column that SQL would read as a word of its own is quoted."""
    views = sql_views()
    if name and name not in views:
        raise NotUnderstood(name, "view", get_close_matches(name, views, n=2) or list(views))
    shown = [views[name]] if name else list(views.values())
    if form == "json":
        print_json({"views": [
            {"name": view.name, "about": view.about,
             "columns": [{"name": name, **column._asdict()} for name, column in view.columns.items()]}
            for view in shown
        ]})  # fmt: skip
        return
    lines = [line for view in shown for line in _described(view)]
    if form == "csv":
        print_csv(("view", "column", "type", "about"), lines)
    else:
        table([list(map(literal, line)) for line in lines])


def _described(view: SqlView) -> Iterator[tuple[str, str, str, str]]:
    yield view.name, "", "", view.about
    with closing(sqlite3.connect(":memory:")) as db:
        for name, column in view.columns.items():
            yield view.name, _spelled(name, db), column.type, column.about


def _spelled(name: str, db: sqlite3.Connection) -> str:
    """Return a column as it is written in a query; SQLite itself knows which words it keeps."""
    try:
        db.execute(f'select {name} from (select 1 as "{name}")')
    except sqlite3.OperationalError:
        return f'"{name}"'
    return name
