"""The screen from start to end, also where a fault of the program is the end of it (screens.md 8.12)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from legation.moment import Moment
from legation.tui.app import LegationApp
from legation.tui.crash import CrashApp
from legation.tui.in_browser import served
from legation.tui.opening import Opening
from legation.tui.resume import name_of, state_folder
from legation.tui.settings import Settings


class Crashed(RuntimeError):
    """The program stopped by a fault of its own; the log says where."""

    def __init__(self, log: Path | None) -> None:
        super().__init__(f"the screen stopped; {log} says where" if log else "the screen stopped")


def run(opening: Opening, moment: Moment, theme: str, settings: Settings) -> None:
    """Run the screen until the person leaves; the terminal must be one. Raises Crashed for a fault of the program."""
    while True:
        app = LegationApp(opening, moment, theme, settings)
        app.run()
        if not app.return_code:
            return
        log = _logged(app.fault)
        if served():  # the tab is closed already
            raise Crashed(log)
        crash = CrashApp(app.theme, log, _draft(opening.place))
        if crash.run() != "again":
            raise Crashed(log)


def _logged(fault: str) -> Path | None:
    """Write what stopped the program where it can be found, and return the file; None if there is no place for it."""
    log = state_folder() / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        log.write_text(fault, "utf-8", "replace")
    except OSError:
        return None
    return log


def _draft(place: str) -> Path | None:
    """Return the latest draft of an entry into the ledger at `place`; None if there is none."""
    drafts = sorted((state_folder() / "drafts" / name_of(place)).glob("*.json")) if place else []
    return drafts[-1] if drafts else None
