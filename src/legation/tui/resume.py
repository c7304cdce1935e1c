"""Where a person was when they left, kept for each ledger: view, cursors and filters (screens.md 4).

The moment is not kept: whoever comes back begins at now. Nothing depends on this file; if it cannot be read, one begins
as if it were not there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

_MOST = 10_000_000  # bytes; what is longer is none of ours


@dataclass(frozen=True, slots=True)
class Left:
    """The view that was on screen; for each view the key and line of the cursor, and the filter.

    `more` is what else of the screen is to be as it was: by `plot VIEW` how the rows of a view are drawn, by
    `centre VIEW` whose relations they are, and by `zoom` which pane stands alone.
    """

    view: str = ""
    views: Mapping[str, tuple[str, int, str]] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)


def state_folder() -> Path:
    """Return where the program keeps what it remembers of a person's work."""
    return Path(os.environ.get("XDG_STATE_HOME") or Path("~/.local/state").expanduser()) / "legation"


def name_of(place: str) -> str:
    """Return what files about the ledger at `place` are called; other ways to the same directory give the same name."""
    return hashlib.sha256(os.path.realpath(place).encode(errors="surrogateescape")).hexdigest()[:32]


def resume_path(place: str) -> Path:
    """Return the file for the ledger at `place`."""
    return state_folder() / "resume" / f"{name_of(place)}.json"


def read(file: Path) -> tuple[Left, str]:
    """Return what was left, and if the file is damaged, a word about it."""
    try:
        if file.stat().st_size > _MOST:
            raise ValueError
        told = orjson.loads(file.read_bytes())
        views = {str(name): (str(key), int(line), str(words)) for name, (key, line, words) in told["views"].items()}
        return Left(str(told["view"]), views, {str(k): str(v) for k, v in told["more"].items()}), ""
    except FileNotFoundError:
        return Left(), ""
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Left(), "where you were could not be read: this is the first view"


def keep(file: Path, left: Left) -> None:
    """Write what was left, in one step; where that cannot be done, it is forgotten."""
    told: dict[str, Any] = {"view": left.view, "views": left.views, "more": left.more}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = file.with_name(f"{file.stem}.{os.getpid()}.new")
        fresh.write_bytes(orjson.dumps(told))
        fresh.replace(file)
