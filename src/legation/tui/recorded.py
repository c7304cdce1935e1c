"""What the time bar draws of the record: how much was appended when, and which batches lie beside (screens.md 8.2)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from legation.dates import in_words
from legation.literal import Shown, literal
from legation.recording import Appended, Recording
from legation.timeline import Density
from legation.tui.track import At, Here, Track, drawn, labelled
from legation.words import counted

UNITS = ("event", "batch")
ZOOMS = (0, 12)

_LABELLED = 12  # cells from one position to the next


@dataclass(frozen=True, slots=True)
class Recorded:
    """The bar of a ledger up to its `end`: `ends` are the last positions of each cell, `marks` what stands below.

    Cells are days, as many to each; of a ledger that was recorded within one day, and whenever zoomed, they are
    positions, and a batch stands where it begins.
    """

    end: int
    ends: tuple[int, ...]
    cells: tuple[Density, ...]
    marks: str
    told: Shown
    zoom: int = 0

    def spot(self, at: At) -> int:
        """Return the cell of a moment."""
        return min(bisect_left(self.ends, at.position), len(self.cells) - 1)

    def heights(self) -> str:
        """Return one character a cell: how much was appended, on a log scale."""
        return drawn(self.cells)

    def labels(self) -> str:
        """Return the days or positions where they stand."""
        return self.marks

    def beyond(self) -> Shown:
        """Say what the ledger consists of."""
        return self.told

    def holds(self, position: int) -> bool:
        """Tell whether a position lies on the bar, or before all of it."""
        return position <= self.ends[-1] and (not self.zoom or position > self.ends[0] or self.ends[0] <= 1)


def recorded(recording: Recording, position: int, cells: int, last: object = None, zoom: int = 0) -> Recorded:
    """Return the bar for a position, the `last` one if it still serves; each `zoom` halves the positions in sight."""
    end = recording.end
    serves = isinstance(last, Recorded) and (last.end, len(last.cells), last.zoom) == (end, cells, zoom)
    if isinstance(last, Recorded) and serves and last.holds(position):
        return last
    batches = recording.batches()
    told = literal(f"{counted(recording.documents(), 'document')} in {counted(len(batches), 'batch', 'batches')}")
    first, final = recording.day(1), recording.day(end)
    if zoom or first >= final:
        return _by_position(batches, position, cells, end, told, zoom)
    track = Track(first, final, end, (Density(0, 0),) * cells, 0, 0)
    ends = tuple(recording.known_by(*(track.days(cell)[1] for cell in range(cells))))
    heights = tuple(Density(upto - before, 0) for before, upto in zip((0, *ends), ends, strict=False))
    return Recorded(end, ends, heights, track.labels(), told)


def _by_position(batches: list[Appended], position: int, cells: int, end: int, told: Shown, zoom: int) -> Recorded:
    length = max(min(cells, end), end >> zoom)
    low = min(max(0, position - length // 2), end - length) if zoom else 0
    ends = tuple(low + (length * (cell + 1) + cells - 1) // cells for cell in range(cells))
    heights = [0] * cells
    for batch in batches:
        if low < batch.first <= low + length:
            heights[bisect_left(ends, batch.first)] += batch.last - batch.first + 1
    every = max(1, _rounded(length * _LABELLED / cells))
    marks = [(0, f"#{low + 1}"), *((bisect_left(ends, p), f"#{p}") for p in range(every, low + length + 1, every)
                                     if p > low + 1)]  # fmt: skip
    return Recorded(end, ends, tuple(Density(n, 0) for n in heights), labelled(cells, marks), told, zoom)


def _rounded(number: float) -> int:
    """Return the next of 1, 2, 5, 10, 20, 50 …"""
    power = 1
    while True:
        for step in (1, 2, 5):
            if step * power >= number:
                return step * power
        power *= 10


def here(recording: Recording, at: At, other: int | None = None) -> Here:
    """Say which batch was the last to be known, which is the next, and how many events lie between two positions."""
    earlier, later = recording.batch(at.position), recording.batch(at.position + 1)
    if earlier and earlier.last > at.position:
        earlier = Appended(earlier.first, at.position)
    if later and later.first <= at.position:
        later = Appended(at.position + 1, later.last)
    between = ""
    if other is not None:
        between = f"{counted(abs(at.position - other), 'event')} recorded between A and B"
    return Here(at, Shown(""), _told(recording, earlier), _told(recording, later), literal(between))


def _told(recording: Recording, batch: Appended | None) -> Shown:
    if not batch:
        return Shown("")
    which = f"#{batch.first}" if batch.first == batch.last else f"#{batch.first}–{batch.last}"
    return literal(f"{in_words(recording.day(batch.first))}, {which}, {recording.about(batch)}")
