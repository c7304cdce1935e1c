"""The desk as it is written to: an event is added, or put right by another one (screens.md 7, 8.4)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from legation import drafts
from legation.dates import in_words
from legation.errors import LegationError
from legation.literal import literal
from legation.reading import Reading
from legation.tui.messages import Came, Opened
from legation.tui.screens.chooser import Choice
from legation.tui.screens.taking import Taking
from legation.tui.widgets.header import Chip, Header
from legation.words import counted

if TYPE_CHECKING:
    from legation.drafts import Draft
    from legation.entry import Entry
    from legation.tui.screens.form_work import Left, Recorded


class Writing(Taking):
    """What is written is a new event, always; a ledger opened to be read is only read."""

    _opened = False
    _newer = 0
    _link = ""
    _recorded = ""

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        match id:
            case "add" | "right" if self.opening.read_only:
                return f"this ledger is only read: {self.opening.read_only}"
            case "add" | "right" if self._newer:
                return f"{counted(self._newer, 'event')} newer than this legation, so it only reads"
            case "add" | "right" if not self._opened:
                return "there is no ledger to write to"
            case "right" if not self.its_event():
                return "there is no event here"
            case "copy" if self._tells_link:
                return ""
        return super().hindrance(id)

    @on(Came)
    def _ledger_came(self, event: Came) -> None:
        """Know that there is a ledger, be it empty, and whether all of it is understood."""
        if isinstance(event.what, Opened):
            self._opened, self._newer = True, event.what.newer

    def its_event(self) -> int:
        """Return the position of the event that is meant: the chosen one, or that of the row; 0 if there is none."""
        if not self.view.kinds and not self.pane.has_focus:  # a row is an event
            return int(self.table.key or 0)
        return self.answer.chosen if self.answer else 0

    def do_add(self, pressed: str) -> None:
        """Ask what happened, then for the event."""
        from legation.tui.screens.what_happened import WhatHappened

        self.app.push_screen(WhatHappened(self._drafts()), self._begin)

    def do_right(self, pressed: str) -> None:
        """Ask what is to be done about the event, then for the record of it."""
        from legation.remedies import remedies
        from legation.tui.screens.put_right import PutRight

        at, position, line = self._head(), self.its_event(), self.table.current
        rivals = self.view.why(self.table.key, self.reading).positions
        key = self.table.key if self.view.kinds else ""
        mine = [draft for draft in self._drafts() if str(position) in draft.purpose[1:]]
        open_ = self.view.follows or bool(line and line.entry.state == "contested")
        told = remedies(at, at.fact(position), rivals, key, open_=open_)
        self.app.push_screen(PutRight(position, told, mine), self._begin)

    def _drafts(self) -> list[Draft]:
        return drafts.kept(self.opening.drafts) if self.opening.drafts else []

    def _head(self) -> Reading:
        """Return the ledger as it stands today: what is written stands behind all there is."""
        return self.reader.reading(self.opening.clock().isoformat(), self.reader.catch_up())

    def _begin(self, choice: Choice | None) -> None:
        from legation.remedies import opened, verdicts
        from legation.tui.screens.put_right import PutRight

        try:
            match choice:
                case ("draft", file):
                    draft = next((draft for draft in self._drafts() if draft.file == Path(file)), None)
                    if draft:
                        self._fill_in(opened(draft.purpose, self._head()), draft)
                case ("type", name):
                    self._fill_in(opened(("add", name), self._head()))
                case ("form", "beside", one, other):
                    at = self._head()
                    told = list(verdicts(at, at.fact(int(one)), at.fact(int(other))))
                    self.app.push_screen(PutRight(int(one), told), self._begin)
                case ("form", *purpose):
                    self._fill_in(opened(purpose, self._head()))
        except LegationError as error:
            self.legation.say(f"✗ {error}")

    def _fill_in(self, entry: Entry, draft: Draft | None = None) -> None:
        from legation.tui.screens.event_form import EventForm

        self.app.push_screen(EventForm(entry, self.opening, self.reader, self._past(), draft), self._done)

    def _past(self) -> str:
        if self.now:
            return ""
        where = in_words(self.moment.as_of) if self.moment.as_of else f"what was known by #{self.position}"
        return f"You are looking at {where}. The event has its own day and is recorded today."

    def _done(self, result: Recorded | Left | None) -> None:
        """Say what became of the form, and show what it changed."""
        from legation.tui.screens.form_work import Recorded

        if isinstance(result, Recorded):
            first, last = result.first, result.last
            where = f"#{first}" if first == last else f"#{first}–#{last}"
            seal = f" · {result.left}" if result.left else ""
            self._link = f"legation://audit/{last}?at=@{last}"
            self._recorded = f"Recorded as {where} · y copies its link{seal}"
            self.legation.say(self._recorded)
            if self.now:
                self.open_ledger()
            else:
                self.look()
        elif result and result.draft:
            self.legation.say("Kept as a draft · a takes it up again")

    @property
    def _tells_link(self) -> bool:
        """Whether the header still offers the link of what was recorded."""
        return bool(self._recorded) and self.header.message == literal(self._recorded)

    def do_copy(self, pressed: str) -> None:
        """Copy the link of what was just recorded, as the header offers; else what one is at."""
        if self._tells_link:
            self.app.copy_to_clipboard(self._link)
            self.legation.say(f"Copied: {self._link}")
        else:
            super().do_copy(pressed)

    def chips(self) -> list[Chip]:
        """Say in the header, too, that nothing can be recorded."""
        read_only = [Chip("read-only", literal("read-only"), literal("r/o"))] if self.opening.read_only else []
        return [*super().chips(), *read_only]

    @on(Header.Pressed)
    def _pressed_chip(self, event: Header.Pressed) -> None:
        if event.chip == "read-only":
            self.legation.say(f"this ledger is only read: {self.opening.read_only}")
