"""An event as the ledger holds it: plain trusted data, and the canonical line it is stored as (storage.md 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

LONGEST_LINE = 65_535
DEEPEST = 32
_KEY = re.compile(r"[a-z0-9_]+\Z", re.ASCII)
_KEYS_KEPT = 4_096
_BATCH = re.compile(r"([A-Za-z0-9-]{1,64})/([1-9][0-9]{0,8})/([1-9][0-9]{0,8})", re.ASCII)
_BIGGEST = 2**53 - 1


class NotCanonical(ValueError):
    """Bytes that no writer of ours would write, or a value that cannot be written; says which and where."""


class Batch(NamedTuple):
    """The `i`-th of `n` lines that were appended together under one fresh `id`."""

    id: str
    i: int
    n: int

    @classmethod
    def parse(cls, text: str) -> Batch:
        """Read `<id>/<i>/<n>`; raise NotCanonical for any other text."""
        match = _BATCH.fullmatch(text)
        if not match or int(match[2]) > int(match[3]):
            raise NotCanonical(f"batch is {text!r}, not <id>/<i>/<n> with i ≤ n")
        return cls(match[1], int(match[2]), int(match[3]))

    def __str__(self) -> str:
        return f"{self.id}/{self.i}/{self.n}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One event, trusted: `data` is already lifted to the newest shape of its type and is never changed.

    `mergedfrom` tells of the line that it was in another branch or copy; empty if it was recorded here.
    """

    position: int
    id: str
    type: str
    subject: str
    recordedtime: str
    actor: str
    batch: str
    data: Mapping[str, Any]
    mergedfrom: str = ""

    @classmethod
    def of(cls, line: Mapping[str, Any]) -> Fact:
        """Take the attributes of a decoded line."""
        return cls(
            line["position"], line["id"], line["type"], line["subject"],
            line["recordedtime"], line["actor"], line["batch"], line["data"], line.get("mergedfrom", ""),
        )  # fmt: skip


def encode(value: Mapping[str, Any]) -> bytes:
    """Return the one way to write `value`: sorted keys, no blanks, UTF-8, no newline at the end.

    Raises NotCanonical for what does not come back as it went in: floats, nulls, other keys, deep nesting, long lines.
    """
    if not isinstance(value, Mapping):
        raise NotCanonical("a line is a JSON object")
    if type(value) is not dict or not _plain(value, 1):
        _refuse(value, 1, ())
    try:
        line = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError as error:  # half of a surrogate pair, or a mapping that is no dict
        raise NotCanonical(str(error)) from None
    if len(line) > LONGEST_LINE:
        raise NotCanonical(f"the line takes {len(line):,} bytes; at most {LONGEST_LINE:,} are allowed")
    return line


def decode(line: bytes) -> dict[str, Any]:
    """Read a line that `encode` wrote; raise NotCanonical for any other bytes."""
    if len(line) > LONGEST_LINE:
        raise NotCanonical(f"the line takes more than {LONGEST_LINE:,} bytes")
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise NotCanonical(f"not JSON: {error}") from None
    if encode(value) != line:
        raise NotCanonical("not in canonical form (sorted keys, no blanks, no needless escapes)")
    return value  # type: ignore[no-any-return]


def _plain(value: Any, depth: int) -> bool:
    """Tell at a glance that a value can be written; where it is not plain, `_refuse` says what is wrong."""
    # This runs for every member of every line, so types are compared and whole sets of keys.
    if type(value) is dict and not value.keys() <= _keys_seen and not all(map(_is_key, value)):
        return False
    for member in value.values() if type(value) is dict else value:
        kind = type(member)
        if kind is str or kind is bool:
            continue
        if depth == DEEPEST:
            return False
        if kind is int:
            if not -_BIGGEST <= member <= _BIGGEST:
                return False
        elif not (kind is dict or kind is list) or not _plain(member, depth + 1):
            return False
    return True


def _refuse(value: object, depth: int, path: tuple[object, ...]) -> None:
    if isinstance(value, str | bool):
        return
    if depth > DEEPEST:
        raise NotCanonical(f"{_dotted(path)[:80]}: nested deeper than {DEEPEST} levels")
    if isinstance(value, Mapping):
        for key, member in value.items():
            if not _is_key(key):
                raise NotCanonical(f"{_dotted(path)}: the key {key!r} is not made of a-z, 0-9 and _")
            _refuse(member, depth + 1, (*path, key))
    elif isinstance(value, list | tuple):
        for i, member in enumerate(value):
            _refuse(member, depth + 1, (*path, i))
    elif isinstance(value, int):
        if abs(value) > _BIGGEST:
            raise NotCanonical(f"{_dotted(path)}: the integer lies outside ±(2^53−1)")
    elif isinstance(value, float):
        raise NotCanonical(f"{_dotted(path)}: a number with a fraction; write decimals as strings")
    elif value is None:
        raise NotCanonical(f"{_dotted(path)}: null; leave the field out")
    else:
        raise NotCanonical(f"{_dotted(path)}: {type(value).__name__} has no place in JSON")


_keys_seen: set[str] = set()


def _is_key(key: object) -> bool:
    if not isinstance(key, str) or not _KEY.match(key):
        return False
    if len(_keys_seen) < _KEYS_KEPT:
        _keys_seen.add(key)
    return True


def _dotted(path: tuple[object, ...]) -> str:
    return ".".join(map(str, path))
