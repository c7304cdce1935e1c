"""There is one way to write an event, and only what is written that way is read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.fact import DEEPEST, LONGEST_LINE, Batch, Fact, NotCanonical, decode, encode

KEYS = st.from_regex(r"[a-z0-9_]{1,3}", fullmatch=True)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
LINES = st.dictionaries(KEYS, VALUES, max_size=3)
few = settings(max_examples=40, deadline=None)


def nested(levels: int) -> dict[str, Any]:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    return dict(value)


@few
@given(LINES)
def test_what_is_written_is_read_back(line: dict[str, Any]) -> None:
    assert decode(encode(line)) == line


@few
@given(LINES)
def test_a_line_is_json_with_sorted_keys_and_no_blank_or_newline(line: dict[str, Any]) -> None:
    written = encode(line)
    wanted = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert b"\n" not in written
    assert written == wanted


@few
@given(LINES, st.randoms(use_true_random=False))
def test_the_order_in_which_keys_are_given_makes_no_difference(line: dict[str, Any], random: Any) -> None:
    items = list(line.items())
    random.shuffle(items)
    assert encode(dict(items)) == encode(line)


@given(st.one_of(st.binary(max_size=60), LINES.map(lambda line: json.dumps(line).encode()), st.data()))
@settings(max_examples=100, deadline=None)
def test_whatever_is_read_is_written_back_the_same(given_: Any) -> None:
    line = given_ if isinstance(given_, bytes) else mangled(given_)
    try:
        value = decode(line)
    except NotCanonical:
        return
    assert encode(value) == line


def mangled(data: st.DataObject) -> bytes:
    line = bytearray(encode(data.draw(LINES)))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    return bytes(line)


@pytest.mark.parametrize("line", [
    b"", b" ", b"null", b"1", b'"a"', b"[]", b"true", b"{", b"{}{}", b" {}", b"{} ", b"{}\n", b"\xef\xbb\xbf{}",
    b"{\x00}",
    b'{"a":1.5}', b'{"a":-0.0}', b'{"a":-0}', b'{"a":1e2}', b'{"a":01}', b'{"a":+1}', b'{"a":null}', b'{"a":NaN}',
    b'{"a":Infinity}', b'{"a":9007199254740992}', b'{"a":-9007199254740992}', b'{"a":18446744073709551616}',
    b'{"a":' + b"9" * 5_000 + b"}", b'{"a":1,"a":1}', b'{"a":1,"a":2}', b'{"b":1,"a":1}', b'{"a": 1}', b'{"a":1,}',
    b'{"a":"\\u0041"}', b'{"a":"\\/"}', b'{"a":"\\u00e9"}', b'{"a":"\\ud800"}', b'{"a":"\xed\xa0\x80"}',
    b'{"a":"\xff"}',
    b'{"a":"\xc0\xaf"}', b'{"a":"\x01"}', b"{'a':1}", b'{"A":1}', b'{"a-b":1}', b'{"":1}', b'{"\xc3\xa9":1}',
    b'{"a\\n":1}',
    b'{"a":[1,]}', b'{"a":[null]}', b'{"a":{"B":1}}', b"/**/{}", b'{"a":tru}', b"[" * 5_000, b'{"a":' * 5_000,
    b'{"a":"' + b"x" * LONGEST_LINE + b'"}', "{\"a\":1}".encode("utf-16"),
])  # fmt: skip
def test_bytes_that_no_writer_of_ours_would_write_are_refused(line: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(line)


@pytest.mark.parametrize("value", [
    1.5, -0.0, 1.0, float("nan"), float("inf"), None, 2**53, -(2**53), 10**400, b"bytes", object(), {1, 2}, 1j,
    {"A": 1}, {"a b": 1}, {"": 1}, {"é": 1}, {"a\n": 1}, {1: 1}, {None: 1}, [None], [[1.5]], {"b": {"c": None}},
    "\ud800", ["\udfff"],
])  # fmt: skip
def test_a_value_that_would_not_come_back_is_not_written(value: object) -> None:
    with pytest.raises(NotCanonical):
        encode({"a": value})


@pytest.mark.parametrize("value", [None, 1, "a", [], [{}], b"{}"])
def test_a_line_is_an_object(value: Any) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


def test_a_line_is_as_deep_and_as_long_as_allowed_and_no_more() -> None:
    assert decode(encode(nested(DEEPEST - 1))) == nested(DEEPEST - 1)
    with pytest.raises(NotCanonical, match="deeper"):
        encode(nested(DEEPEST + 1))
    fits = {"a": "é" * ((LONGEST_LINE - 9) // 2) + "xx"[: (LONGEST_LINE - 8) % 2]}
    assert len(encode(fits)) <= LONGEST_LINE
    with pytest.raises(NotCanonical, match="bytes"):
        encode({"a": "x" * (LONGEST_LINE - 7)})
    assert len(encode({"a": "x" * (LONGEST_LINE - 8)})) == LONGEST_LINE


@given(st.from_regex(r"[A-Za-z0-9-]{1,64}", fullmatch=True), st.integers(1, 999_999_999), st.data())
def test_a_batch_is_read_as_it_is_written(id_: str, n: int, data: st.DataObject) -> None:
    batch = Batch(id_, data.draw(st.integers(1, n)), n)
    assert Batch.parse(str(batch)) == batch


@pytest.mark.parametrize("text", [
    "", "a", "a/1", "a/0/1", "a/2/1", "a/1/0", "a/01/1", "a/1/1/1", "/1/1", "a/1/1\n", "a/-1/1",
    "é/1/1", "a/١/1", "a b/1/1", "a/1/1000000000", "x" * 65 + "/1/1",
])  # fmt: skip
def test_another_batch_is_refused(text: str) -> None:
    with pytest.raises(NotCanonical):
        Batch.parse(text)


def test_a_fact_takes_the_attributes_of_its_line() -> None:
    line = {"specversion": "1.0", "id": "e1", "source": "tag:x,2026:y", "type": "t", "subject": "org:x", "actor": "ana",
            "recordedtime": "2026-01-01T00:00:00Z", "position": 4, "batch": "b/1/1", "data": {"n": 1}}  # fmt: skip
    assert Fact.of(line) == Fact(4, "e1", "t", "org:x", "2026-01-01T00:00:00Z", "ana", "b/1/1", {"n": 1})
