"""Four writers at the command line, killed again and again, with readers beside: nothing is lost, moved or doubled."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random

from legation import audit
from legation.errors import LegationError
from legation.fact import decode
from legation.stores.files import Files
from torture.child import command, environment, topics
from torture.row import Tally, folder

TITLE, UNIT, LEAST = "kill -9 of the command line, four writers, readers beside", "kills", 200
FAULTS = ("nobody waits for a lock",)
_WRITERS, _EACH = 4, 3
_PATIENCE = 600.0  # seconds until the row gives up


def run(thorough: bool) -> Tally:
    """Start writers as soon as others end; kill most of them after a part of the time they take, the others finish."""
    return _Race(200 if thorough else 12).run()


class _Race:
    """A ledger, who writes and reads it, and what each of them was told."""

    def __init__(self, kills: int) -> None:
        self.kills, self.killed = kills, 0
        self.tally, self.lock = Tally(), threading.Lock()
        self.acknowledged: list[str] = []
        self.unknown: list[str] = []
        self.prefixes: list[list[str]] = []
        self.unsound: list[str] = []
        self.begun, self.whole, self.over = 0, 2.0, False

    def run(self) -> Tally:
        with folder() as root:
            self.place = root / "events"
            Files.create(str(self.place), "tag:example.org,2026:raced").close()
            self.env = environment(XDG_CACHE_HOME=str(root / "cache"), LEGATION_ACTOR="racer")
            began = time.monotonic()
            self._write(0, Random(0), kill=False)
            self.whole = time.monotonic() - began
            readers = [threading.Thread(target=self._read) for _ in range(2)]
            writers = [threading.Thread(target=self._writer, args=(number,)) for number in range(1, _WRITERS + 1)]
            steady = [self._steady(number) for number in (1, 2)]
            for thread in (*readers, *writers):
                thread.start()
            for thread in writers:
                thread.join()
            self._end_steady(steady)
            self.over = True
            for thread in readers:
                thread.join()
            self._judge()
        return self.tally

    def _steady(self, number: int) -> subprocess.Popen[str]:
        """Start a writer that stays open, appends without pause, and is never killed."""
        words = command("appends", str(self.place), f"s{number}", str(self.kills * 2))
        return subprocess.Popen(words, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def _end_steady(self, steady: list[subprocess.Popen[str]]) -> None:
        for process in steady:
            out, err = process.communicate()
            self.acknowledged += out.split()
            if process.returncode:
                self.unsound.append(f"a steady writer: {err.splitlines()[-1] if err else process.returncode}")

    def _writer(self, number: int) -> None:
        choose, deadline = Random(number), time.monotonic() + _PATIENCE
        while self.killed < self.kills and time.monotonic() < deadline:
            self._write(number, choose, kill=choose.random() < 0.75)

    def _write(self, writer: int, choose: Random, *, kill: bool) -> None:
        with self.lock:
            self.begun += 1
            name = f"w{writer}-{self.begun}"
        events = "".join(json.dumps(event) + "\n" for event in topics(name))
        began = time.monotonic()
        words = command("legation", "--ledger", str(self.place), "append", "--json")
        with subprocess.Popen(
            words, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdin
            process.stdin.write(events.encode())
            process.stdin.close()
            process.stdin = None
            if kill:
                # Most of a run is its start: the kills are crowded where it writes.
                part = choose.uniform(0.3, 1.1) if choose.random() < 0.3 else choose.uniform(0.75, 1.1)
                try:
                    process.wait(self.whole * part)
                except subprocess.TimeoutExpired:
                    process.kill()
                    with self.lock:
                        self.killed += 1
            out, err = process.communicate()
        done = process.returncode == 0 and b'"appended"' in out
        with self.lock:
            if not kill:  # what a run takes among the others, not alone
                self.whole = (self.whole + time.monotonic() - began) / 2
            (self.acknowledged if done else self.unknown).append(name)
            if process.returncode not in {0, -9} and b"being written by another" not in err:
                self.unsound.append(f"{name} ended with {process.returncode}: {err[-200:]!r}")

    def _read(self) -> None:
        while not self.over:
            try:
                with Files(str(self.place), patience=60) as store:
                    self.prefixes.append([decode(line.entry)["id"] for line in store.read()])
            except LegationError as error:
                self.unsound.append(f"a reader: {error}")
            time.sleep(0.2)

    def _judge(self) -> None:
        try:
            with Files.open(str(self.place)) as store:
                store.seal()
                found = [decode(line.entry)["id"] for line in store.read()]
                faults = [str(fault) for fault in audit.verify(store).faults]
        except LegationError as error:
            found, faults = [], [str(error)]
        held = Counter(id_.partition("/")[0] for id_ in found)
        whole = {name for name, count in held.items() if count == _EACH}
        wrong = [*self.unsound, *faults]
        wrong += [f"{name} was acknowledged, and is lost" for name in self.acknowledged if name not in whole]
        wrong += [f"{name}: {count} of {_EACH} lines are there" for name, count in held.items() if count != _EACH]
        wrong += [f"a reader saw {len(seen)} events that are none of the end" for seen in self.prefixes
                  if seen != found[: len(seen)]]  # fmt: skip
        order = [f"{name}/{i}" for name in dict.fromkeys(id_.partition("/")[0] for id_ in found) for i in (1, 2, 3)]
        if not wrong and found != order:
            wrong.append("lines of two appends are mixed")
        for what in wrong:
            self.tally.note(False, what)
        kept = len(whole & set(self.unknown))
        torn = len(list(Path(self.place).glob("torn-*")))
        self.tally.tried = self.killed
        self.tally.told = (
            f"{len(self.acknowledged)} acknowledged, {kept} killed after their commit, {torn} torn, "
            f"{len(self.prefixes)} readings"
        )
