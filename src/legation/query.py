"""SQL from anybody, run so that it can read the read model and do nothing else (storage.md 5).

The file is opened anew, for reading; SQLite asks here before each thing that a statement would do, and is held to a
time and to sizes. One step of it cannot be interrupted, so sizes are what bounds a step: a statement that is unfolded
to billions of terms ends at the memory it may take.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

from legation.errors import LegationError, NotUnderstood, QueryRefused, QueryStopped
from legation.sql_views import sql_views
from legation.tables import opened_to_read

Value: TypeAlias = str | int | float | bytes | None

LONGEST = 100_000  # characters of a statement
_LARGEST = 1_000_000  # bytes of a value
_MEMORY = 256_000_000  # bytes that SQLite may hold, in all of this process
_STEPS = 10_000  # of SQLite's machine between two looks at the clock
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: _LARGEST,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
# Not `json_patch`, which takes a minute for two large objects, and nothing that loads, counts changes, or tells of the
# machine.
FUNCTIONS = frozenset({
    "abs", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "avg", "ceil", "ceiling", "char", "coalesce",
    "concat", "concat_ws", "cos", "cosh", "count", "cume_dist", "date", "datetime", "degrees", "dense_rank", "exp",
    "first_value", "floor", "format", "glob", "group_concat", "hex", "ifnull", "iif", "instr", "json", "json_array",
    "json_array_length", "json_each", "json_extract", "json_group_array", "json_group_object", "json_insert",
    "json_object", "json_quote", "json_remove", "json_replace", "json_set", "json_tree", "json_type", "json_valid",
    "julianday", "lag", "last_value", "lead", "length", "like", "likelihood", "likely", "ln", "log", "log10", "log2",
    "lower", "ltrim", "max", "min", "mod", "nth_value", "ntile", "nullif", "octet_length", "percent_rank", "pi", "pow",
    "power", "printf", "quote", "radians", "random", "randomblob", "rank", "replace", "round", "row_number", "rtrim",
    "sign", "sin", "sinh", "soundex", "sqrt", "strftime", "string_agg", "substr", "substring", "sum", "tan", "tanh",
    "time", "timediff", "total", "trim", "trunc", "typeof", "unhex", "unicode", "unixepoch", "unlikely", "upper",
    "zeroblob", "->", "->>",
})  # fmt: skip
_LESS = "ask for less"
_HARMLESS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE})
_READABLE = frozenset({"json_each", "json_tree", "sqlite_master", "sqlite_schema"})
_ACTS = {
    sqlite3.SQLITE_ATTACH: "open another file",
    sqlite3.SQLITE_DETACH: "close a file",
    sqlite3.SQLITE_PRAGMA: "use a pragma",
    sqlite3.SQLITE_TRANSACTION: "begin or end a transaction",
    sqlite3.SQLITE_SAVEPOINT: "begin or end a transaction",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns by name, none twice, the rows as they come, and the position of the last event they stand on."""

    columns: Sequence[str]
    rows: Iterator[Sequence[Value]]
    position: int


@contextmanager
def asked(path: Path, sql: str, seconds: float) -> Iterator[Answer]:
    """Run one statement on the read model at `path`, giving SQLite `seconds` in all.

    Raises QueryRefused or NotUnderstood for what cannot be run, and, also while rows are read, QueryStopped.
    """
    if len(sql) > LONGEST:
        raise QueryRefused(f"it is longer than {LONGEST:,} characters")
    with closing(opened_to_read(path)) as db:
        guard = _Guard(db, seconds)
        cursor = db.cursor()
        with guard.watching():
            cursor.execute(sql)
        if not cursor.description:
            raise QueryRefused("it asks for nothing")
        names = [name for name, *_ in cursor.description]
        yield Answer(_distinct(names), _rows(cursor, guard), guard.position)


def _rows(cursor: sqlite3.Cursor, guard: _Guard) -> Iterator[Sequence[Value]]:
    while True:
        with guard.watching():
            row = cursor.fetchone()
        if row is None:
            return
        yield row


