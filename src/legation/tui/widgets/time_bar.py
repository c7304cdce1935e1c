"""The as-of clock as a bar: how much happened when, where the moment stands, and what lies next to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from legation.dates import in_words
from legation.literal import Shown
from legation.tui.columns import cut
from legation.tui.track import STEPS, Here, Step, Track, on_this_day
from legation.tui.widgets.date_field import DateField, DayInput


class Ruler(Widget):
    """Heights, the line with the moment on it, and the years if there is room for a third line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ruler--heights", "ruler--past", "ruler--ahead", "ruler--moment"}

    DEFAULT_CSS = """
    Ruler {
        height: 1fr;
        .ruler--heights { color: $muted; }
        .ruler--past { color: $primary; }
        .ruler--ahead { color: $muted; }
        .ruler--moment { color: $accent; text-style: bold; }
    }
    """

    track: reactive[Track | None] = reactive(None)
    day: reactive[str] = reactive("")

    class Pressed(Message):
        """A cell was clicked; the days are its first and last."""

        def __init__(self, first: str, last: str) -> None:
            super().__init__()
            self.first, self.last = first, last

    def render_line(self, y: int) -> Strip:
        """Draw one line of the bar."""
        width = self.size.width
        track = self.track
        if not track:
            return Strip.blank(width, self.rich_style)
        if y == 1:
            return self.rule(track, width)
        style = self.get_component_rich_style("ruler--heights")
        text = track.heights() if y == 0 else track.years() if y == 2 else ""
        return Strip([Segment(text, style)]).adjust_cell_length(width, self.rich_style)

    def rule(self, track: Track, width: int) -> Strip:
        """Draw the line: what has been, the moment, what is ahead."""
        at = track.cell(self.day) * width // len(track.cells)
        past, moment, ahead = (self.get_component_rich_style(f"ruler--{n}") for n in ("past", "moment", "ahead"))
        return Strip([Segment("━" * at, past), Segment("◆", moment), Segment("┄" * (width - at - 1), ahead)])

    class Resized(Message):
        """The ruler has another width than before."""

    def on_resize(self) -> None:
        """Say so: the screen draws the bar anew."""
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Tell which days were clicked."""
        if self.track and event.x < len(self.track.cells):
            self.post_message(self.Pressed(*self.track.days(event.x)))


class MomentLine(Widget):
    """The moment in words, what its day holds, and the stops on either side; or all of the bar in one line."""

    DEFAULT_CSS = "MomentLine { height: 1; }"

    here: reactive[Here | None] = reactive(None)
    day: reactive[str] = reactive("")
    today: reactive[bool] = reactive(True)
    end: reactive[str] = reactive("")
    track: reactive[Track | None] = reactive(None)

    def render(self) -> Content:
        """Draw as much as fits, the moment first."""
        width, here = self.size.width, self.here
        if self.screen.has_class("-flat"):
            return self._flat(width)
        sign = "●" if self.today else "◷"
        when = f"{sign} {'Today, ' if self.today else ''}{in_words(self.day)}" if self.day else ""
        style = "$foreground" if self.today else "bold $accent"
        if not here or here.day != self.day:
            return Content.assemble((when, style))
        said = f"{when} · {on_this_day(here.events)} this day"
        right = self._stops(here, width - cell_len(said) - 3)
        gap = width - cell_len(said) - right.cell_length
        return Content.assemble((when, style), said[len(when) :], " " * max(0, gap), right)

    def _stops(self, here: Here, room: int) -> Content:
        earlier = Shown(f"◂ {here.earlier}" if here.earlier else "◂ nothing earlier")
        later = Shown(f"▸ {here.later}" if here.later else "▸ nothing later")
        if cell_len(earlier) + cell_len(later) + 3 <= room:
            return Content(f"{earlier}   {later}")
        if room >= 60:
            half = (room - 3) // 2
            return Content(f"{_short(earlier, max(half, room - 3 - cell_len(later)))}   {_short(later, half)}")
        return Content(_short(earlier, room)) if room >= 16 else Content("")

    def _flat(self, width: int) -> Content:
        if not self.track:
            return Content("")
        when = f"{'●' if self.today else '◷'} {in_words(self.day)} "
        room = max(1, width - cell_len(when) - cell_len(self.end) - 1)
        at = self.track.cell(self.day) * room // len(self.track.cells)
        return Content.assemble((when, "$accent"), "━" * at, ("◆", "$accent"), "┄" * (room - at - 1), f" {self.end}")


def _short(text: Shown, width: int) -> Shown:
    return Shown(cut(text, max(1, width)).rstrip()) if cell_len(text) > width else text


class TimeBar(Vertical):
    """Ruler, words, and the field in which a day is typed in place of the words."""

    DEFAULT_CSS = """
    TimeBar {
        height: 6;
        border: round $frame;
        border-title-color: $muted;
        border-subtitle-color: $muted;
        border-subtitle-align: right;
        padding: 0 1;
        &:focus-within { border: round $accent; }
        &.-past { border: round $accent; border-title-color: $accent; }
    }
    """

    BORDER_TITLE = "As of"

    ruler = query_one(Ruler)
    words = query_one(MomentLine)
    field = query_one(DateField)

    step: reactive[Step] = reactive("month")

    class Stepped(Message):
        """One step is wanted, back (-1) or on (1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Closed(Message):
        """The field was closed."""

    def __init__(self, understand: Callable[[str], str], today: Callable[[], date]) -> None:
        """Take what reads a typed day, and the clock."""
        super().__init__()
        self._understand, self._today = understand, today

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        yield Ruler()
        yield MomentLine()
        yield DateField(self._understand)

    @property
    def cells(self) -> int:
        """How many cells the bar has."""
        return max(1, self.ruler.size.width or self.size.width)

    def move(self, day: str) -> None:
        """Put the moment on a day; what is known of the day follows with `show`."""
        self.ruler.day = self.words.day = day
        self.words.today = day == self._today().isoformat()

    def show(self, track: Track, here: Here, position: int) -> None:
        """Show the bar for the day it stands on."""
        self.ruler.track = self.words.track = track
        self.words.here = here
        self.words.end = f"#{position}"
        self.border_subtitle = Content(track.beyond())

    @property
    def editing(self) -> bool:
        """Whether a day is being typed."""
        return bool(self.field.display)

    def edit(self) -> None:
        """Open the field."""
        self.border_title = Content("▸ As of")
        self.words.display = False
        self.field.step = self.step
        self.field.open()

    def close(self) -> None:
        """Close the field."""
        self.field.close()
        self.border_title = Content("As of")
        self.words.display = True
        self.post_message(self.Closed())

    def on_day_input_arrow(self, event: DayInput.Arrow) -> None:
        """Pass on a step."""
        self.post_message(self.Stepped(event.by))

    def on_day_input_unit(self, event: DayInput.Unit) -> None:
        """Choose a longer or shorter step."""
        at = STEPS.index(self.step) + event.by
        self.step = self.field.step = STEPS[min(max(at, 0), len(STEPS) - 1)]

    def on_day_input_cancelled(self) -> None:
        """Close without taking anything."""
        self.close()
