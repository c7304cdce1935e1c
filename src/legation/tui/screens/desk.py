"""The main screen without its keys: what it is made of, and how what was found comes onto it (screens.md 8.1, 8.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widgets import Static

from legation.collecting import collect_in_pauses
from legation.contrast import Contrast
from legation.dates import in_words
from legation.literal import Shown, literal
from legation.moment import Moment
from legation.row_source import Line, RowSource
from legation.tui.messages import Building, Came, Counted, Gathered, Grown, Opened, Reread
from legation.tui.opening import Opening
from legation.tui.places import Place, Places
from legation.tui.rows import Rows, index_of
from legation.tui.screens.chooser import Choice
from legation.tui.screens.clocked import Clocked
from legation.tui.seek import Answer, Contested, Found, Wish
from legation.tui.shape import TABLE, Shape
from legation.tui.widgets.fit_footer import FitFooter
from legation.tui.widgets.header import Chip, Header, attention
from legation.tui.widgets.list_pane import ListPane
from legation.tui.widgets.row_table import RowTable
from legation.tui.widgets.tabs import Tabs
from legation.tui.widgets.time_bar import Ruler, TimeBar
from legation.tui.widgets.why_pane import WhyPane
from legation.view import View

TOO_SMALL = "legation needs 40 × 12"
_NO_LINES: dict[str, Line] = {}


class Desk(Clocked):
    """Header, tabs, list, why pane, time bar and footer: views swap what they show, never the widgets."""

    header = query_one(Header)
    tabs = query_one(Tabs)
    listing = query_one(ListPane)
    table = query_one(RowTable)
    pane = query_one(WhyPane)
    bar = query_one(TimeBar)
    footer = query_one(FitFooter)

    def __init__(self, opening: Opening) -> None:
        """Begin with the first view."""
        super().__init__(opening)
        self.words = ""
        self.every = False
        self.sort: dict[str, str] = {}  # by the name of a view
        self.places = Places()
        self.found: Found | None = None
        self._shown: Wish | None = None
        self.answer: Answer | None = None
        self.contested = Contested(0)
        self.new = 0
        self._rereading = False
        self._left: dict[str, tuple[str, int, str]] = {}
        self.shapes: dict[str, Shape] = {}

    def compose(self) -> ComposeResult:
        """Lay out everything at once; nothing is mounted later."""
        yield Static(TOO_SMALL, id="small", markup=False)
        yield Header(literal(self.opening.name))
        yield Tabs(self.opening.views)
        with Horizontal(id="panes"):
            yield ListPane()
            yield WhyPane()
        yield TimeBar(self.understood)
        yield FitFooter(self.hindrance, self.written)

    def on_mount(self) -> None:
        """Open the ledger, and follow it."""
        self.table.focus()
        self.tabs.present = self.view.name
        self.watch(self.app, "moment", self.moved, init=False)
        self.open_ledger()
        if self.opening.every:
            self.set_interval(self.opening.every, self._follow)

    def chosen(self, choice: Choice | None) -> None:
        """Do what was chosen from a list; nothing was, or nobody knows it."""

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        return ""

    @property
    def shape(self) -> Shape:
        """How the rows of the present view are shown."""
        return self.shapes.get(self.view.name, TABLE)

    @property
    def place(self) -> Place:
        """Where one is."""
        return Place(self.view.name, self.table.key, self.words, self.moment, self.pinned)

    def travel(self, moment: Moment, *, stepping: bool = False) -> None:
        """Go to a moment; the place that is left can be gone back to."""
        if moment != self.moment:
            self.places.leave(self.place, stepping=stepping)
            self.legation.moment = moment

    def open_view(self, view: View, key: str = "", words: str | None = None) -> None:
        """Show another view as it was left, or with the cursor on `key`."""
        self._left[self.view.name] = (self.table.key, self.table.cursor, self.words)
        self.view = view
        self.words = self._left.get(view.name, ("", 0, ""))[2] if words is None else words
        self.tabs.present = view.name
        self.posed()
        self.seek(key)

    def posed(self) -> None:
        """Say which moment it is, and put the bar on it."""
        self.set_class(not self.now, "-past")
        self.bar.move(self.pose, self.steps[self.clock])
        self.header.moment = self.chip

    def moved(self) -> None:
        """Show the new moment: the bar at once, the rows when they are found."""
        self.posed()
        if self.now and self.new:
            self.open_ledger()
        else:
            self.seek()

    def seek(self, key: str = "", at: int | None = None) -> None:
        """Wish for the present view, filter and moment, with the cursor on `key`, else on a line, else where it was."""
        if not self.end:
            return
        kept, index, _ = self._left.get(self.view.name, ("", 0, ""))
        track = self.found.track if self.found else None
        if self.wish and self.wish.view is self.view and self.wish is not self._shown:
            kept, index = self.wish.key, self.wish.index
        elif self.found and self.found.rows.view is self.view:
            kept, index = self.table.key or kept, self.table.cursor
        if at is not None:
            kept, index = "", at
        above, height = self.table.above, self.table.size.height
        self.wish = Wish(
            self.view, self.words, *self.at, key or kept, index, above, height, self.bar.cells, track, self.end,
            self.clock, self.zooms[self.clock], self.at_pinned, self.every, self.shape, self.listing.room,
            self.sort.get(self.view.name, ""),
        )  # fmt: skip
        self.wish = self.knowing(self.wish)
        self.find(self.wish)

    def why(self, chosen: int = 0, *, whole: bool = False) -> None:
        """Explain the row under the cursor, or with `whole` one event in full."""
        if self.wish and self.table.key:
            self.explain(self.wish, self.table.key, chosen, whole)
        else:
            self.answer = None
            self.pane.entitle("Why?")
            self.pane.show((), 0)

    @on(Came)
    def _came(self, event: Came) -> None:
        event.stop()
        if event.wish and event.wish is not self.wish:
            return
        match event.what:
            case Opened(end, more):
                self.opened(end, more)
            case Building(done, of):
                self.building(done, of)
            case Grown(new):
                self.new = new
                if new and self.now:
                    self.open_ledger()
            case Found() as found:
                self._show(found, cast("Wish", event.wish))
            case Gathered() as gathered:
                self._complete(gathered)
            case Counted(states, done):
                self.listing.legend(states, done=done)
            case Reread():
                if not self.view.kinds and (self.wish is self._shown or self.reader.seals.holds is not None):
                    self.seek()
            case Contested() as contested:
                self.contested = contested
            case Answer() as answer:
                self._explained(answer)
            case Exception() as error:
                self.failed(error)
        self.header.chips = tuple(self.chips())

    def opened(self, end: int, more: int) -> None:
        """Show the ledger up to `end`; `more` events are still being taken in."""
        self.end, self.new = end, 0
        self.header.ledger = literal(self.opening.name or self.reader.store.source.rpartition(":")[2])
        self.moved()

    def building(self, done: int, of: int) -> None:
        """Say how far the tables are built."""

    def failed(self, error: Exception) -> None:
        """Say what could not be done, over the last good rows."""
        self.legation.say(f"✗ {error}")

    def _show(self, found: Found, wish: Wish) -> None:
        if not self.found:
            collect_in_pauses()
        again, self.found, self._shown = wish is self._shown, found, wish
        self.tabs.present = wish.view.name
        self.bar.show(found.track, found.here)
        self._list(found.rows, wish, again=again)
        self.gather_rest(wish, found.rows)
        if not wish.view.kinds and self.reader.seals.holds is None and not self._rereading:
            self._rereading = True
            self.read_again()
        self.why(self.answer.chosen if self.answer else 0)
        self.footer.refresh()

    def _list(self, rows: Rows, wish: Wish, *, again: bool = False) -> None:
        """Show rows; those not in sight are made when they come into it."""
        source = wish.source(self.reader) if wish.pinned else RowSource(wish.view, wish.reading(self.reader))
        found = cast("Found", self.found)

        def line(key: str) -> Line:
            return found.lines.get(key) or source.line(key)

        said: tuple[Shown, ...] = ()
        if rows.nothing:
            said = (*rows.nothing.sentences, *self._ways_out(rows.nothing.day))
        elif not rows.keys:
            said = (literal(f"Looking through all of {rows.view.name} …"),)
        self.listing.show(rows, found.title, found.foot)
        columns = source.columns(*self.sides) if isinstance(source, Contrast) else rows.view.columns
        # The rest of a comparison comes later; the cursor may have gone on by then.
        kept = rows.keys.index(self.table.key) if again and self.table.key in rows.keys else rows.cursor
        self.table.show(columns, rows.keys, line, kept, said)
        self.count(wish, rows)

    def _complete(self, gathered: Gathered) -> None:
        """Put all rows in the place of those in sight, if they are still what is wished for."""
        self.gathered, wish = gathered, self._shown
        if self.found and wish and wish.asked == gathered.asked and not self.found.rows.whole:
            rows = replace(gathered.rows, cursor=index_of(gathered.rows.keys, self.table.key, gathered.rows.cursor))
            self.found = replace(self.found, rows=rows)
            self._list(rows, wish)
            self.footer.refresh()

    def _explained(self, answer: Answer) -> None:
        other = not self.answer or (self.answer.key, self.answer.whole) != (answer.key, answer.whole)
        self.answer = answer
        self.pane.entitle(answer.title)
        self.pane.show(answer.paragraphs, answer.chosen, top=other)

    @on(RowTable.Moved)
    def _row_moved(self) -> None:
        if self.found and not (rows := self.found.rows).whole:
            near, at, end = self.table.size.height, self.table.cursor, len(rows.keys) - 1
            if (at < near and not rows.first) or (at > end - near and not rows.last):
                self.seek()
        self.why()
        self.footer.refresh()

    @on(WhyPane.Chosen)
    def _walked(self) -> None:
        self.why(self.pane.chosen)

    def on_descendant_focus(self) -> None:
        """Offer what the focus allows."""
        self.footer.refresh()

    @on(Ruler.Resized)
    def _fit_the_bar(self) -> None:
        """Draw the bar anew for another width; it may get its own later than the screen."""
        if self.wish and self.bar.cells != self.wish.cells:
            self.seek()

    def _ways_out(self, day: str) -> tuple[Shown, ...]:
        ways = [f"{self.written('day')} go to {in_words(day)}"] if day else []
        ways += [f"{self.written('back')} clear the filter"] if self.words else []
        ways += [] if self.now else [f"{self.written('now')} now"]
        return literal(""), literal("   ".join(ways))

    def _follow(self) -> None:
        """Look for new events; and at now, go on to the next day when there is one."""
        if self.now and self.wish and self.wish.day != self.day:
            self.moved()
        self.look()

    def say_instead(self, title: str, *sentences: str) -> None:
        """Say something in place of rows."""
        self.listing.entitle(title)
        self.table.show((), (), _NO_LINES.__getitem__, 0, tuple(map(literal, sentences)))

    def chips(self) -> list[Chip]:
        """Return what wants attention."""
        newer = len(self.found.newer) if self.found else 0
        return attention(self.contested.count, many=self.contested.many, new=self.new, newer=newer)
