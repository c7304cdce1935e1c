"""A second process that folds some of the projections of a long ledger, into tables of its own.

Decoding aside, what projections do with the facts is theirs alone, so two processes take half the time. The partner is
told what was decided of all facts, reads the lines for itself, and leaves a file whose rows are then taken over.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

import orjson

from legation.collecting import without_collection
from legation.fact import Fact
from legation.folding import Decided, Folds, fold_all
from legation.projection import PROJECTIONS
from legation.replay import Identity
from legation.store import Line, Store
from legation.tables import SCHEMA, connect_anew
from legation.tree import Known
from legation.upcast import fact_of

LONG = 10_000  # events for which it is worth the start of a process
_SAMPLE = 1_000
_INDEXING = 1.5  # rows for each event that weigh as much as indexing it, which is never shared
_SHARED = ("touches", "parts", "rows", "names")


def share(lines: Iterable[Line]) -> frozenset[str]:
    """Return the projections to leave to a partner, so that both have as much to do: judged by the first lines."""
    facts = [fact_of(line.entry) for line in islice(lines, _SAMPLE)]
    touches = Counter({name: sum(_touches(name, fact) for fact in facts) for name in PROJECTIONS})
    ours, theirs = _INDEXING * len(facts), set[str]()
    left = 0
    for name, count in touches.most_common():
        if left <= ours:
            left += count
            theirs.add(name)
        else:
            ours += count
    return frozenset(theirs)


def _touches(name: str, fact: Fact) -> int:
    return len(PROJECTIONS[name].changes(fact))


class Partner:
    """A process at work on its share."""

    def __init__(self, store: Store, path: Path, names: frozenset[str], decided: Decided) -> None:
        """Start it on the lines that `store` holds now; its tables are made at `path`."""
        self.names, self._path, kind = names, path, type(store)
        told = {
            "store": (kind.__module__, kind.__qualname__, getattr(store, "place", "")), "known": store.known().text(),
            "path": str(path), "names": sorted(names), "dead": list(decided.dead),
            "judged": list(decided.judged.items()), "same": dict(decided.who.same),
        }  # fmt: skip
        paths = filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")))
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import main; main()"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )  # fmt: skip
        # That it died already shows when its tables are to be taken over.
        with suppress(BrokenPipeError), cast("IO[bytes]", self._process.stdin) as pipe:
            pipe.write(orjson.dumps(told))

    def hand_over(self, db: sqlite3.Connection) -> bool:
        """Take its tables over into `db`, to which they are attached as `partner`; False if it failed."""
        if self._process.wait() != 0:
            return False
        for table in _SHARED:
            db.execute(f"insert into main.{table} select * from partner.{table}")
        return True

    def stop(self) -> None:
        """End it, if it is still at work."""
        self._process.kill()
        self._process.wait()


def at_hand(db: sqlite3.Connection, store: Store, size: int, path: Path) -> Callable[[Decided], Partner] | None:
    """Return what starts a partner whose tables, at `path`, are attached to `db`.

    None if the ledger is too short to be worth it, if another process cannot open it, or if there is one core only.
    """
    if size < LONG or not hasattr(store, "place") or (os.cpu_count() or 1) < 2:
        return None
    path.unlink(missing_ok=True)
    db.execute("attach ? as partner", (str(path),))
    names = share(store.read(0, size))
    return lambda decided: Partner(store, path, names, decided)


def main() -> None:
    """Do the share that is told on standard input."""
    told = orjson.loads(sys.stdin.buffer.read())
    module, name, place = told["store"]
    kind: Any = getattr(import_module(module), name)
    known = Known.parse(told["known"])
    decided = Decided(set(told["dead"]), dict(told["judged"]), Identity(told["same"]))
    db = connect_anew(Path(told["path"]))
    for statement in SCHEMA:
        db.execute(statement)
    db.execute("begin")
    with kind.open(place, known) as store, without_collection():
        fold_all(Folds(db, 0, told["names"], decided), store.read(0, known.size))
    db.execute("commit")
    db.close()