class _Guard:
    """What stands between a statement and the database."""

    def __init__(self, db: sqlite3.Connection, seconds: float) -> None:
        self._left, self._seconds = seconds, seconds
        self._until = 0.0
        self._refused: list[str] = []
        db.text_factory = lambda text: text.decode("utf-8", "replace")
        db.execute("pragma query_only = on")
        db.execute(f"pragma hard_heap_limit = {_MEMORY}")
        db.execute("begin")  # the position and the rows are of one state
        size = db.execute("select value from meta where name = 'size'").fetchone()
        self.position = int(size[0]) if size else 0
        db.execute("select 1 from json_each('[]'), json_tree('[]')")  # sets them up, which is refused from here on
        # The words of the full-text index have an index and a language of their own: `legation search`.
        there = "select name from sqlite_master where sql not like 'create virtual%'"
        self._readable = _READABLE | {name for (name,) in db.execute(there)}
        for limit, most in _LIMITS.items():
            db.setlimit(limit, most)
        db.set_authorizer(self._allows)
        db.set_progress_handler(lambda: not perf_counter() < self._until, _STEPS)

    def _allows(self, action: int, one: str | None, two: str | None, database: str | None, inner: str | None) -> int:
        """Answer SQLite, which asks before each thing that a statement would do."""
        if action in _HARMLESS:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and one in self._readable:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and str(two).lower() in FUNCTIONS:
            return sqlite3.SQLITE_OK
        self._refused.append(_would(action, one, two))
        return sqlite3.SQLITE_DENY

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Let SQLite work for as long as it may still; raise what went wrong as a sentence."""
        if not self._left > 0:
            raise self._late()
        began = perf_counter()
        self._until = began + self._left
        try:
            yield
        except MemoryError:
            raise QueryStopped(f"it needs more than {_MEMORY // 1_000_000} MB", _LESS) from None
        except (sqlite3.Error, ValueError) as error:
            raise self._told(error) from None
        finally:
            self._left -= perf_counter() - began

    def _late(self) -> QueryStopped:
        more = "ask for less, or give it more time with --limit-seconds"
        return QueryStopped(f"it took longer than {self._seconds:g} s", more)

    def _told(self, error: Exception) -> LegationError:
        """Return what SQLite, or the way to it, has to say as an error of ours."""
        said = str(error)
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            if (
                perf_counter() < self._until
            ):  # Ctrl-C arrived while SQLite asked whether to go on, and it keeps no errors
                raise KeyboardInterrupt from None
            return self._late()
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_TOOBIG:
            return QueryStopped(f"a value has more than {_LARGEST:,} bytes", _LESS)
        if self._refused:
            return QueryRefused(f"it would {self._refused[0]}, which no query may")
        if unknown := re.fullmatch(r"no such (table|column|function): (.+)", said):
            return _unknown(*unknown.groups())
        if "one statement" in said:
            return QueryRefused("there is more than one statement")
        if isinstance(error, UnicodeEncodeError):
            return QueryRefused("it is not UTF-8")
        return QueryRefused(said.rstrip("."))


def _would(action: int, one: str | None, two: str | None) -> str:
    """Say what a statement would do if it were allowed to."""
    match action:
        case sqlite3.SQLITE_READ:
            return f"read {one}"
        case sqlite3.SQLITE_FUNCTION:
            return f"call {two}()"
        case sqlite3.SQLITE_UPDATE if one == "sqlite_master":  # so SQLite sets up a virtual table when it is first read
            return "read a virtual table other than json_each and json_tree"
        case _:
            return _ACTS.get(action, "change what there is")


def _unknown(what: str, word: str) -> NotUnderstood:
    from difflib import get_close_matches

    views = sql_views()
    match what:
        case "table":
            known, wanted = set(views), "view; `legation query --schema` lists them"
        case "column":
            known = {name for view in views.values() for name in view.columns}
            wanted = "column here; `legation query --schema VIEW` lists those of a view"
        case _:
            known, wanted = set(FUNCTIONS), "function of SQLite that a query may call"
    near = get_close_matches(word.rpartition(".")[2].lower(), sorted(known - {word}), n=3)
    return NotUnderstood(word, wanted, near)


def _distinct(names: Sequence[str]) -> list[str]:
    """Return names with a number behind those that come again, so that each names one column."""
    told: dict[str, int] = {}
    for name in names:
        unused = name
        while unused in told:
            told[name] = told.get(name, 1) + 1
            unused = f"{name}_{told[name]}"
        told[unused] = 1
    return list(told)
