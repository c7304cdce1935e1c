"""What the screen opens with: a ledger, the documents at hand, and a clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from legation.documents import Documents
from legation.marks import Marks
from legation.read_model import cache_path
from legation.store import Store
from legation.stores.files import Files
from legation.tablefile import remembered
from legation.tui.resume import resume_path
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

    `every` is how often, in seconds, the screen looks whether the ledger has grown; 0: never. `pause` is how many
    seconds after the last wish begins what nobody waits for. `place` is where the
    ledger is, empty if that has no name; `resume` the file in which it is kept where one was, None to begin anew.
    `view` is the name of the view to begin with, empty if that is the one left or the first. `read_only` says why
    nothing is written (empty: it may be), `actor` who records, `drafts` where drafts are kept (None: nowhere).
    """

    open_store: Callable[[], Store]
    model_path: Path | None
    documents: Documents
    name: str
    views: Sequence[View]
    clock: Callable[[], date] = today
    every: float = 2.0
    pause: float = 0.15
    place: str = ""
    resume: Path | None = None
    view: str = ""
    marks: Marks | None = field(default_factory=Marks)  # None: those kept for the origin of the ledger
    read_only: str = ""
    actor: str = ""
    drafts: Path | None = None


def opening_at(
    place: Path,
    documents: Documents,
    *,
    follow: bool = True,
    resume: bool = True,
    view: str = "",
    read_only: str = "",
    actor: str = "",
    drafts: Path | None = None,
) -> Opening:
    """Return what to open for the ledger in a directory; nothing is looked for there yet."""

    def opened() -> Store:
        return Files.open(str(place), remembered(cache_path(str(place))))

    return Opening(
        opened, cache_path(str(place)), documents, "", on_the_shelf(), every=2.0 if follow else 0,
        place=str(place), resume=resume_path(str(place)) if resume else None, view=view, marks=None,
        read_only=read_only, actor=actor, drafts=drafts,
    )  # fmt: skip
