"""What leaves of a comparison: lines that differ, A and B beside each other, and what made them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from legation.causes import Made, made
from legation.contrast import SAME, Contrast
from legation.dates import in_words
from legation.export import Row, Table, cells_of, cited, end_of, events
from legation.words import counted


@dataclass(frozen=True)
class Sides(Table):
    """Lines of a comparison by their keys, as the list of both moments shows them."""

    contrast: Contrast
    keys: Sequence[str]
    behind: ClassVar[str] = "made by"

    @property
    def name(self) -> str:
        """The name of the view, and that it is compared."""
        return f"{self.contrast.view.name} compared"

    @property
    def titles(self) -> tuple[str, ...]:
        """The change, what a line is about, and what tells A from B."""
        columns = self.contrast.columns(*sides(self.contrast))
        return ("change", *(column.title for column in columns[1:]))

    @property
    def basis(self) -> str:
        """The view, both moments and the filter."""
        contrast = self.contrast
        moments = ((letter, at, f"{in_words(at.day)}, " if contrast.view.uses_day else "")
                   for letter, at in (("A", contrast.a), ("B", contrast.b)))  # fmt: skip
        said = [
            self.name,
            *(f"{letter} {day}known by #{at.position} ({end_of(at)})" for letter, at, day in moments),
            f"filter {contrast.words!r}" if contrast.words else "",
            f"{len(self.keys):,} of {counted(len(contrast.all_keys), 'row')}",
        ]
        return " · ".join(filter(None, said))

    @property
    def head(self) -> Mapping[str, Any]:
        """The view, both moments and the filter."""
        a, b = ({"as_of": at.day, "known_by": at.position} for at in (self.contrast.a, self.contrast.b))
        return {"view": self.contrast.view.file, "from": a, "to": b, "filter": self.contrast.words}

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.keys)

    def rows(self) -> Iterator[Row]:
        """Yield each line with both sides, and the events, or the days, that made it differ."""
        contrast = self.contrast
        differing = {key for key in self.keys if contrast.line(key).entry.state != SAME}
        causes = made((contrast.change(key) for key in self.keys if key in differing), contrast.a, contrast.b)
        for key in self.keys:
            change, why = contrast.change(key), next(causes) if key in differing else None
            before, after = (entry and cells_of(contrast.view, entry) for entry in (change.before, change.after))
            whole = {
                "key": key, "sign": change.sign if why else "", "before": before, "after": after,
                "events": [note.position for note in why.events] if why else [], "days": bool(why and why.days),
            }  # fmt: skip
            yield Row(key, contrast.line(key).cells, _by(why), whole)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The titles of the documents that either side rests on."""
        changes = map(self.contrast.change, self.keys)
        entries = (entry for change in changes for entry in (change.before, change.after) if entry)
        return cited(max(self.contrast.a, self.contrast.b, key=lambda at: at.position), entries)


def sides(contrast: Contrast) -> tuple[str, str]:
    """Say what tells A from B: the day, the last event that is known, or both."""
    a, b = contrast.a, contrast.b
    days, known = a.day != b.day and contrast.view.uses_day, a.position != b.position
    one, other = (", ".join(filter(None, (in_words(at.day) if days or not known else "",
                                          f"#{at.position}" if known else "")))
                  for at in (a, b))  # fmt: skip
    return one, other


def file_name(contrast: Contrast, ending: str) -> str:
    """Return a name for a file, made of the view and both moments alone."""
    day = contrast.view.uses_day
    one, other = (f"{f'{at.day}-' if day else ''}known-by-{at.position}" for at in (contrast.a, contrast.b))
    return f"{contrast.view.file}-{one}-to-{other}.{ending}"


def _by(why: Made | None) -> str:
    if not why:
        return ""
    return " and ".join(filter(None, (events(note.position for note in why.events), "the days that passed"
                                      if why.days else "")))  # fmt: skip
