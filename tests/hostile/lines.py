"""Bytes that are no lines of events: other encodings, other languages, and JSON that two readers read in two ways."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

from hostile.case import Case, appended

_EVENT = '{"type":"entity.named","data":{}}'
_DEEP = {"arrays": ("[", "]"), "objects": ('{"a":', "}")}


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("a", _EVENT)
    return made.getvalue()


def _text(text: str) -> bytes:
    return f'{{"type":"a","data":{{"x":"{text}"}}}}'.encode("utf-8", "surrogatepass")


_ENCODINGS = {
    "latin-1": _EVENT.replace("named", "née").encode("latin-1"),
    "utf-16 little": _EVENT.encode("utf-16"), "utf-16 big": b"\xfe\xff" + _EVENT.encode("utf-16-be"),
    "utf-32": _EVENT.encode("utf-32"), "utf-16 without a mark": "é".encode("utf-16-le") + b"\xff",
    "overlong nul": b'{"a":"\xc0\x80"}', "overlong slash": b'{"a":"\xe0\x80\xaf"}', "lone continuation": b'{"a":"\x80"}',
    "cut short": b'{"a":"\xe2\x82"}', "five bytes": b'{"a":"\xf8\x88\x80\x80\x80"}', "beyond the end": b'{"a":"\xf4\x90\x80\x80"}',
    "surrogates in bytes": b'{"a":"\xed\xa0\xbd\xed\xb8\x80"}', "gzip": gzip.compress(_EVENT.encode()), "junk": bytes(range(128, 256)),
}  # fmt: skip
_NO_JSON = {
    "an open object": "{", "a closed one": "}", "no value": '{"a"', "an empty value": '{"a":}', "bare keys": "{a:1}",
    "single quotes": "{'a':1}", "a comma at the end": '{"a":1,}', "a comment": "// hello", "a comment inside": '{"a":/*x*/1}',
    "two on a line": f"{_EVENT}{_EVENT}", "text behind": f"{_EVENT} x", "nan alone": "nan", "a leading zero": '{"a":01}',
    "a plus": '{"a":+1}', "a bare fraction": '{"a":.5}', "a bare point": '{"a":5.}', "hexadecimal": '{"a":0x10}',
    "a raw tab": '{"a":"x\ty"}', "a raw escape": '{"a":"\x1b[2J"}', "a raw nul": '{"a":"\x00"}', "nuls": "\x00\x00\x00",
    "an unknown escape": '{"a":"\\x41"}', "a short escape": '{"a":"\\u12"}', "yaml": "type: entity.named", "xml": "<?xml version='1.0'?>",
    "html": "<!doctype html><script>alert(1)</script>", "csv": "type,data", "python": "{'type': None}", "true words": '{"a":True}',
    "a json sequence": f"\x1e{_EVENT}", "no-break spaces": f"\u00a0{_EVENT}", "a form feed": f"\x0c{_EVENT}", "escape sequences": "\x1b[2J\x1b]0;x\x07",
    "bidi": "\u202e}", "a private key": "-----BEGIN PRIVATE KEY-----", "a conflict": "<<<<<<< HEAD", "a shebang": "#!/bin/sh",
    "returns for line ends": f"{_EVENT}\r{_EVENT}", "an unended text": '{"a":"', "a backslash at the end": '{"a":"\\',
    "an arabic digit": '{"a":\u0661}', "a fullwidth brace": "\uff5b\uff5d", "utf-7": "+AHs-", "base64": "eyJhIjoxfQ==",
}  # fmt: skip
_NO_OBJECT = {
    "null": "null",
    "true": "true",
    "a number": "1",
    "a text": '"x"',
    "a list": "[]",
    "a list of events": f"[{_EVENT}]",
}
_NUMBERS = {
    "nan": "NaN", "infinity": "Infinity", "minus infinity": "-Infinity", "a fraction": "1.5", "a power": "1e5", "a great power": "1e999",
    "minus nothing": "-0.0", "beyond 53 bits": str(2**53), "below 53 bits": str(-(2**53)), "64 bits": str(2**64), "5,000 digits": "9" * 5_000,
    "minus 5,000 digits": "-" + "9" * 5_000, "100,000 digits": "1" * 100_000, "a long fraction": "0." + "1" * 5_000, "a tiny power": "1e-400",
}  # fmt: skip
_HALVES = {
    "a high half": "\\ud800",
    "a low half": "\\udc00",
    "halves the wrong way": "\\udc00\\ud800",
    "a half in a longer text": "ok \\udfff ok",
}
_TWICE = {
    "a key twice": '{"type":"a","type":"b"}', "a key twice below": '{"type":"a","data":{"x":1,"x":2}}',
    "a key written in two ways": '{"type":"a","\\u0074ype":"b"}', "a key thrice": '{"a":1,"a":1,"a":1}', "an empty key twice": '{"":1,"":2}',
    "a hostile key twice": '{"\\u001b[2J":1,"\\u001b[2J":2}', "a key twice in a list": '{"a":[{"b":1,"b":1}]}',
}  # fmt: skip

CASES: list[Case] = [
    *(appended(f"encoding: {name}", raw + b"\n", "E001") for name, raw in _ENCODINGS.items()),
    *(appended(f"no JSON: {name}", text.encode() + b"\n", "E003") for name, text in _NO_JSON.items()),
    *(appended(f"no object: {name}", text.encode() + b"\n", "E004") for name, text in _NO_OBJECT.items()),
    *(
        appended(f"number: {name}", f'{{"type":"a","data":{{"n":{text}}}}}\n'.encode(), "E006")
        for name, text in _NUMBERS.items()
    ),
    *(appended(f"half: {name}", _text(text), "E008") for name, text in _HALVES.items()),
    *(appended(f"twice: {name}", text.encode(), "E005") for name, text in _TWICE.items()),
    *(
        appended(f"deep: {depth:,} {name}", f'{{"type":"a","data":{o * depth}1{c * depth}}}\n'.encode(), "E007")
        for depth in (40, 900, 20_000)
        for name, (o, c) in _DEEP.items()
    ),
    appended("deep: never closed", b"[" * 200_000, "E007"),
    appended("a half in a key", b'{"type":"a","\\ud800":1}', "E008"),
    appended("zip", _zip(), "E001"),
    appended("a byte order mark", b"\xef\xbb\xbf" + _EVENT.encode(), "E002"),
    appended("two byte order marks", b"\xef\xbb\xbf" * 2 + _EVENT.encode(), "E002"),
    appended("nothing", b"", "E011"),
    appended("an empty line", b"\n", "E010"),
    appended("blanks", b" \t \n", "E010"),
    appended("a return and a line end", b"\r\n", "E010"),
    appended("an empty line between", f"{_EVENT}\n\n{_EVENT}\n".encode(), "E010"),
    appended("600,000 blanks", b" " * 600_000, "E009"),
    appended("600,000 brackets", b"[" * 600_000, "E009"),
    appended("600,000 letters", b'{"type":"' + b"x" * 600_000 + b'"}\n', "E009"),
    appended("no line end for 3 MB", b"\x00" * 3_000_000, "E009"),
    appended("more faults than anybody reads", b"oops\n" * 1_100, "E012"),
    appended("a key of 100,000 letters", json.dumps({"type": "a", "k" * 100_000: 1}).encode(), "E020"),
    appended("10,000 keys", json.dumps({"type": "a", **{f"k{i}": 1 for i in range(10_000)}}).encode(), "E020"),
]
