"""The file that holds the tables of a read model: opened, made, replaced; one that cannot be read is made anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from legation.errors import NoReadModel
from legation.fact import NotCanonical
from legation.tables import SCHEMA, Held, Hold, connect, opened_to_read
from legation.tree import Known


def opened(path: Path | None, hold: Hold | None = None) -> Held:
    """Open the tables at `path`, or new ones in memory; `hold` is the hold on them that there is already.

    Raises NoReadModel if the file system does not let them be made.
    """
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        return _with_tables(connect(path, hold))
    except OSError as error:
        raise NoReadModel(str(path), error.strerror or str(error)) from None
    except sqlite3.DatabaseError as error:
        if not path or not damaged(error):
            raise told(error, path) from None
        remove(path)
        return _with_tables(connect(path, hold))


def told(error: sqlite3.DatabaseError, path: Path | None) -> Exception:
    """Return what a full disk or missing rights come to in a sentence; anything else as it is."""
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    beyond_us = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
    return NoReadModel(str(path), str(error)) if kind in beyond_us else error


def damaged(error: sqlite3.DatabaseError) -> bool:
    """Tell whether the copy is unreadable; the ledger is not touched by that, so the copy is made anew."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def remove(path: Path) -> None:
    """Take a file away, with what SQLite keeps beside it."""
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        name.unlink(missing_ok=True)


def replace(path: Path, new: Path) -> None:
    """Put a whole file in the place of the one that nobody has open."""
    for left in ("-wal", "-shm"):
        path.with_name(path.name + left).unlink(missing_ok=True)
    new.rename(path)


def _with_tables(db: Held) -> Held:
    if not db.execute("select 1 from sqlite_master where name = 'meta'").fetchone():
        db.execute("begin immediate")
        if not db.execute("select 1 from sqlite_master where name = 'meta'").fetchone():
            make(db)
        db.execute("commit")
    return db


def make(db: sqlite3.Connection) -> None:
    """Make the tables and the views over them."""
    from legation.sql_views import statements

    for statement in (*SCHEMA, *statements()):
        db.execute(statement)


def remembered(path: Path) -> Known | None:
    """Return how far the read model at `path` had proved the ledger; None if it cannot say."""
    try:
        with closing(opened_to_read(path)) as db:
            found = db.execute("select value from meta where name = 'known'").fetchone()
            return known_of(found and found[0])
    except sqlite3.Error:
        return None


def known_of(text: str | None) -> Known | None:
    """Read how far a ledger was proved; None if the text does not say."""
    try:
        return Known.parse(text) if text else None
    except NotCanonical:
        return None
