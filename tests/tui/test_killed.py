"""A screen that is killed while somebody types: what was typed is there when it is opened again."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from console import Console
from trial import meeting

SECONDS = 60


class Terminal:
    """A terminal with the screen on it."""

    def __init__(self, run: Console) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        env = os.environ | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": str(run.folder / "state")}
        command = [sys.executable, "-m", "legation", "browse"]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=run.folder, env=env)
        os.close(theirs)
        self._said = ""

    def until(self, seen: str | Callable[[], bool]) -> None:
        """Wait until a text was drawn since the last key, or something is so."""
        deadline = time.monotonic() + SECONDS
        while not (seen in self._said if isinstance(seen, str) else seen()):
            assert time.monotonic() < deadline, f"waited for {seen!r}"
            if select.select([self._ours], [], [], 0.05)[0]:
                self._said += os.read(self._ours, 65536).decode(errors="replace")

    def type(self, text: str) -> None:
        """Press keys."""
        self._said = ""
        os.write(self._ours, text.encode())

    def close(self) -> None:
        """End it, as `kill -9` does."""
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@contextmanager
def screen(run: Console) -> Iterator[Terminal]:
    terminal = Terminal(run)
    try:
        terminal.until("Leader of Freedonia")
        yield terminal
    finally:
        terminal.close()


def test_a_draft_survives_a_killed_process_and_is_offered_when_the_form_is_opened_again(run: Console) -> None:
    run.begin(meeting("eng:talks", title="Spring talks"))
    ledger, state = run.ledger(), run.folder / "state"

    def kept() -> bool:
        return any("spri" in file.read_text() for file in state.rglob("*.json"))

    with screen(run) as terminal:
        terminal.type("a")
        terminal.until("what happened?")
        terminal.type("took part\r")
        terminal.until("Needed still")
        terminal.type("spri")
        terminal.until(kept)
    assert run.ledger() == ledger
    [draft] = Path(state).rglob("*.json")
    assert draft.stat().st_mode & 0o777 == 0o600

    with screen(run) as terminal:
        terminal.type("a")
        terminal.until("takes up the draft of")
        terminal.type("\r")
        terminal.until("Spring talks")
