"""Where a person has been: the way back, with the moment of each place, and what it was compared with."""

from __future__ import annotations

from dataclasses import dataclass

from legation.moment import Moment

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a view under a filter, at a moment, or compared with another that is pinned."""

    view: str
    key: str
    words: str
    moment: Moment
    pinned: Moment | None = None


class Places:
    """The places that were left, the latest last. Steps in time that follow each other are left as one."""

    def __init__(self) -> None:
        self._left: list[Place] = []
        self._stepping = False

    def __len__(self) -> int:
        return len(self._left)

    def leave(self, place: Place, *, stepping: bool = False) -> None:
        """Remember a place that is being left."""
        if not (stepping and self._stepping):
            self._left = [*self._left[-_LONGEST + 1 :], place]
        self._stepping = stepping

    def back(self) -> Place | None:
        """Return the place that was left last, and forget it."""
        self._stepping = False
        return self._left.pop() if self._left else None
