"""One of the two clocks as a bar: how much happened when, where the moment stands, and what lies next to it."""

from __future__ import annotations

from collections.abc import Callable
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

from legation.literal import Shown
from legation.tui.columns import cut
from legation.tui.recorded import Recorded
from legation.tui.saying import Clock, Pose
from legation.tui.track import Here, Track
from legation.tui.typed import Typed
from legation.tui.widgets.date_field import DateField

TITLES: dict[Clock, str] = {"as of": "As of", "known by": "Known by"}


class Ruler(Widget):
    """Heights, the line with the moment on it, or with both, and the days if there is room for a third line."""

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

    track: reactive[Track | Recorded | None] = reactive(None)
    pose: reactive[Pose | None] = reactive(None)

    class Pressed(Message):
        """A cell was pressed, or reached with the button held (`dragged`)."""

        def __init__(self, cell: int, *, dragged: bool) -> None:
            super().__init__()
            self.cell, self.dragged = cell, dragged

    class Wheeled(Message):
        """The wheel was turned: one step back (-1) or on (1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Resized(Message):
        """The ruler has another width than before."""

    def __init__(self) -> None:
        super().__init__()
        self._held: int | None = None

    def render_line(self, y: int) -> Strip:
        """Draw one line of the bar."""
        width, track, pose = self.size.width, self.track, self.pose
        if not track or not pose or isinstance(track, Recorded) != (pose.clock == "known by"):
            return Strip.blank(width, self.rich_style)
        if y == 1:
            past, moment, ahead = (self.get_component_rich_style(f"ruler--{n}") for n in ("past", "moment", "ahead"))
            styles = {"━": past, "┄": ahead}
            return Strip([Segment(text, styles.get(text[:1], moment)) for text in rule(track, pose, width)])
        style = self.get_component_rich_style("ruler--heights")
        text = track.heights() if y == 0 else track.labels() if y == 2 else ""
        return Strip([Segment(text, style)]).adjust_cell_length(width, self.rich_style)

    def on_resize(self) -> None:
        """Say so: the screen draws the bar anew."""
        self.post_message(self.Resized())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Tell which cell was pressed, and follow the mouse as long as it is held."""
        self.capture_mouse()
        self._press(event.x, dragged=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell which cell the mouse was drawn to."""
        if self._held is not None and event.x != self._held:
            self._press(event.x, dragged=True)

    def on_mouse_up(self) -> None:
        """Let go of the mouse."""
        self.release_mouse()
        self._held = None

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Step back."""
        event.stop()
        self.post_message(self.Wheeled(-1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Step on."""
        event.stop()
        self.post_message(self.Wheeled(1))

    def _press(self, x: int, *, dragged: bool) -> None:
        self._held = x
        if self.track:
            self.post_message(self.Pressed(min(max(0, x), len(self.track.cells) - 1), dragged=dragged))


def rule(track: Track | Recorded, pose: Pose, width: int) -> list[str]:
    """Return the pieces of the line of a bar: what has been, the moment, or A and B with what is between, the rest."""
    at = track.spot(pose.at) * width // len(track.cells)
    if pose.other is None:
        return ["━" * at, "◆", "┄" * (width - at - 1)]
    other = track.spot(pose.other) * width // len(track.cells)
    low, high = sorted((at, other))
    first, last = ("A", "B") if other < at else ("B", "A")
    between = [first, "═" * (high - low - 1), last] if low < high else ["B"]
    return ["━" * low, *between, "┄" * (width - high - 1)]


class MomentLine(Widget):
    """The moment in words, what it holds, and the stops on either side; or all of the bar in one line."""

    DEFAULT_CSS = "MomentLine { height: 1; }"

    here: reactive[Here | None] = reactive(None)
    pose: reactive[Pose | None] = reactive(None)
    end: reactive[str] = reactive("")
    track: reactive[Track | Recorded | None] = reactive(None)

    def render(self) -> Content:
        """Draw as much as fits, the moment first."""
        width, here, pose = self.size.width, self.here, self.pose
        if not pose:
            return Content("")
        if self.screen.has_class("-flat"):
            return self._flat(pose, width)
        when = f"{'●' if pose.now else '◷'} {pose.when}"
        style = "$foreground" if pose.now else "bold $accent"
        if not here or here.at != pose.at:
            return Content.assemble((when, style))
        said = " · ".join(filter(None, (when, "" if pose.other else here.holds)))
        right = self._beside(here, pose, width - cell_len(said) - 3)
        gap = width - cell_len(said) - right.cell_length
        return Content.assemble((when, style), said[len(when) :], " " * max(0, gap), right)

    def _beside(self, here: Here, pose: Pose, room: int) -> Content:
        if pose.other:
            return Content(here.between if cell_len(here.between) <= room else "")
        earlier = Shown(f"◂ {here.earlier}" if here.earlier else "◂ nothing earlier")
        later = Shown(f"▸ {here.later}" if here.later else "▸ nothing later")
        if cell_len(earlier) + cell_len(later) + 3 <= room:
            return Content(f"{earlier}   {later}")
        if room >= 60:
            half = (room - 3) // 2
            return Content(f"{_short(earlier, max(half, room - 3 - cell_len(later)))}   {_short(later, half)}")
        return Content(_short(earlier, room)) if room >= 16 else Content("")

    def _flat(self, pose: Pose, width: int) -> Content:
        if not self.track or isinstance(self.track, Recorded) != (pose.clock == "known by"):
            return Content("")
        when = f"{'●' if pose.now else '◷'} {pose.brief} "
        room = max(1, width - cell_len(when) - cell_len(self.end) - 1)
        pieces = ((text, "$accent" if text[:1] not in {"━", "┄"} else "") for text in rule(self.track, pose, room))
        return Content.assemble((when, "$accent"), *pieces, f" {self.end}")


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

    ruler = query_one(Ruler)
    words = query_one(MomentLine)
    field = query_one(DateField)

    class Closed(Message):
        """The field was closed."""

    def __init__(self, understand: Callable[[str], Typed]) -> None:
        """Take what reads what is typed."""
        super().__init__()
        self._understand = understand
        self._clock: Clock = "as of"

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        yield Ruler()
        yield MomentLine()
        yield DateField(self._understand)

    @property
    def cells(self) -> int:
        """How many cells the bar has."""
        return max(1, self.ruler.size.width or self.size.width)

    def move(self, pose: Pose, step: str) -> None:
        """Put the moment somewhere; what is known of it follows with `show`. `step` names the length of a step."""
        self.ruler.pose = self.words.pose = pose
        self._clock = pose.clock
        self.field.offer(pose.clock, step)
        self._entitle()

    def show(self, track: Track | Recorded, here: Here) -> None:
        """Show the bar for the moment it stands at."""
        self.ruler.track = self.words.track = track
        self.words.here = here
        self.words.end = f"#{here.at.position}"
        batch, other = ("", "known by") if isinstance(track, Track) else (" · < > one batch", "as of")
        told = " · ".join(filter(None, (f"{track.beyond()}{batch}", f"T {other}")))
        self.border_subtitle = Content(told)

    @property
    def editing(self) -> bool:
        """Whether a moment is being typed."""
        return bool(self.field.display)

    def edit(self) -> None:
        """Open the field."""
        self.words.display = False
        self.field.open()
        self._entitle()

    def close(self) -> None:
        """Close the field."""
        self.field.close()
        self.words.display = True
        self._entitle()
        self.post_message(self.Closed())

    def _entitle(self) -> None:
        self.border_title = Content(f"{'▸ ' if self.editing else ''}{TITLES[self._clock]}")

    def on_day_input_cancelled(self) -> None:
        """Close without taking anything."""
        self.close()
