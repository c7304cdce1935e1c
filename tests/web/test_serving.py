"""The server and its tabs: how many, how long, what goes through, and that nothing is left behind."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import offering
from console import Console
from legation.web.serving import ENDED, IDLE, REFUSED, Limits, Server, bound
from legation.web.tab import Program
from offering import NAME, TEXT
from visiting import Line, Visitor, children, serving, until, visiting

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")


@dataclass(frozen=True)
class Script(Program):
    """Another program in the place of ours."""

    def command(self, place: str) -> list[str]:
        """Return the command."""
        return [sys.executable, *self.arguments]


@pytest.fixture
def program(run: Console) -> Program:
    """Return our own program, on a small ledger."""
    run.begin()
    return Program([f"--ledger={run.folder / 'events'}", "browse", "--read-only"])


@pytest.fixture
async def guest(program: Program) -> AsyncIterator[Visitor]:
    """Return somebody who has opened the link, at a server of two tabs."""
    async with serving(program, limits=Limits(tabs=2, wait=0.1)) as visitor:
        await visitor.enter()
        yield visitor


def up(line: Line) -> bool:
    """Tell whether the list is there, and the place told."""
    return "Leader" in line.drawn and bool(line.told)


async def test_the_right_one_opens_and_keys_arrive(guest: Visitor) -> None:
    async with guest.tab() as line:
        await line.until(up)
        assert line.told[0] == ["place", "offices?at=today"]
        await line.send("stdin", "3")
        await line.until(lambda line: line.told[-1] == ["place", "people?at=today"])
        await line.send("stdin", "q")
        assert await line.end() == (ENDED, "You left legation.")
    await until(lambda: not children())


async def test_a_key_pressed_before_anything_is_drawn_is_obeyed(guest: Visitor) -> None:
    async with guest.tab() as line:
        await line.send("stdin", "3")
        await line.until(lambda line: line.told and line.told[-1] == ["place", "people?at=today"])
        await line.until(lambda line: "Rufus T. Firefly" in line.drawn)


async def test_a_tab_returns_to_its_place(guest: Visitor) -> None:
    async with guest.tab("width=100&height=30&place=people%3Fat%3D2021-05-09%403") as line:
        await line.until(lambda line: line.told)
        assert line.told[0] == ["place", "people?at=2021-05-09@3"]
        await line.until(lambda line: "9 May 2021" in line.drawn)


async def test_no_more_tabs_open_than_may(guest: Visitor) -> None:
    async with guest.tab() as first, guest.tab(), guest.tab() as third:
        code, why = await third.end()
        assert code == REFUSED
        assert "2 tabs are open already" in why
        await first.until(up)
        await first.send("stdin", "q")
        await first.end()
        await until(lambda: len(children()) == 1)
        async with guest.tab() as fourth:
            await fourth.until(up)


async def test_a_page_that_is_loaded_anew_waits_for_its_old_tab(program: Program) -> None:
    async with serving(program, limits=Limits(tabs=1, wait=60)) as visitor:
        await visitor.enter()
        async with visitor.tab() as line:
            await line.until(up)
        async with visitor.tab() as line:
            await line.until(up)


async def test_a_tab_in_which_nothing_is_pressed_is_closed_whatever_the_page_itself_sends(program: Program) -> None:
    async with serving(program, limits=Limits(idle=1.0)) as visitor:
        await visitor.enter()
        async with visitor.tab() as line:

            async def page() -> None:
                while True:
                    await line.send("ping", "1")
                    await line.send("focus")
                    await asyncio.sleep(0.05)

            sending = asyncio.create_task(page())
            code, why = await line.end()
            sending.cancel()
        assert (code, "this tab was closed" in why) == (IDLE, True)
        await until(lambda: not children())


async def test_a_tab_in_which_keys_are_pressed_stays_open(program: Program) -> None:
    async with serving(program, limits=Limits(idle=2.0)) as visitor:
        await visitor.enter()
        async with visitor.tab() as line:
            opened = time.monotonic()
            while time.monotonic() < opened + 3.0:
                await line.send("stdin", "n")
                await asyncio.sleep(0.05)
            await line.send("ping", "still here")
            await line.until(lambda line: ["pong", "still here"] in line.told)


async def test_what_is_no_message_is_passed_over(guest: Visitor) -> None:
    async with guest.tab() as line:
        for text in ("", "{", "[" * 100_000, "{}", "null", '["stdin", 5]', '["stdin"]', '["resize", {"width": "x"}]',
                     '["resize", 5]', '["quit"]', '["stdin", "\\ud800"]',
                     '["resize", {"width": 1e9, "height": -4}]'):  # fmt: skip
            await line.raw(text)
        await line.send("ping", "still here")
        await line.until(lambda line: ["pong", "still here"] in line.told)
        await line.until(up)


async def test_the_program_is_told_no_more_than_it_needs(guest: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_TOKEN", "TEXTUAL_LOG", "LEGATION_KEY", "SSH_AUTH_SOCK", "LC_ALL"):
        monkeypatch.setenv(name, "from outside")
    async with guest.tab("width=999999999&height=-7") as line:
        await line.until(lambda line: line.told)
        (process,) = children()
        told = dict(pair.split("=", 1) for pair in Path(f"/proc/{process}/environ").read_text().split("\0") if pair)
    assert told.keys() <= {
        "PATH", "HOME", "LANG", "PYTHONPATH", "LEGATION_ACTOR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
        "TEXTUAL_DRIVER", "TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLUMNS",
        "ROWS",
    }  # fmt: skip
    assert (told["COLUMNS"], told["ROWS"]) == ("500", "1")


async def test_a_program_that_does_not_start_says_why_and_nothing_it_says_is_obeyed() -> None:
    said: list[str] = []
    program = Script(["-c", "import sys; sys.exit('fair words\\nbroken \\x1b]0;x\\x07')"])
    async with serving(program, said.append) as visitor:
        await visitor.enter()
        async with visitor.tab() as line:
            code, why = await line.end()
    assert code == ENDED
    assert why.startswith("legation stopped. It said: broken ")
    assert any("fair words" in sentence for sentence in said)
    assert "\x1b" not in "".join((why, *said))


async def test_where_the_ledger_has_gone_no_folder_of_the_machine_is_offered(tmp_path: Path) -> None:
    async with serving(Program([f"--ledger={tmp_path / 'gone'}", "browse"])) as visitor:
        await visitor.enter()
        async with visitor.tab() as line:
            await line.until(lambda line: "looks again" in line.drawn)
            assert "open one" not in line.drawn


async def test_a_file_is_handed_out_to_be_kept_and_never_runs_in_the_page() -> None:
    async with serving(Script([offering.__file__])) as visitor:
        await visitor.enter()
        async with visitor.tab() as line:
            await line.until(lambda line: line.told)
            kind, key = line.told[0]
            assert kind == "deliver_file_start"
            status, headers, text = await visitor.get(f"download/{key}")
            assert (await visitor.get(f"download/{key}"))[0] == 404  # once
    assert (status, text) == (200, TEXT)
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert headers["Content-Type"] == "application/octet-stream"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert NAME not in headers["Content-Disposition"]


async def test_a_file_that_takes_its_time_is_not_cut() -> None:
    async with serving(Script([offering.__file__, "slow"])) as visitor:
        await visitor.enter()
        async with visitor.tab() as line:
            await line.until(lambda line: line.told)
            assert (await visitor.get(f"download/{line.told[0][1]}"))[2] == TEXT


async def test_rows_are_downloaded_and_no_file_is_written_here(guest: Visitor, run: Console) -> None:
    before = set(run.folder.iterdir())
    async with guest.tab() as line:
        await line.until(up)
        await line.send("stdin", "x")
        await line.until(lambda line: "Enter downloads" in line.drawn)
        await line.send("stdin", "\r")
        await line.until(lambda line: line.told[-1][0] == "deliver_file_start")
        status, headers, text = await guest.get(f"download/{line.told[-1][1]}")
    assert status == 200
    assert "Leader" in text
    assert headers["Content-Disposition"].endswith(".csv")
    assert set(run.folder.iterdir()) == before


async def test_when_the_server_stops_every_tab_is_told_and_its_program_ends(program: Program) -> None:
    running = Server(program, bound("127.0.0.1", 0), "freedonia", lambda _: None).running()
    async with visiting(await running.__aenter__()) as visitor:
        await visitor.enter()
        async with visitor.tab() as line:
            await line.until(up)
            assert children()
            _, ended = await asyncio.gather(running.__aexit__(None, None, None), line.end())
    assert ended == (ENDED, "legation serve was stopped.")
    assert not children()
