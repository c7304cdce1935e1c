"""Where small things a person made are kept between runs, and how such a file is replaced as a whole."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path


def kept_in(*names: str) -> Path:
    """Return a path in the user's state directory; nothing need be there yet."""
    home = os.environ.get("XDG_STATE_HOME") or Path("~/.local/state").expanduser()
    return Path(home, "legation", *names)


def name_of(origin: str) -> str:
    """Return a file name that stands for the origin of a ledger, whatever it is called."""
    return sha256(origin.encode(errors="surrogateescape")).hexdigest()[:32]


def replace(file: Path, content: bytes) -> None:
    """Write a file so that it is the old one or the new one, never half of it; raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(file)
