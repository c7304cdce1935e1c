"""A ledger in a directory behaves like a list, whatever happens between two appends."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from legation.errors import LedgerMoved
from legation.store import verify
from legation.stores.files import Files
from legation.tree import Frontier, Known, leaf

from .ledgers import SOURCE, batch, numbers

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


class Ledger(RuleBasedStateMachine):
    """Appends by two writers, crashes, lost and old checkpoints, and openings with what was known at any time."""

    @initialize()
    def start(self) -> None:
        self.root = Path(tempfile.mkdtemp(dir=MEMORY))
        self.place = self.root / "events"
        self.stores = [Files.create(str(self.place), SOURCE), Files.open(str(self.place))]
        self.model: list[int] = []
        self.known = [Known(0, (), 0)]
        self.seals = [(self.place / "checkpoint").read_bytes()]

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.root)

    @rule(which=st.integers(0, 1), count=st.integers(0, 4), long=st.integers(0, 9))
    def append(self, which: int, count: int, long: int) -> None:
        new = range(len(self.model), len(self.model) + count)
        more = {"text": "x" * 60_000} if long > 7 else {}
        done = self.stores[which].append(batch(*new, **more), expect=len(self.model))
        assert (done.first, done.last) == (len(self.model) + 1, len(self.model) + count)
        self.model += new
        self.known.append(self.stores[which].known())
        self.seals.append((self.place / "checkpoint").read_bytes())

    @rule(which=st.integers(0, 1), by=st.integers(1, 3))
    def expect_another_size(self, which: int, by: int) -> None:
        with pytest.raises(LedgerMoved):
            self.stores[which].append(batch(0), expect=len(self.model) + by)

    @rule(which=st.integers(0, 1), known=st.randoms(use_true_random=False))
    def open_again(self, which: int, known: object) -> None:
        self.stores[which].close()
        self.stores[which] = Files(str(self.place), known.choice(self.known), pause=0.0)  # type: ignore[attr-defined]

    @precondition(lambda self: self.model)
    @rule(junk=st.one_of(st.binary(min_size=1, max_size=40), st.just(b"\0" * 70_000)))
    def crash(self, junk: bytes) -> None:
        last = max(self.place.glob("*.jsonl"))
        with last.open("ab") as file:
            file.write(junk.replace(b"{", b"("))

    @rule(seal=st.randoms(use_true_random=False))
    def go_back_to_an_old_checkpoint(self, seal: object) -> None:
        (self.place / "checkpoint").write_bytes(seal.choice(self.seals))  # type: ignore[attr-defined]

    @precondition(lambda self: self.model)
    @rule()
    def lose_the_checkpoint(self) -> None:
        (self.place / "checkpoint").unlink(missing_ok=True)

    @rule(which=st.integers(0, 1), after=st.integers(0, 30), count=st.integers(0, 10))
    def read_a_piece(self, which: int, after: int, count: int) -> None:
        positions = [line.position for line in self.stores[which].read(after, after + count)]
        assert positions == list(range(1, len(self.model) + 1))[after : after + count]

    @invariant()
    def it_is_the_list(self) -> None:
        frontier = Frontier()
        for line in self.stores[0].read():
            frontier.append(leaf(line.entry))
            assert self.stores[1].line(line.place) == line.entry
        for store in self.stores:
            assert numbers(store) == self.model
            assert store.head() == (len(self.model), frontier.root())
        assert verify(self.stores[0]).faults == ()


TestLedger = Ledger.TestCase
TestLedger.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
