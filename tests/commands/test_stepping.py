"""`legation replay --step` on a terminal of its own: on, back, anywhere and away, at the press of a key."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator

import pytest

from commands.test_reading import DAY, SIZE, TOLD
from console import Console
from legation.commands._stepping import KEYS
from trial import entity

PATIENCE = 60  # seconds until a silent program counts as stuck
Start = Callable[..., "Terminal"]


class Terminal:
    """A terminal with the command in it."""

    def __init__(self, *words: str) -> None:
        self._ours, self._theirs = pty.openpty()
        self._at_first = termios.tcgetattr(self._theirs)
        self._out = ""
        # Who leads a session and opens a terminal is its master: Ctrl-C is for him.
        opening = ["sh", "-c", 'exec "$@" <"$0" >"$0" 2>&1', os.ttyname(self._theirs)]
        command = [sys.executable, "-m", "legation", *words]
        self._done = subprocess.Popen([*opening, *command], start_new_session=True, env=os.environ | {"TERM": "xterm"})

    def until(self, text: str) -> str:
        """Return what was printed up to and including `text`, and begin anew behind it."""
        while text not in self._out:
            assert self._ready(PATIENCE), f"waited for {text!r}, got {self._out!r}"
            self._out += os.read(self._ours, 4096).decode()
        before, _, self._out = self._out.partition(text)
        return before + text

    def press(self, keys: str) -> str:
        """Press keys once it asks for one, and return what is printed until it asks again."""
        os.write(self._ours, keys.encode())
        return self.until(KEYS)

    def send(self, keys: str) -> None:
        """Press keys after which it need not ask again."""
        os.write(self._ours, keys.encode())

    def end(self) -> tuple[int, str]:
        """Return how it ended, and what it printed at last; the terminal must be as it was before."""
        silent = 0
        while self._done.poll() is None or self._ready(0):
            if self._ready(0.1):
                self._out, silent = self._out + os.read(self._ours, 4096).decode(), 0
            silent += 1
            assert silent < 10 * PATIENCE, f"it does not end, and printed {self._out!r}"
        assert termios.tcgetattr(self._theirs)[3] == self._at_first[3]
        return self._done.wait(PATIENCE), self._out

    def _ready(self, seconds: float) -> bool:
        return bool(select.select([self._ours], [], [], seconds)[0])

    def close(self) -> None:
        """Let go of it, whatever it does."""
        self._done.kill()
        self._done.wait()
        os.close(self._ours)
        os.close(self._theirs)


def told(text: str) -> list[int]:
    """Return the positions of the events that were told."""
    return [int(position) for position in re.findall(r"(?:^|\n|\x1b\[K)#(\d+) (?!of|is not)", text)]


@pytest.fixture
def start(run: Console) -> Iterator[Start]:
    """Return what starts a walk through the ledger and waits until it asks for the first key."""
    run.begin(*TOLD)
    run("log")
    begun: list[Terminal] = []

    def begin(*words: str) -> Terminal:
        begun.append(Terminal("replay", "--step", *DAY, *words))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


def test_keys_lead_on_and_back(start: Start) -> None:
    terminal = start()
    first = terminal.until(KEYS)
    assert told(first) == [1]
    assert f"#1 of #{SIZE}" in first
    keys = ("\r", "n", " ", "b", "\n", "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B")
    assert [told(terminal.press(key)) for key in keys] == [[2], [3], [4], [3], [4], [3], [4], [3], [4]]
    terminal.send("q")
    assert terminal.end()[0] == 0


def test_what_an_event_changed_is_told_below_it(start: Start) -> None:
    terminal = start("--from", "6")
    first = terminal.until(KEYS)
    assert "#6 seen in office: Rufus T. Firefly" in first
    assert "~ Offices:" in first
    terminal.send("q")
    assert terminal.end() == (0, " \r\x1b[K")


def test_beyond_the_first_and_the_last_it_stays_and_says_so(start: Start) -> None:
    terminal = start("--from", "6", "--to", "7")
    terminal.until(KEYS)
    said = terminal.press("b")
    assert (told(said), "this is the first one" in said) == ([], True)
    assert told(terminal.press("n")) == [7]
    said = terminal.press("n")
    assert (told(said), "this is the last one" in said) == ([], True)
    assert told(terminal.press("b")) == [6]


@pytest.mark.parametrize("key", ["x", "N", "é", "\x1b[5~", "\t", "😀"])
def test_a_key_that_does_nothing_is_answered_with_those_that_do(start: Start, key: str) -> None:
    terminal = start()
    terminal.until(KEYS)
    os.write(terminal._ours, key.encode())
    said = terminal.until("is no key here: " + KEYS)
    terminal.until(KEYS)
    assert told(said) == []
    assert said.count("is no key here") == 1
    assert told(terminal.press("n")) == [2]


def test_only_chosen_events_are_walked_through(start: Start) -> None:
    terminal = start("--type", "role")
    assert told(terminal.until(KEYS)) == [6]
    assert [told(terminal.press(key)) for key in "nnnnbb"] == [[7], [9], [10], [], [9], [7]]


@pytest.mark.parametrize(
    ("typed", "position", "says"),
    [
        ("10", [10], ""),
        ("#9", [9], ""),
        ("8", [9], "#8 is not among the events chosen; the nearest one behind it is #9"),
        ("16", [10], "#16 is not among the events chosen; the nearest one before it is #10"),
        ("9999-01-01", [10], "the nearest one before it is #10"),
        ("17", [], "'17' is no event: the ledger holds #1 to #16"),
        ("2001-01-01", [], "the ledger holds #1 to #16"),
        ("elsewhere", [], "'elsewhere' is no position or time"),
        ("", [], ""),
    ],
)
def test_a_jump_leads_to_a_position_or_a_time(start: Start, typed: str, position: list[int], says: str) -> None:
    terminal = start("--type", "role")
    terminal.until(KEYS)
    terminal.send("j")
    terminal.until("jump to")
    said = terminal.press(f"{typed}\n")
    assert (told(said), says in said) == (position, True), said


def test_keys_typed_ahead_are_not_lost(start: Start) -> None:
    terminal = start()
    terminal.send("nnq")
    status, said = terminal.end()
    assert (status, told(said.removeprefix("nnq"))) == (0, [1, 2, 3])  # the terminal had shown them before


@pytest.mark.parametrize("away", ["\x03", "\x04", "j\x03", "j\x04", "q"])
def test_it_is_left_quietly(start: Start, away: str) -> None:
    terminal = start()
    terminal.until(KEYS)
    terminal.send(away[0])
    if away[1:]:
        terminal.until("jump to")
        terminal.send(away[1:])
    status, said = terminal.end()
    assert status == 0
    assert not re.search(r"\w{3}", re.sub(r"\^[CD]|\x1b\[K|\(#12, or a time\)", "", said)), said


def test_an_interruption_while_it_works_is_quiet_too(start: Start) -> None:
    terminal = start()
    terminal.until(KEYS)
    os.kill(terminal._done.pid, signal.SIGINT)
    assert terminal.end()[0] == 0


def test_no_event_chosen_is_said(start: Start) -> None:
    terminal = start("--from", "9", "--to", "8")
    status, said = terminal.end()
    assert (status, "no event is chosen" in said) == (0, True)


def test_without_a_terminal_it_is_refused(run: Console) -> None:
    run.begin()
    done = run("replay", "--step")
    assert (done.status, done.out) == (2, "")
    assert "--step needs a terminal" in done.err
    assert "`legation replay` tells the same" in done.err


def test_progress_shows_on_a_terminal_that_the_events_do_not_fill(run: Console) -> None:
    run.begin(*TOLD, *(entity(f"topic:t-{i}") for i in range(4)))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "legation", "replay", *DAY]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ.copy(), check=True)
    said = os.read(ours, 4096).decode()
    os.close(ours)
    os.close(theirs)
    assert "\r\x1b[Ktold: 20 of 20 events\r\x1b[K20 events · views as of" in said
    assert b"\x1b" not in done.stdout
    assert done.stdout.count(b"\n#") == 19
