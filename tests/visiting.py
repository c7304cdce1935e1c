"""A visitor of the server who is no browser: it sends what it is told to, and sees what a tab is sent."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType
from yarl import URL

from legation.web.serving import Server, bound
from legation.web.tab import Program

DEADLINE = 60.0  # seconds until something has to be there; it is, much sooner, if it comes at all
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")


def letters(sent: bytes) -> str:
    """Return what a terminal is sent without what says where and in which colour."""
    return _SEQUENCE.sub("", sent.decode("utf-8", "replace"))


class Line:
    """An open tab."""

    def __init__(self, line: ClientWebSocketResponse) -> None:
        self._line = line
        self.drawn = ""
        self.told: list[Any] = []
        self.said: list[str] = []

    async def send(self, *told: Any) -> None:
        """Send a message as the page does."""
        await self._line.send_str(json.dumps(told))

    async def raw(self, text: str) -> None:
        """Send a text that may be no message."""
        await self._line.send_str(text)

    async def until(self, holds: Callable[[Line], object]) -> None:
        """Listen until something holds of what came."""
        try:
            async with asyncio.timeout(DEADLINE):
                while not holds(self):
                    assert await self._heard(), f"it was closed: {self.code} {self.said} {self.drawn[-1000:]}"
        except TimeoutError:
            raise AssertionError(f"it did not come: {self.told} {self.drawn[-1000:]}") from None

    async def end(self) -> tuple[int | None, str]:
        """Listen until it is closed, and return with what."""
        async with asyncio.timeout(DEADLINE):
            while await self._heard():
                pass
        return self.code, self.said[-1] if self.said else ""

    @property
    def code(self) -> int | None:
        """What it was closed with."""
        return self._line.close_code

    async def _heard(self) -> bool:
        message = await self._line.receive()
        match message.type:
            case WSMsgType.BINARY:
                self.drawn += letters(message.data)
            case WSMsgType.TEXT:
                self.told.append(json.loads(message.data))
            case WSMsgType.CLOSE:
                self.said.append(message.extra or "")
                return False
            case _:
                return False
        return True


class Visitor:
    """Somebody with a jar for cookies."""

    def __init__(self, session: ClientSession, link: str) -> None:
        self._session, self.link = session, URL(link)
        self.here = self.link.with_query(None)

    async def get(self, path: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and text of a path, which is sent as it is written; nothing is followed."""
        address = URL(f"{self.here}{path}", encoded=True)
        async with self._session.get(address, headers=headers, allow_redirects=False) as answer:
            return answer.status, dict(answer.headers), (await answer.read()).decode("utf-8", "replace")

    async def enter(self) -> None:
        """Open the link, as one who was given it."""
        status, _, _ = await self.get(f"?token={self.link.query['token']}")
        assert status == 303

    @asynccontextmanager
    async def tab(self, query: str = "width=100&height=30", origin: str | None = "") -> AsyncIterator[Line]:
        """Open a tab; `origin` is our own if empty, and none is sent if None. Raises what aiohttp does if refused."""
        own = str(self.here.origin())
        headers = {} if origin is None else {"Origin": origin or own}
        async with self._session.ws_connect(f"{self.here}ws?{query}", headers=headers) as line:
            yield Line(line)


@asynccontextmanager
async def visiting(link: str) -> AsyncIterator[Visitor]:
    """Hand out a visitor who knows the link and has not opened it yet."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Visitor(session, link)


@asynccontextmanager
async def serving(program: Program, say: Callable[[str], None] = lambda _: None, **more: Any) -> AsyncIterator[Visitor]:
    """Serve a program on loopback, and hand out a visitor who has not opened the link yet."""
    server = Server(program, bound("127.0.0.1", 0), more.pop("name", "freedonia"), say, **more)
    async with server.running() as link, visiting(link if link.startswith("http://127") else _local(server)) as visitor:
        yield visitor


def _local(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}/?token={server.guard.token}"


def children(of: int | None = None) -> list[int]:
    """Return the processes that a process, or this one, has started and that still run.

    Python's own, which another test left to look after shared memory and which stays to the end, is none of them.
    """
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
            if int(parent) != (of or os.getpid()) or state == "Z":
                continue
            command = entry.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if b"multiprocessing.resource_tracker" not in command:
            found.append(int(entry.parent.name))
    return found


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(DEADLINE):
        while not holds():
            await asyncio.sleep(0.05)
