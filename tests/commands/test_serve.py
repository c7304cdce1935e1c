"""`legation serve`: the link on standard output, a ledger that is only read unless asked otherwise, and a clean end."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from console import Console
from visiting import Line, children, until, visiting

IN_PROC = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked at in /proc")


@asynccontextmanager
async def served(run: Console, *words: str) -> AsyncIterator[tuple[Process, str, Line]]:
    """Run `legation serve`, and hand out the process, the link and a tab in which the list is there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "legation", "serve", *words, stdout=PIPE, stderr=PIPE, cwd=run.folder
    )
    assert process.stdout
    try:
        link = (await process.stdout.readline()).decode().strip()
        async with visiting(link) as visitor:
            await visitor.enter()
            async with visitor.tab() as line:
                await line.until(lambda line: "Leader" in line.drawn)
                yield process, link, line
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def program(process: Process) -> list[str]:
    """Return the arguments of the program behind the open tab."""
    (tab,) = children(process.pid)
    return Path(f"/proc/{tab}/cmdline").read_text().split("\0")


@IN_PROC
async def test_nothing_is_written_unless_it_is_allowed(run: Console) -> None:
    run.begin()
    before = run.ledger()
    async with served(run) as (process, _, line):
        assert "--read-only" in program(process)
        await line.send("stdin", "a")
        await line.until(lambda line: "only read" in line.drawn)
    assert run.ledger() == before


@IN_PROC
async def test_with_write_the_program_may_record(run: Console) -> None:
    run.begin()
    async with served(run, "--write") as (process, _, _):
        assert "--read-only" not in program(process)


@IN_PROC
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
async def test_it_prints_the_link_alone_and_ends_with_all_its_tabs(run: Console, sign: signal.Signals) -> None:
    run.begin()
    async with served(run, "--as-of", "2021-05-09") as (process, link, line):
        assert link.startswith("http://127.0.0.1:")
        assert line.told[0] == ["place", "offices?at=2021-05-09"]
        (tab,) = children(process.pid)
        process.send_signal(sign)
        _, why = await line.end()
        out, err = await process.communicate()
        assert (process.returncode, out, why) == (0, b"", "legation serve was stopped.")
        assert b"Ctrl-C stops" in err
        assert link.partition("=")[2].encode() not in err
        assert not Path(f"/proc/{tab}").exists()


@IN_PROC
async def test_a_program_whose_server_is_killed_ends_too(run: Console) -> None:
    run.begin()
    async with served(run) as (process, _, _):
        (tab,) = children(process.pid)
        process.kill()
        await until(lambda: not _runs(tab))


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--address", "0.0.0.0"), "put a proxy before it that signs people in"),
        (("--address", "::"), "put a proxy before it that signs people in"),
        (("--address", "example.org"), "is no IP address"),
        (("--behind-proxy", "http://ledger.example.org", "--port", "8000"), "expected https://NAME"),
        (("--behind-proxy", "https://ledger.example.org/path", "--port", "8000"), "expected https://NAME"),
        (("--behind-proxy", "https://ana@ledger.example.org", "--port", "8000"), "expected https://NAME"),
        (("--behind-proxy", "https://ledger.example.org"), "name the port"),
        (("--theme", "mauve"), "'mauve' is no theme"),
        (("--view", "offces"), "did you mean offices"),
        (("--known-by", "900"), "the ledger ends at"),
        (("--as-of", "whenever"), "is no day"),
    ],
)
def test_what_cannot_be_served_so_is_refused_before_it_begins(run: Console, words: tuple[str, ...], said: str) -> None:
    run.begin()
    done = run("serve", *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_port_that_is_taken_is_named(run: Console) -> None:
    run.begin()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert (done.status, done.out) == (2, "")
    assert f"127.0.0.1:{port} cannot be served: Address already in use" in done.err


def test_without_a_ledger_nothing_is_served(run: Console) -> None:
    assert run("serve").status == 2


def test_if_the_packages_are_missing_it_says_how_to_get_them(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    run.begin()
    for name in [name for name in sys.modules if name.startswith("legation.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    done = run("serve")
    assert done.status == 2
    assert "pip install 'legation[web]'" in done.err


def test_its_help_needs_none_of_them(run: Console) -> None:
    assert "signs people in" in " ".join(run("serve", "--help").out.split())
