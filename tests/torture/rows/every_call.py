"""A writer killed, or told that the disk is full or broken, at each single call it makes to the system."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from legation.errors import LegationError
from legation.store import verify
from legation.stores.files import Files
from stores.ledgers import batch, copy, numbers
from stores.test_files_recovery import SCENES
from torture.child import command, environment
from torture.row import Tally, folder

TITLE, UNIT, LEAST = "kill, ENOSPC and EIO at every call (strace)", "points", 300
NEEDS = ("strace",)
FAULTS = ("the seal is written in place", "what an error left is not taken back", "an error is told as success")
_CALLS = "openat,pread64,write,fdatasync,fsync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,flock"
_INJECTED = {"kill": "signal=KILL", "full": "error=ENOSPC", "broken": "error=EIO"}
_FILES = ("", "000000000001.jsonl", "000000000018.jsonl", "checkpoint", ".checkpoint.tmp", "torn-unfinished")


def run(thorough: bool) -> Tally:
    """Count the calls of an append in several scenes, and fail each of them once in each way."""
    tally, kinds = Tally(), Counter[str]()
    with folder() as root:
        for scene, (build, before, more) in SCENES.items():
            if not thorough and scene not in {"a line more", "after a crash"}:
                continue
            whole = build(root / scene)
            text = str(len(next(iter(more.values())))) if more else ""
            for call, number in _points(copy(whole, root / "events"), text):
                if not thorough and call in {"openat", "pread64", "flock"}:
                    continue
                for kind, injected in _INJECTED.items():
                    here = copy(whole, root / "events")
                    said = _strace(here, text, f"--inject={call}:{injected}:when={number}")
                    kinds[kind] += 1
                    tally.note(*_all_or_nothing(here, before, said, f"{scene}, {call} {number}, {kind}"))
    tally.told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return tally


def _points(here: Path, text: str) -> Iterator[tuple[str, int]]:
    log = here.parent / "calls"
    _strace(here, text, f"--output={log}")
    for call, count in sorted(Counter(re.findall(r"^(?:\d+ +)?(\w+)\(", log.read_text(), re.MULTILINE)).items()):
        yield from ((call, number) for number in range(1, count + 1))


def _strace(here: Path, text: str, *more: str) -> str:
    """Append to the ledger under strace, which sees only what concerns its files; return what the writer said."""
    paths = [part for name in _FILES for part in ("-P", str(here / name) if name else str(here))]
    quiet = [] if any(word.startswith("--output") for word in more) else ["--output=/dev/null"]
    traced = ["strace", "-f", "-qq", f"--trace={_CALLS}", *paths, *quiet, *more]
    words = command("append", str(here), "50", "2", *([text] if text else []))
    done = subprocess.run([*traced, *words], env=environment(), capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _all_or_nothing(here: Path, before: list[int], said: str, what: str) -> tuple[bool, str]:
    """What was acknowledged is there; what was refused is not; what was killed is there whole or not at all."""
    whole = [*before, 50, 51]
    wanted = [whole] if said == "done" else [before] if said.startswith("refused") else [before, whole]
    try:
        with Files.open(str(here)) as store:
            found = numbers(store)
            store.append(batch(60))
            sound = found in wanted and numbers(store) == [*found, 60] and not verify(store).faults
    except LegationError as error:
        return False, f"{what}: {error}"
    return sound, f"{what}: said {said[:60]!r}, holds {len(found)} events"
