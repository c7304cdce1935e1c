"""The collector of cyclic garbage, kept from looking at much that holds no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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


def leave_alone_what_is_there() -> None:
    """Keep the collector for good from what there is by now: a program that has started keeps nearly all of it.

    A collection takes some 60 ms with it, a pause that is seen on a screen, and a third of that without.
    """
    gc.freeze()
