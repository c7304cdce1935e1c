"""Two threads that ask the tables for the screen: one for what is waited for, and one that gives way to it.

Each keeps tables of its own and what it has read of them, so the fewer there are, the less is held, and the sooner the
same is found again. The two would halve each other's speed: the one in the back stands still while the other works.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

Unwanted: TypeAlias = Callable[[], bool]  # whether what is being looked for is no longer wanted
Task: TypeAlias = Callable[[Unwanted], None]


class Threads:
    """Runs tasks, each of which is told how to know that it has become `unwanted`; may take them in one event loop."""

    def __init__(self) -> None:
        """Begin with nothing to do; a thread starts with its first task."""
        self._front, self._back = (ThreadPoolExecutor(1, f"legation-{name}") for name in ("front", "back"))
        self._busy = threading.Lock()

    async def at_once(self, task: Task, unwanted: Unwanted) -> None:
        """Do a task behind those that were given before; if it is cancelled before it has begun, it never does."""
        await asyncio.get_running_loop().run_in_executor(self._front, self._do, task, unwanted)

    async def in_time(self, task: Task, unwanted: Unwanted) -> None:
        """Do a task in the back: whenever it asks whether it is unwanted, it waits for what is done in front."""

        def asked() -> bool:
            self.give_way()
            return unwanted()

        await asyncio.get_running_loop().run_in_executor(self._back, task, asked)

    def give_way(self) -> None:
        """Wait until nothing is done in front."""
        with self._busy:
            return

    def _do(self, task: Task, unwanted: Unwanted) -> None:
        with self._busy:
            if not unwanted():
                task(unwanted)
