"""A small ledger to act on, and the app on it: in memory, with a stopped clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from legation.documents import Documents
from legation.moment import Moment
from legation.store import Store
from legation.tui.app import LegationApp
from legation.tui.opening import Opening, on_the_shelf
from legation.tui.screens.main import MainScreen
from legation.tui.settings import Settings
from legation.view import View
from trial import REPORT, Event, Trial, cited, entity, event, meeting, promise

TODAY = date(2024, 7, 17)


def attested(person: str, office: str, on: str, id: str | None = None) -> Event:  # noqa: A002
    """Return somebody seen in an office."""
    return event("role.attested", id, person=f"person:{person}", office=f"office:{office}", on=on)


def story(*more: Event) -> Trial:
    """Return a ledger of two ministers, an ambassador, their meetings and a promise; `more` comes last."""
    trial = Trial()
    trial.append(
        entity("person:ada", name="Ada Lovell"),
        entity("person:bruno", name="Bruno Stark"),
        entity("person:clara", name="Clara Moreau"),
        entity("office:minister", name="Foreign Minister", seats=1),
        entity("office:ambassador", name="Ambassador to Sylvania", seats=1),
        attested("ada", "minister", "2022-03-10"),
        attested("ada", "minister", "2022-05-12"),
        attested("bruno", "minister", "2024-01-08"),
        attested("clara", "ambassador", "2022-05-12"),
    )
    trial.append(
        meeting("eng:talks", title="Spring talks", when="2022-05-10/2022-05-12", place="place:here"),
        meeting("eng:gathering", title="Yearly gathering", when="2024-01-08/2024-01-13"),
        meeting("eng:torn", title="Torn meeting", when="2022-03-10"),
        event("meeting.held", engagement="eng:torn", kind="meeting", when="2022-03-11", evidence=[cited(2)]),
        event("engagement.planned", engagement="eng:next", kind="talks", status="scheduled", title="Next round",
              when="2025-02-01"),
        promise("com:bridge", summary="Build a bridge", on="2022-05-12", due="2024-12-31", due_basis="stated"),
        *more,
    )  # fmt: skip
    return trial


@dataclass
class Stage:
    """The app being acted on; every key waits until all workers are done."""

    app: LegationApp
    pilot: Pilot[None]
    trial: Trial | None = None

    @property
    def screen(self) -> MainScreen:
        """The main screen, even if something lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    @property
    def moment(self) -> Moment:
        """The moment on screen."""
        return self.app.moment

    @property
    def row(self) -> Sequence[str]:
        """The cells of the row under the cursor."""
        line = self.screen.table.current
        return line.cells if line else ()

    @property
    def rows(self) -> list[str]:
        """The keys of all rows."""
        return list(self.screen.table.keys)

    @property
    def typing(self) -> bool:
        """Whether a field has the focus."""
        return isinstance(self.app.focused, Input)

    @property
    def message(self) -> str:
        """What the header says."""
        return self.screen.header.message

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(500):
            await self.pilot.pause()
            wish, bar = self.screen.wish, self.screen.bar
            drawn = wish is None or not bar.display or wish.cells == bar.cells
            if drawn and all(worker.is_finished for worker in self.app.workers):
                break
            await self.pilot.pause(0.005)
        await self.pilot.pause()

    def text(self) -> str:
        """Return what the terminal shows, line by line."""
        return lines_of(self.app)


def lines_of(app: LegationApp) -> str:
    """Return what the terminal shows, without colours and without blanks at the ends of lines."""
    strips = app.screen._compositor.render_strips()
    return "".join("".join(segment.text for segment in strip).rstrip() + "\n" for strip in strips)


def opening(store: Store, documents: Documents | None = None, views: Sequence[View] = (), **more: Any) -> Opening:
    """Return what to open, with a stopped clock, never looking for growth by itself."""
    return Opening(
        lambda: store,
        None,
        documents or Documents(),
        "freedonia",
        views or on_the_shelf(),
        clock=lambda: TODAY,
        **{"every": 0, "pause": 0, **more},
    )


@asynccontextmanager
async def acting(
    trial: Trial | None = None,
    moment: str = "",
    size: tuple[int, int] = (120, 36),
    *keys: str,
    opened: Opening | None = None,
    theme: str = "",
    settings: Settings | None = None,
) -> AsyncIterator[Stage]:
    """Run the app on a story, at a moment (empty: now), with these keys pressed first."""
    trial = trial or story()
    app = LegationApp(opened or opening(trial.store), Moment.parse(moment, TODAY), theme, settings)
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot, trial)
        await stage.settle()
        await stage.press(*keys)
        yield stage


def at_hand(folder: Path) -> Documents:
    """Return documents that hold the report of the story."""
    (folder / "report.txt").write_bytes(REPORT)
    return Documents([folder])
