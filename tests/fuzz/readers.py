"""The readers, each as a function of bytes: it refuses in its own way, or writes the same again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from legation import fact
from legation.dates import NotADate, parse
from legation.errors import LegationError
from legation.fact import Batch, NotCanonical
from legation.filtering import Filter
from legation.jsonlines import read_events
from legation.moment import Moment
from legation.note import Note, VerifierKey
from legation.proof import parse as proof
from legation.tree import Checkpoint

_TODAY = date(2024, 7, 17)
Reader = Callable[[bytes], None]


def _same(read: Callable[[bytes], bytes]) -> Reader:
    def reader(raw: bytes) -> None:
        try:
            again = read(raw)
        except NotCanonical:
            return
        assert again == raw, f"accepted {raw!r}, written {again!r}"

    return reader


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def dates(raw: bytes) -> None:
    """Read a date; its text reads as the same date."""
    text = _text(raw)
    try:
        found = parse(text)
    except NotADate:
        return
    assert (str(found), parse(str(found))) == (text, found)
    assert found.s_lo <= found.e_hi


def moments(raw: bytes) -> None:
    """Read a moment; what it prints is the same moment."""
    try:
        found = Moment.parse(_text(raw), _TODAY)
    except LegationError:
        return
    assert Moment.parse(str(found), _TODAY) == found


def filters(raw: bytes) -> None:
    """Read a filter; no text breaks it."""
    try:
        found = Filter.parse(_text(raw))
    except LegationError:
        return
    assert all(term.text for term in found.terms)


def given_events(raw: bytes) -> None:
    """Read lines of events: every line is an event or a fault, and an event is plain data."""
    events, faults = read_events(raw, "given")
    assert events or faults
    for event in events:
        try:
            line = fact.encode(event.event)
        except NotCanonical:
            continue  # a key that no line has, which is told later
        assert fact.decode(line) == event.event


READERS: dict[str, tuple[Reader, tuple[bytes, ...]]] = {
    "line": (_same(lambda raw: fact.encode(fact.decode(raw))), (b'{"a":1,"b":["x",{"c":true}]}', '{"a":"é\\u2028"}'.encode())),
    "batch": (_same(lambda raw: str(Batch.parse(raw.decode("latin-1"))).encode("latin-1")), (b"3fe1/2/7",)),
    "note": (_same(lambda raw: Note.parse(raw).raw()), ("text\n\n— example.org AAAAAAAAAAAA\n".encode(),)),
    "checkpoint": (_same(lambda raw: Checkpoint.parse(raw).note()), (b"example.org,2026:x\n5\n" + b"A" * 43 + b"=\n",)),
    "key": (_same(lambda raw: VerifierKey.parse(raw.decode("latin-1")).text().encode("latin-1")), (b"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",)),
    "proof": (_same(lambda raw: proof(raw).raw()), (b"c2sp.org/tlog-proof@v1\nindex 0\n\n", b"old 5\n")),
    "date": (dates, (b"2024-05-09", b"[2024-05..2024-06]", b"2024~/2025?", b"{2024,2025}")),
    "moment": (moments, (b"2024-05@388", b"-3m", b"9 may 2024", b"2024-w20@2024-05-09T12:00:00Z")),
    "filter": (filters, (b"who:salazar -kind:visit", b'"high level" before:2023')),
    "given events": (given_events, (b'{"type":"a","data":{"x":"y"}}\n{}\n',)),
}  # fmt: skip
