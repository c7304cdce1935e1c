"""A ledger that is broken: the verdict, what still holds, what to do, and a name to search for (screens.md 8.12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from legation.errors import Damaged, LegationError
from legation.literal import literal
from legation.store import Store, verify
from legation.tui.screens.page import BLANK, Line, Page
from legation.words import counted

_MOST = 200  # faults that are listed


class Trouble(Page):
    """It closes with `again` if the ledger is to be checked again, and with `quit`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss('again')", show=False),
        Binding("o", "report", show=False),
        Binding("q", "dismiss('quit')", show=False),
    ]

    def __init__(self, damage: Damaged, open_store: Callable[[], Store], *, rows_stay: bool) -> None:
        """Take what is damaged, what opens the ledger anew, and whether rows read before stay on screen."""
        holds, self._open, self._damage, self._stay = damage.position, open_store, damage, rows_stay
        title = literal(f"Ledger stopped at #{holds + 1:,}" if holds else "The ledger cannot be read")
        super().__init__(title, list(_said(damage, rows_stay)), f"{damage.name} · Esc closes")

    def action_report(self) -> None:
        """Read every byte again, and list all that is wrong."""
        self.sheet.show([*_said(self._damage, self._stay), BLANK, ("muted", literal("Reading every byte …"), 0)])
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        try:
            faults = [str(fault) for fault in verify(self._open()).faults]
        except (LegationError, OSError) as error:
            faults = [str(error)]
        told: list[Line] = [("error", literal(f"✗ {fault}"), 2) for fault in faults[:_MOST]]
        if len(faults) > _MOST:
            told.append(("muted", literal(f"and {counted(len(faults) - _MOST, 'fault')} more"), 0))
        if not faults:
            told.append(("text", literal("Nothing is wrong any more: Enter opens it again."), 0))
        heading: Line = ("primary", literal("The full report"), 0)
        self.app.call_from_thread(self.sheet.show, [*_said(self._damage, self._stay), BLANK, heading, *told])


def _said(damage: Damaged, rows_stay: bool) -> Iterator[Line]:
    yield "error", literal(f"✗ {damage.place}: {damage.what}."), 2
    if damage.position:
        yield "text", literal(f"  Events #1–{damage.position:,} hold and are shown here."), 2
        yield "text", literal("  What stands behind them is not used. Nothing was changed."), 2
    else:
        rows = "what is on screen was read before" if rows_stay else "none is shown"
        yield "text", literal(f"  No event of it can be proved now: {rows}. Nothing was changed."), 2
    yield BLANK
    yield "text", literal("  Restore the files from a copy, then check again."), 2
    yield BLANK
    holds = "Esc read what holds   " if damage.position else "Esc read on   " if rows_stay else ""
    yield "strong", literal(f"  Enter check again   o the full report   {holds}q leave"), 2
    yield "muted", literal("  legation verify says the same"), 2
