"""The screen at work in a process of its own, without a terminal: what a first frame, a key and a journey take."""

from __future__ import annotations

import time

STARTED = time.perf_counter()

import asyncio  # noqa: E402 the clock starts before anything is loaded
import json  # noqa: E402
import re  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from functools import cache  # noqa: E402
from pathlib import Path  # noqa: E402
from random import Random  # noqa: E402
from typing import TYPE_CHECKING, NamedTuple  # noqa: E402

from benchmarks.keeping import kept  # noqa: E402

if TYPE_CHECKING:
    from legation.moment import Moment
    from legation.tui.app import LegationApp

_KEYS = ("down", "down", "pagedown", "down", "up") * 8
_SEEKS = 40
_PATIENCE = 30.0  # seconds
_VIEWS = (1, 2, 3, 5, 9)


class Seen(NamedTuple):
    """Seconds to the first frame with rows, of each key, of each journey on either clock; bytes held, widgets."""

    first: float
    keys: list[float]
    days: list[float]
    positions: list[float]
    held: int
    widgets: int


@cache
def seen(size: int) -> Seen:
    """Act on the screen over the kept ledger of that size, whose read model is there."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.screen", str(kept(size))], capture_output=True, check=True, text=True
    )
    return Seen(*json.loads(done.stdout))


async def _act(place: str) -> Seen:
    from legation.documents import Documents
    from legation.moment import Moment
    from legation.read_model import cache_path
    from legation.stores.files import Files
    from legation.tablefile import remembered
    from legation.tui.app import LegationApp
    from legation.tui.opening import Opening, on_the_shelf

    path = cache_path(place)
    views = on_the_shelf()
    opening = Opening(lambda: Files.open(place, remembered(path)), path, Documents(), "made up", views, every=0)
    app = LegationApp(opening)
    async with app.run_test(size=(120, 36)):
        screen = app._main
        await _until(app, lambda: screen.found is not None)
        first = time.perf_counter() - STARTED
        keys, days, positions = [], [], []
        for digit in _VIEWS:
            app.simulate_key(str(digit))
            await _until(app, lambda digit=digit: screen._shown is screen.wish and screen.view.digit == digit)  # type: ignore[misc]
            keys += [await _pressed(app, key) for key in _KEYS[: len(_KEYS) // len(_VIEWS)]]
            if screen.view.uses_day:
                days += [await _travelled(app, Moment(day)) for day in _days(_SEEKS // len(_VIEWS), digit)]
            choose = Random(digit)
            known = [choose.randrange(1, screen.end) for _ in range(_SEEKS // len(_VIEWS))]
            await _turned(app)
            positions += [await _travelled(app, Moment(None, position)) for position in known]
            await _turned(app)
            await _travelled(app, Moment())
        return Seen(first, keys, days, positions, _held(), len(screen.query("*")))


def _days(count: int, seed: int) -> list[str]:
    choose = Random(seed)
    days = ((choose.randrange(2006, 2024), choose.randrange(1, 13), choose.randrange(1, 29)) for _ in range(count))
    return [f"{year}-{month:02}-{day:02}" for year, month, day in days]


async def _pressed(app: LegationApp, key: str) -> float:
    table = app._main.table
    before, start = (table.cursor, table.key), time.perf_counter()
    app.simulate_key(key)
    await _until(app, lambda: (table.cursor, table.key) != before, 1.0)
    return time.perf_counter() - start


async def _turned(app: LegationApp) -> None:
    """Show the other clock on the bar, unless the view has but one: nobody steps along a clock that is not shown."""
    screen, before = app._main, app._main.wish
    if not screen.view.uses_day:
        return
    app.simulate_key("T")
    await _until(app, lambda: screen._shown is screen.wish and screen.wish is not before)


async def _travelled(app: LegationApp, moment: Moment) -> float:
    screen, start, before = app._main, time.perf_counter(), app._main.wish
    app.moment = moment
    return await _until(app, lambda: screen._shown is screen.wish and screen.wish is not before) - start


async def _until(app: LegationApp, true: Callable[[], bool], patience: float = _PATIENCE) -> float:
    """Wait until something is so, and then until it is drawn; return when it was so."""
    end = time.perf_counter() + patience
    while not true() and time.perf_counter() < end:
        await asyncio.sleep(0.001)
    so = time.perf_counter()
    drawn = asyncio.Event()
    app._main.call_after_refresh(drawn.set)
    await drawn.wait()
    return so


def _held() -> int:
    """Return the memory that the process holds now, in bytes; 0 where nobody tells."""
    try:
        held = re.search(r"^VmRSS:\s*(\d+) kB", Path("/proc/self/status").read_text("utf-8"), re.MULTILINE)
    except OSError:
        return 0
    return int(held[1]) * 1_024 if held else 0


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_act(sys.argv[1]))))
