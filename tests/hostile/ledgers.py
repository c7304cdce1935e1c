"""Ledgers that were tampered with: whatever is done to their files, nothing outside is read and nothing is appended."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from hostile.case import HOSTILE, Case, line

_FIRST = "000000000001.jsonl"


def _changed(change: Callable[[bytes], bytes], name: str = _FIRST) -> Callable[[Path], object]:
    def at(folder: Path) -> None:
        file = folder / "events" / name
        file.write_bytes(change(file.read_bytes()))

    return at


def _instead(plant: Callable[[Path], object], name: str = _FIRST) -> Callable[[Path], object]:
    def at(folder: Path) -> None:
        (folder / "events" / name).unlink()
        plant(folder / "events" / name)

    return at


def _third(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def all_of(raw: bytes) -> bytes:
        lines = raw.splitlines(keepends=True)
        return b"".join((*lines[:2], change(lines[2]), *lines[3:]))

    return all_of


def _sparse(at: Path) -> None:
    at.touch()
    os.truncate(at, 1 << 29)


_TAMPERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a letter": (_changed(lambda raw: raw.replace(b"Firefly", b"Firefli")), "D14"),
    "a line taken out": (_changed(_third(lambda _: b"")), "D07"),
    "a line twice": (_changed(_third(lambda raw: raw * 2)), "D04"),
    "a line of nothing": (_changed(_third(lambda _: b"\n")), "D05"),
    "a line of nuls": (_changed(_third(lambda raw: bytes(len(raw) - 1) + b"\n")), "D05"),
    "a line of escape sequences": (_changed(_third(lambda _: b"\x1b[2J\x1b]0;x\x07\n")), "D05"),
    "a line that is no UTF-8": (_changed(_third(lambda _: b"\xff\xfe\n")), "D05"),
    "a line of 3 MB": (_changed(_third(lambda _: b"x" * 3_000_000 + b"\n")), "D05"),
    "a deep line": (_changed(_third(lambda _: b"[" * 60_000 + b"\n")), "D05"),
    "a number of 5,000 digits": (_changed(_third(lambda raw: raw.replace(b'"position":3', b'"position":' + b"3" * 5_000))), "D05"),
    "a position that is a text": (_changed(_third(lambda raw: raw.replace(b'"position":3', b'"position":"3"'))), "D05"),
    "a position of less than nothing": (_changed(_third(lambda raw: raw.replace(b'"position":3', b'"position":-3'))), "D04"),
    "a position far away": (_changed(_third(lambda raw: raw.replace(b'"position":3', b'"position":9007199254740991'))), "D07"),
    "a batch that is none": (_changed(_third(lambda raw: raw.replace(b"/3/5", b"/3/\x1b[2J"))), "D05"),
    "a hostile source": (_changed(_third(lambda raw: raw.replace(b'"source":"tag:', '"source":"\u202etag:'.encode()))), "D09"),
    "an object behind the end": (_changed(lambda raw: raw + b'{"a": 1}\n'), "D02"),
    "line ends of another system": (_changed(lambda raw: raw.replace(b"\n", b"\r\n")), "D06"),
    "a conflict": (_changed(lambda raw: b"<<<<<<< HEAD\n" + raw + b"=======\n" + raw + b">>>>>>> theirs\n"), "D03"),
    "a mark before it": (_changed(lambda raw: b"\xef\xbb\xbf" + raw), "D05"),
    "an empty file": (_changed(lambda _: b""), "D13"),
    "the first half": (_changed(lambda raw: raw[: len(raw) // 2]), "D13"),
    "a compressed file": (_changed(lambda raw: b"\x1f\x8b\x08" + raw[::-1]), "D05"),
    "a link to a secret": (_instead(lambda at: at.symlink_to("/etc/passwd")), "D17"),
    "a link to itself": (_instead(lambda at: at.symlink_to(at.name)), "D17"),
    "a pipe": (_instead(os.mkfifo), "D17"),
    "a directory": (_instead(Path.mkdir), "D17"),
    "a device": (_instead(lambda at: at.symlink_to("/dev/zero")), "D17"),
    "half a gibibyte of nothing": (_instead(_sparse), "D"),
    "a hard link": (lambda folder: os.link(folder / "events" / _FIRST, folder / "second"), "D24"),
    "another name": (lambda folder: (folder / "events" / _FIRST).rename(folder / "events" / "1.jsonl"), "D16"),
    "a hostile name": (lambda folder: (folder / "events" / "\x1b[2J\u202e.jsonl").touch(), "D16"),
    "a name that is no UTF-8": (lambda folder: (folder / "events" / os.fsdecode(b"\xff\xfe.jsonl")).touch(), "D16"),
    "a name far away": (lambda folder: (folder / "events" / "999999999999.jsonl").touch(), "D"),
    "two files for one position": (lambda folder: (folder / "events" / "000000000003.jsonl").write_bytes(
        (folder / "events" / _FIRST).read_bytes()), "D"),
}  # fmt: skip
_SEALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "none": (lambda folder: (folder / "events" / "checkpoint").unlink(), "D10"),
    "an empty one": (_changed(lambda _: b"", "checkpoint"), "D11"),
    "junk": (_changed(lambda _: bytes(range(256)), "checkpoint"), "D11"),
    "escape sequences": (_changed(lambda _: b"\x1b[2J\n1\n\x1b]0;x\x07\n", "checkpoint"), "D11"),
    "3 MB": (_changed(lambda _: b"x" * 3_000_000, "checkpoint"), "D11"),
    "of another": (_changed(lambda raw: b"other-" + raw, "checkpoint"), "D12"),
    "of more": (_changed(lambda raw: raw.replace(b"\n5\n", b"\n900\n"), "checkpoint"), "D13"),
    "of a size beyond all": (_changed(lambda raw: raw.replace(b"\n5\n", b"\n" + b"9" * 400 + b"\n"), "checkpoint"), "D11"),
    "of a size below nothing": (_changed(lambda raw: raw.replace(b"\n5\n", b"\n-5\n"), "checkpoint"), "D11"),
    "another root": (_changed(lambda raw: raw[:-5] + b"AAA=\n" if raw[-5:-2] != b"AAA" else raw, "checkpoint"), "D1"),
    "a link to a secret": (_instead(lambda at: at.symlink_to("/etc/passwd"), "checkpoint"), "D17"),
    "a pipe": (_instead(os.mkfifo, "checkpoint"), "D17"),
    "a directory": (_instead(Path.mkdir, "checkpoint"), "D17"),
    "17 signatures": (_changed(lambda raw: raw + b"\n" + "— x AAAAAAAA\n".encode() * 17, "checkpoint"), "D11"),
}  # fmt: skip

CASES: list[Case] = [
    *(Case(f"doctor: {name}", ("doctor",), code if len(code) == 3 else "", before=before) for name, (before, code) in _TAMPERED.items()),
    *(Case(f"doctor, checkpoint: {name}", ("doctor",), code if len(code) == 3 else "", before=before) for name, (before, code) in _SEALS.items()),
    *(Case(f"verify: {name}", ("verify",), "", before=before) for name, (before, _) in _TAMPERED.items()
      if name not in {"a hard link", "a hostile name", "a name that is no UTF-8"}),
    *(Case(f"append: {name}", ("append",), "", 1, line(), before) for name, (before, _) in _TAMPERED.items()
      if name not in {"a hard link", "a hostile name", "a name that is no UTF-8"}),
    *(Case(f"a ledger called {name}", ("--ledger", text, "log"), "no-ledger", 2) for name, text in HOSTILE.items()
      if "\0" not in text and "/" not in text and len(text.encode()) < 255),
    Case("a ledger that is a file", ("--ledger", "texts/report.txt", "log"), "", 1),
    Case("a ledger that is a device", ("--ledger", "/dev/null", "log"), "", 1),
    Case("a ledger that is a link", ("--ledger", "link", "append"), "", 1, line(), before=lambda folder: (folder / "link").symlink_to("events")),
    Case("a ledger that is a loop", ("--ledger", "link", "log"), "", 1, before=lambda folder: (folder / "link").symlink_to("link")),
    Case("a ledger of 5,000 letters", ("--ledger", "x" * 5_000, "log"), "damaged"),
]  # fmt: skip
