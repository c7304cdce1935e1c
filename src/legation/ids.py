"""Ids and their kinds (domain.md 4.1)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ENTITY_KINDS = ("person", "org", "office", "place", "agreement", "programme", "series", "topic")
KINDS = (*ENTITY_KINDS, "doc", "eng", "com", "rec", "key")
PATTERN = rf"^({'|'.join(KINDS)}):[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST = 80

_ID = re.compile(PATTERN.replace("$", r"\Z"), re.ASCII)
_KINDS = frozenset(KINDS)


@lru_cache(maxsize=1 << 14)
def is_id(text: str) -> bool:
    """Tell whether `text` is a well-formed id of any kind."""
    return kind(text) != "" and len(text) <= LONGEST and _ID.match(text) is not None


def kind(id_: str) -> str:
    """Return the prefix of an id, such as `org`; empty for what is no id."""
    head, colon, _ = id_.partition(":")
    return head if colon and head in _KINDS else ""


def fold(text: str) -> str:
    """Return `text` as it is compared in searches: lower case, without accents, runs of blanks made one."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def slug(name: str) -> str:
    """Suggest the part of an id behind the colon; `unnamed` if the name has no letter that ASCII knows."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "-".join(words)[: LONGEST - 12].strip("-") or "unnamed"


def digest_mark(sha256: str) -> str:
    """Return how the bytes of a document stand among the ids that events name."""
    return f"sha256:{sha256}"
