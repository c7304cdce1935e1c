"""Whether two names may be those of one thing: pure text, before anything is asked of a ledger (domain.md 11.4, W5).

Case, accents, hyphens, order and little words say nothing. A letter typed wrong does not make another name, but a
number does; and a person may be called with a surname more or less.
"""

from __future__ import annotations

import re
from functools import lru_cache

from legation.ids import fold

_LITTLE = frozenset({"the", "of", "and", "for", "a", "an", "in", "on", "de", "del", "la", "las", "el", "los", "y"})
_LONG = 5  # letters; one letter of a shorter word may well make another word


def namesakes(one: str, other: str, kind: str) -> bool:
    """Tell whether two names of things of one kind may be the name of one."""
    words, others = words_of(one, kind), words_of(other, kind)
    if not words or not others:
        return False
    if sorted(words) == sorted(others):
        return True
    fewer, more = sorted((set(words), set(others)), key=len)
    if kind == "person" and len(fewer) > 1 and fewer < more:
        return True
    left, right = sorted(set(words) - set(others)), sorted(set(others) - set(words))
    return len(words) == len(others) and len(left) == len(right) == 1 and _mistyped(left[0], right[0])


@lru_cache(maxsize=10_000)
def words_of(name: str, kind: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others; the initials of a person do not."""
    words = re.findall(r"[^\W_]+", fold(name))
    telling = (word for word in words if word not in _LITTLE and not (kind == "person" and len(word) == 1))
    return tuple(telling) or tuple(words)


def _mistyped(one: str, other: str) -> bool:
    """Tell whether two long words without a digit differ by one letter: left out, put in, changed or swapped."""
    if min(len(one), len(other)) < _LONG or not (one.isalpha() and other.isalpha()):
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        apart = [i for i, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        swapped = len(apart) == 2 and [short[i] for i in apart] == [long[i] for i in reversed(apart)]
        return len(apart) == 1 or (swapped and apart[1] == apart[0] + 1)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
