"""The main screen without its keys: what it is made of, and how what was found comes onto it (screens.md 8.1, 8.5)."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widgets import Static

from legation.dates import in_words
from legation.literal import Shown, literal
from legation.moment import Moment
from legation.row_source import Line, RowSource
from legation.tui.opening import Opening
from legation.tui.places import Place, Places
from legation.tui.rows import Rows, index_of
from legation.tui.screens.chooser import Choice
from legation.tui.screens.ledgered import Building, Came, Counted, Gathered, Grown, Ledgered, Opened
from legation.tui.seek import Answer, Contested, Found, Wish
from legation.tui.widgets.fit_footer import FitFooter
from legation.tui.widgets.header import Chip, Header
from legation.tui.widgets.list_pane import ListPane
from legation.tui.widgets.row_table import RowTable
from legation.tui.widgets.tabs import Tabs
from legation.tui.widgets.time_bar import Ruler, TimeBar
from legation.tui.widgets.why_pane import WhyPane
from legation.view import View

TOO_SMALL = "legation needs 40 × 12"


class Desk(Ledgered):
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
        self.view: View = opening.views[0]
        self.words = ""
        self.sort: dict[str, str] = {}  # by the name of a view
        self.places = Places()
        self.found: Found | None = None
        self._shown: Wish | None = None
        self.answer: Answer | None = None
        self.contested = Contested(0)
        self.new = 0
        self._wrong = ""
        self._left: dict[str, tuple[str, int, str]] = {}

    def compose(self) -> ComposeResult:
        """Lay out everything at once; nothing is mounted later."""
        yield Static(TOO_SMALL, id="small", markup=False)
        yield Header(literal(self.opening.name))
        yield Tabs(self.opening.views)
        with Horizontal(id="panes"):
            yield ListPane()
            yield WhyPane()
        yield TimeBar(self.understood, self.opening.clock)
        yield FitFooter(self.hindrance)

    def on_mount(self) -> None:
        """Open the ledger, and follow it."""
        self.few_threads()
        self.table.focus()
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
    def place(self) -> Place:
        """Where one is."""
        return Place(self.view.name, self.table.key, self.words, self.moment)

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
        self._tell_moment()
        self.seek(key)

    def moved(self) -> None:
        """Show the new moment: the bar at once, the rows when they are found."""
        self.set_class(not self.now, "-past")
        self.bar.move(self.day)
        self._tell_moment()
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
            self.view, self.words, self.day, self.position, key or kept, index, above, height, self.bar.cells, track,
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
            self.pane.show((), 0)

    @on(Came)
    def _came(self, event: Came) -> None:
        event.stop()
        if event.wish and event.wish is not self.wish:
            return
        match event.what:
            case Opened(end):
                self.end, self.new, self._wrong = end, 0, ""
                if end:
                    self.moved()
                else:
                    self._say("An empty ledger", "No event is recorded yet. This screen shows the first when it comes.")
            case Building(done, of):
                full = done * 40 // max(1, of)
                bar = f"{'━' * full}{'┄' * (40 - full)}  {done * 100 // max(1, of)} %"
                self._say("Building the views", bar, f"{done:,} of {of:,} events")
            case Grown(new):
                self.new, self._wrong = new, ""
                if new and self.now:
                    self.open_ledger()
            case Found() as found:
                self._show(found, cast("Wish", event.wish))
            case Gathered() as gathered:
                self._complete(gathered)
            case Counted(states, done):
                self.listing.legend(states, done=done)
            case Contested() as contested:
                self.contested = contested
            case Answer() as answer:
                self._explained(answer)
            case Exception() as error:
                self._failed(error)
        self._chips()

    def _show(self, found: Found, wish: Wish) -> None:
        self.found, self._shown = found, wish
        self.tabs.present = wish.view.name
        self.bar.show(found.track, found.here, wish.position)
        self._list(found.rows, wish)
        self.gather_rest(wish, found.rows)
        self.why(self.answer.chosen if self.answer else 0)
        self.footer.refresh()

    def _list(self, rows: Rows, wish: Wish) -> None:
        """Show rows; those not in sight are made when they come into it."""
        source = RowSource(wish.view, wish.reading(self.reader))
        lines = self.found.lines if self.found else {}

        def line(key: str) -> Line:
            return lines.get(key) or source.line(key)

        said: tuple[Shown, ...] = ()
        if rows.nothing:
            said = (*rows.nothing.sentences, *self._ways_out(rows.nothing.day))
        elif not rows.keys:
            said = (literal(f"Looking through all of {rows.view.name} …"),)
        self.listing.show(rows)
        self.table.show(rows.view.columns, rows.keys, line, rows.cursor, said)
        self.count(wish, rows)

    def _complete(self, gathered: Gathered) -> None:
        """Put all rows in the place of those in sight, if they are still what is wished for."""
        self.gathered, wish = gathered, self._shown
        if self.found and wish and wish.asked == gathered.asked and not self.found.rows.whole:
            cursor = index_of(gathered.rows.keys, self.table.key, gathered.rows.cursor)
            rows = replace(gathered.rows, cursor=cursor)
            self.found = replace(self.found, rows=rows)
            self._list(rows, wish)
            self.footer.refresh()

    def _explained(self, answer: Answer) -> None:
        other = not self.answer or (self.answer.key, self.answer.whole) != (answer.key, answer.whole)
        self.answer = answer
        self.pane.entitle(f"#{answer.chosen} in full" if answer.whole else "Why?")
        self.pane.show(answer.paragraphs, answer.chosen, top=other)

    @on(RowTable.Moved)
    def _row_moved(self) -> None:
        rows = self.found.rows if self.found else None
        if rows and not rows.whole:
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
        ways = [f"g go to {in_words(day)}"] if day else []
        ways += ["Esc clear the filter"] if self.words else []
        ways += [] if self.now else ["n now"]
        return literal(""), literal("   ".join(ways))

    def _follow(self) -> None:
        """Look for new events; and at now, go on to the next day when there is one."""
        if self.now and self.wish and self.wish.day != self.day:
            self.moved()
        self.look()

    def _failed(self, error: Exception) -> None:
        known, self._wrong = self._wrong, str(error)
        if self.found and known != self._wrong:
            self.legation.say(f"✗ {error}")
        elif self.found:
            return
        else:
            self._say("No ledger to show", f"✗ {error}", "", "Enter looks again   q leaves")

    def _say(self, title: str, *sentences: str) -> None:
        """Say something in place of rows."""
        self.listing.entitle(title)
        self.table.show((), (), _no_line, 0, tuple(map(literal, sentences)))

    def _chips(self) -> None:
        chips = []
        if self._wrong and self.found:
            chips.append(Chip("wrong", literal("✗ the ledger cannot be read on"), literal("✗")))
        if self.contested.count:
            count = f"≠ {self.contested.count}{'+' if self.contested.many else ''}"
            chips.append(Chip("contested", literal(f"{count} contested"), literal(count)))
        if self.new > 0:
            chips.append(Chip("new", literal(f"+{self.new:,} new"), literal(f"+{self.new:,}")))
        self.header.chips = tuple(chips)

    def _tell_moment(self) -> None:
        as_of, known_by = self.moment.as_of, self.moment.known_by
        brief = in_words(as_of) if as_of else "today"
        day = f"as of {brief}" if self.view.uses_day else "as of: not used here"
        known = "now"
        if known_by is not None:
            recorded = self.reading.fact(self.position).recordedtime[:10] if self.position else ""
            known = f"{in_words(recorded)} (#{self.position})" if recorded else "#0"
        sign = "●" if self.now else "◷"
        self.header.moment = Chip(sign, literal(f"{day} · known by {known}"), literal(f"{brief} · {known}"))


def _no_line(key: str) -> Line:
    raise KeyError(key)
