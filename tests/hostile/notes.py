"""Checkpoints and proofs that are none: given to `verify` as text and as files, with and without a ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hostile.case import HOSTILE, Case

_ROOT = "A" * 42 + "E="
_SIGNATURE = "— example.org " + "A" * 92
_TEXTS = {
    "nothing": "", "a line end": "\n", "one line": "x\n", "four lines": f"x\n1\n{_ROOT}\ny\n", "no line end": f"x\n1\n{_ROOT}",
    "a size of less than nothing": f"x\n-1\n{_ROOT}\n", "a size with a zero before": f"x\n01\n{_ROOT}\n", "a size with a plus": f"x\n+1\n{_ROOT}\n",
    "a size in Arabic": f"x\n\u0661\n{_ROOT}\n", "a fraction": f"x\n1.0\n{_ROOT}\n", "a size of 5,000 digits": f"x\n{'9' * 5_000}\n{_ROOT}\n",
    "a short root": "x\n1\nAAAA\n", "an empty root": "x\n1\n\n", "a root that is no base64": "x\n1\n*****\n", "a root without padding": f"x\n1\n{_ROOT[:-1]}\n",
    "bits behind the root": f"x\n1\n{'A' * 42}F=\n", "a root in hex": f"x\n1\n{'0' * 64}\n", "returns": f"x\r\n1\r\n{_ROOT}\r\n", "no origin": f"\n1\n{_ROOT}\n",
    "an escape sequence": f"\x1b[2J\n1\n{_ROOT}\n", "a nul": f"x\x00\n1\n{_ROOT}\n", "17 signatures": f"x\n1\n{_ROOT}\n\n" + f"{_SIGNATURE}\n" * 17,
    "an empty signature": f"x\n1\n{_ROOT}\n\n— x \n", "a hyphen for a dash": f"x\n1\n{_ROOT}\n\n- example.org AAAAAAAA\n",
    "one key twice": f"x\n1\n{_ROOT}\n\n{_SIGNATURE}\n{_SIGNATURE}\n", "70,000 bytes": "x" * 70_000, "an html page": "<html>\n1\n</html>\n", "a path": "../../../etc/passwd\n",
}  # fmt: skip
_PROOFS = {
    **_TEXTS, "no header": "index 0\n\n", "another version": "c2sp.org/tlog-proof@v2\nindex 0\n\n", "no index": "c2sp.org/tlog-proof@v1\n\n",
    "an index below nothing": "c2sp.org/tlog-proof@v1\nindex -1\n\n", "a great index": f"c2sp.org/tlog-proof@v1\nindex {'9' * 400}\n\n",
    "a hash of one byte": f"c2sp.org/tlog-proof@v1\nindex 0\nAA==\n\nx\n1\n{_ROOT}\n\n{_SIGNATURE}\n",
    "200 hashes": "c2sp.org/tlog-proof@v1\nindex 0\n" + f"{_ROOT}\n" * 200 + f"\nx\n1\n{_ROOT}\n\n{_SIGNATURE}\n",
    "a proof that nobody signed": f"c2sp.org/tlog-proof@v1\nindex 0\n\nx\n1\n{_ROOT}\n", "a hostile extra": f"c2sp.org/tlog-proof@v1\nextra \x1b[2J\nindex 0\n\nx\n1\n{_ROOT}\n",
    "an old size of nothing": f"old 0\n\nx\n1\n{_ROOT}\n", "an old size that is greater": f"old 9\n\nx\n1\n{_ROOT}\n\n{_SIGNATURE}\n",
    "300,000 bytes": "c2sp.org/tlog-proof@v1\n" + "A" * 300_000,
}  # fmt: skip


def _file(text: str | bytes) -> Callable[[Path], object]:
    raw = text if isinstance(text, bytes) else text.encode()
    return lambda folder: (folder / "given").write_bytes(raw)


CASES: list[Case] = [
    *(Case(f"a checkpoint in a file: {name}", ("verify", "--against", "given"), "not-proved", before=_file(text)) for name, text in _TEXTS.items()),
    *(Case(f"a checkpoint as a word: {name}", ("verify", "--against", text), "not-proved") for name, text in _TEXTS.items()
      if "\0" not in text and len(text) < 60_000),
    *(Case(f"a proof: {name}", ("verify", "--proof", "given"), "not-proved", before=_file(text)) for name, text in _PROOFS.items()),
    *(Case(f"a proof of junk: {name}", ("verify", "--proof", "given"), "not-proved", before=_file(raw))
      for name, raw in {"no UTF-8": b"\xff\xfe", "nuls": bytes(1_000), "all bytes": bytes(range(256))}.items()),
    *(Case(f"a key: {name}", ("verify", "--key", text), "", 2) for name, text in HOSTILE.items() if "\0" not in text),
    Case("a proof that is a directory", ("verify", "--proof", "given"), "", 2, before=lambda folder: (folder / "given").mkdir()),
    Case("a proof that is a device", ("verify", "--proof", "/dev/zero"), "not-proved"),
    Case("a checkpoint that is a device", ("verify", "--against", "/dev/zero"), "", 1),
    Case("an event that is a device", ("verify", "--proof", "given", "--event", "/dev/zero"), "not-proved", before=_file("x")),
]  # fmt: skip
