"""The list in its frame: title and filter above, the legend with its counts below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input

from legation.contrast import SIGNS as SIGNS_APART
from legation.contrast import in_signs
from legation.literal import literal
from legation.ordering import in_words_of
from legation.tui.columns import cut
from legation.tui.rows import Apart, Rows
from legation.tui.theme import SIGNS
from legation.tui.widgets.plot_chart import MARGIN as CHART_MARGIN
from legation.tui.widgets.plot_chart import PlotChart
from legation.tui.widgets.row_table import RowTable
from legation.words import counted


class FilterInput(Input):
    """Where the words of the filter are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "clear", show=False)]

    class Cleared(Message):
        """Esc: no filter any more."""

    def action_clear(self) -> None:
        """Drop the filter."""
        self.post_message(self.Cleared())


class ListPane(Vertical):
    """A frame around the filter and the rows."""

    DEFAULT_CSS = """
    ListPane {
        border: round $frame;
        border-title-color: $muted;
        border-subtitle-color: $muted;
        border-subtitle-align: right;
        &:focus-within { border: round $primary; border-title-color: $foreground; }
        FilterInput { height: 1; margin: 0 1; background: $panel; color: $foreground; display: none; }
    }
    """

    table = query_one(RowTable)
    filter = query_one(FilterInput)

    class Filtered(Message):
        """Other words are typed into the filter; `done` if they are to stay."""

        def __init__(self, words: str, *, done: bool) -> None:
            super().__init__()
            self.words, self.done = words, done

    def __init__(self) -> None:
        super().__init__()
        self._title = "Opening the ledger"
        self._behind = self._below = ""
        self._rows: Rows | None = None
        self._counts: Mapping[str, int] = {}
        self._counted = False
        self.said = self._leads = self._foot = self._refused = ""

    def refuse(self, why: str) -> None:
        """Say below the rows why they are not filtered as it was typed; empty: take that back."""
        self._refused = why
        self.legend(self._counts, done=self._counted)

    def compose(self) -> ComposeResult:
        """Lay out filter and rows."""
        hint = "words that a row must hold; who:salazar, after:2022, -visit"
        field = FilterInput(placeholder=hint, compact=True, select_on_focus=False)
        field.cursor_blink = False
        yield field
        yield RowTable(id="rows")
        yield PlotChart(id="plot")

    def edit(self, words: str) -> None:
        """Open the filter with these words in it."""
        with self.prevent(Input.Changed):
            self.filter.value = words
        self.filter.cursor_position = len(words)
        self.filter.display = True
        self.screen.set_focus(self.filter)

    @property
    def room(self) -> int:
        """How many cells a plot may take."""
        return max(1, self.scrollable_content_region.width - CHART_MARGIN)

    def show(self, rows: Rows, title: Sequence[str] = (), foot: str = "") -> None:
        """Write title and legend for other rows; their counts follow, unless a `foot` stands in their place."""
        self._rows, self._foot = rows, "" if rows.words or rows.apart else foot
        name = " · ".join(filter(None, (
            rows.view.name, *title, rows.words and f"filter “{rows.words}”", in_words_of(rows.sort),
        )))  # fmt: skip
        apart = rows.apart and " · ".join(filter(None, ("Compare", name, rows.apart.differ)))
        self.entitle(apart or name)
        self.legend({}, done=False)

    def entitle(self, title: str) -> None:
        """Write the upper border, with the mark of the focus."""
        self._title = title
        told = f"{title} · {self._behind}" if self._behind else title
        self.border_title = Content(literal(f"▸ {told}" if self.has_focus_within else told))

    def behind(self, title: str, below: str) -> None:
        """Say above that the rows are not those asked for, and below what can be done; empty: they are."""
        if (title, below) != (self._behind, self._below):
            self._behind, self._below = title, below
            self.entitle(self._title)
            self.legend(self._counts, done=self._counted)

    def on_descendant_focus(self) -> None:
        """Mark the frame."""
        self.entitle(self._title)

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self.entitle(self._title)

    def legend(self, counts: Mapping[str, int], *, done: bool) -> None:
        """Write the lower border: how many rows, and of which state; `…` until all are counted."""
        self._counts, self._counted = counts, done
        if self.said:
            whole = literal(" · ".join(filter(None, (self.said, self._leads))))
            fits = cell_len(whole) <= self.size.width - 2
            self.border_subtitle = Content(whole if fits else literal(self.said))
            return
        rows = self._rows
        if self._below or self._foot or not rows:
            self.border_subtitle = Content(self._below or literal(self._foot))
            return
        if rows.apart:
            self.border_subtitle = self._signs(rows.apart, rows)
            return
        if self._refused:
            said = literal(f"✗ {self._refused}")
            self.border_subtitle = Content.assemble((cut(said, min(cell_len(said), self.size.width - 6)), "$error"))
            return
        total = f"{len(rows.keys):,} of {counted(rows.of, 'row')}" if rows.of else counted(len(rows.keys), "row")
        total = total if rows.whole else "… rows"
        states = [(sign, state) for sign, state in rows.view.states if counts.get(state)]
        end = " · Esc clears" if rows.words else f" · {rows.view.ordered}" if rows.view.ordered else ""
        for worded in (True, False):
            parts: list[str | Content | tuple[str, str]] = [total, ": " if states else ""]
            for i, (sign, state) in enumerate(states):
                parts += ["  " if i else "", (sign, f"${SIGNS.get(sign, 'foreground')}"), f" {counts[state]:,}"]
                parts += [f" {state}"] if worded else []
            parts += ["" if done else " …", end]
            line = Content.assemble(*parts)
            if line.cell_length <= self.size.width - 2:
                break
        self.border_subtitle = line

    def say(self, text: str, leads: str) -> None:
        """Write into the lower border what the cell under the cursor says, and where it leads; empty: the legend."""
        self.said, self._leads = text, leads
        self.legend(self._counts, done=self._counted)

    class Resized(Message):
        """The pane has another width than before."""

    def _signs(self, apart: Apart, rows: Rows) -> Content:
        """Return how many lines appear, change and end, as far as there is room; of a plot, the way back."""
        if apart.counts is None:
            return Content("Esc clears" if rows.words else "Esc the rows")
        following = next(iter(rows.view.plots), "changes only") if apart.every else "all rows"
        keys = f"v {following} · Esc {'clears' if rows.words else 'ends'}"
        counts = " ".join(f"{sign}{apart.counts.get(sign, 0):,}" for sign, *_ in SIGNS_APART)
        forms = (f"{in_signs(apart.counts)} · {keys}", f"{counts} · {keys}", counts)
        return Content(next((form for form in forms if len(form) <= self.size.width - 2), counts))

    def on_resize(self) -> None:
        """Choose words or signs for the new width."""
        self.legend(self._counts, done=self._counted)
        self.post_message(self.Resized())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Filtered(event.value.strip(), done=False))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()
        self.post_message(self.Filtered(event.value.strip(), done=True))

    @on(FilterInput.Cleared)
    def _cleared(self, event: FilterInput.Cleared) -> None:
        event.stop()
        self.close()
        self.post_message(self.Filtered("", done=True))

    def close(self) -> None:
        """Hide the filter and go back to the rows."""
        self.screen.set_focus(self.table)
        self.filter.display = False
