"""What a program finds around it: an environment of nonsense, and documents that are none."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from hostile.case import HOSTILE, Case, line

_READ = ("log",)


def _plant(plant: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda folder: plant(folder / "texts" / "planted")


def _socket(at: Path) -> None:
    here = Path.cwd()
    os.chdir(at.parent)  # a socket's name may be no longer than a hundred bytes
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(at.name)
    os.chdir(here)


def _sparse(at: Path) -> None:
    at.touch()
    os.truncate(at, 1 << 40)


def _many(at: Path) -> None:
    at.mkdir()
    for i in range(2_000):
        (at / f"{i}").touch()


def _nested(at: Path) -> None:
    for _ in range(200):
        at.mkdir()
        at = at / "d"


_PLANTED: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo, "a socket": _socket, "a link to a device": lambda at: at.symlink_to("/dev/zero"), "a link to a secret": lambda at: at.symlink_to("/etc/passwd"),
    "a link to itself": lambda at: at.symlink_to(at), "a link to the root": lambda at: at.symlink_to("/"), "a terabyte": _sparse, "2,000 files": _many, "200 folders deep": _nested,
    "a hostile name": lambda at: (at.parent / "\x1b[2J\u202e").write_bytes(b"x"), "a name that is no UTF-8": lambda at: at.with_name(os.fsdecode(b"\xff\xfe")).touch(),
    "a broken link": lambda at: at.symlink_to("nowhere"),
}  # fmt: skip
_ODD = ("", "x", "-1", "0", "1", "999999999", "1e9", "\x1b[2J", "\u202e", "../../..")
_VARIABLES = (
    "COLUMNS",
    "LINES",
    "TERM",
    "LANG",
    "TZ",
    "NO_COLOR",
    "LEGATION_KEY",
    "SSH_AUTH_SOCK",
    "LEGATION_DOCUMENTS",
    "PAGER",
    "HOME",
)

CASES: list[Case] = [
    *(Case(f"an event that cites other lines, beside {name}", ("append",), "E404", 1, line(evidence=[
        {"document": "doc:report", "lines": [2, 2], "span_sha256": "0" * 64, "voice": "body", "stance": "asserted"}]), _plant(plant))
      for name, plant in _PLANTED.items()),
    *(Case(f"{name} is {value!r}", _READ, "", 0, env={name: value}) for name in _VARIABLES for value in _ODD),
    *(Case(f"the actor is {name}", ("append",), "E021", 1, line(), env={"LEGATION_ACTOR": text}) for name, text in HOSTILE.items()
      if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text) and "\0" not in text),
    *(Case(f"the ledger is {value[:20]!r}", _READ, "", 2, env={"LEGATION_LEDGER": value}) for value in ("nowhere", "..", "\x1b[2J", "/proc")),
    *(Case(f"{name} is {value}", ("show", "people"), "no-read-model", 2, env={name: value})
      for name in ("XDG_CACHE_HOME",) for value in ("/dev/null", "/dev/null/x", "/proc/x", "/sys")),
    *(Case(f"the source of a document is {name}", ("source", "add", "texts/new", "--id", "doc:new", "--title", text, "--kind", "other", "--language", "en",
                                                   "--origin", "x", "--published-basis", "unknown"), "E904", 1,
           before=lambda folder: (folder / "texts" / "new").write_bytes(b"new"))
      for name, text in HOSTILE.items() if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text) and "\0" not in text),
]  # fmt: skip
