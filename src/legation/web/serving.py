"""The server: one page, the few files it needs, downloads, and a program for each open tab (screens.md 13)."""

from __future__ import annotations

import asyncio
import html
import json
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template
from types import MappingProxyType
from urllib.parse import quote

import textual_serve.download_manager
from aiohttp import WSMsgType, web
from textual_serve.download_manager import DownloadManager

from legation.errors import NotServed
from legation.literal import literal
from legation.web.guard import TAB, Guard
from legation.web.tab import Program, Tab

_OURS = Path(__file__).parent / "static"
_THEIRS = Path(textual_serve.__file__).parent / "static"
FILES = {
    "page.css": _OURS / "page.css",
    "page.js": _OURS / "page.js",
    "seal.svg": _OURS / "seal.svg",
    "textual.js": _THEIRS / "js" / "textual.js",
    "xterm.css": _THEIRS / "css" / "xterm.css",
    "RobotoMono.ttf": _THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf",
}
"""All there is to be had under `static/`; the font is under the Apache License 2.0."""

# A program that works on something long, or a busy machine, may need more than the 4 s after which a file would be cut.
textual_serve.download_manager.DOWNLOAD_TIMEOUT = 60
REFUSED, IDLE, ENDED = 4001, 4002, 1000  # what a tab is closed with
_WIDEST, _TALLEST = 500, 200  # cells
_LONGEST = 2**20  # bytes of one message; what is pasted comes in one


@dataclass(frozen=True, slots=True)
class Limits:
    """How many tabs may be open, how long one may lie idle, and how long a new one waits for another to close."""

    tabs: int = 4
    idle: float = 30 * 60  # seconds
    wait: float = 3  # seconds; a page that is loaded anew comes before its old tab has quite gone


