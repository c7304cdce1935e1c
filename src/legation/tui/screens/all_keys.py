"""All keys and what they do, the view's own first, and at the end what the header said lately (screens.md 8.11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from legation.ids import fold
from legation.tui.keys import KEYS, Group, Key
from legation.tui.screens.chooser import Chooser, Offer
from legation.words import counted

_LATELY = 5
_KEYS = 11  # cells in which the keys of an entry are written
_LABEL = 16  # cells for what a key does, where the reason why it cannot stands beside it
# What is done to the rows of the view stands first.
_ORDER: tuple[Group, ...] = ("Look", "Take", "Time", "Write", "Go", "Move", "App")


class AllKeys(Chooser):
    """A line runs its key; one that cannot act now is dimmed and says why."""

    title_text = "All keys"
    placeholder = "type to find a key"

    def __init__(
        self, hindrance: Callable[[str], str], written: Callable[[str], str], view: str, said: Sequence[str]
    ) -> None:
        """Take what says, by its id, why a key cannot act and how it is written; the view, and what was said lately."""
        super().__init__()
        self._hindrance, self._written, self._view, self._said = hindrance, written, view, said

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield the keys that hold all the words, group by group, then the last messages; to take one does nothing."""
        wanted = fold(words).split()
        for group in _ORDER:
            found = [k for k in KEYS if k.group == group and self._holds(k, wanted)]
            if found:
                yield Offer(
                    Content.assemble((f"{group}: {self._view}" if group in {"Look", "Take"} else group, "$primary"))
                )
            yield from map(self._offer, found)
        if self._said and not wanted:
            yield Offer(Content.assemble(("Said lately", "$primary")))
            yield from (Offer(Content(f"  {text}"), ("said", text)) for text in reversed(self._said[-_LATELY:]))

    def below(self) -> str:
        """Count the keys that match."""
        found = sum(choice[:1] == ("key",) for choice in self.choices)
        return f"{found} of {counted(len(KEYS), 'key')} · Enter runs the line · Esc closes"

    def _offer(self, entry: Key) -> Offer:
        shown = self._written(entry.id)
        shown += " " * max(1, _KEYS - cell_len(shown))
        if why := self._hindrance(entry.id):
            beside = f"{entry.label}{' ' * max(2, _LABEL - cell_len(entry.label))}not now: {why}"
            narrow = f"{entry.label}   not now: {why}"
            line = beside if cell_len(beside) < self._room - _KEYS - 2 else narrow
            return Offer(Content.assemble((f"  {shown}{line}", "$muted")), ("key", entry.id))
        return Offer(Content.assemble(("  " + shown, "bold"), entry.help), ("key", entry.id))

    @property
    def _room(self) -> int:
        return min(82, self.app.size.width - 6)

    def _holds(self, entry: Key, wanted: list[str]) -> bool:
        text = fold(f"{self._written(entry.id)} {entry.label} {entry.group} {entry.help}")
        return all(word in text for word in wanted)
