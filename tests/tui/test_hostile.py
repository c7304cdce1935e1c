"""A hostile ledger on a terminal: it sends what the same ledger sends with harmless letters instead."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TESTS = Path(__file__).parents[1]
ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_].*?\x1b\\|\x1b[ -/]*[0-~]|\x1b", re.DOTALL
)


def sent(which: str) -> bytes:
    """Walk through all views on a terminal, and return every byte that was sent to it."""
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": "30", "COLUMNS": "100"}
    env["PYTHONPATH"] = os.pathsep.join((str(TESTS), env.get("PYTHONPATH", "")))
    walking = subprocess.Popen(
        [sys.executable, str(TESTS / "tui" / "walking.py"), which],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=env,
    )
    os.close(theirs)
    told = b""
    while chunk := _chunk(ours):
        told += chunk
    os.close(ours)
    assert walking.wait(60) == 0
    assert b"walked 0" in told, told[-2000:]
    return told


def _chunk(fd: int) -> bytes:
    try:
        return os.read(fd, 65_536)
    except OSError:
        return b""


def sequences(told: bytes) -> set[bytes]:
    """Return the escape sequences and control characters in what was sent; where the cursor is put does not matter."""
    found = {re.sub(rb"\d+", b"N", one) if one.endswith(b"H") else one for one in ESCAPES.findall(told)}
    rest = ESCAPES.sub(b"", told).decode("utf-8", "surrogateescape")
    return found | {c.encode("utf-8", "surrogateescape") for c in rest if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0}


def test_nothing_in_a_ledger_reaches_the_terminal_but_as_text() -> None:
    with ThreadPoolExecutor() as both:
        hostile, harmless = map(sequences, both.map(sent, ("hostile", "harmless")))
    assert len(harmless) > 10
    assert hostile == harmless
    assert not any(b"owned" in one for one in hostile)
