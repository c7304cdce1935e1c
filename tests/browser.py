"""A headless Chromium, spoken to in its own protocol: pages are opened, keys pressed, and everything odd is noted."""

from __future__ import annotations

import asyncio
import base64
import json
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from visiting import DEADLINE, letters

_QUIET = (
    "--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--use-gl=angle",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--window-size=1280,800", "--remote-debugging-port=0",
)  # fmt: skip
KEYS = {"Enter": (13, "\r"), "ArrowDown": (40, ""), "ArrowUp": (38, "")}


@dataclass
class Page:
    """A tab of the browser."""

    line: ClientWebSocketResponse
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    drawn: str = ""  # what came over the connection, without what says where and in which colour
    _asked: dict[int, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)

    async def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Send a command and return its result."""
        number = len(self._asked) + 1
        self._asked[number] = asyncio.get_running_loop().create_future()
        await self.line.send_json({"id": number, "method": method, "params": params})
        return await asyncio.wait_for(self._asked[number], DEADLINE)

    async def open(self, address: str) -> None:
        """Go to an address."""
        await self.ask("Page.navigate", url=address)

    async def reload(self) -> None:
        """Load the page anew."""
        self.drawn = ""
        await self.ask("Page.reload")

    async def press(self, name: str) -> None:
        """Press a key, by its name in a browser."""
        code, text = KEYS.get(name, (ord(name[0].upper()) if name.isalnum() else 0, name))
        key = {"key": name, "windowsVirtualKeyCode": code}
        await self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **key)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **key)

    async def value(self, script: str) -> Any:
        """Return what an expression comes to in the page; this way in is not bound by the policy of the page."""
        return (await self.ask("Runtime.evaluate", expression=script))["result"].get("value")

    async def picture(self) -> bytes:
        """Return the page as PNG."""
        return base64.b64decode((await self.ask("Page.captureScreenshot"))["data"])

    async def until(self, holds: Callable[[Page], object]) -> None:
        """Wait until something holds of what was drawn."""
        await self._wait(lambda: _now(holds(self)))

    async def until_value(self, script: str) -> None:
        """Wait until an expression of the page is true."""
        await self._wait(lambda: self.value(script))

    async def changed(self, before: bytes) -> None:
        """Wait until the page looks different."""

        async def differs() -> bool:
            return await self.picture() != before

        await self._wait(differs)

    async def _wait(self, holds: Callable[[], Any]) -> None:
        try:
            async with asyncio.timeout(DEADLINE):
                while not await holds():
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"it did not come; {self.complaints=} {self.drawn[-2000:]}") from None

    async def listen(self) -> None:
        """Note what the browser tells, until it is gone."""
        async for message in self.line:
            if message.type is not WSMsgType.TEXT:
                continue
            told = json.loads(message.data)
            match told:
                case {"id": int(number)}:
                    if "error" in told:
                        self._asked[number].set_exception(RuntimeError(str(told["error"])))
                    else:
                        self._asked[number].set_result(told["result"])
                case {"method": "Network.requestWillBeSent", "params": {"request": {"url": str(url)}}}:
                    self.requests.append(url)
                case {"method": "Network.webSocketCreated", "params": {"url": str(url)}}:
                    self.requests.append(url)
                case {"method": "Network.webSocketFrameReceived", "params": {"response": {"opcode": 2} as frame}}:
                    self.drawn += letters(base64.b64decode(frame["payloadData"]))
                case {"method": "Runtime.exceptionThrown", "params": params}:
                    self.complaints.append(str(params["exceptionDetails"]))
                case {"method": "Runtime.consoleAPICalled", "params": {"type": "error" | "warning"} as params}:
                    self.complaints.append(str(params["args"]))
                case {"method": "Log.entryAdded", "params": {"entry": {"level": "error" | "warning"} as entry}}:
                    self.complaints.append(f"{entry['text']} {entry.get('url', '')}")


async def _now(value: object) -> object:
    return value


@asynccontextmanager
async def browsing(chromium: str, folder: Path) -> AsyncIterator[Page]:
    """Start a browser with an empty profile and hand out its page; it is gone afterwards."""
    process = await asyncio.create_subprocess_exec(
        chromium, *_QUIET, f"--user-data-dir={folder}", "about:blank", stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(DEADLINE):
            while not (port := _port(folder)):
                assert process.returncode is None, "the browser did not start"
                await asyncio.sleep(0.05)
        async with ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as told:
                address = next(page for page in await told.json() if page["type"] == "page")["webSocketDebuggerUrl"]
            async with session.ws_connect(address, max_msg_size=2**26) as line:
                page = Page(line)
                listening = asyncio.create_task(page.listen())
                for part in ("Page", "Runtime", "Network", "Log"):
                    await page.ask(f"{part}.enable")
                yield page
                listening.cancel()
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def _port(folder: Path) -> str:
    """Return where the browser listens, once it has said so."""
    try:
        return (folder / "DevToolsActivePort").read_text().split("\n")[0]
    except OSError:
        return ""
