"""The desk beside its documents: the source, opened at the lines that an event cites (screens.md 7)."""

from __future__ import annotations

from legation.sourcing import document
from legation.tui.screens.looking import Looking


class Citing(Looking):
    """From a row or an event to the lines it rests on, in one key."""

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        if id == "source":
            if not self.table.key:
                return "there is no row here"
            if not self._cited():
                return "no document carries this event" if self.answer else "the evidence is still being read"
        return super().hindrance(id)

    def do_source(self, pressed: str) -> None:
        """Open the document at the lines that the chosen event cites."""
        from legation.tui.screens.source import SourceScreen

        if found := self._cited():
            key, lines, position = found
            self.app.push_screen(SourceScreen(document(key, self.reading), lines, position))

    def _cited(self) -> tuple[str, tuple[int, int], int] | None:
        """Return document, lines and event: those of the chosen event, in a list of documents those of the row."""
        own = self.table.key if "doc" in self.view.kinds[:1] else ""
        position = self.answer.chosen if self.answer and self.answer.key == self.table.key else 0
        pieces = self.reading.fact(position).data.get("evidence", ()) if position > 0 else ()
        at = self.reading.identity
        for piece in pieces:
            key = at.resolve((piece["document"],))[0]
            if own in {"", key}:
                a, b = piece["lines"]
                return key, (a, b), position
        return (own, (1, 1), 0) if own else None
