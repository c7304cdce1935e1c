"""Events as a person hands them in: JSON, one object a line, from anywhere and therefore never trusted (storage.md 5).

E001  bytes that are not UTF-8
E002  a byte order mark
E003  no JSON
E004  JSON, but no object
E005  a key that stands twice in one object
E006  a number that cannot be kept: a fraction, a power, not a number, or too many digits
E007  objects or lists nested too deep
E008  half a character: a surrogate without its other half
E009  a line that is too long
E010  an empty line
E011  nothing at all
E012  more than is read at once; what follows was not looked at
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple, NoReturn

from legation.errors import Fault
from legation.fact import DEEPEST, LONGEST_LINE
from legation.literal import literal

# Blanks and escapes make a written line longer than the one that is kept.
LONGEST_RAW = 8 * LONGEST_LINE
LARGEST_INPUT = 1 << 30
MOST_FAULTS = 1_000
_CHUNK = 1 << 16
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x1f\x8b": "gzip", b"PK": "zip"}
_HALF = re.compile("[\ud800-\udfff]")


class Given(NamedTuple):
    """An event as it was given, and where; `line` is 0 if it was never written down.

    `mergedfrom` is set by a merge alone: what the line was in the branch or copy it comes from.
    """

    event: Mapping[str, Any]
    file: str = ""
    line: int = 0
    mergedfrom: str = ""


class _Unreadable(ValueError):
    def __init__(self, code: str, what: str, expected: str = "", remedy: str = "") -> None:
        self.fault = Fault(code, what, expected, remedy)
        super().__init__(what)


def read_events(source: bytes | BinaryIO, file: str = "") -> tuple[list[Given], list[Fault]]:
    """Read all events of a file, and everything that kept a line from being read; memory is bounded by what is sound.

    Lines end with LF; a CR before it is blank space to JSON.
    """
    events: list[Given] = []
    faults: list[Fault] = []
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    number, size = 0, 0
    for number, raw in enumerate(_lines(stream), 1):
        size += len(raw)
        try:
            if size > LARGEST_INPUT or len(faults) >= MOST_FAULTS:
                raise _Unreadable("E012", f"{size:,} bytes, {len(faults):,} faults", "less at once", "divide the file")
            events.append(Given(_parse(raw, number), file, number))
        except _Unreadable as error:
            faults.append(error.fault.at(file, number))
            if error.fault.code == "E012":
                break
    if not number:
        faults.append(Fault("E011", "there is nothing here", "an event on each line").at(file, 1))
    return events, faults


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines without their ends; of one that is too long only the beginning, a byte longer than allowed."""
    while raw := stream.readline(LONGEST_RAW + 2):
        if not raw.endswith(b"\n") and len(raw) > LONGEST_RAW:
            skipped = 0
            while (more := stream.readline(_CHUNK)) and not more.endswith(b"\n") and skipped < LARGEST_INPUT:
                skipped += len(more)
        yield raw.removesuffix(b"\n")


def _parse(raw: bytes, number: int) -> dict[str, Any]:
    if len(raw) > LONGEST_RAW:
        raise _Unreadable("E009", "the line does not end", f"at most {LONGEST_RAW:,} bytes", "one event on each line")
    if not raw.strip(b" \t\r"):
        raise _Unreadable("E010", "the line is empty", "an event", "take the line out")
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _Unreadable("E002", "the line begins with a byte order mark", "plain UTF-8", "save the file without it")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        kind = next((f"this looks like {kind}; " for mark, kind in _MARKS.items() if raw.startswith(mark)), "")
        what = f"column {error.start + 1}: the byte 0x{raw[error.start]:02X} is not UTF-8"
        raise _Unreadable("E001", what, "UTF-8", f"{kind if number == 1 else ''}save the file as UTF-8") from None
    value = _decoded(text)
    if not isinstance(value, dict):
        remedy = "write each event on a line of its own, without a list around them" if isinstance(value, list) else ""
        raise _Unreadable(
            "E004", f"found {literal(text.strip()[:60])}", 'an object such as {"type":…,"data":…}', remedy
        )
    _refuse_odd(value, 1)
    return value


def _decoded(text: str) -> object:
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=_number, parse_constant=_number, parse_int=_integer
        )
    except json.JSONDecodeError as error:
        remedy = "write the whole event on one line" if text.strip()[-1:] in "{[,:" else ""
        if error.msg == "Extra data":
            remedy = "write each event on a line of its own"
        at = text[error.pos : error.pos + 20]
        where = f"column {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}, found {literal(at) or 'the end'}"
        raise _Unreadable("E003", where, "one JSON object", remedy) from None
    except RecursionError:
        raise _too_deep() from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for i, key in enumerate(keys) if key in keys[:i])
        raise _Unreadable("E005", f"the key {literal(twice[:60])} stands twice", "each key once", "keep one of them")
    return made


def _number(text: str) -> NoReturn:
    remedy = 'write decimals as strings, such as "12.5"'
    raise _Unreadable("E006", f"the number {literal(text[:40])}", "a whole number", remedy)


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > 2**53 - 1:
        raise _Unreadable("E006", f"the number {text[:40]}", "one within ±(2^53−1)", "write it as a string")
    return int(text)


def _refuse_odd(value: object, depth: int) -> None:
    match value:
        case str():
            if _HALF.search(value):
                raise _Unreadable("E008", f"half a character in {literal(value[:60])}", "whole characters")
        case dict() | list():
            if depth > DEEPEST:
                raise _too_deep()
            for member in value:
                _refuse_odd(member, depth + 1)
            if isinstance(value, dict):
                for member in value.values():
                    _refuse_odd(member, depth + 1)


def _too_deep() -> _Unreadable:
    return _Unreadable("E007", f"nested deeper than {DEEPEST} levels", "an event, which needs four or five")
