"""The desk in time and among views: where one can go, on either clock, and the way back (screens.md 3, 7)."""

from __future__ import annotations

from textual import on
from textual.timer import Timer

from legation.moment import Moment
from legation.tui.opening import Opening
from legation.tui.recorded import Recorded
from legation.tui.screens.clocked import UNITS, ZOOMS
from legation.tui.screens.desk import Desk
from legation.tui.track import STEPS, Track, stepped
from legation.tui.widgets.date_field import DateField, DayInput
from legation.tui.widgets.time_bar import Ruler, TimeBar
from legation.view import View

PLAY_EVERY = 0.4  # seconds
TYPING = "Type a moment   ← → Step   ↑ ↓ Its length   Space Play   Enter Go   Esc Close"


class Travelling(Desk):
    """Every place that is left, in time or among views, can be gone back to."""

    def __init__(self, opening: Opening) -> None:
        """Stand still."""
        super().__init__(opening)
        self._playing: Timer | None = None

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        match id:
            case "now" if self.now:
                return "this is now"
            case "day" if not self.its_day():
                return "this event has no day" if self.pane.has_focus else "this row has no day"
            case "day" if self.its_day() == self.moment.as_of:
                return "this is its day"
            case "before" if not len(self.places):
                return "there is no place before this one"
            case "time" | "clock" | "stop" | "step" if not self.end:
                return "the ledger holds no event yet"
            case "clock" if not self.view.uses_day:
                return f"{self.view.name} follows what was known, not a day"
        return super().hindrance(id)

    def go_to(self, view: View, key: str = "") -> None:
        """Show a view, with the cursor on `key`; the place that is left can be gone back to."""
        if view is not self.view or key:
            self.places.leave(self.place)
            self.open_view(view, key, "" if key else None)

    def do_before(self, pressed: str) -> None:
        """Go back to the place before, with its moment, and what it was compared with."""
        if place := self.places.back():
            self.pinned, self.legation.moment = place.pinned, place.moment
            self.open_view(self.view_named(place.view), place.key, place.words)

    def do_time(self, pressed: str) -> None:
        """Type a moment."""
        self.bar.edit()
        self.footer.typing = TYPING

    def do_clock(self, pressed: str) -> None:
        """Show the other clock."""
        self.known_by_shown = not self.known_by_shown
        self.posed()
        self.seek()

    def do_stop(self, pressed: str) -> None:
        """Go to the stop before or after: a day with an event, or one event more or less."""
        if not self._stopped(-1 if pressed == "comma" else 1):
            what = "dated" if self.clock == "as of" else "recorded"
            self.legation.say(f"nothing is {what} {'earlier' if pressed == 'comma' else 'later'}")

    def _stopped(self, by: int) -> bool:
        """Go to the stop before or after, and tell whether there is one."""
        if self.clock == "known by":
            return self._known(self.recording.stepped(self.position, by))
        stop = self.timeline.before(self.day) if by < 0 else self.timeline.after(self.day)
        if stop:
            self._go(stop.day, stepping=True)
        return bool(stop)

    def do_step(self, pressed: str) -> None:
        """Go one step back or on: so many days, or one batch."""
        by = -1 if pressed == "less_than_sign" else 1
        if not self._step(by, "batch" if self.clock == "known by" else self.steps["as of"]):
            self.legation.say(f"nothing is recorded {'earlier' if by < 0 else 'later'}")

    def _step(self, by: int, unit: str) -> bool:
        """Go one step of this length back or on, and tell whether there is one."""
        if self.clock == "known by":
            return self._known(self.recording.stepped(self.position, by, batch=unit == "batch"))
        self._go(stepped(self.day, next(step for step in STEPS if step == unit), by), stepping=True)
        return True

    def do_now(self, pressed: str) -> None:
        """Follow today and the ledger's end."""
        self.travel(Moment())

    def do_day(self, pressed: str) -> None:
        """Go to the day of the row or event."""
        self._go(self.its_day())

    def its_day(self) -> str:
        """Return the day of the chosen event, of the row, or on which an empty list is not; empty if there is none."""
        if self.pane.has_focus and self.answer and self.answer.chosen > 0:
            return self.timeline.day_of(self.answer.chosen) or ""
        if self.found and self.found.rows.nothing:
            return self.found.rows.nothing.day
        if self.pinned:
            return self.answer.day if self.answer and self.answer.key == self.table.key else ""
        line = self.table.current
        return line.entry.day if line else ""

    def _go(self, day: str, *, stepping: bool = False) -> None:
        self.travel(Moment(day, self.moment.known_by), stepping=stepping)

    def _known(self, position: int) -> bool:
        """Use the ledger up to a position; its end is followed. Tell whether that is another one."""
        if position == self.position:
            return False
        self.travel(Moment(self.moment.as_of, None if position == self.end else position), stepping=True)
        return True

    def view_named(self, name: str) -> View:
        """Return the view of this name, the present one if there is none."""
        return next((view for view in self.opening.views if view.name == name), self.view)

    # What the bar and the field in it ask for.

    @on(Ruler.Pressed)
    def _pressed_on_bar(self, event: Ruler.Pressed) -> None:
        match self.bar.ruler.track:
            case Track() as days:
                first, last = days.days(event.cell)
                stop = self.timeline.after(stepped(first, "day", -1))
                self._go(stop.day if stop and stop.day <= last else first, stepping=event.dragged)
            case Recorded() as positions:
                self._known(positions.ends[event.cell])

    @on(Ruler.Wheeled)
    @on(DayInput.Arrow)
    def _stepped(self, event: Ruler.Wheeled | DayInput.Arrow) -> None:
        if self.end:
            self._step(event.by, self.steps[self.clock])

    @on(DayInput.Unit)
    def _unit(self, event: DayInput.Unit) -> None:
        units = UNITS[self.clock]
        at = units.index(self.steps[self.clock]) + event.by
        self.steps[self.clock] = units[min(max(at, 0), len(units) - 1)]
        self.posed()

    @on(DayInput.Zoom)
    def _zoom(self, event: DayInput.Zoom) -> None:
        low, high = ZOOMS[self.clock]
        self.zooms[self.clock] = min(max(self.zooms[self.clock] + event.by, low), high)
        self.seek()

    @on(DayInput.Play)
    def _play(self, event: DayInput.Play) -> None:
        if self._playing:
            self._playing.stop()
            self._playing = None
        elif event.by:
            self._playing = self.set_interval(PLAY_EVERY, self._go_on)
        self.bar.field.play(self._playing is not None)
        self.footer.typing = "Playing   any key stops" if self._playing else TYPING

    def _go_on(self) -> None:
        """Go to the next stop, unless the last one is not on screen yet; stop at the end."""
        if self.wish is not self._shown:
            return
        on = self._step(1, self.steps["known by"]) if self.clock == "known by" else self._stopped(1)
        if not on:
            self._play(DayInput.Play(0))

    @on(DateField.Taken)
    def _taken(self, event: DateField.Taken) -> None:
        self.travel(event.typed.moment)
        if event.typed.nearest:
            self.legation.say(event.typed.nearest)
        if event.close:
            self.bar.close()

    @on(TimeBar.Closed)
    def _bar_closed(self) -> None:
        self.footer.typing = ""
        self.set_focus(self.pane if self.has_class("-why") else self.table)
