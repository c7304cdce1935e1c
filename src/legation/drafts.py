"""Drafts: what somebody was entering when he was called away, kept outside the ledger until it is recorded.

Each is a small file of its own that only its owner can read; it is put in the place of its former self in one step, so
that a program that is killed leaves the one or the other.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson

_MOST = 20  # offered; older ones stay where they are


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, by field, and for what: `purpose` is what the form was opened for; `at` is when, in UTC."""

    purpose: tuple[str, ...]
    texts: Mapping[str, str]
    at: datetime
    file: Path


def folder(place: str) -> Path:
    """Return where the drafts for the ledger at `place` lie, in the user's state directory."""
    home = os.environ.get("XDG_STATE_HOME") or Path("~/.local/state").expanduser()
    name = hashlib.sha256(os.path.realpath(place).encode(errors="surrogateescape")).hexdigest()[:32]
    return Path(home) / "legation" / "drafts" / name


def new(where: Path, now: datetime) -> Path:
    """Return a name for a draft that no other program takes; nothing is written yet."""
    return where / f"{now:%Y%m%dT%H%M%S%f}-{os.getpid()}.json"


def keep(file: Path, purpose: Sequence[str], texts: Mapping[str, str], now: datetime) -> Draft:
    """Write a draft, readable for its owner alone; raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = orjson.dumps({"purpose": list(purpose), "texts": dict(texts), "at": now.isoformat()})
    fresh = file.with_suffix(".tmp")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with open(handle, "wb") as out:  # noqa: PTH123 a handle has no path
        out.write(told)
    fresh.replace(file)
    return Draft(tuple(purpose), dict(texts), now, file)


def discard(file: Path) -> None:
    """Take a draft away, if it is there."""
    for name in (file, file.with_suffix(".tmp")):
        with suppress(OSError):
            name.unlink()


def kept(where: Path) -> list[Draft]:
    """Return the drafts in a folder, the newest first; what cannot be read is passed over."""
    try:
        files = sorted(where.glob("*.json"), reverse=True)[:_MOST]
    except OSError:
        return []
    return sorted(filter(None, map(_read, files)), key=lambda draft: draft.at, reverse=True)


def _read(file: Path) -> Draft | None:
    try:
        told = orjson.loads(file.read_bytes())
        at = datetime.fromisoformat(told["at"])
        purpose, texts = tuple(map(str, told["purpose"])), {str(k): str(v) for k, v in told["texts"].items()}
        return Draft(purpose, texts, at if at.tzinfo else at.replace(tzinfo=UTC), file)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
