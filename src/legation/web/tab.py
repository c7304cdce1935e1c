"""The program behind one tab: `legation browse` in a process of its own, with little around it (screens.md 13).

The server speaks with it as textual-serve does; stricter is how it is started, what it may ask of the browser, and
that it ends when its tab does.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

import legation
from legation.literal import literal
from legation.view import VIEWS

_FROM_HERE = ("PATH", "HOME", "LEGATION_ACTOR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
_FOR_THE_SCREEN = (
    "TEXTUAL_DRIVER", "TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLUMNS", "ROWS",
)  # fmt: skip
_PLACE = re.compile(r"(?P<view>\w+)\?at=(?P<as_of>today|\d{4}-\d\d-\d\d)?(?:@(?P<known_by>[\dT:.Z-]{1,40}))?", re.ASCII)
_MOST_SAID = 10_000  # bytes of talk that are kept of a program
_PATIENCE = 5.0  # seconds a program has to leave by itself


@dataclass(frozen=True, slots=True)
class Program:
    """How the program of a tab is started: its arguments, and those with which it begins if no place is asked for."""

    arguments: Sequence[str]
    begin: Sequence[str] = ()

    def command(self, place: str) -> list[str]:
        """Return the command that opens at a place, as the program told it; at what is none, it begins."""
        # -P: a file of the directory one happens to stand in is not taken for a part of the program.
        start = [sys.executable, "-P", "-m", "legation", *self.arguments]
        asked = _PLACE.fullmatch(place)
        if not asked or asked["view"] not in VIEWS:
            return [*start, *self.begin]
        clocks = {"as-of": asked["as_of"], "known-by": asked["known_by"]}
        given = [f"--{name}={value}" for name, value in clocks.items() if value and value != "today"]
        return [*start, f"--view={asked['view']}", *given]


class Tab(AppService):
    """What one tab talks to. `close` is told why the program has ended."""

    def __init__(
        self,
        command: Sequence[str],
        downloads: DownloadManager,
        send: Callable[[bytes], Awaitable[None]],
        tell: Callable[[str], Awaitable[None]],
        close: Callable[[str], Awaitable[None]],
        say: Callable[[str], None],
    ) -> None:
        """Take the command, and the ways to the browser and to whoever started the server."""

        async def later() -> None:
            """Leave it to `run`, which knows how the program ended."""

        super().__init__("", write_bytes=send, write_str=tell, close=later, download_manager=downloads)
        self._argv, self._close, self._say = command, close, say
        self._talk: asyncio.Task[bytes] | None = None

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        """Return all that the program gets to know of its surroundings: where things lie, and how to draw."""
        told = super()._build_environment(width, height)
        kept = {name: told[name] for name in (*_FROM_HERE, *_FOR_THE_SCREEN) if name in told}
        # The program is the one that serves, and a browser knows UTF-8 whatever the terminal here does.
        return kept | {"LANG": "C.UTF-8", "PYTHONPATH": str(Path(legation.__file__).parents[1])}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the program by a list of arguments: no shell reads them."""
        process = await asyncio.create_subprocess_exec(
            *self._argv, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True,
            env=self._build_environment(width, height),
        )  # fmt: skip
        assert process.stdin
        assert process.stderr
        self._process, self._stdin = process, process.stdin
        self._talk = asyncio.create_task(_first_of(process.stderr))
        # What it says is said by us, made harmless; textual-serve would print it as it is.
        process.stderr = asyncio.StreamReader()
        process.stderr.feed_eof()
        return process

    async def run(self) -> None:
        """Pass on what the program draws until it ends, however it does; then close the tab."""
        await super().run()
        assert self._process
        assert self._talk
        try:
            await asyncio.wait_for(self._process.wait(), _PATIENCE)
        except TimeoutError:
            self.kill()
        said = (await self._talk).decode("utf-8", "replace").strip()
        if said:
            self._say("\n".join(map(literal, said.splitlines())))
        last = f" It said: {said.splitlines()[-1]}" if said else ""
        await self._close("You left legation." if not self._process.returncode else f"legation stopped.{literal(last)}")

    async def stop(self) -> None:
        """Ask the program to leave, and see to it that it does."""
        try:
            async with asyncio.timeout(2 * _PATIENCE):
                await super().stop()
        except TimeoutError:
            self.kill()

    def kill(self) -> None:
        """End the program at once, with whatever it started."""
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def on_meta(self, data: bytes) -> None:
        """Do what the program asks: of addresses, only its own place and those of the web go to the browser."""
        asked: dict[str, Any] = json.loads(data)
        if asked["type"] == "open_url":
            url = str(asked["url"])
            if url.startswith("legation://"):
                await self.remote_write_str(json.dumps(["place", url.removeprefix("legation://")]))
            if not url.startswith(("https://", "http://")):
                return
        await super().on_meta(data)


async def _first_of(talk: asyncio.StreamReader) -> bytes:
    """Read to the end, keeping what comes first."""
    kept = b""
    while more := await talk.read(4096):
        kept = (kept + more)[:_MOST_SAID]
    return kept
