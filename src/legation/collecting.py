"""The collector of cyclic garbage, kept from looking at much that holds no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OFTEN, _SELDOM = 10, 50  # collections of what is new, between two of all there is: Python's own measure, and ours


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the collector of cyclic garbage from looking at what is loaded again and again: it holds no cycles."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def collect_in_pauses() -> None:
    """Leave it to the program to collect all, when nobody waits; and leave alone for good what is there by now.

    A whole collection takes some 40 to 80 ms: a pause that is seen on a screen. Unasked, it comes every second or so.
    """
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], _SELDOM)


def pause() -> None:
    """Collect all, if it is time to: whoever calls this knows that nobody waits."""
    if gc.get_count()[2] > _OFTEN:
        gc.collect()


def collect_as_ever() -> None:
    """Take back what `collect_in_pauses` did."""
    gc.unfreeze()
    gc.set_threshold(*gc.get_threshold()[:2], _OFTEN)
