"""What this machine saw last of each ledger, so that a copy put back to an earlier state, or forked, is noticed.

It lies in the user's state directory, not in the cache: forgetting it would be forgetting what was promised.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from legation.errors import NotProved
from legation.fact import NotCanonical
from legation.note import VerifierKey
from legation.tree import Checkpoint

_UNSIGNED = "-"


class Seen(NamedTuple):
    """The newest checkpoint that was verified, and the key that vouched for it, if any did."""

    checkpoint: Checkpoint
    key: VerifierKey | None


def seen(origin: str) -> Seen | None:
    """Return what was seen of a ledger; None if it is new here. Raises NotProved for a file that cannot be read."""
    path = _path(origin)
    try:
        first, _, note = path.read_bytes().partition(b"\n")
        key = first.decode(errors="replace")
        checkpoint = Checkpoint.parse(note, ours=False)
        if checkpoint.origin != origin:
            raise NotCanonical(f"it is of {checkpoint.origin}")
        return Seen(checkpoint, None if key == _UNSIGNED else VerifierKey.parse(key))
    except FileNotFoundError:
        return None
    except (OSError, NotCanonical) as error:
        why = error.strerror if isinstance(error, OSError) else error
        remedy = "remove that file to have the ledger taken as it is now"
        raise NotProved(str(path), f"what was seen last of {origin} cannot be read ({why})", remedy) from None


def remember(checkpoint: Checkpoint, key: VerifierKey | None) -> str:
    """Keep a checkpoint as the one to hold the ledger against from now on; say why it could not be kept, if so."""
    path = _path(checkpoint.origin)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with temporary.open("wb") as file:
            file.write(f"{key.text() if key else _UNSIGNED}\n".encode() + checkpoint.note())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        return f"{path} cannot be written ({error.strerror}): should the ledger be put back, that will not be noticed"
    return ""


def apart(known: Checkpoint, size: int, root_at: Callable[[int], bytes]) -> str:
    """Say why a log of `size` lines does not go on from a checkpoint; empty if it does."""
    if size < known.size:
        return f"there were {known.size:,} events, and now there are {size:,}"
    if root_at(known.size) != known.root:
        return f"the first {known.size:,} events are not those that were there"
    return ""


def _path(origin: str) -> Path:
    home = os.environ.get("XDG_STATE_HOME") or Path("~/.local/state").expanduser()
    return Path(home) / "legation" / "seen" / sha256(origin.encode()).hexdigest()[:32]
