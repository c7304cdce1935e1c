"""Who may come in: every path asks, and says no in a sentence; nothing but the page's own few files is handed out."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from aiohttp import WSServerHandshakeError

from legation.web.serving import FILES
from legation.web.tab import Program
from visiting import Visitor, serving

PATHS = ("", "static/page.js", "static/", "download/1", "ws", "nowhere")
PROXY = "https://ledger.example.org"


@pytest.fixture
async def stranger() -> AsyncIterator[Visitor]:
    """Return somebody who has not opened the link."""
    async with serving(Program(["browse"])) as visitor:
        yield visitor


@pytest.fixture
async def guest(stranger: Visitor) -> Visitor:
    """Return somebody who has."""
    await stranger.enter()
    return stranger


async def refused(visitor: Visitor, origin: str | None) -> int:
    """Return the status with which a tab is refused."""
    with pytest.raises(WSServerHandshakeError) as error:
        async with visitor.tab(origin=origin):
            pass
    return error.value.status


@pytest.mark.parametrize("path", PATHS)
async def test_without_token_every_path_is_refused(stranger: Visitor, path: str) -> None:
    own = str(stranger.here.origin())
    status, _, text = await stranger.get(path, Origin=own)
    assert status == 401
    assert "the link that `legation serve` printed" in text


@pytest.mark.parametrize("token", ["", "wrong", "%C3%A9", "%00", "x" * 9000])
async def test_a_wrong_token_opens_nothing(stranger: Visitor, token: str) -> None:
    status, headers, _ = await stranger.get(f"?token={token}")
    assert status in {400, 401}
    assert "Set-Cookie" not in headers


async def test_a_token_opens_only_where_it_is_exchanged(stranger: Visitor) -> None:
    status, _, _ = await stranger.get(f"static/page.js?token={stranger.link.query['token']}")
    assert status == 401


async def test_the_token_is_exchanged_for_a_cookie_and_dropped_from_the_address(stranger: Visitor) -> None:
    token = stranger.link.query["token"]
    assert len(token) == 32
    status, headers, _ = await stranger.get(f"?token={token}")
    assert (status, headers["Location"]) == (303, "./")
    cookie = headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert token not in cookie
    assert (await stranger.get())[0] == 200
    assert (await stranger.get("?token=old"))[1]["Location"] == "./"  # the link of an earlier start, opened again


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost.evil.example", ""])
async def test_another_name_for_this_machine_is_refused(guest: Visitor, host: str) -> None:
    status, _, text = await guest.get(Host=host)
    assert status == 403
    assert "name" in text


async def test_this_machine_may_be_called_localhost(guest: Visitor) -> None:
    assert (await guest.get(Host=f"localhost:{guest.here.port}"))[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", ""])
@pytest.mark.parametrize("path", PATHS)
async def test_a_page_from_elsewhere_is_refused_everywhere(guest: Visitor, path: str, origin: str) -> None:
    assert (await guest.get(path, Origin=origin))[0] == 403


async def test_a_tab_says_where_it_comes_from_or_is_refused(guest: Visitor) -> None:
    assert await refused(guest, None) == 403
    assert await refused(guest, "https://evil.example") == 403


async def test_every_answer_keeps_others_out_of_the_page(guest: Visitor) -> None:
    answers = [await guest.get(path) for path in PATHS] + [await guest.get(Host="evil.example")]
    assert {status for status, _, _ in answers} >= {200, 403, 404}
    for _, headers, _ in answers:
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert "script-src" not in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["static", "static/", "static/js", "static/page.html", "static/../tab.py", "static/%2e%2e%2ftab.py",
             "static/..%2Fguard.py", "static//etc/passwd", "static/textual.js/", "download/", "download/1"],
)  # fmt: skip
async def test_nothing_is_listed_and_nothing_else_is_to_be_had(guest: Visitor, path: str) -> None:
    status, _, text = await guest.get(path)
    assert status == 404
    assert "import" not in text


async def test_the_page_asks_for_nothing_from_elsewhere(guest: Visitor) -> None:
    _, _, page = await guest.get()
    linked = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert linked
    for address in linked:
        assert address.removeprefix("static/") in FILES
        assert (await guest.get(address))[0] == 200
    assert "<script>" not in page
    assert "http" not in page
    for name in ("page.css", "page.js"):
        assert "//" not in re.sub(r"^\s*//.*$", "", (await guest.get(f"static/{name}"))[2], flags=re.MULTILINE)


async def test_the_ledger_cannot_write_into_the_page() -> None:
    program = Program(["browse"])
    async with serving(program, name="<script>alert(1)</script>\x1b") as visitor:
        await visitor.enter()
        _, _, page = await visitor.get()
    assert "<script>alert" not in page
    assert "\x1b" not in page


async def test_behind_a_proxy_its_origin_is_the_only_one() -> None:
    async with serving(Program(["browse"]), origin=PROXY) as visitor:
        name = PROXY.removeprefix("https://")
        token = visitor.link.query["token"]
        status, headers, _ = await visitor.get(f"?token={token}", Host=name)
        assert status == 303
        assert "Secure" in headers["Set-Cookie"].split("; ")
        cookie = headers["Set-Cookie"].partition(";")[0]
        assert (await visitor.get(Host=name, Origin=PROXY, Cookie=cookie))[0] == 200
        assert (await visitor.get(Host=name, Origin=f"http://{name}", Cookie=cookie))[0] == 403
        assert (await visitor.get(Origin=str(visitor.here.origin()), Cookie=cookie))[0] == 403
        assert (await visitor.get(Host="evil.example", Cookie=cookie))[0] == 403
