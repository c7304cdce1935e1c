"""The page in a real browser: it draws, obeys keys, comes back after a reload, and never asks anybody else.

`LEGATION_BROWSER` names a Chromium; the project's own checks always do. One that is named and does not start fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from browser import Page, browsing
from console import Console
from legation.web.serving import FILES
from legation.web.tab import Program
from trial import entity
from visiting import serving

CHROMIUM = os.environ.get("LEGATION_BROWSER", "")
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="NO BROWSER TEST WAS RUN: name a Chromium with LEGATION_BROWSER=/usr/bin/chromium"
)


@pytest.fixture
async def page(run: Console, tmp_path: Path) -> AsyncIterator[Page]:
    """Return a page on which the link was opened and the list has come."""
    run.begin(entity("office:envoy", "envoy", "Envoy to Sylvania", seats=1))
    program = Program([f"--ledger={run.folder / 'events'}", "browse", "--read-only"])
    async with serving(program) as server, browsing(CHROMIUM, tmp_path / "profile") as page:
        await page.open(str(server.link))
        await page.until(lambda page: "Leader" in page.drawn)
        await page.until_value("location.hash")
        yield page


async def test_it_draws_the_list_and_a_key_moves_the_cursor(page: Page) -> None:
    assert await page.value("document.activeElement.tagName") == "TEXTAREA"
    assert await page.value("[...document.fonts].map(font => font.status).join()") == "loaded"
    assert await page.value("getComputedStyle(document.getElementById('word')).display") == "none"
    await page.until(lambda page: "certain" in page.drawn or "unknown" in page.drawn)
    page.drawn, before = "", await page.picture()
    await page.press("ArrowDown")
    await page.until(lambda page: re.search(r"▸.{0,14}Leader", page.drawn))
    await page.changed(before)
    assert page.complaints == []


async def test_the_link_leaves_nothing_in_the_address_and_no_script_can_read_the_cookie(page: Page) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/#offices\?at=today", await page.value("location.href"))
    assert await page.value("document.cookie") == ""
    assert await page.value("document.referrer") == ""


async def test_a_reload_returns_to_view_and_moment(page: Page) -> None:
    for key in ("3", "t", *"2021-05-09", "Enter"):
        await page.press(key)
    await page.until_value("location.hash === '#people?at=2021-05-09'")
    await page.reload()
    await page.until(lambda page: "Rufus T. Firefly" in page.drawn and "as of 9 May 2021" in page.drawn)
    assert await page.value("location.hash") == "#people?at=2021-05-09"
    assert "as of today" not in page.drawn
    assert page.complaints == []


async def test_what_was_left_is_opened_again_at_its_place(page: Page) -> None:
    await page.press("3")
    await page.until_value("location.hash.startsWith('#people')")
    await page.press("q")
    await page.until_value("document.body.classList.contains('-closed')")
    assert await page.value("document.getElementById('says').textContent") == "You left legation."
    assert await page.value("document.activeElement.id") == "again"
    page.drawn = ""
    await page.press("Enter")
    await page.until(lambda page: "Rufus T. Firefly" in page.drawn)
    assert page.complaints == []


async def test_it_asks_nobody_else_and_runs_no_script_but_its_own(page: Page) -> None:
    here = await page.value("location.host")
    asked = {url.partition("?")[0].partition("#")[0] for url in page.requests}
    own = {"", "ws", *(f"static/{name}" for name in FILES)}
    assert {url.partition(f"//{here}/")[2] for url in asked} == own
    assert all(f"//{here}/" in url for url in asked)
    assert page.complaints == []
    await page.value(
        "document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))"
    )
    assert await page.value("window.ran") is None
    await page.until(lambda page: any("Content Security Policy" in complaint for complaint in page.complaints))
