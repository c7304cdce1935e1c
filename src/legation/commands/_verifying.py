"""The whole ledger read, checked and folded anew, and held against the read model: nothing that is kept is believed."""

from __future__ import annotations

import secrets
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import asdict
from heapq import nsmallest
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click

from legation.command import Desk, print_json, progress, say, today
from legation.comparing import Parting, partings, rows_of, unsound
from legation.fact import Fact
from legation.read_model import ReadModel
from legation.sampling import Samples, drawn
from legation.store import Piece
from legation.stores.files import Files
from legation.upcast import fact_of
from legation.words import counted

SAMPLES = 20
SEEDS = 1 << 32
_OFTEN = 1_000  # events between two signs of life
_NAMED = 20  # partings that JSON names; the others are counted


class Found(NamedTuple):
    """Where two sides part: the first places, in the order of their events, and how many there are in all."""

    first: list[Parting]
    number: int

    @classmethod
    def of(cls, told: Iterable[Parting]) -> Found:
        """Take in all of them and keep the first."""
        number = count()
        passed = (one for one, _ in zip(told, number, strict=False))
        first = nsmallest(_NAMED, passed, key=lambda one: (one.position or sys.maxsize, one.place))
        return cls(first, next(number))

    def __str__(self) -> str:
        position, place = self.first[0]
        at = f" at #{position}" if position else ""
        more = f", and in {counted(self.number - 1, 'more place')}" if self.number > 1 else ""
        return f"{at}: {place}{more}"


def verify(desk: Desk, samples: int | None, seed: int | None, form: str | None) -> None:
    """Compare everything, and print what was compared; exit with 1 if something is not what the ledger says."""
    from legation import audit

    began = time.monotonic()
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    with _Watched.open(str(desk.place)) as store:  # told of nothing that was proved before
        report = audit.verify(store, _OnDisk())
    progress()
    told: dict[str, Any] = {"size": report.size, "root": report.root.hex(), "faults": [*map(asdict, report.faults)]}
    for fault in report.faults if not form else ():
        say(str(fault))
    if {fault.code for fault in report.faults} - audit.NEWER:
        say("nothing was folded: what the files hold is at fault, not what is kept of it")
        good = False
    else:
        if report.faults:
            say("what is newer than this legation changes no row, and all else is folded anew")
        good = _folded(desk, SAMPLES if samples is None else samples, seed, told, quiet=bool(form))
    if form:
        print_json(told)
    say(f"seed {seed} · {time.monotonic() - began:,.1f} seconds")
    if report.faults or not good:
        raise SystemExit(1)


def _folded(desk: Desk, samples: int, seed: int, told: dict[str, Any], *, quiet: bool) -> bool:
    """Fold all anew into a file of its own beside the read model, compare, and tell; return whether all is the same."""
    model = desk.model
    assert model.path, "a command keeps its tables in a file"
    with TemporaryDirectory(prefix="anew-", dir=model.path.parent) as folder:
        anew = ReadModel(desk.store, Path(folder, "anew.sqlite"))
        try:
            anew.catch_up(lambda done, of: _show("folding anew", done, of))
            for late in (model, anew):  # somebody may have appended meanwhile
                late.catch_up()
            progress()
            copied = Found.of(chain(_torn(model), partings(model, anew)))
            rows, touches = (rows_of(anew, table) for table in ("rows", "touches"))
        finally:
            anew.db.close()
    told |= {"rows": rows, "touches": touches, "partings": [one._asdict() for one in copied.first]}
    if copied.number:
        say(f"the read model parts from the ledger{copied}. Delete {model.path}, it is made anew")
        return False
    if not quiet:
        same = f"{counted(rows, 'row')}, {counted(touches, 'touch', 'touches')}"
        click.echo(f"{counted(model.size, 'event')} read and folded anew: {same}, retractions, identities, names and "
                   "search are the same")  # fmt: skip
    return _sampled(model, drawn(model.size, samples, seed), seed, told, quiet=quiet)


def _sampled(model: ReadModel, positions: list[int], seed: int, told: dict[str, Any], *, quiet: bool) -> bool:
    """Compare what was known at some positions with a plain replay, and tell; return whether all is the same."""

    def read() -> Iterator[Fact]:
        for line in model.store.read(0, model.size):
            _show("replaying up to the positions drawn", line.position, model.size)
            yield fact_of(line.entry)

    asked = 0
    found = Found([], 0)
    if positions:
        sides = Samples(model, today(), positions, read, seed)
        found, asked = Found.of(sides.partings()), sides.asked
        progress()
    told |= {
        "seed": seed,
        "positions": positions,
        "rows_asked": asked,
        "past_partings": [one._asdict() for one in found.first],
    }
    if found.number:
        say(f"the past parts from a plain replay{found}. What is kept is sound, so the program itself is at fault: "
            f"please report it; `--seed {seed}` draws the same again")  # fmt: skip
        return False
    if positions and not quiet:
        click.echo(
            f"at {counted(len(positions), 'position')} drawn, {counted(asked, 'row')} are what a plain replay says"
        )
    return True


def _torn(model: ReadModel) -> Iterator[Parting]:
    if fault := unsound(model):
        yield Parting(0, f"the file itself ({fault})")


def _show(what: str, done: int, of: int) -> None:
    if done % _OFTEN == 0:
        progress(f"{what}: {done:,} of {of:,} events")


class _Watched(Files):
    """A store that shows how far it has been read."""

    def pieces(self) -> Iterator[Piece]:
        size = self.known().size
        for done, piece in enumerate(super().pieces(), 1):
            _show("reading every byte", done, size)
            yield piece


class _OnDisk(MutableMapping[str, str]):
    """Texts by texts in a file without a name, so that memory stays flat however many there are."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("create table held (name text primary key, value text not null) without rowid")
        self._db.execute("begin")

    def __getitem__(self, name: str) -> str:
        found = self._db.execute("select value from held where name = ?", (name,)).fetchone()
        if not found:
            raise KeyError(name)
        return str(found[0])

    def __setitem__(self, name: str, value: str) -> None:
        self._db.execute("insert or replace into held values (?, ?)", (name, value))

    def __delitem__(self, name: str) -> None:
        self._db.execute("delete from held where name = ?", (name,))

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._db.execute("select name from held"))

    def __len__(self) -> int:
        return int(self._db.execute("select count(*) from held").fetchone()[0])