class Server:
    """Serves the screen on a socket that is bound already, until it is told to stop."""

    def __init__(
        self, program: Program, bound: socket.socket, name: str, say: Callable[[str], None], origin: str = "",
        colours: Mapping[str, str] = MappingProxyType({}), limits: Limits = Limits(),
    ) -> None:  # fmt: skip
        """Take what to run in each tab, where to listen, the name of the ledger, and the way to say something.

        `origin` is where a proxy shows the page, `colours` are those of the page around the screen, by name.
        """
        address, self.port = bound.getsockname()[:2]
        self.guard = Guard(address, self.port, origin)
        self._program, self._bound, self._say, self._limits = program, bound, say, limits
        self._downloads = DownloadManager()
        self._free = asyncio.Semaphore(limits.tabs)
        self._open: set[web.WebSocketResponse] = set()
        painted = ";".join(f"--{colour}:{value}" for colour, value in colours.items())
        page = Template((_OURS / "page.html").read_text("utf-8"))
        self._page = page.substitute(name=html.escape(literal(name)), colours=html.escape(painted))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        """Serve for as long as the context lasts, and hand out the link; then close all tabs."""
        app = web.Application(middlewares=[self.guard.check])
        app.on_response_prepare.append(self.guard.seal)
        app.on_shutdown.append(self._close_tabs)
        app.add_routes([
            web.get("/", self._index),
            web.get("/static/{name}", self._static),
            web.get("/download/{key}", self._download),
            web.get(TAB, self._tab),
        ])  # fmt: skip
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=15)
        await runner.setup()
        try:
            await web.SockSite(runner, self._bound).start()
            yield self.guard.link
        finally:
            await runner.cleanup()

    async def _index(self, request: web.Request) -> web.Response:
        return web.Response(text=self._page, content_type="text/html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        if file := FILES.get(request.match_info["name"]):
            return web.FileResponse(file)
        raise web.HTTPNotFound

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file that a program offers; never to be opened in the page, where it could run."""
        key = request.match_info["key"]
        try:
            offered = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        named = f"attachment; filename*=UTF-8''{quote(literal(offered.file_name), safe='')}"
        answer = web.StreamResponse(headers={"Content-Type": "application/octet-stream", "Content-Disposition": named})
        await answer.prepare(request)
        async for chunk in self._downloads.download(key):
            await answer.write(chunk)
        await answer.write_eof()
        return answer

    async def _tab(self, request: web.Request) -> web.WebSocketResponse:
        """Run a program for a tab, if there is room for one more."""
        line = web.WebSocketResponse(heartbeat=15, max_msg_size=_LONGEST)
        await line.prepare(request)
        try:
            await asyncio.wait_for(self._free.acquire(), self._limits.wait)
        except TimeoutError:
            await _close(line, f"{self._limits.tabs} tabs are open already: close one of them first.", REFUSED)
            return line
        self._open.add(line)
        try:
            await self._sit(line, request)
        finally:
            self._open.discard(line)
            self._free.release()
        return line

    async def _sit(self, line: web.WebSocketResponse, request: web.Request) -> None:
        async def close(why: str) -> None:
            await _close(line, why)

        command = self._program.command(request.query.get("place", ""))
        tab = Tab(command, self._downloads, line.send_bytes, line.send_str, close, self._say)
        width, height = (request.query.get(side, "") for side in ("width", "height"))
        try:
            await tab.start(_cells(width, 80, _WIDEST), _cells(height, 24, _TALLEST))
            async with asyncio.timeout(self._limits.idle) as idle:
                await self._listen(line, tab, idle)
        except TimeoutError:
            minutes = round(self._limits.idle / 60)
            await _close(line, f"Nothing was pressed here for {minutes} minutes, so this tab was closed.", IDLE)
        finally:
            await tab.stop()

    async def _listen(self, line: web.WebSocketResponse, tab: Tab, idle: asyncio.Timeout) -> None:
        """Pass on what the browser says, until it says no more; only what a person does counts against idleness."""
        async for message in line:
            match _told(message.data) if message.type is WSMsgType.TEXT else None:
                case ["stdin", str(keys)]:
                    idle.reschedule(asyncio.get_running_loop().time() + self._limits.idle)
                    await tab.send_bytes(keys.encode("utf-8", "ignore"))
                case ["resize", {"width": int(width), "height": int(height)}]:
                    await tab.set_terminal_size(_cells(width, 80, _WIDEST), _cells(height, 24, _TALLEST))
                case ["ping", str(sent)]:
                    await line.send_json(["pong", sent])
                case ["blur"]:
                    await tab.blur()
                case ["focus"]:
                    await tab.focus()

    async def _close_tabs(self, app: web.Application) -> None:
        closing = (_close(line, "legation serve was stopped.") for line in self._open)
        await asyncio.gather(*closing)


class Talking(logging.Handler):
    """Says what libraries report as one harmless line, without a traceback."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Take the way to say something."""
        super().__init__(logging.WARNING)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Say it."""
        fault = f" ({record.exc_info[1]!r})" if record.exc_info and record.exc_info[1] else ""
        self._say(literal(f"{record.name}: {record.getMessage()}{fault}"))


def bound(address: str, port: int) -> socket.socket:
    """Return a socket that listens at an address; port 0 is any that is free. Raises NotServed."""
    try:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return socket.create_server((address, port), family=family)
    except OSError as error:
        raise NotServed(address, port, error.strerror or str(error)) from None


async def serve(server: Server, say: Callable[[str], None], ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or a termination signal; `ready` gets the link."""
    logging.getLogger().addHandler(Talking(say))
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with server.running() as link:
        ready(link)
        await stop.wait()
        say("closing all tabs")


def _told(text: str) -> object:
    """Return what a message says; None if it is none of ours."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _cells(given: str | int, otherwise: int, most: int) -> int:
    """Return a length in cells within reason."""
    try:
        return min(max(int(given), 1), most)
    except ValueError:
        return otherwise


async def _close(line: web.WebSocketResponse, why: str, code: int = ENDED) -> None:
    """Close a line with a reason, which has room for 123 bytes."""
    await line.close(code=code, message=why.encode()[:123].decode("utf-8", "ignore").encode())
