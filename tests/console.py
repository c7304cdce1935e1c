"""The command line at work in a folder of its own, run inside the test as `legation` runs it."""

from __future__ import annotations

import io
import json
import os
import sys
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
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
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
