"""The desk when the ledger is missing, broken, empty or slow: what is said, what still holds, and the ways on.

Whatever happens, the last good rows stay on screen (screens.md 8.12).
"""

from __future__ import annotations

import time
from pathlib import Path

from textual.timer import Timer

from legation.dates import in_words
from legation.errors import Damaged, NoLedger
from legation.literal import literal
from legation.moment import Moment
from legation.tui.in_browser import served
from legation.tui.opening import Opening
from legation.tui.screens.relating import Relating
from legation.tui.seek import Found, Wish
from legation.tui.widgets.header import Chip
from legation.words import counted

BEHIND, SLOW = 0.12, 0.4  # seconds after which rows say which moment they show, and how to stay there
_BAR = 40  # cells


class Holding(Relating):
    """Slow work can be left with Esc; a fault is told once, and stands in the header as long as it lasts."""

    def __init__(self, opening: Opening) -> None:
        """Begin without a fault."""
        super().__init__(opening)
        self._wrong: Exception | None = None
        self._began = 0.0
        self._moment_shown = Moment()  # the moment of the rows on screen
        self._waiting: tuple[Timer, ...] = ()
        self._more, self._building = 0, ""  # events that are still being taken in, and how far that is

    # A ledger that is not there, or not as it was written.

    def failed(self, error: Exception) -> None:
        """Say what is wrong, once, and what can be done."""
        told, self._wrong = str(self._wrong), error
        match error:
            case _ if told == str(error):
                return
            case NoLedger() if not self.found and not (served() or self.opening.read_only):
                self._ask_for_a_ledger()
            case Damaged():
                self.tell_trouble()
                if self.found and not self.reader.damage:
                    self.open_ledger()
            case _ if not self.found:
                self.say_instead("No ledger to show", f"✗ {error}", "", "Enter looks again   q leaves")
            case _:
                super().failed(error)

    def tell_trouble(self) -> None:
        """Show what is known of the damage."""
        from legation.tui.screens.trouble import Trouble

        if isinstance(self._wrong, Damaged):
            if not self.found:
                told = f"✗ {self._wrong.what}"
                self.say_instead("The ledger cannot be read", told, "", "Enter looks again   q leaves")
            trouble = Trouble(self._wrong, self.opening.open_store, rows_stay=bool(self.found))
            self.app.push_screen(trouble, self._troubled)

    def _troubled(self, wanted: str | None) -> None:
        if wanted == "again":
            self.look_again()
        elif wanted == "quit":
            self.app.exit()

    def look_again(self) -> None:
        """Open the ledger as if it had never been seen."""
        self.reader, self.end, self._wrong = self.reader.again(), 0, None
        self.open_ledger()

    def _ask_for_a_ledger(self) -> None:
        from legation.tui.screens.no_ledger import NoLedger as Asking

        self.say_instead("No ledger to show")
        self.app.push_screen(Asking(self.opening.place or self.opening.name), self._given)

    def _given(self, place: Path | None) -> None:
        if place is None:
            self.app.exit()
        else:
            self.legation.open_at(place)

    def do_open(self, pressed: str) -> None:
        """Open the row, or the event; without a ledger, look for one again."""
        if self.found:
            super().do_open(pressed)
        elif self._wrong:
            self.look_again()

    def do_back(self, pressed: str) -> None:
        """Stay at what is shown, or close what is open; where nothing is, show what is wrong with the ledger."""
        if self._waiting:
            self._stay()
        elif self._more:
            self.travel(Moment(self.moment.as_of, self.end))
        elif self.reader.damage and not (self.words or self.pane.has_focus):
            self.tell_trouble()
        else:
            super().do_back(pressed)

    def chips(self) -> list[Chip]:
        """Add what is wrong to what wants attention."""
        if damage := self.reader.damage:
            told = literal(f"✗ stopped at #{damage.position + 1:,}")
            return [Chip("wrong", told, told), *super().chips()]
        if self._wrong and self.found:
            return [Chip("wrong", literal("✗ the ledger cannot be read on"), literal("✗")), *super().chips()]
        return super().chips()

    # An empty ledger, and one whose views are being built.

    def opened(self, end: int, more: int) -> None:
        """Show the ledger up to `end`, or say that nothing is in it yet."""
        self._more, self._building = more, ""
        if not self.reader.damage:
            self._wrong = None
        super().opened(end, more)
        if not end:
            first = f"{self.written('add')} add the first one   {self.written('keys')} all keys   q leave"
            self.say_instead(
                "An empty ledger", "No event is recorded yet. This screen shows the first when it comes.", "", first
            )

    def building(self, done: int, of: int) -> None:
        """Say how far the views are built, and that there is something to read meanwhile."""
        if not self._began or done < 2_000:
            self._began = time.monotonic()
        share = done / max(1, of)
        left = (time.monotonic() - self._began) * (1 - share) / max(share, 0.01)
        full = int(share * _BAR)
        bar = f"{'━' * full}{'┄' * (_BAR - full)}  {int(share * 100)} %"
        count = f"{done:,} of {counted(of, 'event')}" + (
            f" · {counted(round(left), 'second')} left" if left >= 1 else ""
        )
        if self._more:
            self._building = f"{bar[_BAR // 2 :]} of {counted(of, 'new event')} · Esc stay here"
            self._read_meanwhile()
        else:
            self.say_instead("Building the views", bar, count, "", "It is done once; the next start takes no time.")

    def _read_meanwhile(self) -> None:
        if self.found:
            self.listing.behind(f"as known by #{self.end:,}", self._building)

    # What takes its time.

    def seek(self, key: str = "", at: int | None = None) -> None:
        """Wish for rows; if they are long in coming, say which ones stand there until then."""
        super().seek(key, at)
        if self.found and not self._waiting and self.wish is not self._shown:
            self._waiting = (self.set_timer(BEHIND, self._fall_behind), self.set_timer(SLOW, self._offer_to_stay))

    def _show(self, found: Found, wish: Wish) -> None:
        """Show what was found: nothing is awaited any more."""
        self._moment_shown = self.moment
        self._arrive()
        super()._show(found, wish)
        if self._more:
            self._read_meanwhile()

    def _fall_behind(self) -> None:
        if self._shown:
            self.listing.behind(f"still {self._shown.view.name} on {in_words(self._shown.day)}", "")

    def _offer_to_stay(self) -> None:
        if self.wish and self._shown:
            stay = in_words(self._shown.day)
            self.listing.behind(
                f"still {self._shown.view.name} on {stay}",
                f"{'━' * 8}{'┄' * 8}  looking for {self.wish.view.name} on {in_words(self.wish.day)} · Esc stay here",
            )

    def _arrive(self) -> None:
        for timer in self._waiting:
            timer.stop()
        self._waiting = ()
        self.listing.behind("", "")

    def _stay(self) -> None:
        """Drop the wish: what is on screen is what was wanted."""
        self._arrive()
        if self._shown and self.found:
            self.wish, self.view, self.words = self._shown, self._shown.view, self._shown.words
            self.tabs.present = self.view.name
            self.legation.stay(self._moment_shown)
            self.posed()
            self.listing.show(self.found.rows)
            self.count(self._shown, self.found.rows)
