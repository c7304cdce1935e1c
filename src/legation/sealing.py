"""Whether the lines are still those under the seal: read again and hashed, without trusting what was read before.

There is one seal, over all lines up to its size, so no line is known to hold before all of them are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from legation.errors import Damaged
from legation.fact import NotCanonical, decode
from legation.store import Store
from legation.tree import Frontier, leaf

_CHUNK = 20_000  # lines between two words on how far it is
_ASKED = 200  # lines between two looks whether to go on: less than a millisecond


class Seals:
    """What is known of the seal since the program started; shared by all threads, written by one."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.read = self.sealed = 0
        self.holds: bool | None = None
        self.wrong: dict[int, str] = {}

    def mark(self, position: int) -> str:
        """Return `✓` for a line that was read again and is under the seal, `✗` for one found wrong, else `…`."""
        if position in self.wrong:
            return "✗"
        return "✓" if self.holds and position <= self.sealed else "…"

    def told(self) -> str:
        """Say in a few words how far the lines were read again, and whether the seal holds."""
        if self.holds is None:
            return f"… {self.read:,} read again" if self.read else "… not read again yet"
        if self.holds:
            return f"✓ the seal holds for all {self.sealed:,}"
        return f"✗ {f'#{min(self.wrong)} is' if self.wrong else 'the lines are'} not what was sealed"

    def read_again(self, store: Store, stop: Callable[[], bool]) -> Iterator[int]:
        """Read every line up to the seal, and yield how many were read now and then; leave off when `stop` says so."""
        seal = store.checkpoint()
        if not seal or not seal.size or (self.holds and self.sealed == seal.size):
            return
        frontier = Frontier()
        try:
            for line in store.read(0, seal.size):
                frontier.append(leaf(line.entry))
                if line.position % _ASKED == 0 and stop():
                    return
                if line.position % _CHUNK == 0:
                    self.read = line.position
                    yield self.read
        except Damaged as damage:
            self.wrong[frontier.size + 1] = str(damage)
        self.read, self.sealed = frontier.size, seal.size
        if (frontier.size, frontier.root()) != (seal.size, seal.root):
            self._look_for_wrong(store, seal.size)
            self.holds = False
        else:
            self.holds = True
        yield self.read

    def _look_for_wrong(self, store: Store, size: int) -> None:
        try:
            for line in store.read(0, size):
                try:
                    if decode(line.entry).get("position") != line.position:
                        self.wrong[line.position] = "the line stands in another place"
                except NotCanonical as fault:
                    self.wrong[line.position] = str(fault)
        except Damaged as damage:
            self.wrong.setdefault(damage.position + 1, str(damage))
