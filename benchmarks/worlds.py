"""Made-up ledgers of any length, true to the vocabulary and to every rule, in the proportions of the shipped one.

`python -m benchmarks.worlds SIZE DIR [--seed N]` writes one. A world is told document by document; the same
seed tells the same, and a longer ledger begins with the shorter one.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from benchmarks import dealings, telling, wording
from benchmarks.cast import DAYS, LENGTH, Cast, Circle

_OPEN = 8  # circles that are told of at a time
_RECENT = 64
_FIRST = date(2005, 1, 1)
_ISO = tuple((_FIRST + timedelta(days=number)).isoformat() for number in range(DAYS))
_DESKS = ("first desk", "second desk", "night desk", "archive")
Data = dict[str, Any]
Event = dict[str, Any]


def world(size: int, seed: int = 0) -> Iterator[list[Event]]:
    """Yield the first `size` events of the world of that seed, a batch for each document.

    An event has `id`, `type`, `subject`, `actor` and `data`. Every prefix of a world passes every rule of an append.
    Memory grows with what has a name, not with what is told of it.
    """
    made, left = World(seed), size
    while left > 0:
        batch = made.document()[:left]
        left -= len(batch)
        yield batch


class World:
    """A world while it is told: who is there, and what may still be spoken of."""

    def __init__(self, seed: int) -> None:
        self.choose = Random(f"world {seed}")
        self.cast = Cast(self.choose, self._enter)
        self.recent: deque[Event] = deque(maxlen=_RECENT)  # events that may be corrected or assessed
        self.retracted: deque[Event] = deque(maxlen=8)
        # Sightings in office, by event and office; inferences rest on them, so they are never retracted.
        self.sightings: deque[tuple[str, str]] = deque(maxlen=_RECENT)
        self.twins: deque[tuple[str, str]] = deque(maxlen=8)
        self._circles: list[Circle] = []
        self._batch: list[Event] = []
        self._documents = self._events = 0
        self._tellers: list[Callable[[World], None]] = [teller for teller, _ in telling.SHARES]
        self._shares = [share for _, share in telling.SHARES]

    def document(self) -> list[Event]:
        """Tell one document, of some tens of events, its registration first."""
        choose = self.choose
        self._batch, self._documents, self._cited = [], self._documents + 1, 0
        if len(self._circles) < _OPEN and (not self._circles or self._circles[-1].told > LENGTH // _OPEN):
            self._circles.append(self.cast.circle())
        self.circle = choose.choice(self._circles)
        self.day = self.circle.day
        self.actor = choose.choice(_DESKS)
        self._document, self._lines = f"doc:d{self._documents:07}", choose.randrange(40, 90)
        self._register()
        for _ in range(choose.choice((1, 1, 2, 2, 3))):
            dealings.engagement(self)
        for teller in choose.choices(self._tellers, self._shares, k=choose.randrange(16, 48)):
            teller(self)
        self.circle.told += len(self._batch)
        if self.circle.told >= LENGTH:
            self._circles[self._circles.index(self.circle)] = self.cast.circle()
        return self._batch

    def _register(self) -> None:
        """Tell of the document itself; its bytes are made up, so nobody holds them."""
        choose, document, lines = self.choose, self._document, self._lines
        kind = choose.choice(("article", "article", "report", "statement", "transcript"))
        data: Data = {
            "document": document, "title": f"{kind.title()} on {wording.phrase(choose)}", "kind": kind,
            "language": "en", "origin": f"press-{choose.randrange(40)}", "published_basis": "unknown",
            "sha256": sha256(document.encode()).hexdigest(), "bytes": lines * 81, "lines": lines,
        }  # fmt: skip
        if choose.random() < 0.8:
            data |= {"published_basis": "stated", "published": self.iso(self.day)}
        self.tell("source.registered", document, data, cited=False)

    def tell(self, type_: str, subject: str, data: Data, *, cited: bool = True) -> Event:
        """Add an event to the batch; `cited` gives it the lines that were reached as evidence."""
        self._events += 1
        if cited:
            data["evidence"] = self.evidence()
        number = self._events
        id_ = f"0190{number >> 32:04x}-{number >> 16 & 0xFFFF:04x}-7000-8000-{number:012x}"
        event = {"id": id_, "type": type_, "subject": subject, "actor": self.actor, "data": data}
        self._batch.append(event)
        return event

    def evidence(self) -> list[Data]:
        """Return what an event rests on: mostly one piece, mostly asserted, read on through the document."""
        choose = self.choose
        pieces = [self._piece("asserted" if choose.random() < 0.85 else "inferred")]
        if choose.random() < 0.08 and (more := self._piece("inferred")) not in pieces:
            pieces.append(more)
        return pieces

    def _piece(self, stance: str) -> Data:
        choose = self.choose
        self._cited += choose.random() < 0.7
        first = self._cited % (self._lines - 2) + 1
        last = first + (choose.random() < 0.3)
        voice = choose.choice(("body", "body", "body", "author", "heading", "third_party", "caption"))
        span = sha256(f"{self._document} {first} {last}".encode()).hexdigest()
        piece: Data = {"document": self._document, "lines": [first, last], "span_sha256": span, "voice": voice,
                       "stance": stance}  # fmt: skip
        if stance == "inferred":
            piece["rule"] = choose.choice(("year-from-heading", "opening-day", "tenure-bounds", "same-title"))
            piece["basis"] = [choose.choice(self.sightings)[0]] if self.sightings and choose.random() < 0.5 else []
            if choose.random() < 0.4:
                piece["certainty"] = "probable"
        return piece

    def _enter(self, id_: str, name: str, attrs: Data) -> None:
        self.tell("entity.registered", id_, {"entity": id_, "name": name, "attrs": attrs})

    def iso(self, day: int) -> str:
        """Return a day by its number, as text."""
        return _ISO[day]

    def about(self, day: int) -> str:
        """Return a date, as sources give it, that may be the day of that number; mostly the day itself."""
        choose, text = self.choose, _ISO[day]
        form = choose.random()
        if form < 0.6:
            return text
        if form < 0.75:
            return text[:7]
        later = _ISO[min(day + choose.randrange(1, 60), DAYS - 1)]
        match choose.randrange(8):
            case 0:
                return text[:4]
            case 1:
                return f"[..{text}]"
            case 2:
                return f"[{text}..{later}]"
            case 3:
                return f"{text[:7]}~"
            case 4:
                return f"[{text[:4]},{int(text[:4]) + 1}]"
            case 5:
                return f"{text}/{later}"
            case 6:
                return f"[{text[:7]}..]"
            case _:
                return f"{text[:4]}?"


if __name__ == "__main__":
    from benchmarks.keeping import main

    sys.exit(main())
