"""Records and matches found among many lines without reading the others: what counts and who is who comes first."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import orjson

from legation.fact import Fact
from legation.store import Line
from legation.upcast import fact_of


class Skimmed:
    """The records and matches among some lines, and where the events stand that they name."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Skim the lines, which follow each other."""
        self.records: list[Fact] = []
        self._first = 0
        self._hashes = array("q")  # of 64 bits: among a million ids, two that are alike are not to be expected
        for line in lines:
            entry = line.entry
            self._first = self._first or line.position
            self._hashes.append(hash(_id(entry)))
            # Within a text the quotes would be escaped; within data there are no such keys and values.
            if b'"type":"record.' in entry or b'"type":"entity.matched"' in entry:
                self.records.append(fact_of(entry))

    def positions(self, ids: Iterable[str]) -> dict[str, int]:
        """Return where those of these events stand that are among the lines."""
        wanted = {hash(orjson.dumps(id_)[1:-1]): id_ for id_ in ids}
        found = ((wanted[h], position) for position, h in enumerate(self._hashes, self._first) if h in wanted)
        return dict(found)


def _id(entry: bytes) -> bytes:
    """Return the id of an event as its line writes it; what is behind it in the line has no quotes in quotes."""
    start = entry.rfind(b',"id":"') + 7
    return entry[start : entry.find(b'","position":', start)]
