"""What can be done about an event and about what it says; a line opens the form for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from legation.drafts import Draft
from legation.ids import fold
from legation.literal import literal
from legation.remedies import Remedy, entitled
from legation.tui.screens.chooser import Chooser, Offer
from legation.tui.screens.what_happened import time_of


class PutRight(Chooser):
    """Nothing is done by choosing: what is chosen is a form."""

    placeholder = "type a word of it: correct, strike, judge, match …"

    def __init__(self, position: int, remedies: Sequence[Remedy], drafts: Sequence[Draft] = ()) -> None:
        """Take the event, what can be done, and the drafts that were left of it."""
        super().__init__()
        self.title_text = f"Put #{position} right"
        self._remedies, self._drafts = remedies, drafts

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield the drafts, then what can be done, under its headings."""
        wanted = fold(words).split()
        for draft in self._drafts if not wanted else ():
            when = f"  draft of {time_of(draft)}  "
            yield Offer(Content.assemble((when, "bold"), entitled(draft.purpose)), ("draft", str(draft.file)))
        for remedy in self._remedies:
            if remedy.purpose and all(word in fold(remedy.words) for word in wanted):
                yield Offer(Content(f"  {literal(remedy.words)}"), ("form", *remedy.purpose))
            elif not remedy.purpose and not wanted:
                yield Offer(Content.assemble((literal(remedy.words), "$primary")))

    def below(self) -> str:
        """Say what Enter does."""
        return "Enter opens the form · nothing is ever overwritten · Esc closes"
