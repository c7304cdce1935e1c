"""What stands around a payload: the attributes of a line, given by a writer or filled in (domain.md 2).

E020  an attribute that lines do not have
E021  an attribute of the wrong form
E022  an attribute that is not what this line must say
E023  an attribute that only the ledger gives
E024  an attribute that is missing
E025  an id that stands for another event already
E026  a time before that of the line before
E027  a line that would be too long
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from secrets import randbits
from typing import Any

from legation.errors import Fault, Refused
from legation.event_type import names
from legation.ids import is_id
from legation.payload import meant, shown
from legation.upcast import dataschema, lift, newest, version_of

Event = Mapping[str, Any]

ATTRIBUTES = (
    "specversion", "id", "source", "type", "subject", "recordedtime", "actor", "position", "batch", "dataschema",
    "data",
)  # fmt: skip
# Only what came in by a merge has it: `<position>/<recordedtime>/<leaf>` of the line that it was where it came from.
MERGED = "mergedfrom"
SPECVERSION = "1.0"
_GIVEN_BY_LEDGER = ("recordedtime", "batch", MERGED)
_VERIFIED = {"source", "position", "batch"}
_NEEDED = frozenset(ATTRIBUTES)
_KNOWN = _NEEDED | {MERGED}
_TEXT = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,200}")
_MERGED = re.compile(r"[1-9][0-9]{0,15}/([0-9TZ:.-]+)/[0-9a-f]{64}", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z", re.ASCII)


def uuid7(milliseconds: int, count: int = 0) -> str:
    """Return a UUIDv7 (RFC 9562, 5.7); those of one moment are in the order of `count`."""
    when, count = milliseconds + (count >> 12), count & 0xFFF
    number = when << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | randbits(62)
    text = f"{number:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def time_text(moment: datetime) -> str:
    """Return a moment as lines write it: RFC 3339 in UTC, to the millisecond."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


@lru_cache(maxsize=1024)  # the lines of a batch share their time
def time_key(text: str) -> tuple[str, str]:
    """Return what orders two times; ValueError for what is no time of a line."""
    match = _TIME.fullmatch(text)
    if not match:
        raise ValueError(text)
    datetime.fromisoformat(match[1])
    return match[1], (match[2] or "").ljust(9, "0")


def given_faults(event: Event, source: str) -> Iterator[Fault]:
    """Yield what is wrong with the attributes that a writer gives: all but `type` and `data`, each of them optional."""
    yield from _unknown(event)
    yield from _texts(event)
    yield from _constants(event)
    if event.get("source", source) != source:
        remedy = "leave it out to have it filled in; those of another branch or copy come in by `legation merge`"
        yield Fault("E022", f"found {shown(event['source'])}", shown(source), remedy, "source")
    for name in _GIVEN_BY_LEDGER:
        if name in event:
            what = f"{shown(event[name])} was given"
            yield Fault("E023", what, "nothing: the ledger gives it on append", f"leave {name} out", name)


def line_faults(line: Event) -> Iterator[Fault]:
    """Yield what is wrong with the attributes of a stored line, apart from those that its bytes are verified by."""
    yield from _unknown(line)
    for name in () if line.keys() >= _NEEDED else ATTRIBUTES:
        if name not in line and name not in _VERIFIED:
            yield Fault("E024", "missing", "every attribute of a line", field=name)
    yield from _texts(line)
    yield from _constants(line)
    if "recordedtime" in line and not _is_time(line["recordedtime"]):
        what = f"found {shown(line['recordedtime'])}"
        yield Fault("E021", what, "a time in UTC such as 2026-03-02T09:14:07.412Z", field="recordedtime")
    if MERGED in line:
        match = _MERGED.fullmatch(line[MERGED]) if isinstance(line[MERGED], str) else None
        if not match or not _is_time(match[1]):
            expected = "position/recordedtime/leaf hash of the line it was elsewhere"
            yield Fault("E021", f"found {shown(line[MERGED])}", expected, field=MERGED)


def _is_time(text: Any) -> bool:
    try:
        time_key(text)
    except (TypeError, ValueError):
        return False
    return True


def _unknown(event: Event) -> Iterator[Fault]:
    for name in () if event.keys() <= _KNOWN else event:
        if name not in _KNOWN:
            remedy = meant(name, ATTRIBUTES) or "what an event tells stands in `data`"
            yield Fault("E020", f"{shown(name)} is no attribute of a line", " ".join(ATTRIBUTES), remedy, "")


def _texts(event: Event) -> Iterator[Fault]:
    for name in ("id", "actor"):
        value = event.get(name, "-")
        if not isinstance(value, str) or not _TEXT.fullmatch(value):
            expected = "1 to 200 characters, none of them a control character"
            yield Fault("E021", f"found {shown(value)}", expected, field=name)
    subject = event.get("subject")
    if "subject" in event and not (isinstance(subject, str) and is_id(subject)):
        yield Fault(
            "E021", f"found {shown(subject)}", "an id such as person:…", "leave it out to have it filled in", "subject"
        )


def _constants(event: Event) -> Iterator[Fault]:
    if event.get("specversion", SPECVERSION) != SPECVERSION:
        yield Fault("E022", f"found {shown(event['specversion'])}", shown(SPECVERSION), field="specversion")
    type_, schema = event.get("type"), event.get("dataschema")
    if "dataschema" in event and isinstance(type_, str) and type_ in names():
        try:
            version_of(schema if isinstance(schema, str) else shown(schema), type_)
        except Refused as refused:
            yield from refused.faults


def payload(event: Event) -> Any:
    """Return the data of an event in the newest shape of its type; as they are if the attributes are unsound."""
    type_, data, schema = event.get("type"), event.get("data"), event.get("dataschema")
    if isinstance(type_, str) and isinstance(data, dict) and isinstance(schema, str):
        with suppress(Refused):
            return lift(type_, version_of(schema, type_), data)
    return data


def newest_schema(type_: str) -> str:
    """Return the `dataschema` that new lines of a type carry."""
    return dataschema(type_, newest(type_))
