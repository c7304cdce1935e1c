"""Made-up ledgers as directories: written fast, made once, kept in the cache."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.worlds import Event, world
from legation.stores.files import Files

SOURCE = "tag:example.org,2026:made-up"
_CODE = ("worlds", "telling", "dealings", "things", "cast", "wording", "keeping")
BATCH = 500  # events that are written together
_START = datetime(2025, 1, 1, tzinfo=UTC)


def lines_of(events: Iterable[Event], first: int = 1, source: str = SOURCE) -> Iterator[dict[str, Any]]:
    """Yield events as a store takes them, the first at position `first`; each is recorded twenty seconds later."""
    for position, event in enumerate(events, first):
        moment = _START + timedelta(seconds=20 * position)
        yield {
            "specversion": "1.0",
            "source": source,
            "dataschema": f"urn:legation:schema:{event['type']}:1",
            "recordedtime": f"{moment:%Y-%m-%dT%H:%M:%S}.000Z",
            **event,
        }


def write(place: Path, size: int, seed: int = 0, told: Callable[[int], None] = lambda done: None) -> None:
    """Write a new ledger of `size` events at `place`, sealed; `told` hears how many are written.

    The store takes the events as they are, some hundred at a time: that they pass the rules is shown by a test and not
    asked again.
    """
    store = Files.create(str(place), SOURCE)
    lines = lines_of(event for batch in world(size, seed) for event in batch)
    done = 0
    while batch := list(islice(lines, BATCH)):
        store.append(_given(batch))
        done += len(batch)
        told(done)
    store.close()


def _given(batch: Sequence[dict[str, Any]]) -> Callable[[int], Sequence[dict[str, Any]]]:
    return lambda size: batch


def home() -> Path:
    """Return the folder, in the user's cache directory, in which ledgers are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "legation-benchmarks"


def kept(size: int, seed: int = 0) -> Path:
    """Return the place of the ledger of that size, written now if it is not in the cache yet.

    It lies under a hash of the code that tells of worlds, so another code makes another ledger.
    """
    place = home() / f"{_fingerprint()}-{size}-{seed}"
    if not place.exists():
        making = place.with_name(f"{place.name}.{os.getpid()}")
        shutil.rmtree(making, ignore_errors=True)
        making.parent.mkdir(parents=True, exist_ok=True)
        write(making, size, seed, _show)
        making.rename(place)
    return place


def _fingerprint() -> str:
    from hashlib import sha256

    here = Path(__file__).parent
    code = b"".join((here / f"{name}.py").read_bytes() for name in _CODE)
    return sha256(code).hexdigest()[:12]


def _show(done: int) -> None:
    if sys.stderr.isatty() and done % 10_000 == 0:
        print(f"\rwriting a ledger: {done:,} events", end="", file=sys.stderr)


def main() -> int:
    """Write a made-up ledger where the command line says."""
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="python -m benchmarks.worlds", description="Write a made-up ledger, without asking "
                            "the rules of an append again.")  # fmt: skip
    parser.add_argument("size", type=int, help="how many events")
    parser.add_argument("place", type=Path, help="an empty directory, or one that is not there yet")
    parser.add_argument("--seed", type=int, default=0, help="another number tells of another world")
    asked = parser.parse_args()
    start = time.perf_counter()
    write(asked.place, asked.size, asked.seed, _show)
    print(f"wrote {asked.size:,} events at {asked.place} in {time.perf_counter() - start:.1f} s", file=sys.stderr)
    return 0
