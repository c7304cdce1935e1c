"""The ledger that ships with the program, copied to where a person may try everything on it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import legation


def shipped() -> Path | None:
    """Return where the ledger that ships is: in the installed package, else in the source tree; None if in neither."""
    package = Path(legation.__file__).parent
    return next((place for place in (package / "example", package.parents[1] / "events") if place.is_dir()), None)


def example() -> Path:
    """Return the person's own copy of it, made if it is not there yet; raises OSError."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser())
    mine = data / "legation" / "example" / "events"
    if not mine.exists():
        source = shipped()
        if source is None:
            raise FileNotFoundError(2, "no example came with this installation", str(mine))
        mine.parent.mkdir(parents=True, exist_ok=True)
        fresh = mine.with_name(f"events.{os.getpid()}")
        shutil.copytree(source, fresh)
        fresh.rename(mine)
    return mine
