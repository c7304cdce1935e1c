"""One event on its way into the place of another, from which it takes every value that is not given anew."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from legation.command import Desk, say
from legation.commands._entering import Entering
from legation.errors import NotUnderstood
from legation.fact import Fact
from legation.form import Blank, Path, applies, filled, without
from legation.saying import spoken

_EVIDENCE, _AWAY = "evidence", "-"


class Correcting(Entering):
    """The data of an event that is put right: what was typed and taken away, over what the wrong one says."""

    def __init__(
        self,
        desk: Desk,
        wrong: Fact,
        entries: Mapping[Path, Sequence[str]],
        raw: Mapping[str, Any],
        away: Mapping[str, Path],
        piece: str | None,
    ) -> None:
        """Take what was typed by field, and the fields to take away, by the words they were named with.

        `piece` says which piece of evidence is meant, from 1, or `new`. Raises NotUnderstood if there is no such piece,
        or no such field to take away.
        """
        super().__init__(desk, wrong.type, entries, {**wrong.data, **raw})
        self._wrong, self._away = wrong, dict(away)
        evidence = self._given.get(_EVIDENCE)
        self._pieces = len(evidence) if isinstance(evidence, list) else 0
        self._piece, self._chosen = self._index(piece), piece is not None
        self._asks = not (entries or raw or away)

    def data(self) -> dict[str, Any]:
        """Return the data; on a terminal, ask for every field unless something was given, then for what is missing."""
        if self._asks and sys.stdin.isatty():
            self._ask_for_all()
        return super().data()

    def _index(self, word: str | None) -> int | None:
        if word is None:
            touched = [*self._entries, *(path for path in self._away.values() if path != (_EVIDENCE,))]
            if self._pieces > 1 and any(path[0] == _EVIDENCE for path in touched):
                raise click.UsageError(
                    f"#{self._wrong.position} has {self._pieces} pieces of evidence: say which is meant, with --piece"
                )
            return 0 if self._pieces == 1 and (_EVIDENCE,) not in self._away.values() else None
        if word == "new":
            return self._pieces
        if not (word.isascii() and word.isdecimal() and 1 <= int(word) <= self._pieces):
            wanted = f"piece of evidence of #{self._wrong.position}: give 1 to {self._pieces}, or new for one more"
            raise NotUnderstood(word, wanted)
        return int(word) - 1

    def _filled(self, entries: Mapping[Path, Sequence[str]]) -> dict[str, Any]:
        data, piece = self._given, self._piece
        for word, path in self._away.items():
            try:
                data = without(data, path, piece)
            except (KeyError, IndexError):
                raise NotUnderstood(word, f"field that #{self._wrong.position} has", tuple(data)) from None
            piece = None if path == (_EVIDENCE,) else piece
        return filled(self._type, entries, data, self._at, self._desk.documents, piece)

    def _ask_for_all(self) -> None:
        say(f"Enter keeps what a field says, {_AWAY} takes it away")
        if self._pieces > 1 and not self._chosen:
            say(f"its {self._pieces} pieces of evidence stay as they are; --piece says which one to put right")
        for blank in self._fields.values():
            several = blank.path[0] == _EVIDENCE and self._pieces > 1 and not self._chosen
            if several or not applies(self._type, blank, self._filled(self._entries)):
                continue
            present = self._present(blank)
            answers = self._answers(blank, f"; now {present}" if present else "", (_AWAY,))
            if answers == [_AWAY]:
                self._away |= {blank.name: blank.path} if present else {}
            elif answers:
                self._entries[blank.path] = answers

    def _present(self, blank: Blank) -> str:
        """Return in words what the wrong event says in a field; empty if it says nothing."""
        value: Any = self._wrong.data
        for step in blank.path:
            if isinstance(value, list):
                value = value[self._piece] if self._piece is not None and self._piece < len(value) else {}
            value = value.get(step) if isinstance(value, Mapping) else None
        if blank.path[-1] == "lines" and isinstance(value, list):
            return "-".join(map(str, dict.fromkeys(value)))
        told = [spoken(self._at, one, blank.path[-1]) for one in (value if isinstance(value, list) else [value])]
        return ", ".join(told) if value is not None else ""


def paths(fields: Sequence[Blank], words: Sequence[str]) -> dict[str, Path]:
    """Return where the fields of these names stand; raises NotUnderstood for what is no field of the type.

    A field that others are a part of, such as the evidence, is named like those.
    """
    known = {blank.name.replace("_", "-"): blank.path for blank in fields}
    known |= {blank.path[0].replace("_", "-"): blank.path[:1] for blank in fields if len(blank.path) > 1}
    found = {}
    for word in words:
        name = word.removeprefix("--").replace("_", "-")
        if name not in known:
            from difflib import get_close_matches

            raise NotUnderstood(word, "field of this event", get_close_matches(name, known, n=3) or tuple(known))
        found[word] = known[name]
    return found
