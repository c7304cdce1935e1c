"""What happened, in words: the first question of a new event; drafts that were left are offered before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from legation.dates import in_words
from legation.drafts import Draft
from legation.event_type import names
from legation.ids import fold
from legation.labels import happening, in_order
from legation.literal import literal
from legation.remedies import entitled
from legation.tui.screens.chooser import Chooser, Offer

_WORDS, _WHOLE = 62, 88  # cells


class WhatHappened(Chooser):
    """A line is a kind of event; the first lines are what was being entered and not recorded."""

    title_text = "Add to the ledger · what happened?"
    placeholder = "type a word of it: met, visited, promised, office …"

    def __init__(self, drafts: Sequence[Draft] = ()) -> None:
        """Take the drafts that are kept, the newest first."""
        super().__init__()
        self._drafts = drafts

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield the drafts and the kinds of events that hold the words."""
        wanted = fold(words).split()

        def holds(text: str) -> bool:
            return all(word in fold(text) for word in wanted)

        told = [(draft, f"{entitled(draft.purpose)}: {_said(draft)}") for draft in self._drafts]
        found = [(draft, text) for draft, text in told if holds(text)]
        if found:
            yield Offer(Content.assemble(("Not recorded yet", "$primary")))
        for draft, text in found:
            when = f"  draft of {time_of(draft)}  "
            yield Offer(Content.assemble((when, "bold"), literal(text)), ("draft", str(draft.file)))
        kinds = [(name, happening(name)) for name in in_order(names())]
        kinds = [(name, text) for name, text in kinds if holds(f"{text} {name}")]
        if kinds and self._drafts:
            yield Offer(Content.assemble(("Something new", "$primary")))
        wide = self.app.size.width >= _WHOLE
        for name, text in kinds:
            yield Offer(Content.assemble(f"  {text:<{_WORDS}}", (name if wide else "", "$muted")), ("type", name))

    def below(self) -> str:
        """Say what Enter does."""
        at = self.options.highlighted
        chosen = self.choices[at] if at is not None else ()
        drafts = {str(draft.file): draft for draft in self._drafts}
        if chosen[:1] == ("draft",):
            return f"Enter takes up the draft of {time_of(drafts[chosen[1]])} · ↓ something new · Esc closes"
        return "↑ ↓ choose · Enter goes on · Esc closes"


def time_of(draft: Draft) -> str:
    """Say when a draft was left."""
    return f"{draft.at:%H:%M} UTC, {in_words(draft.at.date().isoformat())}"


def _said(draft: Draft) -> str:
    return " · ".join(filter(None, draft.texts.values()))
