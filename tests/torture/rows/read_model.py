"""The read model tampered with, cut short, of another version, or without room: it is found out and made anew."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from random import Random

from ledgers import sample, stored
from legation.comparing import partings, unsound
from legation.errors import NoReadModel
from legation.read_model import ReadModel
from legation.stores.files import Files
from legation.stores.memory import Memory
from legation.tables import TABLES
from torture.child import command, environment
from torture.row import Tally, folder

TITLE, UNIT, LEAST = "read model: tampered with, cut, of another version, disk full", "tries", 300
FAULTS = ("tables of any version are believed", "tables are not compared")
_KEPT = {"meta", "search"}  # what is remembered is compared by value; the full text has no rows of its own


def run(thorough: bool) -> Tally:
    """Harm the tables in each way; nothing that is wrong with them is believed, and the ledger stays as it is."""
    tally, choose = Tally(), Random(4)
    with folder() as root:
        place = _ledger(root)
        before = {path.name: path.read_bytes() for path in place.iterdir()}
        whole = root / "whole.sqlite"
        with closing(_caught_up(place, whole).db) as db:
            db.execute("pragma wal_checkpoint(truncate)")
        for number in range(160 if thorough else 24):
            tally.note(*_tampered(place, whole, root / "harmed", choose, number))
        size = whole.stat().st_size
        for _ in range(100 if thorough else 8):
            tally.note(*_cut(place, whole, root / "harmed", choose.randrange(size)))
        for version in ("", "older", "x" * 64):
            tally.note(*_of_another_version(place, whole, root / "harmed", version))
        for part in range(40 if thorough else 4):
            tally.note(*_full(place, whole, root, part / (40 if thorough else 4)))
        if thorough:
            tally.note(*_command_without_room(place, root))
        after = {path.name: path.read_bytes() for path in place.iterdir()}
        tally.note(after == before, "the ledger itself was changed")
    return tally


def _ledger(root: Path) -> Path:
    """Write a made-up ledger of some two hundred events into files."""
    made = stored(sample(11, most=120).facts, Memory("tag:example.org,2026:made-up"))
    place = root / "events"
    with Files.create(str(place), made.source) as store:
        events = [{k: v for k, v in json.loads(line.entry).items() if k not in {"position", "batch"}}
                  for line in made.read()]  # fmt: skip
        store.append(lambda size: events)
    return place


def _caught_up(place: Path, path: Path | None) -> ReadModel:
    model = ReadModel(Files.open(str(place)), path)
    model.catch_up()
    return model


def _fresh(whole: Path, folder_: Path) -> Path:
    shutil.rmtree(folder_, ignore_errors=True)
    folder_.mkdir()
    return Path(shutil.copy(whole, folder_ / "tables.sqlite"))


def _same(place: Path, model: ReadModel) -> bool:
    return not unsound(model) and not _found_by_comparing(place, model)


def _tampered(place: Path, whole: Path, folder_: Path, choose: Random, number: int) -> tuple[bool, str]:
    """Change one value, take a row away or add one: comparing finds it."""
    path = _fresh(whole, folder_)
    table = [name for name in TABLES if name not in _KEPT][number % (len(TABLES) - len(_KEPT))]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        columns = [name for (name,) in db.execute(f"select name from pragma_table_info('{table}')")]
        rows = db.execute(f"select * from {table}").fetchall()
        if not rows:
            return True, f"{table}: nothing to change"
        row, column = choose.choice(rows), choose.randrange(len(columns))
        where = " and ".join(f"{name} is ?" for name in columns)
        value = row[column]
        other = value + 1 if isinstance(value, int) else b"[]" if isinstance(value, bytes) else f"{value}x"
        match choose.randrange(3):
            case 0:
                db.execute(f"delete from {table} where {where}", row)
            case 1:
                db.execute(f"update or replace {table} set {columns[column]} = ? where {where}", (other, *row))
            case _:
                changed = [other if i == column else found for i, found in enumerate(row)]
                marks = ", ".join("?" * len(row))
                db.execute(f"insert or replace into {table} values ({marks})", changed)
        if db.execute(f"select * from {table}").fetchall() == rows:
            return True, f"{table}: nothing changed"
    model = _caught_up(place, path)
    try:
        return not _same(place, model), f"{table}.{columns[column]} was changed, and nobody noticed"
    finally:
        model.db.close()


def _cut(place: Path, whole: Path, folder_: Path, size: int) -> tuple[bool, str]:
    """Cut the file anywhere, or fill it with junk from there on: it is made anew, or found out by comparing."""
    path = _fresh(whole, folder_)
    data = path.read_bytes()
    path.write_bytes(data[:size] + (b"\x5a" * (len(data) - size) if size % 2 else b""))
    try:
        model = _caught_up(place, path)
    except sqlite3.DatabaseError:
        return True, ""
    try:
        if _same(place, model):
            return True, ""
        return bool(unsound(model)) or _found_by_comparing(place, model), f"cut at {size}, and believed"
    except sqlite3.DatabaseError:
        return True, ""
    finally:
        model.db.close()


def _found_by_comparing(place: Path, model: ReadModel) -> bool:
    anew = _caught_up(place, None)
    try:
        return any(partings(model, anew))
    finally:
        anew.db.close()


def _of_another_version(place: Path, whole: Path, folder_: Path, version: str) -> tuple[bool, str]:
    path = _fresh(whole, folder_)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("update meta set value = ? where name = 'code'", (version,))
        db.execute("update rows set body = '{}'")
    model = _caught_up(place, path)
    try:
        told = model.db.execute("select count(*) from rows where body = '{}'").fetchone()[0]
        return told == 0, f"tables of version {version[:10]!r} were believed"
    finally:
        model.db.close()


def _full(place: Path, whole: Path, root: Path, part: float) -> tuple[bool, str]:
    """Make it anew where no file may grow beyond a part of what it takes; then again, with room."""
    path = root / "full.sqlite"
    for left in root.glob("full.sqlite*"):
        left.unlink()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(part * whole.stat().st_size), hard))
    failed = _fails(place, path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)
    model = _caught_up(place, path)
    try:
        return _same(
            place, model
        ) and failed, f"with room for {part:.0%}: {'not the same' if failed else 'not noticed'}"
    finally:
        model.db.close()


def _fails(place: Path, path: Path) -> bool:
    try:
        _caught_up(place, path).db.close()
    except NoReadModel:
        return True
    return False


def _command_without_room(place: Path, root: Path) -> tuple[bool, str]:
    """Ask the command line for a view with no room for its tables: it says so in a sentence and with status 2."""
    cache = root / "cache"
    env = environment(XDG_CACHE_HOME=str(cache))
    words = command("legation", "--ledger", str(place), "show", "people")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False, preexec_fn=limit)
    again = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    sound = (done.returncode, again.returncode in {0, 1}, "XDG_CACHE_HOME" in done.stderr) == (2, True, True)
    return sound, f"the command ended with {done.returncode}: {done.stderr[-200:]}"
