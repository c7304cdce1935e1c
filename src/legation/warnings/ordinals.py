"""W9: a count that does not fit the series it counts in."""

from __future__ import annotations

from collections.abc import Iterator

from legation.editions import oddities
from legation.errors import Fault
from legation.reading import Reading
from legation.warning import odd


def ordinals(at: Reading) -> Iterator[Fault]:
    """Yield the counts that the cadence of a series, a namesake, or an earlier edition contradicts."""
    for (series,) in at.keys("series"):
        for found in oddities(at, series):
            yield odd("W9", series, found.what, found.expected, found.at)
