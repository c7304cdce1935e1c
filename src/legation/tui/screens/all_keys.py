"""All keys and what they do, and at the end what the header said lately (screens.md 8.11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from legation.ids import fold
from legation.tui.keys import GROUPS, KEYS, Key
from legation.tui.screens.chooser import Chooser, Offer
from legation.words import counted

_LATELY = 5


class AllKeys(Chooser):
    """A line runs its key; one that cannot act now is dimmed and says why."""

    title_text = "All keys"
    placeholder = "type to find a key"

    def __init__(self, hindrance: Callable[[str], str], said: Sequence[str]) -> None:
        """Take what says why a key cannot act, and the messages that the header has shown."""
        super().__init__()
        self._hindrance, self._said = hindrance, said

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield the keys that hold all the words, group by group, then the last messages; to take one does nothing."""
        wanted = fold(words).split()
        for group in GROUPS:
            found = [k for k in KEYS if k.group == group and _holds(k, wanted)]
            if found:
                yield Offer(Content.assemble((group, "$primary")))
            yield from map(self._offer, found)
        if self._said and not wanted:
            yield Offer(Content.assemble(("Said lately", "$primary")))
            yield from (Offer(Content(f"  {text}"), ("said", text)) for text in reversed(self._said[-_LATELY:]))

    def below(self) -> str:
        """Count the keys that match."""
        found = sum(choice[:1] == ("key",) for choice in self.choices)
        return f"{found} of {counted(len(KEYS), 'key')} · Enter runs the line · Esc closes"

    def _offer(self, entry: Key) -> Offer:
        shown = entry.shown + " " * (11 - cell_len(entry.shown))
        why = self._hindrance(entry.id)
        if why:
            return Offer(
                Content.assemble((f"  {shown}{entry.label}", "$muted"), f"   not now: {why}"), ("key", entry.id)
            )
        return Offer(Content.assemble(("  " + shown, "bold"), entry.help), ("key", entry.id))


def _holds(entry: Key, wanted: list[str]) -> bool:
    text = fold(f"{entry.shown} {entry.label} {entry.group} {entry.help}")
    return all(word in text for word in wanted)
