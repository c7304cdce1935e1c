"""What a person types to keep some lines of a list: words, and terms such as `who:salazar` (screens.md 5).

Reading it needs no ledger, so a field can say what is wrong while somebody types. `sifting.py` holds lines against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from legation.errors import NotAFilter
from legation.ids import KINDS, fold

TERMS = {
    "who": "a person or an organisation, as in who:salazar",
    "kind": "what happened, as in kind:visit",
    "place": "a place, as in place:tijuana",
    "source": "a document, as in source:convocation",
    "before": "a day, month or year, as in before:2023-03",
    "after": "a day, month or year, as in after:2022",
    "state": "the word for a state, as in state:possible",
}
_TEXT = r'(?P<text>"[^"]*(?:"|\Z)|[^\s"]\S*)'
_PIECE = re.compile(rf'(?P<out>-(?=[^\W\d_]|"))?(?:(?P<name>[^\W\d_]+):)?{_TEXT}?')
_VALUE = re.compile(rf"\s*{_TEXT}")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a line must hold, or with `out` must not; without a name, words as they stand next to each other.

    `text` is folded: case and accents play no part.
    """

    name: str
    text: str
    out: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Terms that a line must all satisfy; none: every line does."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Filter:
        """Read what was typed; raises NotAFilter, naming the place and what is known.

        Ids, times and addresses are words. A quote that is not closed reaches to the end.
        """
        terms, at = [], 0
        while match := _PIECE.match(text, at):
            if match.end() == at:
                if at == len(text):
                    break
                at += 1
                continue
            term, at = _term(match, text)
            terms.append(term)
        return cls(tuple(term for term in terms if term.text))


def _term(match: re.Match[str], typed: str) -> tuple[Term, int]:
    """Return a term, and where it ends."""
    name, text, end = match["name"], match["text"] or "", match.end()
    folded, out = fold(name or ""), bool(match["out"])
    if folded in TERMS:
        if not text and (value := _VALUE.match(typed, end)):  # as in `who: salazar`
            text, end = value["text"], value.end()
        if not (wanted := _plain(text)):
            raise NotAFilter(name, match.start("name") + 1, (), TERMS[folded])
        return Term(folded, wanted, out), end
    if name and not (folded in KINDS or (not text and not get_close_matches(folded, TERMS)) or text[:1] in {":", "/"}):
        raise NotAFilter(name, match.start("name") + 1, tuple(TERMS))
    return Term("", _plain(text) if not name else fold(f"{name}:{text}"), out), end


def _plain(text: str) -> str:
    return fold(text.strip('"') if text.startswith('"') else text)
