"""However much is given, memory stays bounded and an answer comes: each in a process with a limit of its own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console import Console
from legation.literal import literal

_MEMORY = 600 << 20  # bytes of address space, of which a process that has done nothing takes half
_MUCH = 256 << 20 if os.environ.get("LEGATION_TORTURE") else 48 << 20


def _of(piece: bytes) -> Iterator[bytes]:
    many = piece * ((1 << 20) // len(piece))
    for _ in range(_MUCH // len(many)):
        yield many


GIVEN = {
    "one line of letters": (b"x", "E009"), "one line of brackets": (b"[", "E009"), "nuls": (b"\0", "E009"), "empty lines": (b"\n", "E012"),
    "lines of junk": (b"junk\n", "E012"), "digits": (b"9", "E009"), "quotes": (b'"', "E009"), "half of a text": (b"\\ud800", "E009"),
    "random": (os.urandom(1 << 16).replace(b"\n", b"x"), "E009"), "lines of deep lists": (b"[" * 1_000 + b"\n", "E012"),
}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    console = Console(tmp_path, monkeypatch)
    assert console("init").status == 0
    return console


def limited() -> None:
    """Bound the memory of a process that is to be started."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


@pytest.mark.parametrize("name", GIVEN)
def test_much_is_refused_in_little_memory(run: Console, name: str) -> None:
    piece, code = GIVEN[name]
    before = run.ledger()
    process = subprocess.Popen(
        [sys.executable, "-m", "legation", "append"], cwd=run.folder, env=os.environ.copy(), preexec_fn=limited,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    given = process.stdin

    def pour() -> None:
        try:
            for many in _of(piece):
                given.write(many)
            given.close()
        except BrokenPipeError:
            pass

    pouring = threading.Thread(target=pour)
    pouring.start()
    assert process.stdout
    assert process.stderr
    out, err = process.stdout.read().decode(), process.stderr.read().decode()
    assert process.wait(60) == 1, err[-400:]
    pouring.join(60)
    assert code in err
    assert "Traceback" not in err
    assert (out, run.ledger()) == ("", before)
    assert all(literal(line) == line for line in err.split("\n"))
