"""A screen on two clocks: where its moment stands on each, which of them the bar shows, and all that in words."""

from __future__ import annotations

from legation.moment import Moment
from legation.recording import Recording
from legation.timeline import Timeline
from legation.tui import recorded, saying, track, typed
from legation.tui.opening import Opening
from legation.tui.saying import Clock, Pose, Said
from legation.tui.screens.seeking import Seeking
from legation.tui.track import At
from legation.tui.typed import Typed
from legation.tui.widgets.header import Chip
from legation.view import View

UNITS: dict[Clock, tuple[str, ...]] = {"as of": track.STEPS, "known by": recorded.UNITS}
ZOOMS: dict[Clock, tuple[int, int]] = {"as of": track.ZOOMS, "known by": recorded.ZOOMS}


class Clocked(Seeking):
    """The moment of the app, and perhaps another one that is pinned beside it as A."""

    def __init__(self, opening: Opening) -> None:
        """Begin with the days of the first view."""
        super().__init__(opening)
        self.view: View = opening.views[0]
        self.pinned: Moment | None = None
        self.known_by_shown = False
        self.steps: dict[Clock, str] = {"as of": "month", "known by": "batch"}
        self.zooms: dict[Clock, int] = {"as of": 0, "known by": 0}

    @property
    def clock(self) -> Clock:
        """The clock that the bar shows; a view that does not follow the day has only one."""
        return "known by" if self.known_by_shown or not self.view.uses_day else "as of"

    @property
    def at(self) -> At:
        """Where the moment stands."""
        return At(self.day, self.position)

    @property
    def at_pinned(self) -> At | None:
        """Where A stands, if it is pinned."""
        return self.resolved(self.pinned) if self.pinned else None

    def resolved(self, moment: Moment) -> At:
        """Return where a moment stands."""
        day = moment.as_of or self.opening.clock().isoformat()
        return At(day, self.reader.position(moment.known_by, self.end))

    @property
    def timeline(self) -> Timeline:
        """The days that the ledger tells of, as known at the moment."""
        return Timeline(self.reading)

    @property
    def recording(self) -> Recording:
        """The record up to the end of the ledger."""
        return Recording(self.reader.reading(self.day, self.end))

    def understood(self, text: str) -> Typed:
        """Return the moment that a typed text means on the clock of the bar; raises NotUnderstood."""
        today, marks = self.opening.clock(), self.marks
        if self.clock == "as of":
            return typed.as_of(text, self.moment, today, self.timeline, marks)
        return typed.known_by(text, self.moment, today, self.recording, marks)

    def said(self, moment: Moment) -> Said:
        """Return a moment in words."""
        position = self.resolved(moment).position
        return saying.said(moment, position, self.recording.day(position) if self.end else "")

    @property
    def pose(self) -> Pose:
        """How the bar stands."""
        a = self.said(self.pinned) if self.pinned else None
        at, today = self.at, self.opening.clock().isoformat()
        now = at.day == today if self.clock == "as of" else self.moment.known_by is None
        return saying.pose(self.clock, self.said(self.moment), at, now=now, a=a, other=self.at_pinned)

    @property
    def sides(self) -> tuple[str, str]:
        """What tells A from B in words; empty where nothing is pinned."""
        if not self.pinned:
            return "", ""
        return saying.titles(self.said(self.pinned), self.said(self.moment), uses_day=self.view.uses_day)

    @property
    def chip(self) -> Chip:
        """The moment, or A and B, for the header."""
        a = self.said(self.pinned) if self.pinned else None
        words, brief = saying.header(self.said(self.moment), a, uses_day=self.view.uses_day)
        return Chip("●" if self.now and not a else "◷", words, brief)
