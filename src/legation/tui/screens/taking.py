"""What a person takes from the desk: copies and files (screens.md 7)."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.message import Message

from legation import apart, copying
from legation.contrast import Contrast
from legation.errors import LegationError
from legation.export import EXPORTS, file_name, write
from legation.literal import Shown, literal
from legation.tui.in_browser import hand_over, served
from legation.tui.screens.chooser import Choice
from legation.tui.screens.citing import Citing
from legation.tui.seek import Wish, table
from legation.words import counted

_MOST_COPIED = 2_000  # rows


class Taking(Citing):
    """What leaves the screen is harmless text, with its sources."""

    class Took(Message):
        """A file was written, or was not: the sentence says it."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        if (id == "copy" and not self.table.key and not self.pinned) or (id == "export" and not self.table.key):
            return "there is no row here"
        return super().hindrance(id)

    def chosen(self, choice: Choice | None) -> None:
        """Copy or write what was chosen."""
        match choice:
            case ("copy", "cell", cell):
                self._copy(literal(cell), "the cell")
            case ("copy", what):
                self._copy_whole(what)
            case ("export", name, place, replace):
                if self.wish:
                    self.legation.say("Writing …")
                    self._export(self.wish, name, Path(place).expanduser(), replace=bool(replace))
            case _:
                super().chosen(choice)

    def do_copy(self, pressed: str) -> None:
        """Ask what to copy, Enter takes the row with its sources; a comparison is copied at once."""
        from legation.tui.screens.copying import Copying

        if self.pinned:
            self.copy_comparison(self.table.keys)
        elif line := self.table.current:
            titles = (column.title for column in self.view.columns[1:])
            self.app.push_screen(Copying(tuple(zip(titles, line.cells[1:], strict=True))), self.chosen)

    def do_export(self, pressed: str) -> None:
        """Ask for a format and the name of the file."""
        from legation.tui.screens.exporting import Exporting

        at, source = self.reading, self.wish and self.wish.source(self.reader)

        def called(ending: str) -> str:
            return apart.file_name(source, ending) if isinstance(source, Contrast) else file_name(self.view, at, ending)

        self.app.push_screen(Exporting(called), self.chosen)

    def _copy_whole(self, what: str) -> None:
        line, at = self.table.current, self.reading
        if not line or not self.wish:
            return
        match what:
            case "row":
                self._copy(copying.row(self.view, line, self.view.why(line.key, at), at), "the row, with its sources")
            case "citation":
                cited = copying.citation(self.view.why(line.key, at), at)
                if cited:
                    self._copy(cited, "its sources")
                else:
                    self.legation.say("this row rests on no source")
            case "link":
                self._copy(copying.link(self.view, line.key, at), "a link")
            case "command":
                self._copy(copying.command(self.view, self.wish.words, self.wish.sort, at), "the command")
            case "table" if not self.found or not self.found.rows.whole:
                self.legation.say("the rows are still being counted; copy them in a moment")
            case "table" if len(self.table.keys) > _MOST_COPIED:
                self.legation.say(f"these are {len(self.table.keys):,} rows; x writes them to a file")
            case "table":
                lines = map(self.wish.source(self.reader).line, self.table.keys)
                self._copy(Shown("\n".join(copying.table(self.view, lines))), counted(len(self.table.keys), "row"))

    def _copy(self, text: Shown, what: str) -> None:
        self.app.copy_to_clipboard(text)
        self.legation.say(f"Copied {what}")

    @work(thread=True, group="export")
    def _export(self, wish: Wish, name: str, place: Path, *, replace: bool) -> None:
        try:
            rows = table(self.reader, wish)
            if served():
                self.app.call_from_thread(hand_over, self.app, place.name, EXPORTS[name]().text(rows))
                self.post_message(self.Took(f"Handed {counted(rows.count, 'row')} to the browser"))
                return
            write(place, EXPORTS[name]().text(rows), replace=replace)
            self.post_message(self.Took(f"Wrote {counted(rows.count, 'row')} to {place.name}"))
        except LegationError as error:
            self.post_message(self.Took(f"✗ {error}"))

    @on(Took)
    def _took(self, event: Took) -> None:
        event.stop()
        self.legation.say(event.sentence)
