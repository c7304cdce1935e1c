"""Events whose attributes and fields hold what they must not: other types, other alphabets, other people's paths."""

from __future__ import annotations

import json
from typing import Any

from hostile.case import HOSTILE, Case, appended, line
from trial import cited

_WRONG: dict[str, tuple[str, tuple[Any, ...]]] = {
    "id": ("E021", ("", None, 7, [], {}, "x" * 201, "a\nb", "\x1b[2J", "\x00", True)),
    "actor": ("E021", ("", None, 7, ["ana"], "x" * 201, "\x1b]0;x\x07", "\x9b2J")),
    "source": ("E022", ("", None, 7, "tag:example.com,2026:other", "../events", "\u202e")),
    "subject": ("E021", ("", None, 7, "nobody", "person:../../x", "eng:", "\x1b[2J")),
    "specversion": ("E022", ("", None, 1, "0.3", "2.0", ["1.0"])),
    "dataschema": ("E908", ("", "urn:x", "urn:legation:schema:meeting.held:0", "urn:legation:schema:meeting.held:" + "9" * 400,
                            "file:///etc/passwd", "http://example.org/schema", "urn:legation:schema:visit.made:1")),
    "recordedtime": ("E023", ("2024-01-01T00:00:00.000Z", None, 7)),
    "batch": ("E023", ("a/1/1", None)),
    "mergedfrom": ("E023", ("1/2024-01-01T00:00:00.000Z/" + "0" * 64, None)),
    "position": ("E022", (0, -1, 2**53 - 1, "6.0", None, [])),
    "datacontenttype": ("E020", ("application/json",)),
    "Type": ("E020", ("meeting.held",)),
    "__proto__": ("E020", ({"a": 1},)),
    "\x1b[2J": ("E020", (1,)),
    "\u202e": ("E020", (1,)),
}  # fmt: skip
_TYPES = (
    "",
    None,
    7,
    [],
    {},
    "meeting.hold",
    "../../../etc/passwd",
    "__init__",
    "meeting_held",
    "\x1b[2J",
    "x" * 60_000,
    "meeting.held\x00",
)
_IDS = (
    "",
    "may",
    "eng:",
    "eng:May",
    "eng:a b",
    "eng:../../x",
    "eng:a\x00",
    "eng:\u00e9",
    "person:may",
    "eng:" + "x" * 300,
    "eng:a:b",
    "javascript:alert(1)",
    7,
    None,
    [],
    {},
)
_NOT_DATES = ("", "yesterday", "2024-", "24-05-09", "20240509", "2024-5-9", "09.05.2024", "2024-05-09T12:00", "2024-W20", "\u0662\u0660\u0662\u0664",
              "2024-05-09 ", "y2024", "2024?/?", "2024-13", "2024-00", "2024-05-00", "2024-05-32", "2024\x00", "\x1b[2J", "9" * 500, "[2024", "{2024,2025}", "2024/2025/2026")  # fmt: skip
_IMPOSSIBLE = ("2024-02-30", "2023-02-29", "1900-02-29", "2024-04-31", "2024/2023", "2024-06/2024-05")
_LINES: tuple[tuple[Any, str], ...] = (
    ([0, 1], "E904"), ([-1, 2], "E904"), ([1], "E904"), ([1, 2, 3], "E904"), (["1", "2"], "E904"), ("1-2", "E904"), ([2, 1], "E407"),
    ([1, 9], "E403"), ([1, 2**53 - 1], "E403"), ([True, True], "E904"), ([None, 1], "E904"), ({"a": 1}, "E904"), ([[1], [2]], "E904"),
)  # fmt: skip
_HASHES = ("", "0", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 62 + "\x1b[", "../" * 21 + "x", 7, None)
_DOCUMENTS = (
    "../../../etc/passwd",
    "doc:../../x",
    "file:///etc/passwd",
    "/etc/passwd",
    "doc:",
    "doc:\x1b[2J",
    "org:freedonia",
    7,
)
_NUMBERS = ("1e5", "NaN", "inf", "1,000", "\u0661\u0662", "0x10", "1_000", "--1", "", " 1", "1" * 400, "1.", ".5", 12)


def _with(**attributes: Any) -> bytes:
    return json.dumps({**json.loads(line()), **attributes}).encode()


def _name(value: object) -> str:
    return f"{value!r:.40} ({len(str(value))})"


CASES: list[Case] = [
    *(appended(f"{name}: {_name(v)}", _with(**{name: v}), code) for name, (code, values) in _WRONG.items() for v in values),
    *(appended(f"type: {_name(v)}", json.dumps({"type": v, "data": {}}).encode(), "E901") for v in _TYPES),
    *(appended(f"data: {_name(v)}", json.dumps({"type": "meeting.held", "data": v}).encode(), "E904")
      for v in (None, 7, "x", [], True, [[]])),
    *(appended(f"an id: {_name(v)}", line(engagement=[v] if v is None else v), "E904") for v in _IDS),
    *(appended(f"a date: {_name(v)}", line(when=v), "E701") for v in _NOT_DATES),
    *(appended(f"a date that cannot be: {v}", line(when=v), "E702") for v in _IMPOSSIBLE),
    *(appended(f"lines: {v}", line(evidence=[{**cited(2), "lines": v}]), code) for v, code in _LINES),
    *(appended(f"a hash: {_name(v)}", line(evidence=[{**cited(2), "span_sha256": v}]), "E904") for v in _HASHES),
    *(appended(f"a document: {_name(v)}", line(evidence=[{**cited(2), "document": v}]), "E904") for v in _DOCUMENTS),
    *(appended(f"a number: {_name(v)}", line("figure.reported", about="org:freedonia", measure="crossings", unit="crossing",
                                              nature="observed", value=v), "E904") for v in _NUMBERS),
    *(appended(f"a field: {name}", line(**{HOSTILE[name]: 1}), "E902") for name in HOSTILE),
    *(appended(f"a word: {name}", line(kind=HOSTILE[name]), "E905") for name in HOSTILE),
    appended("no evidence", line(evidence=[]), "E904"),
    appended("2,000 pieces of evidence", line(evidence=[cited(2)] * 2_000), "E904"),
    appended("evidence of another shape", line(evidence=["doc:report"]), "E904"),
    appended("a stranger's words", line(purpose="They spoke of bridges, of the price of grain, and went home."), "E1001"),
    appended("a hash of other lines", line(evidence=[{**cited(2), "lines": [3, 3]}]), "E404"),
]  # fmt: skip
