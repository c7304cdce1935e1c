"""The tables of the read model in SQLite: a copy of what the ledger says, safe to delete (storage.md 6)."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import sqlite3
from contextlib import suppress
from functools import cache
from pathlib import Path

from legation.projection import Key

# ids        every event, where it lies, and what it is mainly about; of one newer than this program, nobody knows that
# touches    the evidence: which facts touched which written key
# parts      which written keys contain an id;  mentions: which events name an id or an event, or register these bytes
# rows       each row as it stands at the head; `sort` and the names order lists; `doubt` says where it may be contested
# dead       a fact does not count from `since` until `until`
# spells     from when until when anything that counts touched a key, where its row does not tell (spells.py)
# same       ids that a live match joins, with their survivor at the head
# names      what an id is called at the head, by the row of one projection
# turns      days on which what is computed from an event can change
# days       how many events that count begin or end on a day, surely and only possibly
# stops      days on which something begins or ends; `account` 0 for plans, `sure` 0 for the middle of a short range
SCHEMA = (
    "create table meta (name text primary key, value text not null) without rowid",
    """create table ids (position integer primary key, id text not null, type text not null, subject text not null,
    recordedtime text not null, batch text not null, place text not null)""",
    """create table touches (projection text, key text, position integer,
    primary key (projection, key, position)) without rowid""",
    "create table parts (id text, projection text, key text, primary key (id, projection, key)) without rowid",
    "create table mentions (id text, position integer, primary key (id, position)) without rowid",
    """create table rows (projection text, key text, first integer not null, last integer not null, sort text not null,
    doubt text not null, body blob not null, primary key (projection, key)) without rowid""",
    "create table dead (position integer, since integer, until integer, primary key (position, since)) without rowid",
    """create table spells (projection text, key text, since integer, until integer,
    primary key (projection, key, since)) without rowid""",
    "create table retractions (position integer primary key, target integer not null)",
    "create table assessments (position integer primary key, target integer not null, other integer)",
    """create table matches (position integer primary key, entity text not null, other text not null,
    keep text not null)""",
    "create table same (id text primary key, survivor text not null) without rowid",
    """create table names (id text primary key, projection text not null, name text not null, folded text not null)
    without rowid""",
    """create table stops (day text, position integer, account integer, sure integer,
    primary key (day, position, account, sure)) without rowid""",
    "create table days (day text primary key, sure integer not null, possible integer not null) without rowid",
    "create table turns (day text, position integer, primary key (day, position)) without rowid",
    "create virtual table search using fts5(text, tokenize='trigram')",
)
# Built behind the rows they cover, which is several times as fast as row by row.
INDEXES_OF_EVENTS = (
    "create unique index if not exists ids_id on ids (id)",
    "create index if not exists ids_subject on ids (subject, type, position)",
    "create index if not exists ids_type on ids (type, position)",
    "create index if not exists retractions_target on retractions (target)",
    "create index if not exists ids_newer on ids (position) where instr(type, ':') > 0",
)
INDEXES_OF_ROWS = (
    "create index if not exists retractions_target on retractions (target)",
    "create index if not exists touches_position on touches (position)",
    "create index if not exists names_folded on names (folded)",
    "create index if not exists same_survivor on same (survivor)",
    "create index if not exists assessments_other on assessments (other)",
    "create index if not exists ids_newer on ids (position) where instr(type, ':') > 0",
    "create index if not exists rows_doubt on rows (projection) where doubt <> ''",
)
TABLES = tuple(re.split(r"[ (]", s.replace("virtual ", ""))[2] for s in SCHEMA)

SEPARATOR = "\x1f"
_CACHE = 64 << 20  # bytes at most: while rows are loaded they land all over the tables


def key_text(key: Key) -> str:
    """Return a key as the tables hold it."""
    return SEPARATOR.join(key)


def text_key(text: str) -> Key:
    """Return the key that `key_text` wrote."""
    return tuple(text.split(SEPARATOR))


class Hold:
    """A lock beside the tables: many may hold it while they have them open, one alone to put others in their place.

    SQLite itself cannot tell: whoever had the old file open would go on writing into what belongs to the new one.
    """

    def __init__(self, path: Path, how: int = fcntl.LOCK_SH) -> None:
        """Wait until it can be held; raises OSError if it cannot, or need not be waited for."""
        self._fd = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._fd, how)
        except OSError:
            self.release()
            raise

    def share(self) -> None:
        """Let others hold it again."""
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def release(self) -> None:
        """Hold it no longer."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    __del__ = release


class Held(sqlite3.Connection):
    """A connection that holds the lock as long as it is open."""

    hold: Hold | None = None

    def close(self) -> None:
        """Close it, and let go of the lock."""
        super().close()
        if self.hold:
            self.hold.release()


def alone(path: Path) -> Hold | None:
    """Return a hold that nobody shares; None if somebody has the tables open, or locks do not work there."""
    with suppress(OSError):
        return Hold(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return None


def connect(path: Path | None, hold: Hold | None = None) -> Held:
    """Open the database at `path`, or one in memory; its text and code are never trusted to run anything."""
    hold = hold or (_shared(path) if path else None)
    db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False, timeout=30, factory=Held)
    db.hold = hold
    db.execute("pragma trusted_schema = off")
    db.execute(f"pragma cache_size = -{_CACHE // 1024}")
    if path:
        _log_ahead(db)
        db.execute("pragma synchronous = off")  # a copy: a crash costs a rebuild, never a fact
    return db


def _log_ahead(db: sqlite3.Connection) -> None:
    """Let readers go on while somebody writes. The file remembers it, so it is done once, by whoever comes first.

    SQLite does not wait for another that does it at this moment: it is done then, too.
    """
    try:
        db.execute("pragma journal_mode = wal")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def connect_anew(path: Path) -> Held:
    """Make a database at `path`, where none is: nobody else looks at it, and it is worth nothing until it is whole."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=Held)
    for pragma in ("trusted_schema = off", "journal_mode = off", "synchronous = off", "main.locking_mode = exclusive"):
        db.execute(f"pragma {pragma}")
    db.execute(f"pragma cache_size = -{_CACHE // 1024}")
    return db


def opened_to_read(path: Path) -> sqlite3.Connection:
    """Open the database at `path`, which must be there, so that nothing can change it and no code in it is trusted."""
    hold = _shared(path) if path.exists() else None
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, factory=Held)
    db.hold = hold
    db.execute("pragma trusted_schema = off")
    if defensive := getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE", None):  # since Python 3.12
        db.setconfig(defensive, True)  # type: ignore[attr-defined]
    return db


def _shared(path: Path) -> Hold | None:
    with suppress(OSError):
        return Hold(path)
    return None


@cache
def fingerprint() -> str:
    """Return a hash of the code that decides what the tables hold; another hash means: build anew.

    All plain modules count, not only those that fold: a rebuild too many is cheap, one too few is a lie.
    """
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in (package, package / "projections", package / "upcasts"):
        for source in sorted(folder.glob("*.py")):
            digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()
