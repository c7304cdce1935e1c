"""A read model built anew in a process of its own, so that its memory can be seen; built once in a run."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.keeping import kept
from benchmarks.measure import f_of
from legation.read_model import ReadModel, cache_path
from legation.stores.files import Files


class Built(NamedTuple):
    """What a rebuild took: events, seconds, F just after it, rows in the tables; bytes held at most, and before."""

    events: int
    seconds: float
    f: float
    rows: int
    peak: int
    before: int


@cache
def rebuilt(size: int) -> Built:
    """Build the read model of the kept ledger of that size anew, where a command looks for it."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rebuild", str(kept(size))], capture_output=True, check=True, text=True
    )
    return Built(*json.loads(done.stdout))


def _build(place: str) -> Built:
    path = cache_path(place)
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f"{path.name}.{os.getpid()}")
    with Files.open(place) as store:
        model, before = ReadModel(store, making), _peak()
        start = time.perf_counter()
        events = model.catch_up()
        took, peak = time.perf_counter() - start, _peak()
        (rows,) = model.db.execute("select count(*) from rows").fetchone()
        model.db.close()
        # Nobody who looks for the tables meanwhile finds them half made.
        for old in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            old.unlink(missing_ok=True)
        making.rename(path)
        return Built(events, took, f_of(Path(place)), rows, peak, before)


def _peak() -> int:
    """Return the most memory this process has held, in bytes; on Linux that of the program alone.

    `ru_maxrss` begins there with what the process held before it became this program: the memory of its parent.
    """
    with suppress(OSError):
        held = re.search(r"^VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
        if held:
            return int(held[1]) * 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1_024)


if __name__ == "__main__":
    print(json.dumps(_build(sys.argv[1])))
