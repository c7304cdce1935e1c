"""The desk and its marks: moments that a person has named, to come back to (screens.md 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from textual.content import Content

from legation.errors import LegationError
from legation.ids import fold
from legation.literal import literal
from legation.moment import Moment
from legation.tui.screens.chooser import Choice, Chooser, Offer
from legation.tui.screens.travelling import Travelling
from legation.tui.typed import in_full


class MarkChooser(Chooser):
    """What is typed names the moment; below it stand the marks there are, to go to one."""

    title_text = "Marks"
    placeholder = "a name for this moment, such as: budget round"

    def __init__(self, marks: Mapping[str, Moment], moment: Moment) -> None:
        """Take the marks, and the moment that may become one."""
        super().__init__()
        self._marks, self._moment = marks, moment

    def offers(self, words: str) -> Iterator[Offer]:
        """Yield what can be done under this name, then the marks that hold the words."""
        name = " ".join(words.split())
        known = any(fold(name) == fold(mark) for mark in self._marks)
        here = literal(f"this moment, {in_full(self._moment)}")
        if name:
            verb = "  move the mark to " if known else "  mark "
            yield Offer(Content.assemble((verb, "bold"), here), ("put", name))
        if known:
            yield Offer(Content.assemble(("  forget the mark ", "bold"), literal(f"“{name}”")), ("forget", name))
        elif not name:
            yield Offer(Content.assemble(("  type a name to mark ", "$muted"), here))
        told = list(mark_offers(self._marks, name))
        if told:
            yield Offer(Content.assemble(("Go to", "$primary")))
            yield from told

    def below(self) -> str:
        """Say where a name serves."""
        return "a name can be typed wherever a moment can · Enter takes · Esc closes"


def mark_offers(marks: Mapping[str, Moment], words: str) -> Iterator[Offer]:
    """Yield each mark whose name holds all words, with its moment; to take it is `("mark", name)`."""
    wanted = fold(words).split()
    for name, moment in marks.items():
        if all(word in fold(name) for word in wanted):
            shown = literal(name)
            yield Offer(Content.assemble(f"  {shown}  ", (literal(in_full(moment)), "$muted")), ("mark", name))


class Marking(Travelling):
    """Marks are kept between runs; that they cannot be is said, and costs nothing else."""

    def hindrance(self, id: str) -> str:  # noqa: A002 the registry's own word
        """Say why a key cannot act now; empty if it can."""
        if id == "mark" and not self.end:
            return "the ledger holds no event yet"
        return super().hindrance(id)

    def do_mark(self, pressed: str) -> None:
        """Name this moment, or go to one that has a name."""
        kept = dict[str, Moment]()
        if self._with_marks(lambda: kept.update(self.marks)):
            self.app.push_screen(MarkChooser(kept, self.moment), self._marked)

    def go_to_mark(self, name: str) -> None:
        """Go to a moment by its name."""
        self._with_marks(lambda: self.travel(self.marks[name]))

    def _marked(self, choice: Choice | None) -> None:
        match choice:
            case ("put", name):
                if self._with_marks(lambda: self.marks.put(name, self.moment)):
                    self.legation.say(f"marked as “{name}”; the name can be typed wherever a moment can")
            case ("forget", name):
                if self._with_marks(lambda: self.marks.forget(name)):
                    self.legation.say(f"the mark “{name}” is forgotten")
            case ("mark", name):
                self.go_to_mark(name)

    def _with_marks(self, do: Callable[[], object]) -> bool:
        """Do something with the marks, and tell whether it was done; say what went wrong."""
        try:
            do()
        except (LegationError, OSError) as error:
            self.legation.say(f"✗ {error}")
            return False
        return True
