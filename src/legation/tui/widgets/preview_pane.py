"""What a form would change, line by line, before it is recorded; until it is sound, what is missing or wrong."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from legation.appending import in_brief, summary
from legation.changes import Change
from legation.literal import literal
from legation.tui.theme import SIGNS
from legation.understanding import Understood
from legation.words import listed

_MOST = 100  # lines; a batch that changes more is better looked at on the command line
_VIEW, _NAME = 12, 40


class PreviewPane(VerticalScroll):
    """The same lines as `--dry-run` tells, cell by cell."""

    DEFAULT_CSS = """
    PreviewPane {
        height: auto; max-height: 9; margin: 0 1; border-top: solid $frame; color: $foreground;
        scrollbar-size-vertical: 1;
        &:focus { border-top: solid $primary; }
        Static { height: auto; }
    }
    """

    text = query_one(Static)

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static(markup=False)

    def show(self, found: Understood | None, trouble: str = "") -> None:
        """Show what a form comes to; `trouble` is a sentence on what went wrong with it. None: it is being found."""
        lines = [Content.assemble((f"✗ {literal(trouble)}", "$error"))] if trouble else []
        if found:
            lines += list(_ready(found) if found.ready else _not_yet(found))
        self.text.update(Content("\n").join(lines))
        self.display = bool(lines)


def _not_yet(found: Understood) -> Iterator[Content]:
    for sentence in found.wrong:
        yield Content.assemble((f"✗ {literal(sentence)}", "$error"))
    for sentence in found.told:
        yield Content(f"  {literal(sentence)}")
    if found.missing:
        yield Content.assemble(("Needed still: ", "$muted"), literal(listed(found.missing)))
    elif not found.wrong:
        wrong = [answer for answer in found.answers.values() if answer.sign == "✗"]
        yield Content.assemble((f"{len(wrong)} to put right above, marked ✗", "$muted"))


def _ready(found: Understood) -> Iterator[Content]:
    trial = found.trial
    first, last = trial.size + 1, trial.size + len(trial.proposal.lines)
    where = f"#{first}" if first == last else f"#{first}–{last}"
    yield Content.assemble((f"Preview as {where}: {summary(trial.preview.changes)}", "bold"))
    for twin in trial.preview.twins:
        yield Content.assemble((f"! {literal(twin.what)}; {literal(twin.remedy)}", "$warning"))
    for sentence in found.told:
        yield Content(f"  {literal(sentence)}")
    changes = trial.preview.changes
    yield from map(_line, changes[:_MOST])
    if len(changes) > _MOST:
        yield Content.assemble((f"  and {len(changes) - _MOST:,} more", "$muted"))


def _line(change: Change) -> Content:
    name, *cells = map(literal, in_brief(change))
    return Content.assemble(
        (f"{literal(change.title)[: _VIEW - 1]:<{_VIEW}}", "$muted"),
        (change.sign, f"${SIGNS.get(change.sign, 'foreground')}"),
        f" {name if len(name) <= _NAME else f'{name[: _NAME - 1]}…'}",
        (f"   {' · '.join(cells)}" if cells else "", ""),
    )
