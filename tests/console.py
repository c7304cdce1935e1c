"""The command line at work in a folder of its own, run inside the test as `legation` runs it."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from legation.cli import main
from trial import REPORT, Event, entity, event, source

BROKEN = 70  # what `main` says of faults of the program itself


class Done(NamedTuple):
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


class Console:
    """A folder with a command line; documents lie in `texts`, the ledger in `events`."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, patch
        for name in [name for name in os.environ if name.startswith("LEGATION_")]:
            patch.delenv(name)
        for name in ("cache", "state", "config"):
            patch.setenv(f"XDG_{name.upper()}_HOME", str(folder / name))
        patch.delenv("SSH_AUTH_SOCK", raising=False)
        patch.setenv("LEGATION_ACTOR", "ana.ruiz")
        patch.setenv("LEGATION_DOCUMENTS", str(folder / "texts"))
        patch.chdir(folder)
        (folder / "texts").mkdir()
        (folder / "texts" / "report.txt").write_bytes(REPORT)

    def __call__(self, *words: str, given: str | bytes = b"") -> Done:
        """Run `legation` with these words; it must never end in a traceback."""
        raw = given.encode() if isinstance(given, str) else given
        out, err = io.StringIO(), io.StringIO()
        self._patch.setattr(sys, "argv", ["legation", *words])
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main()
        done = Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())
        assert done.status != BROKEN, done.err
        assert "Traceback" not in done.out + done.err
        return done

    def begin(self, *more: Event) -> None:
        """Start a ledger that holds a document, a state, a place, a person, an office, and `more`."""
        first = (
            source(id="report"),
            entity("org:freedonia", "freedonia", "Freedonia"),
            entity("place:here", "here", "Here"),
            entity("person:rufus", "rufus", "Rufus T. Firefly"),
            entity("office:leader", "leader", "Leader of Freedonia", seats=1),
        )
        assert self("init").status == 0
        self.append(*first, *more)

    def append(self, *events: Event) -> None:
        """Append events, which must be sound."""
        done = self("append", given=lines(*events))
        assert done.status == 0, done.err

    def ledger(self) -> dict[str, bytes]:
        """Return every byte of the ledger, by file."""
        return {file.name: file.read_bytes() for file in sorted((self.folder / "events").iterdir())}

    def size(self) -> int:
        """Return how many events the ledger holds."""
        return int(self("verify", "--json").json["size"])


def lines(*events: Event) -> str:
    """Write events as a person hands them in."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in events)


def attested(on: str = "2021-05-09", person: str = "person:rufus", **more: Any) -> Event:
    """Return the account that somebody leads Freedonia on a day."""
    return event("role.attested", person=person, office="office:leader", on=on, **more)


def newest(run: Console, count: int = 1) -> Any:
    """Return the last line of the ledger; or the last lines, in order, if several are asked for."""
    found = [json.loads(line) for line in run.ledger()["000000000001.jsonl"].splitlines()[-count:]]
    return found[0] if count == 1 else found


def converse(run: Console, words: tuple[str, ...], *answers: str) -> tuple[int, str]:
    """Run `legation` on a terminal, give an answer each time it asks, and return how it ended and all it printed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "legation", *words], stdin=theirs, stdout=theirs, stderr=theirs, cwd=run.folder,
        env=os.environ.copy(),
    )  # fmt: skip
    os.close(theirs)
    said, left, deadline = "", list(answers), time.monotonic() + 30
    while time.monotonic() < deadline:
        if not select.select([ours], [], [], 0.2)[0]:
            continue
        try:
            chunk = os.read(ours, 4096).decode()
        except OSError:
            break
        said += chunk
        if re.search(r"^> $", said.splitlines()[-1] if said else "") and left:
            os.write(ours, f"{left.pop(0)}\n".encode())
            said += "\n"
    os.close(ours)
    return process.wait(10), said
