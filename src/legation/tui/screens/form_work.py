"""What a form does beside being filled in: it looks at the ledger, keeps a draft, and records, all in workers.

Only one worker is at work at a time, and only the newest wish of each kind is: whoever waits and is overtaken gives up.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from textual import work
from textual.message import Message
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from legation import drafts
from legation.appending import left_unsealed, record
from legation.entry import Entry
from legation.errors import NotWritable
from legation.reading import Reading
from legation.tui.opening import Opening
from legation.tui.reader import Reader
from legation.tui.screens.ledgered import BROKEN
from legation.understanding import Understood, understood


class Looked(Message):
    """What the texts with this number come to, or why nobody can tell."""

    def __init__(self, number: int, what: Understood | Exception) -> None:
        super().__init__()
        self.number, self.what = number, what


class Recorded(Message):
    """The events are in the ledger, at these positions; `left` says what is not sealed yet (empty: nothing)."""

    def __init__(self, first: int, last: int, left: str) -> None:
        super().__init__()
        self.first, self.last, self.left = first, last, left


class Refusal(Message):
    """Nothing was recorded."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Kept(Message):
    """A draft is kept, or `trouble` says why not."""

    def __init__(self, trouble: str = "") -> None:
        super().__init__()
        self.trouble = trouble


class Left(Message):
    """The form was left; `draft` is where what was typed is kept (None: nothing was)."""

    def __init__(self, draft: Path | None) -> None:
        super().__init__()
        self.draft = draft


class FormWork(ModalScreen["Recorded | Left"], inherit_bindings=False):
    """The ledger behind a form."""

    def __init__(
        self, entry: Entry, opening: Opening, reader: Reader, past: str = "", draft: drafts.Draft | None = None
    ) -> None:
        """Take what is entered, what it is entered into, a sentence if the past is looked at, and a draft to go on
        with."""
        super().__init__()
        self.opening, self.reader, self.past = opening, reader, past
        self.entry = entry
        self.texts: dict[str, str] = dict(draft.texts) if draft else dict(entry.start)
        self.can_change = entry.purpose[:1] == ("add",)
        self.found: Understood | None = None
        self.number = 0
        self.recording = False
        self._turn, self._writing = threading.Lock(), threading.Lock()
        self._draft = draft.file if draft else None
        if not draft and opening.drafts:
            self._draft = drafts.new(opening.drafts, datetime.now(UTC))

    def take(self, entry: Entry) -> None:
        """Go on with another entry; what was typed stays."""
        self.entry = entry

    @property
    def _says_something(self) -> bool:
        return self.texts != self.entry.start

    def head(self) -> Reading:
        """Return the ledger as it stands today, for this thread."""
        end = self.reader.catch_up()
        return self.reader.reading(self.opening.clock().isoformat(), end)

    def look(self, texts: Mapping[str, str]) -> None:
        """Find out what the texts come to; the answer carries the number of the latest wish."""
        self.number += 1
        self.texts = dict(texts)
        self._keep(self.entry.purpose, dict(texts), keep=self._says_something)
        self._look(self.entry, dict(texts), self.number)

    @work(thread=True, exclusive=True, group="form")
    def _look(self, entry: Entry, texts: Mapping[str, str], number: int) -> None:
        worker = get_current_worker()
        with self._turn:
            if worker.is_cancelled:
                return
            try:
                today, documents = self.opening.clock(), self.opening.documents
                found = understood(entry, texts, self.head(), documents, self.opening.actor, today)
            except BROKEN as error:
                self.post_message(Looked(number, error))
            else:
                self.post_message(Looked(number, found))

    @work(thread=True, exclusive=True, group="draft")
    def _keep(self, purpose: tuple[str, ...], texts: Mapping[str, str], *, keep: bool) -> None:
        worker = get_current_worker()
        with self._writing:
            if not worker.is_cancelled and not self.recording:
                self.post_message(Kept(self._written(purpose, texts, keep=keep)))

    def _written(self, purpose: tuple[str, ...], texts: Mapping[str, str], *, keep: bool) -> str:
        """Keep a draft, or nothing if there is nothing to keep; return why it cannot be kept."""
        if not self._draft:
            return ""
        try:
            if keep:
                drafts.keep(self._draft, purpose, texts, datetime.now(UTC))
            else:
                drafts.discard(self._draft)
        except OSError as error:
            return error.strerror or str(error)
        return ""

    def left(self) -> Left:
        """Keep what is typed, and say where."""
        with self._writing:
            keep = self._says_something
            trouble = self._written(self.entry.purpose, self.texts, keep=keep)
        return Left(self._draft if keep and self._draft and not trouble else None)

    def record(self, found: Understood) -> None:
        """Record what was looked at, if the ledger still stands where it stood then."""
        self.recording = True
        self._record(found)

    @work(thread=True, exclusive=True, group="record")
    def _record(self, found: Understood) -> None:
        try:
            if self.opening.read_only:
                raise NotWritable(self.opening.name, self.opening.read_only)
            with self._turn:
                model = self.reader.model
                taken = record(model, found.events, self.opening.documents, self.opening.actor, found.trial.size)
                left = left_unsealed(model, taken)
        except BROKEN as error:
            self.post_message(Refusal(error))
            return
        with self._writing:
            if self._draft:
                drafts.discard(self._draft)
        positions = [fact.position for fact in taken.facts]
        self.post_message(Recorded(positions[0], positions[-1], left))
