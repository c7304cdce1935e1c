"""What a case is: something malformed or hostile that is given to the command line, and the answer that is expected."""

from __future__ import annotations

import json
import re
import shutil
import signal
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console import Console
from trial import cited

# Text that harms a screen, a terminal, a spreadsheet or a reader's eye, where it is printed as it is.
HOSTILE = {
    "escape": "\x1b[2J", "title": "\x1b]0;owned\x07", "link": "\x1b]8;;file:///etc/passwd\x07here\x1b]8;;\x07",
    "c1": "\x9b2J", "bell": "\x07", "nul": "a\x00b", "delete": "a\x7fb", "backspace": "abc\x08\x08\x08xyz",
    "return": "sound\rbad", "bidi": "\u202egnp.exe", "isolate": "\u2066x\u2069", "zero width": "zero\u200bwidth",
    "joiner": "\u200d\u200d", "tags": "tag\U000e0041", "bom": "\ufeffx", "separator": "a\u2028b", "hangul": "\u3164",
    "zalgo": "Z" + "\u0300" * 60, "markup": "[bold red]x[/]", "link markup": "[@click=app.quit]x[/]",
    "formula": "=HYPERLINK(1)", "dde": "@SUM(1+1)*cmd|' /C calc'!A0", "plus": "+1+1", "traversal": "../../../etc/passwd",
    "format": "%s%n{0.__class__}", "html": "<script>alert(1)</script>", "sql": "'; drop table ids; --",
    "wide": "\uff21" * 90, "private": "\ue000\U0010fffd", "soft hyphen": "soft\u00adhyphen",
}  # fmt: skip


# What no line on a terminal may hold, said once more: the program's own notion of it is among what is tried.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True)
class Case:
    """Words and bytes for the command line; the code, name or text of the answer, and its status.

    `before` prepares the folder, which holds a ledger of five events in `events` and a document in `texts`.
    """

    name: str
    words: tuple[str, ...]
    tells: str
    status: int = 1
    given: bytes = b""
    before: Callable[[Path], object] = lambda folder: None
    env: Mapping[str, str] = field(default_factory=dict)


def wrong(case: Case, run: Console, patch: Any) -> list[str]:
    """Try a case; return all that is wrong with how it was answered. A traceback ends the test by itself."""
    case.before(run.folder)
    before = contents(run.folder / "events")
    for name, value in case.env.items():
        patch.setenv(name, value)
    with patience():
        done = run(*case.words, given=case.given)
    told = done.out + done.err
    found = []
    if done.status != case.status:
        found.append(f"status {done.status}, not {case.status}")
    if not re.search(rf"(?<![\w-]){re.escape(case.tells)}(?![\w-])", told) and case.tells:
        found.append(f"{case.tells} is not told")
    if unsafe := [line for line in told.split("\n") if _UNSAFE.search(line)]:
        found.append(f"unsafe on a terminal: {unsafe[0]!r:.200}")
    if contents(run.folder / "events") != before:
        found.append("the ledger changed")
    return [f"{one} ({told[:300]!r})" for one in found]


@contextmanager
def patience(seconds: float = 20) -> Iterator[None]:
    """Fail if what is done within takes longer: an answer that never comes is none."""

    def tired(number: int, frame: object) -> None:
        raise AssertionError(f"no answer within {seconds:g} s")

    before = signal.signal(signal.SIGALRM, tired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def contents(place: Path) -> dict[str, bytes]:
    """Return the bytes of the files of a ledger; of what is no plain file of a sensible size, what it is."""
    if not place.is_dir():
        return {}
    found = {}
    for file in sorted(place.iterdir()):
        about = file.lstat()
        plain = stat.S_ISREG(about.st_mode) and about.st_size < 1 << 24
        found[file.name] = file.read_bytes() if plain else f"{about.st_mode} {about.st_size}".encode()
    return found


def fresh(run: Console, begun: Path) -> None:
    """Put a ledger that was begun once into the folder."""
    shutil.copytree(begun / "events", run.folder / "events")


def line(type_: str = "meeting.held", /, **data: Any) -> bytes:
    """Write a sound event, but for `data`; None takes a field out."""
    sound: dict[str, Any] = {"evidence": [cited(2)]}
    sound |= {
        "meeting.held": {"engagement": "eng:may", "kind": "meeting"},
        "entity.registered": {"entity": "topic:bridges", "name": "Bridges", "attrs": {}},
    }.get(type_, {})
    told = {name: value for name, value in (sound | data).items() if value is not None}
    return json.dumps({"type": type_, "data": told}).encode() + b"\n"


def appended(name: str, given: bytes, tells: str) -> Case:
    """Return the case of bytes that `append` refuses with a code."""
    return Case(name, ("append",), tells, 1, given)
