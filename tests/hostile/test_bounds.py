"""However much is given, memory stays bounded and an answer comes: each in a process with a limit of its own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from console import Console
from legation.literal import literal

_MEMORY = 600 << 20  # bytes of address space, of which a process that has done nothing takes half
_MUCH = 256 << 20 if os.environ.get("LEGATION_TORTURE") else 48 << 20


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
    done = subprocess.run(
        [sys.executable, "-m", "legation", "append"], cwd=run.folder, env=os.environ.copy(), preexec_fn=limited,
        input=piece * (_MUCH // len(piece)), capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == 1, err[-400:]
    assert code in err
    assert "Traceback" not in err
    assert (out, run.ledger()) == ("", before)
    assert all(literal(line) == line for line in err.split("\n"))
