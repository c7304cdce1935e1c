"""An event as the ledger holds it: plain trusted data, and the canonical line it is stored as (storage.md 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

LONGEST_LINE = 65_535
DEEPEST = 32
_KEY = re.compile(r"[a-z0-9_]+\Z", re.ASCII)
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
        match = re.fullmatch(r"([A-Za-z0-9-]{1,64})/([1-9][0-9]{0,8})/([1-9][0-9]{0,8})", text, re.ASCII)
        if not match or int(match[2]) > int(match[3]):
            raise NotCanonical(f"batch is {text!r}, not <id>/<i>/<n> with i ≤ n")
        return cls(match[1], int(match[2]), int(match[3]))

    def __str__(self) -> str:
        return f"{self.id}/{self.i}/{self.n}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One event, trusted: `data` is already lifted to the newest shape of its type and is never changed."""

    position: int
    id: str
    type: str
    subject: str
    recordedtime: str
    actor: str
    batch: str
    data: Mapping[str, Any]

    @classmethod
    def of(cls, line: Mapping[str, Any]) -> Fact:
        """Take the attributes of a decoded line."""
        return cls(
            line["position"], line["id"], line["type"], line["subject"],
            line["recordedtime"], line["actor"], line["batch"], line["data"],
        )  # fmt: skip


def encode(value: Mapping[str, Any]) -> bytes:
    """Return the one way to write `value`: sorted keys, no blanks, UTF-8, no newline at the end.

    Raises NotCanonical for what does not come back as it went in: floats, nulls, other keys, deep nesting, long lines.
    """
    if not isinstance(value, Mapping):
        raise NotCanonical("a line is a JSON object")
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


def _refuse(value: object, depth: int, path: tuple[object, ...]) -> None:
    # Types are compared before anything slower is asked: this runs for every member of every line.
    kind = type(value)
    if kind is str or kind is bool:
        return
    if depth > DEEPEST:
        raise NotCanonical(f"{_dotted(path)[:80]}: nested deeper than {DEEPEST} levels")
    if kind is dict or isinstance(value, Mapping):
        for key, member in value.items():  # type: ignore[attr-defined]
            if not _is_key(key):
                raise NotCanonical(f"{_dotted(path)}: the key {key!r} is not made of a-z, 0-9 and _")
            if type(member) is not str:
                _refuse(member, depth + 1, (*path, key))
    elif kind is list or isinstance(value, list | tuple):
        for i, member in enumerate(value):  # type: ignore[arg-type]
            if type(member) is not str:
                _refuse(member, depth + 1, (*path, i))
    elif isinstance(value, int):
        if abs(value) > _BIGGEST:
            raise NotCanonical(f"{_dotted(path)}: the integer lies outside ±(2^53−1)")
    elif isinstance(value, float):
        raise NotCanonical(f"{_dotted(path)}: a number with a fraction; write decimals as strings")
    elif value is None:
        raise NotCanonical(f"{_dotted(path)}: null; leave the field out")
    elif not isinstance(value, str):
        raise NotCanonical(f"{_dotted(path)}: {kind.__name__} has no place in JSON")


@lru_cache(maxsize=4_096)
def _is_key(key: object) -> bool:
    return isinstance(key, str) and _KEY.match(key) is not None


def _dotted(path: tuple[object, ...]) -> str:
    return ".".join(map(str, path))
