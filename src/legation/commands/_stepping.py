"""The replay by hand: an event at a time, on, back, or anywhere, at the press of a key."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from select import select
from types import TracebackType

import click

from legation.choosing import Choice
from legation.command import say
from legation.errors import NotUnderstood
from legation.fact import Fact

KEYS = "Enter next · b back · j jump · q quit"
_ON = frozenset({"\r", "\n", "n", " ", "\x1b[C", "\x1b[B"})
_BACK = frozenset({"b", "\x1b[D", "\x1b[A"})
_WIPE = "\r\x1b[K"
_BEGUN = re.compile(rb"\x1b([\[O][0-9;]{0,8})?|[\xc0-\xdf]|[\xe0-\xef].?|[\xf0-\xf7].{0,2}", re.DOTALL)
_AT_ONCE, _NOW_AND_THEN = 0.02, 0.3  # seconds
_LONGEST = 1_000  # bytes that are typed


def walk(choice: Choice, show: Callable[[Fact], None], place: Callable[[str], int]) -> None:
    """Show the chosen events one by one, as the keys say, until one leaves; refuse where there is no terminal.

    `place` reads a position or time that a person types, and raises NotUnderstood.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        say("--step needs a terminal for input, output and errors; without it `legation replay` tells the same")
        raise SystemExit(2)
    here = next(choice.onward(), None)
    if not here:
        say("no event is chosen")
        return
    try:
        with _Keys() as keys:
            while here:
                show(here)
                here = _asked(keys, choice, here, place)
    except (KeyboardInterrupt, EOFError):
        click.echo(err=True)


def _asked(keys: _Keys, choice: Choice, here: Fact, place: Callable[[str], int]) -> Fact | None:
    """Ask for keys until one leads to another event; None: away from here."""
    while True:
        key = keys.pressed(f"#{here.position} of #{choice.last} · {KEYS} ")
        if key == "q":
            return None
        if key in _ON:
            found, missing = next(choice.onward(here.position), None), "this is the last one: b goes back, q leaves"
        elif key in _BACK:
            found, missing = (
                next(choice.backward(here.position), None),
                "this is the first one: Enter goes on, q leaves",
            )
        elif key == "j":
            found, missing = _jumped(keys.typed("jump to (#12, or a time)"), choice, place)
        else:
            found, missing = None, f"{key!r} is no key here: {KEYS}"
        if found:
            return found
        if missing:
            say(missing)


def _jumped(text: str, choice: Choice, place: Callable[[str], int]) -> tuple[Fact | None, str]:
    """Return the event that was asked for, or the nearest one chosen; else why there is none."""
    if not text:
        return None, ""
    try:
        wanted = place(text)
    except NotUnderstood as error:
        return None, str(error)
    found = next(choice.onward(wanted - 1), None) or next(choice.backward(wanted), None)
    if found and found.position != wanted:
        side = "behind" if found.position > wanted else "before"
        say(f"#{wanted} is not among the events chosen; the nearest one {side} it is #{found.position}")
    return found, ""


class _Keys:
    """The keys of the terminal as they are pressed; Ctrl-C interrupts as ever, the end of input raises EOFError."""

    def __enter__(self) -> _Keys:
        import termios

        self._fd = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._fd)
        self._by_key()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._by_line()

    def _by_key(self) -> None:
        import termios
        import tty

        tty.setcbreak(self._fd, termios.TCSADRAIN)  # what was typed ahead is kept

    def _by_line(self) -> None:
        import termios

        termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)

    def pressed(self, prompt: str) -> str:
        """Return the next key; the prompt is wiped out then."""
        click.echo(prompt, nl=False, err=True)
        key = self._read(1)
        # Arrows, and letters beyond ASCII, come as several bytes at once.
        while _BEGUN.fullmatch(key) and select([self._fd], [], [], _AT_ONCE)[0]:
            key += self._read(1)
        if key in {b"", b"\x04"}:
            raise EOFError
        click.echo(_WIPE, nl=False, err=True)
        return key.decode(errors="replace")

    def typed(self, prompt: str) -> str:
        """Return a line that is typed as one types lines."""
        self._by_line()
        try:
            click.echo(f"{prompt}: ", nl=False, err=True)
            line = self._read(_LONGEST)
        finally:
            self._by_key()
        if not line:
            raise EOFError
        return line.decode(errors="replace").strip()

    def _read(self, most: int) -> bytes:
        """Return what the terminal has, of at most that many bytes; nothing when it has gone away."""
        # An interruption that comes just before a read would wait for the next key: look up now and then.
        while not select([self._fd], [], [], _NOW_AND_THEN)[0]:
            pass
        try:
            return os.read(self._fd, most)
        except OSError:
            return b""
