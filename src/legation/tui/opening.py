"""What the screen opens with: a ledger, the documents at hand, and a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from legation.documents import Documents
from legation.store import Store
from legation.view import VIEWS, View


def today() -> date:
    """Return the present day in UTC, as all commands see it."""
    return datetime.now(UTC).date()


def on_the_shelf() -> tuple[View, ...]:
    """Return all views: those with a digit first, in its order, then the others by name."""
    views = [offered() for offered in VIEWS.values()]
    return tuple(sorted(views, key=lambda view: (view.digit == 0, view.digit, view.name)))


@dataclass(frozen=True, slots=True)
class Opening:
    """`open_store` is called once, when the screen is up; `model_path` None keeps the tables in memory.

    `every` is how often, in seconds, the screen looks whether the ledger has grown; 0: never. `read_only` says why
    nothing is written (empty: it may be), `actor` who records, `drafts` where drafts are kept (None: nowhere).
    """

    open_store: Callable[[], Store]
    model_path: Path | None
    documents: Documents
    name: str
    views: Sequence[View]
    clock: Callable[[], date] = today
    every: float = 2.0
    read_only: str = ""
    actor: str = ""
    drafts: Path | None = None
