"""The program behind a tab: how it is started, and what it may ask of the browser."""

from __future__ import annotations

import json

import pytest
from textual_serve.download_manager import DownloadManager

from legation.web.tab import Program, Tab

PROGRAM = Program(["--ledger=/somewhere", "browse", "--read-only"], ["--as-of=last"])
START = PROGRAM.command("")[: -len(PROGRAM.begin)]


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("people?at=2023-03-01@368", ["--view=people", "--as-of=2023-03-01", "--known-by=368"]),
        ("people?at=2023-03-01", ["--view=people", "--as-of=2023-03-01"]),
        ("audit?at=@7", ["--view=audit", "--known-by=7"]),
        ("people?at=@2023-03-01T10:00:00.000Z", ["--view=people", "--known-by=2023-03-01T10:00:00.000Z"]),
        ("people?at=today", ["--view=people"]),  # and not the day one would begin at
        ("people?at=", ["--view=people"]),
    ],
)
def test_it_opens_at_a_place(place: str, asked: list[str]) -> None:
    assert PROGRAM.command(place) == [*START, *asked]


@pytest.mark.parametrize(
    "place",
    ["", "people", "nowhere?at=2023-03-01", "../people?at=", "people?at=last", "people?at=2023-03-01 --write",
     "--write?at=", "people?at=2023-03-01@--write", "people?at=@1\n", "people?at=\uff12023-03-01",
     "offices?at=@" + "1" * 50],
)  # fmt: skip
def test_at_what_is_no_place_it_begins(place: str) -> None:
    assert PROGRAM.command(place) == [*START, "--as-of=last"]


def test_no_file_of_the_present_directory_is_taken_for_the_program() -> None:
    assert START[1:4] == ["-P", "-m", "legation"]


@pytest.mark.parametrize(
    ("url", "heard"),
    [
        ("legation://people?at=2023-03-01", [["place", "people?at=2023-03-01"]]),
        ("https://example.org/", [["open_url", {"url": "https://example.org/", "new_tab": True}]]),
        ("javascript:alert(1)", []),
        ("file:///etc/passwd", []),
        ("data:text/html,x", []),
        (" https://example.org/", []),
    ],
)
async def test_only_its_place_and_addresses_of_the_web_go_to_the_browser(url: str, heard: list[object]) -> None:
    told: list[object] = []

    async def tell(text: str) -> None:
        told.append(json.loads(text))

    async def nothing(_: object) -> None:
        raise AssertionError

    tab = Tab([], DownloadManager(), nothing, tell, nothing, told.append)
    await tab.on_meta(json.dumps({"type": "open_url", "url": url, "new_tab": True}).encode())
    assert told == heard
