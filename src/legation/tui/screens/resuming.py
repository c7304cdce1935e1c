"""The desk as it was left: the view, and in each view the cursor and the filter (screens.md 4)."""

from __future__ import annotations

from legation.tui import resume
from legation.tui.in_browser import tell_place
from legation.tui.opening import Opening
from legation.tui.screens.holding import Holding


class Resuming(Holding):
    """What is kept is kept when the person leaves."""

    def __init__(self, opening: Opening) -> None:
        """Begin where the person was or asked to be, but at now."""
        super().__init__(opening)
        left, self.unread = resume.read(opening.resume) if opening.resume else (resume.Left(), "")
        self._left = dict(left.views)
        self.view = self.view_named(opening.view or left.view)
        self.words = self._left.get(self.view.name, ("", 0, ""))[2]

    def posed(self) -> None:
        """Say which moment it is, to the page as well."""
        super().posed()
        tell_place(self.app, self.view, self.moment)

    def keep_place(self) -> None:
        """Keep where the person is."""
        if self.opening.resume and self.found:
            here = {self.view.name: (self.table.key, self.table.cursor, self.words)}
            resume.keep(self.opening.resume, resume.Left(self.view.name, {**self._left, **here}))
