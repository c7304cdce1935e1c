"""What every code and name means: pages that stand, as Markdown, beside the modules that tell of them.

A page has its title where the code is made: in the docstring of a module, the meaning of a kind of damage, the
docstring of an error. The file beside says once why its rules exist, and of each code what to do and an example. The
example is run by a test: lines that are appended (`append`), appended and then checked (`check`), or a script (`sh`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

from legation.damage import KINDS
from legation.errors import LegationError, NotUnderstood
from legation.errors.fault import name_of

_HERE = Path(__file__).parent
_TITLE = re.compile(r'^(?:""")?([EW]\d+)(?:  |: )(\S.*?)\.?(?:""")?$', re.MULTILINE)
_SECTION = re.compile(r"^## (\S+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n?", re.MULTILINE | re.DOTALL)
_KINDS = "EWD"


class Example(NamedTuple):
    """Something to try that is answered with the code: its kind (`append`, `check`, `sh`), and what to write."""

    kind: str
    text: str


class Page(NamedTuple):
    """What a code means, why there is such a rule, what to do, and how to see it; only the title is never empty."""

    code: str
    title: str
    why: str
    remedy: str
    examples: tuple[Example, ...]


def explain(word: str) -> Page:
    """Return the page of a code or name, however its letters are; raises NotUnderstood, naming what comes near."""
    found = {code.casefold(): page for code, page in pages().items()}
    for told in (word.casefold(), name_of(word)):
        if told in found:
            return found[told]
    near = [found[code].code for code in get_close_matches(word.casefold(), found, n=3)]
    raise NotUnderstood(word[:60], "code that anything here has", near or ["E101", "W5", "D02", "no-ledger"])


@cache
def pages() -> dict[str, Page]:
    """Return all pages: faults, warnings, damage, each by number, then errors in use by name."""
    titles, written = dict(_titles()), dict(_written())
    return {
        code: Page(code, titles[code], *written.get(code, ("", _beside(code), ())))
        for code in sorted(titles, key=_order)
    }


def _titles() -> Iterator[tuple[str, str]]:
    for file in _HERE.rglob("*.py"):
        yield from _TITLE.findall(file.read_text("utf-8"))
    for code, kind in KINDS.items():
        yield code, kind.meaning
    for error in _errors(LegationError):
        yield name_of(error.__name__), (error.__doc__ or "").split("\n")[0].rstrip(".")


def _errors(of: type[LegationError]) -> Iterator[type[LegationError]]:
    for error in of.__subclasses__():
        yield error
        yield from _errors(error)


def _written() -> Iterator[tuple[str, tuple[str, str, tuple[Example, ...]]]]:
    for file in _HERE.rglob("*.md"):
        why, *sections = _SECTION.split(file.read_text("utf-8"))
        for code, body in zip(sections[::2], sections[1::2], strict=True):
            examples = tuple(Example(*found) for found in _BLOCK.findall(body))
            remedy = "\n\n".join(filter(None, (_beside(code), _BLOCK.sub("", body).strip())))
            yield code, (why.strip(), remedy, examples)


def _beside(code: str) -> str:
    """Return what the kind of damage says itself: what still holds, and what can be done."""
    kind = KINDS.get(code)
    return "\n\n".join((f"What still holds: {kind.holds}.", *(f"- {told}" for told in kind.remedies))) if kind else ""


def _order(code: str) -> tuple[int, int, str]:
    known = re.fullmatch(rf"([{_KINDS}])(\d+)", code)
    return (_KINDS.index(known[1]), int(known[2]), "") if known else (len(_KINDS), 0, code)
