"""R10: texts are in words of our own.

E1001  a text that shares eight or more words in a row with a registered document
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from legation.after import After
from legation.documents import Lines
from legation.errors import Fault
from legation.event_type import texts
from legation.fact import Fact
from legation.payload import shown

RUN = 8
_WORD = re.compile(r"[\w'%]+")
_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_NAMED = ("entity.registered", "entity.named", "source.registered", "engagement.planned", "meeting.held", "visit.made")


def own_words(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask it of every text, against every registered document that is at hand."""
    told = [(path, spoken) for path, text in texts(fact.type, fact.data) if len(spoken := words(text)) >= RUN]
    if not told:
        return
    for document, lines in after.at_hand():
        known = _runs(lines)
        for path, spoken in told:
            if not known.isdisjoint(_hashes(spoken)) and (shared := _shared(spoken, lines, after)):
                what = f"{len(shared)} words in a row are those of {document}: {shown(' '.join(shared))}"
                yield Fault("E1001", what, f"at most {RUN - 1}", "say it in words of your own", f"data.{path}")


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared (domain.md 3.4)."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower().translate(_STRAIGHT))


@lru_cache(maxsize=256)
def _words_of(lines: Lines) -> tuple[str, ...]:
    return tuple(words(b"\n".join(lines).decode(errors="replace")))


@lru_cache(maxsize=256)
def _runs(lines: Lines) -> frozenset[int]:
    return frozenset(_hashes(_words_of(lines)))


def _hashes(spoken: Sequence[str]) -> Iterator[int]:
    return map(hash, zip(*(spoken[i:] for i in range(RUN)), strict=False))


def _shared(spoken: Sequence[str], lines: Lines, after: After) -> tuple[str, ...]:
    """Return the longest run that the text and the document share once all registered names are taken out of both.

    Taking names out only ever breaks runs, so this is asked only where there was one before.
    """
    names: dict[str, list[tuple[str, ...]]] = {}
    for fact in (fact for type_ in _NAMED for fact in after.of_type(type_)):
        for field in ("name", "title"):
            if name := tuple(words(fact.data.get(field, ""))):
                names.setdefault(name[0], []).append(name)
    theirs = {run[i : i + RUN] for run in _between(_words_of(lines), names) for i in range(len(run) - RUN + 1)}
    longest: tuple[str, ...] = ()
    for run in _between(spoken, names):
        start = 0
        for i in range(len(run) - RUN + 1):
            if run[i : i + RUN] not in theirs:
                start = i + 1
            elif i + RUN - start > len(longest):
                longest = run[start : i + RUN]
    return longest


def _between(spoken: Sequence[str], names: dict[str, list[tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words between names."""
    taken = [False] * len(spoken)
    for i, word in enumerate(spoken):
        for name in names.get(word, ()):
            if tuple(spoken[i : i + len(name)]) == name:
                taken[i : i + len(name)] = [True] * len(name)
    run: list[str] = []
    for word, is_name in zip(spoken, taken, strict=True):
        if not is_name:
            run.append(word)
        elif run:
            yield tuple(run)
            run = []
    yield tuple(run)
