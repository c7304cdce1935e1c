"""A process that writes to a ledger and may be killed; broken, if the one that started it asks, as faults.py says.

append PLACE FIRST COUNT [TEXT]   appends COUNT events as one batch and prints `done`, or what kept it from doing so
appends PLACE NAME COUNT          appends topics, three a batch, without pause, and prints the name of each batch kept
legation WORDS…                   is the command line itself
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from torture import faults


def command(*words: str) -> list[str]:
    """Return how to start such a process."""
    return [sys.executable, "-m", "torture.child", *words]


def environment(**more: str) -> dict[str, str]:
    """Return the surroundings in which it finds this code, and the fault if one is seeded."""
    root = Path(__file__).parents[2]
    paths = [str(root / "src"), str(root / "tests"), str(root), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))} | more


def _append(place: str, first: str, count: str, text: str = "") -> None:
    from legation.errors import LegationError
    from legation.stores.files import Files
    from stores.ledgers import batch

    more = {"text": "x" * int(text)} if text else {}
    try:
        with Files(place, pause=0) as store:
            store.append(batch(*range(int(first), int(first) + int(count)), **more))
    except LegationError as error:
        print(f"refused: {error}", flush=True)
    else:
        print("done", flush=True)


def topics(name: str) -> list[dict[str, Any]]:
    """Return three events that every rule lets through, told from all others by their name."""
    return [
        {"type": "entity.registered", "id": f"{name}/{i}",
         "data": {"entity": f"topic:{name}-{i}", "name": f"Topic {name} {i}", "attrs": {}, "reason": "Raced."}}
        for i in (1, 2, 3)
    ]  # fmt: skip


def _appends(place: str, name: str, count: str) -> None:
    from legation.jsonlines import Given
    from legation.known import Nothing
    from legation.ledger import append
    from legation.stores.files import Files

    with Files(place, patience=60) as store:
        for number in range(int(count)):
            given = [Given(event) for event in topics(f"{name}-{number}")]
            append(store, given, lambda size: Nothing(), actor="steady")
            print(f"{name}-{number}", flush=True)


def main() -> None:
    """Do what the words say."""
    what, *words = sys.argv[1:]
    faults.seed_from_environment()
    if what == "append":
        _append(*words)
        return
    if what == "appends":
        _appends(*words)
        return
    from legation.cli import main as run

    sys.argv[1:] = words
    run()


if __name__ == "__main__":
    main()
