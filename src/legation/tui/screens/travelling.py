"""The desk in time and among views: where one can go, and the way back (screens.md 3, 7)."""

from __future__ import annotations

from textual import on

from legation.moment import Moment
from legation.timeline import Timeline
from legation.tui.screens.desk import Desk
from legation.tui.track import stepped
from legation.tui.widgets.date_field import DateField
from legation.tui.widgets.time_bar import Ruler, TimeBar
from legation.view import View


class Travelling(Desk):
    """Every place that is left, in time or among views, can be gone back to."""

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
            case "time" | "stop" | "step" if not self.end:
                return "the ledger holds no event yet"
            case "time" | "stop" | "step" if not self.view.uses_day:
                return f"{self.view.name} follows what was known, not a day"
        return super().hindrance(id)

    def go_to(self, view: View, key: str = "") -> None:
        """Show a view, with the cursor on `key`; the place that is left can be gone back to."""
        if view is not self.view or key:
            self.places.leave(self.place)
            self.open_view(view, key, "" if key else None)

    def do_before(self, pressed: str) -> None:
        """Go back to the place before, with its moment."""
        if place := self.places.back():
            self.legation.moment = place.moment
            self.open_view(self.view_named(place.view), place.key, place.words)

    def do_time(self, pressed: str) -> None:
        """Type a day."""
        self.bar.edit()
        self.footer.typing = "Type a day   ← → Step   ↑ ↓ Its length   Enter Go   Esc Close"

    def do_stop(self, pressed: str) -> None:
        """Go to the stop before or after."""
        timeline = Timeline(self.reading)
        stop = timeline.before(self.day) if pressed == "comma" else timeline.after(self.day)
        if stop:
            self._go(stop.day, stepping=True)
        else:
            self.legation.say("nothing is dated earlier" if pressed == "comma" else "nothing is dated later")

    def do_step(self, pressed: str) -> None:
        """Go one step back or on."""
        self._go(stepped(self.day, self.bar.step, -1 if pressed == "less_than_sign" else 1), stepping=True)

    def do_now(self, pressed: str) -> None:
        """Follow today and the ledger's end."""
        self.travel(Moment())

    def do_day(self, pressed: str) -> None:
        """Go to the day of the row or event."""
        self._go(self.its_day())

    def its_day(self) -> str:
        """Return the day of the chosen event, of the row, or on which an empty list is not; empty if there is none."""
        if self.pane.has_focus and self.answer and self.answer.chosen > 0:
            return Timeline(self.reading).day_of(self.answer.chosen) or ""
        if self.found and self.found.rows.nothing:
            return self.found.rows.nothing.day
        line = self.table.current
        return line.entry.day if line else ""

    def _go(self, day: str, *, stepping: bool = False) -> None:
        self.travel(Moment(day, self.moment.known_by), stepping=stepping)

    def view_named(self, name: str) -> View:
        """Return the view of this name, the present one if there is none."""
        return next((view for view in self.opening.views if view.name == name), self.view)

    @on(Ruler.Pressed)
    def _clicked(self, event: Ruler.Pressed) -> None:
        stop = Timeline(self.reading).after(stepped(event.first, "day", -1))
        self._go(stop.day if stop and stop.day <= event.last else event.first)

    @on(TimeBar.Stepped)
    def _stepped(self, event: TimeBar.Stepped) -> None:
        self._go(stepped(self.day, self.bar.step, event.by), stepping=True)

    @on(DateField.Taken)
    def _taken(self, event: DateField.Taken) -> None:
        self._go(event.day)
        if event.close:
            self.bar.close()

    @on(TimeBar.Closed)
    def _bar_closed(self) -> None:
        self.footer.typing = ""
        self.set_focus(self.pane if self.has_class("-why") else self.table)
