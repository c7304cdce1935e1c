"""The answers that were asked for last, kept by what was asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")

_MOST = 16  # views and moments come back


class Memo:
    """A few answers; threads may share it, and at worst find one twice."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, asked: Hashable, find: Callable[[], T]) -> T:
        """Return what is kept under `asked`, else what `find` returns, which is never None."""
        kept = self._kept.pop(asked, None)
        self._kept[asked] = answer = find() if kept is None else kept
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return cast("T", answer)
